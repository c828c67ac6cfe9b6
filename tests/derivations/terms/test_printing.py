"""What is printed reads back as the same term, for every kind of term; any text is read or refused by name and place."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.terms import unreadable
from derivations.terms.notation import FUNCTIONS
from derivations.terms.printing import latex, plain
from derivations.terms.reading import ANY, Names, Reading, Unreadable, read
from derivations.terms.term import Term, apply, derivative, name, names, number, opaque
from tests.derivations.terms.test_reading import SAME
from tests.derivations.terms.test_statements import WHOLE

DATA = Path(__file__).parents[2] / "data"
PAIRS = [json.loads(line) for line in (DATA / "answer_pairs.jsonl").read_text(encoding="utf-8").splitlines()]
FIELDS = ("student", "teacher", "student_latex", "teacher_latex")
TEXTS = [(row[field], frozenset(row["variables"])) for row in PAIRS for field in FIELDS] + [
    (text, frozenset[str]()) for table in (SAME, WHOLE) for texts in table.values() for text in texts
]
WRITERS = (("plain", plain), ("latex", latex))


def read_back(term: Term) -> list[tuple[str, Reading | Unreadable]]:
    """What each printing of a term is read as, with the names that the term uses."""
    declared = Names(names(term), frozenset({"f", "phi", "d_relu"}))
    return [(write(term), read(write(term), declared, format=form)) for form, write in WRITERS]


@pytest.mark.parametrize("text", [text for table in (SAME, WHOLE) for texts in table.values() for text in texts])
def test_every_text_that_is_read_is_printed_so_that_it_reads_back(text: str) -> None:
    found = read(text)

    assert isinstance(found, Reading), found
    for printed, again in read_back(found.term):
        assert again == Reading(found.term), printed


TEXTBOOK = {
    "(x/2)^2": r"\left(\frac{x}{2}\right)^{2}",
    "exp(-(x/2)^2)": r"e^{-\left(\frac{x}{2}\right)^{2}}",
    "(dz/dx)^2": r"\left(\frac{dz}{dx}\right)^{2}",
    "x/2 * y^(1/2)": r"\frac{x}{2} y^{\frac{1}{2}}",
    "-x/2 + 1": r"-\frac{x}{2} + 1",
}


@pytest.mark.parametrize(("text", "printed"), TEXTBOOK.items())
def test_a_fraction_has_brackets_where_it_is_raised_and_nowhere_else(text: str, printed: str) -> None:
    found = read(text)

    assert isinstance(found, Reading)
    assert latex(found.term) == printed


SCALARS = st.recursive(
    st.one_of(
        st.sampled_from(["x", "y", "W1", "w_ji", "delta", "b_1", "y_hat", "h_{t-1}", "w_ji^(2)", "rate", "x_"]).map(name),
        st.integers(0, 30).map(number),
        st.just(Term("constant", (), "pi")),
        st.just(derivative(name("E"), name("y"), glyph="∂")),
        st.just(derivative(name("z"), name("x"), name("x"))),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner, inner).map(lambda args: args[0] * args[1] + args[2]),
        st.tuples(inner, inner).map(lambda args: args[0] / args[1]),
        st.tuples(inner, inner).map(lambda args: args[0] ** args[1]),
        inner.map(lambda arg: -arg),
        st.tuples(st.sampled_from([row for row in FUNCTIONS if row.arity != 2]), inner).map(
            lambda pair: apply(pair[0].name, pair[1])
        ),
        st.tuples(st.sampled_from([row for row in FUNCTIONS if row.arity in (2, None)]), inner, inner).map(
            lambda args: apply(args[0].name, *args[1:])
        ),
        st.tuples(st.sampled_from(["f", "f''", "phi'", "d_relu"]), inner).map(lambda pair: opaque(*pair)),
        inner.map(lambda arg: apply("transpose", arg)),
        st.tuples(st.sampled_from(["matmul", "hadamard", "mul"]), inner, inner).map(
            lambda args: Term(args[0], (*args[1].args, args[2]) if args[1].op == args[0] else args[1:])
        ),
    ),
    max_leaves=6,
)
RELATIONS = st.tuples(st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]), SCALARS, SCALARS).map(
    lambda args: Term(args[0], args[1:])
)
CHAINS = st.tuples(st.sampled_from(["lt", "le"]), st.sampled_from(["lt", "le"]), SCALARS, SCALARS, SCALARS).map(
    lambda args: Term(args[0], (Term(args[1], args[2:4]), args[4]))
)
MEMBERS = st.lists(st.one_of(SCALARS, RELATIONS, CHAINS), min_size=2, max_size=3)
WHOLES = st.one_of(
    SCALARS,
    RELATIONS,
    CHAINS,
    st.tuples(st.sampled_from(["list", "set", "tuple"]), MEMBERS).map(lambda pair: Term(pair[0], tuple(pair[1]))),
    st.lists(SCALARS, min_size=4, max_size=4).map(lambda args: Term("matrix", tuple(args), (2, 2))),
    st.tuples(SCALARS, SCALARS, st.sampled_from(["(]", "[)"])).map(lambda args: Term("interval", args[:2], args[2])),
)


@settings(max_examples=600, deadline=None)
@given(WHOLES)
def test_terms_of_every_kind_read_back_from_both_printings(term: Term) -> None:
    for printed, again in read_back(term):
        assert again == Reading(term), printed


ALPHABET = "xyzt0123456789.+-*/^()[]{}|\\_, =<>'∂σ√²½ｘ（）・dEsincoexplgqrtfaT&$%!;:\n @、"


def mutated(text: str, draws: random.Random) -> str:
    """The text with a few characters put in, left out, exchanged or repeated; now and then with bytes that are no text."""
    characters = list(text)
    for _ in range(draws.choice((1, 1, 1, 2, 3))):
        at = draws.randrange(len(characters) + 1)
        action = draws.randrange(4)
        if action == 0:
            characters.insert(at, draws.choice(ALPHABET))
        elif action == 1:
            del characters[at : at + draws.randrange(1, 5)]
        elif action == 2:
            characters[at:at] = characters[at : at + draws.randrange(1, 9)]
        elif characters:
            characters[min(at, len(characters) - 1)] = draws.choice(ALPHABET)
    found = bytearray("".join(characters).encode())
    if found and draws.randrange(4) == 0:
        found[draws.randrange(len(found))] = draws.randrange(256)
    return found.decode("utf-8", draws.choice(("replace", "surrogateescape")))


def test_ten_thousand_mutated_answers_are_read_or_refused_by_name_and_place_at_once() -> None:
    draws = random.Random(20260101)
    asked = derivative(name("z"), name("x"))
    wrong: list[object] = []
    slowest = 0.0
    for at in range(10_000):
        text, declared = TEXTS[at % len(TEXTS)]
        text = mutated(text, draws)
        declared_names = Names(declared) if declared and draws.randrange(2) else ANY
        began = time.perf_counter()
        found = read(text, declared_names, format=draws.choice((None, "plain", "latex")), asked=draws.choice((None, asked)))
        slowest = max(slowest, time.perf_counter() - began)
        if isinstance(found, Unreadable):
            known = found.code in unreadable.CODES and set(found.facts) == set(unreadable.CODES[found.code])
            if not (known and set(found.expected) <= set(unreadable.EXPECTED) and text[found.at :].startswith(found.found)):
                wrong.append((text, found))
        elif at % 4 == 0:
            again = read(plain(found.term), Names(names(found.term)), format="plain")
            if isinstance(again, Unreadable):
                wrong.append((text, plain(found.term), again))

    assert not wrong
    assert slowest < 0.5  # 0.05 s where nothing else runs


LONG = ["\\frac{" * 600, "∂" + " " * 3900, "log_" * 900 + "x", "x^T" * 1300, "√" * 3000, "|x" * 1900, "d x" * 1300, "a<b" * 1300]


@pytest.mark.parametrize("text", LONG, ids=[text[:6] for text in LONG])
@pytest.mark.parametrize("form", [None, "plain", "latex"])
def test_long_texts_are_refused_in_no_time(text: str, form: str | None) -> None:
    began = time.perf_counter()

    assert isinstance(read(text, format=form), Unreadable | Reading)
    assert time.perf_counter() - began < 0.5
