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
    "2*(x + y)": [
        "2(x+y)",
        "２（ｘ＋ｙ）",
        r"2\left(x+y\right)",
        "2·(x+y)",
        "2×(x+y)",
        "2 * ( x + y )。",
        "2[x+y]",
        r"2\{x+y\}",
        "「2(x+y)」",
        "(答) 2(x+y)",
        "【答】2(x+y)",
    ],
    "sigmoid(x)*y*(x - t)": [r"\sigma\left[x\right]y\left[x-t\right]", r"\sigma[x] y [x-t]"],
    "a*x_1 + b*sin(x_2)": [r"ax_1+b\sin x_2", r"ax_{1}+bsinx_{2}"],
    "z/2": [r"\frac z2", r"\frac z{2}", r"\frac{z}2"],
    "a/b*c": [r"\frac ab c", r"\frac abc"],
    "tanh(x)^2": [r"\tanh\bigl(x\bigr)^2."],
    "x*sigmoid(x)": ["silu(x)", "swish(x)"],
    "x^2": ["x**2", "x²", r"x^{2}", "ｘ＾２", "np.square(x)", "np.power(x, 2)", "𝑥²"],
    "x^23": ["x²³", "x^{23}", "x⁽²³⁾"],
    "x^(-1)": ["x⁻¹", "x^-1", "x**-1", r"x^{-1}"],
    "x^2*y": ["x^2y", "x²y", "x^2 y", r"x^2y"],
    "x^n*(n + 1)": ["x^n(n+1)"],
    "sigmoid(x)*(1 - sigmoid(x))": [
        *("σ(x)·(1−σ(x))", r"\sigma\left(x\right)\left(1-\sigma(x)\right)", "sigma(x)(1-sigma(x))"),
        *("functions.sigmoid(x)*(1-functions.sigmoid(x))", r"\operatorname{sigmoid}(x) (1 - \mathrm{sigmoid}(x))"),
        *("torch.sigmoid(x)*(1-torch.sigmoid(x))", "σ（ｘ）（１－σ（ｘ））"),
    ],
    "1/(1 + exp(-x))": ["1/(1+np.exp(-x))", "1/(1+e^-x)", r"\frac{1}{1+e^{-x}}", "1/(1+e^(-x))", "1/(1+e⁻ˣ)", "1/(1+np.e**-x)"],
    "1/2*x": [r"\frac12 x", "½x", r"\frac{1}{2}x", "(1/2)x"],
    "sin(x)^2": ["sin^2 x", r"\sin^2 x", "(sin x)^2", "sin²x", r"\sin^{2}\left(x\right)"],
    "sin(2*x)": ["sin 2x", r"\sin 2x", "sin2x", r"\sin{2x}"],
    "sin(2*pi*x)": [r"\sin 2\pi x", "sin 2 pi x", "sin 2πx"],
    "sin(x)*cos(x)": ["sin x cos x", r"\sin x \cos x", "sinx cosx"],
    "x*sin(x)": ["xsinx", "xsin(x)", "x sin x"],
    "2*x*log(x)": ["2xlnx", "2x ln x", r"2x\ln x"],
    "x*y*z*(a + b)": ["xyz(a+b)", "x y z (a+b)"],
    "abs(x)": ["|x|", r"\left|x\right|", "np.abs(x)", r"\lvert x \rvert", "｜ｘ｜"],
    "abs(x*abs(y))": [r"\left|x\left|y\right|\right|", "|x*|y||"],
    "2*abs(x)*y": ["2|x|y"],
    "sqrt(x)": ["√x", r"\sqrt{x}", r"\sqrt x", "np.sqrt(x)"],
    "sqrt(x) + 1": ["√x+1"],
    "root(x, 3)": ["∛x", "np.cbrt(x)", "cbrt(x)", r"\sqrt[3]{x}"],
    "logb(2, x)": ["log2(x)", "np.log2(x)", r"\log_2 x", "log₂x", r"\log_{2}\left(x\right)", "log_2(x)"],
    "logb(2, x)^2": [r"\log_2^2 x"],
    "log(1 + x)": ["np.log1p(x)"],
    "exp(x) - 1": ["np.expm1(x)"],
    "1/tanh(x)": ["coth(x)", r"\coth x"],
    "binomial(n, k)": [r"\binom{n}{k}", "comb(n, k)"],
    "max(0, x)": ["np.maximum(0, x)", r"\max(0,x)", r"\max\{0,x\}", "np.max([0, x])", "max{0,x}"],
    "min(max(x, 0), 1)": ["np.clip(x, 0, 1)"],
    "x*step(x)": ["np.where(x > 0, x, 0)", "x*(x > 0)", "np.where(x >= 0, x, 0)"],
    "1 - step(x)": ["np.where(x > 0, 0, 1)"],
    "step(x - 1) + (x*step(x))*(1 - step(x - 1))": [
        r"\begin{cases} 1 & x > 1 \\ x & 0 \le x \le 1 \\ 0 & x < 0 \end{cases}",
        r"\begin{cases} 1, & \text{if } x > 1, \\ \begin{cases} x & 0 < x \\ 0 & 0 > x \end{cases} & \text{otherwise}. \end{cases}",
    ],
    "1 - step(y - x)": [r"\begin{cases} 0 & (x \leqq y) \\ 1 & (x > y) \end{cases}"],
    "x*(step(x)*step(1 - x))": [r"\begin{dcases} x & 0<x<1 \\ 0 & \text{その他} \end{dcases}"],
    "exp(x)": [r"\begin{cases} e^x & x \neq 0 \\ 1 & x = 0 \end{cases}", r"\begin{aligned} & \mathrm{e}^{x} \end{aligned}"],
    "1*step(x)*y": [r"\mathbb{1}[x>0]y", r"\mathbb{1}\left(x \geq 0\right) y"],
    "1/(1 + x_1)": [r"{1 \over 1+x_1}", r"{1 \over 1+{x}_{1}}"],
    "W @ x + b": ["np.dot(W, x) + b", "W.dot(x) + b", "np.matmul(W,x)+b"],
    "2*(x @ y)^2": ["2*x.dot(y)**2"],
    "W^T @ delta": ["W.T @ delta", "np.transpose(W) @ delta", "W.transpose() @ δ", "W.T.dot(delta)", r"W^{\top} \,{} \delta"],
    "W^T*delta": ["W^T δ", r"W^\top \delta", "W.T δ", "W^(T) δ", r"\mathbf{W}^{\mathrm{T}}\boldsymbol{\delta}", "Wᵀδ"],
    "x ⊙ y": [r"x\odot y", "x∘y", "np.multiply(x, y)"],
    "dz/dx": [r"\frac{dz}{dx}", r"\frac{\mathrm{d}z}{\mathrm{d}x}", r"\frac{d}{dx}z", "ｄｚ／ｄｘ"],
    "∂E/∂y*∂y/∂u": [
        r"\frac{\partial E}{\partial y}\frac{\partial y}{\partial u}",
        "(∂E/∂y)(∂y/∂u)",
        "∂E/∂y · ∂y/∂u",
        "∂Ｅ/∂ｙ・∂ｙ/∂ｕ",
    ],
    "∂L/∂y_hat*dy_hat/dz_1": [
        r"\frac{\partial L}{\partial \hat{y}}\frac{d\hat y}{dz_1}",
        r"\partial L/\partial\hat{y}\cdot d\hat{y}/dz_{1}",
    ],
    "∂^2E/∂w^2": [r"\frac{\partial^2 E}{\partial w^2}", "∂²E/∂w²"],
    "d^2z/dx dy": [r"\frac{d^2z}{dxdy}", "d^2z/dxdy", "d²z/dxdy"],
    "[[1, 2], [3, 4]]": [r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "[1, 2; 3, 4]"],
    "[[x], [2*y]]": [r"(x, 2y)^\top", "[x, 2y]^T", "[x, 2y].T", r"\begin{pmatrix} x \\ 2y \end{pmatrix}"],
    "-x^2": ["−x²", "ー ｘ＾２"],
    "x - y + 1": ["x−y+1", "x — y + 1"],
    "log(x)": ["ln x", r"\ln x", r"\log\left(x\right)", "np.log(x)", "lnx", "ｌｎ　ｘ"],
    "{1, 2}": [r"\{1, 2\}"],
    "x_1 + x_2": ["x₁+x₂", r"x_{1}+x_{2}", "ｘ＿１＋ｘ＿２"],
    "y_hat - y": [r"\hat{y} - y", r"\hat y-y"],
    "theta_hat_12": [r"\hat{\theta}_{12}"],
    "loss_hat": [r"\mathrm{loss}_{hat}"],
    "delta2*alpha": ["delta2 alpha", "delta2 α"],
    "1.5*10^(-3)": ["1.5×10^-3", "1.5×10⁻³", r"1.5\times10^{-3}"],
    "factorial(n)/factorial(k)": ["n!/k!"],
    "oo": ["∞", r"\infty", "infinity"],
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
    ("(|x)", "mismatched_bracket", 3),
    ("", "empty", 0),
    ("1/2x", "ambiguous_division", 3),
    ("a/b(c+1)", "ambiguous_division", 3),
    ("1/2 sin x", "ambiguous_division", 4),
    ("x 2", "number_after_name", 2),
    (r"x\, 2", "number_after_name", 4),
    ("(x+1)2", "number_after_name", 5),
    ("2 3", "missing_operator", 2),
    ("1½", "mixed_number", 1),
    (r"2\frac12", "mixed_number", 1),
    ("e^2x", "ambiguous_power", 0),
    ("e^-xy", "ambiguous_power", 0),
    (r"x^10", "ambiguous_power", 2),
    ("√2x", "ambiguous_argument", 0),
    ("||x||", "ambiguous_bars", 0),
    ("x+*y", "missing_operand", 2),
    ("sin", "missing_argument", 3),
    ("sin()", "missing_argument", 4),
    ("atan2(x)", "wrong_argument_count", 0),
    ("sin^-1 x", "ambiguous_inverse", 0),
    ("mod(x, 2)", "unknown_function", 0),
    ("np.load(x)", "unknown_function", 0),
    ("max(x > 0, 1)", "misplaced_relation", 4),
    ("(x = 1)*2", "misplaced_relation", 1),
    ("(0 < x < 1)*2", "misplaced_relation", 1),
    ("__import__('os')", "not_supported", 0),
    ("x.__class__", "not_supported", 1),
    ("eval(x)", "not_supported", 0),
    ("diff(x^2, x)", "not_supported", 0),
    ("∫x", "not_supported", 0),
    ("d/dx x^2", "not_supported", 0),
    ("2 sigmod(x)", "unknown_function", 2),
    ("exo(x)", "unknown_function", 0),
    ("normcdf(x)", "unknown_function", 0),
    ("2*leaky_relu(x)", "unknown_function", 2),
    (r"\operatorname{GELU}\left(x\right)", "unknown_function", 0),
    ("y[x-t]", "not_supported", 1),
    ("‖w‖", "not_supported", 0),
    (r"\left\|w\right\|", "not_supported", 5),
    (r"\begin{cases} 1 & x > 1 \\ 0 & x < 0 \end{cases}", "not_supported", 0),
    (r"\begin{cases} 1 & x > 1", "missing_operand", 23),
    (r"\begin{cases} 1 & x > 0 \\ 0 \end{cases}", "missing_operand", 29),
    (r"x \text{if} y", "missing_operator", 2),
    (r"2 \frac{d}{dx} x y", "not_supported", 2),
    ("d/dx x/y", "not_supported", 0),
    (r"\sum_{i} x", "not_supported", 0),
    ("x == y", "not_supported", 2),
    ("50%", "not_supported", 2),
    ("\u0445+1", "confusable_letter", 0),
    ("x ± y", "several_answers", 2),
    ("x = 1 = y", "several_equations", 6),
    ("わかりません", "prose", 0),
    (r"\frac_{1}{x}", "missing_argument", 0),
    (r"\frac{\placeholder{}}{2}", "missing_operand", 6),
    (r"\boxed", "missing_argument", 6),
    (r"\left(x+1", "unbalanced_open", 0),
    ("x[0]", "not_supported", 1),
    ("2x[0]", "not_supported", 2),
    (r"x^{(2)}", "ambiguous_power", 0),
    (r"x^{2}!", "missing_operator", 5),
    ("x" * 5000, "limit_length", 4000),
    ("(" * 100 + "x" + ")" * 100, "limit_depth", 65),
    (r"\frac1" * 100 + "x", "limit_depth", 390),
    ("-" * 100 + "x", "limit_signs", 0),
    ("1e401", "limit_exponent", 0),
]


@pytest.mark.parametrize(("text", "code", "at"), REFUSED, ids=[text[:20] for text, _, _ in REFUSED])
def test_what_cannot_be_read_is_refused_by_name_and_place(text: str, code: str, at: int) -> None:
    found = read(text, format="latex" if text == "x^10" else None)

    assert isinstance(found, Unreadable), found
    assert (found.code, found.at) == (code, at)
    assert text[found.at :].startswith(found.found)
    assert found.code in unreadable.CODES
    assert set(found.facts) == set(unreadable.CODES[found.code])
    assert set(found.expected) <= set(unreadable.EXPECTED)


DECLARED_AND_MEANT = [
    ("2(x+Y)", 4, "y"),
    ("sigmod(x)", 0, "sigmoid"),
    ("w1 x", 0, "W1"),
    ("xY", 1, "y"),
    ("dleta", 0, "delta"),
]


@pytest.mark.parametrize(("text", "at", "nearest"), DECLARED_AND_MEANT)
def test_a_name_that_is_not_declared_is_refused_with_the_nearest(text: str, at: int, nearest: str) -> None:
    found = read(text, Names(frozenset({"x", "y", "W1", "delta"})))

    assert isinstance(found, Unreadable)
    assert (found.code, found.at, found.facts["nearest"]) == ("unknown_name", at, nearest)


@pytest.mark.parametrize("text", ["x1 + W_1", "x₁ + W₁", r"x_{1} + W_1", "x_1+W1"])
def test_a_declared_name_is_known_with_and_without_its_underscore(text: str) -> None:
    found = read(text, Names(frozenset({"x_1", "W1"})))

    assert isinstance(found, Reading), found
    assert found.term == name("x_1") + name("W1")


@pytest.mark.parametrize("text", ["abx_1", "abx₁", "abx1", r"ab\,x_{1}", "ａｂｘ＿１"])
def test_declared_names_multiply_a_name_with_a_subscript(text: str) -> None:
    found = read(text, Names(frozenset({"a", "b", "x_1"})))

    assert isinstance(found, Reading), found
    assert plain(found.term) == "a*b*x_1"


def test_declared_names_win_over_constants_functions_and_products() -> None:
    found = read("E e x xy sigma(x)", Names(frozenset({"E", "x", "xy"}), frozenset({"sigma"})))

    assert isinstance(found, Reading), found
    assert [each.op for each in found.term.args] == ["name", "constant", "name", "name", "opaque"]


@pytest.mark.parametrize(("declared", "op"), [({"E", "x"}, "name"), ({"x"}, "constant"), (None, "name")])
def test_a_capital_e_is_the_error_where_it_is_declared(declared: set[str] | None, op: str) -> None:
    found = read("E x", Names(None if declared is None else frozenset(declared)))

    assert isinstance(found, Reading), found
    assert found.term.args[0].op == op


def test_an_index_in_round_brackets_is_part_of_a_name() -> None:
    found = read(r"w_{ji}^{(2)} x")

    assert isinstance(found, Reading)
    assert found.term.args[0] == name("w_ji^(2)")


def test_positions_are_those_of_the_text_as_typed() -> None:
    found = read("２（ｘ＋ｙ")

    assert isinstance(found, Unreadable)
    assert (found.at, found.found) == (1, "（")


def test_every_shared_answer_is_read_and_reads_back_from_its_printing() -> None:
    wrong = []
    for line in (DATA / "answer_pairs.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        names = Names(frozenset(row["variables"] or ()))
        for field in ("student", "teacher", "student_latex", "teacher_latex"):
            found = read(row[field], names)
            if isinstance(found, Unreadable):
                wrong.append((row["id"], field, row[field], found))
                continue
            again = [read(write(found.term), names) for write in (plain, latex)]
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
