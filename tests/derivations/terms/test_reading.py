"""What a text is read as, and how a text that can't be read is refused: table by table, then laws."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.terms import unreadable
from derivations.terms.printing import latex, plain
from derivations.terms.reading import Names, Reading, Unreadable, read
from derivations.terms.term import Term, apply, derivative, name, number

DATA = Path(__file__).parents[2] / "data"

SAME = {
    "2*(x + y)": ["2(x+y)", "２（ｘ＋ｙ）", r"2\left(x+y\right)", "2·(x+y)", "2×(x+y)", "2 * ( x + y )。"],
    "x^2": ["x**2", "x²", r"x^{2}", "ｘ＾２"],
    "sigmoid(x)*(1 - sigmoid(x))": ["σ(x)·(1−σ(x))", r"\sigma\left(x\right)\left(1-\sigma(x)\right)", "sigma(x)(1-sigma(x))"],
    "1/(1 + exp(-x))": ["1/(1+np.exp(-x))", "1/(1+e^-x)", r"\frac{1}{1+e^{-x}}", "1/(1+e^(-x))"],
    "1/2*x": [r"\frac12 x", "½x"],
    "sin(x)^2": ["sin^2 x", r"\sin^2 x", "(sin x)^2"],
    "sin(2*x)": ["sin 2x", r"\sin 2x"],
    "sin(2*pi*x)": [r"\sin 2\pi x", "sin 2 pi x", "sin 2πx"],
    "sin(x)*cos(x)": ["sin x cos x", r"\sin x \cos x"],
    "abs(x)": ["|x|", r"\left|x\right|", "np.abs(x)"],
    "sqrt(x)": ["√x", r"\sqrt{x}", r"\sqrt x", "np.sqrt(x)"],
    "root(x, 3)": [r"\sqrt[3]{x}"],
    "dz/dx": [r"\frac{dz}{dx}"],
    "∂E/∂y*∂y/∂u": [r"\frac{\partial E}{\partial y}\frac{\partial y}{\partial u}", "(∂E/∂y)(∂y/∂u)", "∂E/∂y · ∂y/∂u"],
    "W^T*delta": ["W^T δ", r"W^\top \delta", "W.T δ"],
    "[[1, 2], [3, 4]]": [r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"],
    "-x^2": ["−x²"],
    "x - y + 1": ["x−y+1"],
    "log(x)": ["ln x", r"\ln x", r"\log\left(x\right)", "np.log(x)"],
    "{1, 2}": [r"\{1, 2\}"],
    "max(0, x)": ["np.maximum(0, x)", r"\max(0,x)"],
}


@pytest.mark.parametrize(("printed", "text"), [(printed, text) for printed, texts in SAME.items() for text in [printed, *texts]])
def test_spellings_of_one_formula_are_read_as_one(printed: str, text: str) -> None:
    found = read(text)

    assert isinstance(found, Reading), found
    assert plain(found.term) == printed


REFUSED = [
    ("2*(x+", "missing_operand", 5),
    ("2*(x+y", "unbalanced_open", 2),
    ("2*x)", "unbalanced_close", 3),
    ("(x]+1", "mismatched_bracket", 2),
    ("", "empty", 0),
    ("1/2x", "ambiguous_division", 3),
    ("a/b(c+1)", "ambiguous_division", 3),
    ("x 2", "number_after_name", 2),
    ("x+*y", "missing_operand", 2),
    ("sin", "missing_argument", 3),
    ("sin()", "missing_argument", 4),
    ("sin^-1 x", "ambiguous_inverse", 0),
    ("__import__('os')", "not_supported", 0),
    ("x.__class__", "not_supported", 1),
    ("eval(x)", "not_supported", 0),
    ("diff(x^2, x)", "not_supported", 0),
    ("\u0445+1", "confusable_letter", 0),
    ("x±1", "several_answers", 1),
    ("x = 1 = y", "several_equations", 6),
    ("わかりません", "prose", 0),
    (r"\frac_{1}{x}", "missing_argument", 0),
    (r"\boxed", "missing_argument", 6),
    ("x[0]", "not_supported", 1),
    (r"x^{(2)}", "ambiguous_power", 0),
    ("x" * 5000, "limit_length", 4000),
    ("(" * 100 + "x" + ")" * 100, "limit_depth", 65),
    ("-" * 100 + "x", "limit_signs", 0),
]


@pytest.mark.parametrize(("text", "code", "at"), REFUSED, ids=[text[:20] for text, _, _ in REFUSED])
def test_what_cannot_be_read_is_refused_by_name_and_place(text: str, code: str, at: int) -> None:
    found = read(text)

    assert isinstance(found, Unreadable), found
    assert (found.code, found.at) == (code, at)
    assert found.code in unreadable.CODES
    assert set(found.facts) == set(unreadable.CODES[found.code])
    assert set(found.expected) <= set(unreadable.EXPECTED)


def test_a_name_that_is_not_declared_is_refused_with_the_nearest() -> None:
    found = read("2(x+Y)", Names(frozenset({"x", "y"})))

    assert isinstance(found, Unreadable)
    assert (found.code, found.at, found.facts["nearest"]) == ("unknown_name", 4, "y")


def test_an_index_in_round_brackets_is_part_of_a_name() -> None:
    found = read(r"w_{ji}^{(2)} x")

    assert isinstance(found, Reading)
    assert found.term.args[0] == name("w_ji^(2)")


@pytest.mark.parametrize("text", ["dz/dx = 2(x+y)", "dz/dx = 2t = 2(x+y)", r"\frac{dz}{dx}=2(x+y)", "∂z/∂x = 2(x+y)", "= 2(x+y)"])
def test_a_left_side_that_names_what_is_asked_is_dropped_and_said(text: str) -> None:
    found = read(text, asked=derivative(name("z"), name("x")))

    assert isinstance(found, Reading)
    assert plain(found.term) == "2*(x + y)"
    assert found.dropped


def test_positions_are_those_of_the_text_as_typed() -> None:
    found = read("２（ｘ＋ｙ")

    assert isinstance(found, Unreadable)
    assert (found.at, found.found) == (1, "（")


def test_every_shared_answer_reads_back_from_its_printing() -> None:
    wrong = []
    for line in (DATA / "answer_pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        names = Names(frozenset(row["variables"] or ()))
        for field in ("student", "teacher", "student_latex", "teacher_latex"):
            found = read(row[field], names)
            again = [read(write(found.term), names) for write in (plain, latex)] if isinstance(found, Reading) else [found]
            wrong += [(row["id"], field, row[field], each) for each in again if each != found]

    assert not wrong


DECLARED = ["x", "y", "t", "w_ji", "W1", "delta", "b_1"]


def terms() -> st.SearchStrategy[Term]:
    leaves = st.one_of(
        st.sampled_from(DECLARED).map(name),
        st.integers(0, 30).map(number),
        st.sampled_from([Fraction(1, 4), Fraction(5, 2)]).map(lambda value: Term("number", (), value)),
        st.just(derivative(name("E"), name("y"), glyph="∂")),
    )

    def larger(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
        return st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda args: Term("add", flat("add", args))),
            st.lists(inner, min_size=2, max_size=3).map(lambda args: Term("mul", flat("mul", args))),
            st.tuples(inner, inner).map(lambda pair: pair[0] / pair[1]),
            st.tuples(inner, inner).map(lambda pair: pair[0] ** pair[1]),
            inner.map(lambda term: -term),
            st.tuples(st.sampled_from(["sin", "exp", "sigmoid", "sqrt", "abs", "log", "relu", "tanh"]), inner).map(
                lambda pair: apply(*pair)
            ),
        )

    return st.recursive(leaves, larger, max_leaves=8)


def flat(op: str, args: list[Term]) -> tuple[Term, ...]:
    """A sum's first operand is no sum: a reading continues it."""
    first = args[0]
    return (*first.args, *args[1:]) if first.op == op else tuple(args)


@settings(max_examples=300, deadline=None)
@given(terms())
def test_what_is_printed_reads_back_as_the_same_term(term: Term) -> None:
    for write in (plain, latex):
        found = read(write(term), Names(frozenset(DECLARED)))

        assert isinstance(found, Reading), (write(term), found)
        assert found.term == term, (write(term), found.term)


@settings(max_examples=2000, deadline=None)
@given(st.text(alphabet="xyzt0123456789.+-*/^()[]{}|\\_, =<>'∂σ√²½ｘ（）・dEsincoexplgqrtfa&$%!;\n\u202e", max_size=40))
def test_any_text_is_read_or_refused_by_a_known_code(text: str) -> None:
    found = read(text)

    if isinstance(found, Unreadable):
        assert found.code in unreadable.CODES
        assert 0 <= found.at <= len(text)
