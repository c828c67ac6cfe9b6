"""A term that is printed for Maxima has in Maxima the value that it has here."""

from __future__ import annotations

import random

import pytest

from derivations.evaluate import FUNCTIONS, evaluate
from derivations.terms.maxima import MEANINGS, RENAMED, RESERVED, NotInMaxima, maxima
from derivations.terms.notation import BY_NAME
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term, apply, name, number
from tests.maxima import needs_maxima, values

POINT = {"x": 0.75, "y": -1.25, "z": 2.5}
WRITTEN = (
    *(
        "-x^2",
        "(-x)^2",
        "x^(-2)",
        "x - (y - z)",
        "x/(y/z)",
        "x/y/z",
        "2^x^2",
        "-(x + y)*z",
        "0.125*x",
        "x/0.25",
        "3/4*x",
        "2(x+1)^2",
    ),
    *(
        "root(y, 3)",
        "root(z, 4)",
        "logb(2, z)",
        "log(z)/log(2)",
        "sigmoid(-x)*(1 - sigmoid(x))",
        "softplus(y)",
        "relu(y) + relu(x)",
    ),
    *(
        "step(x) + 2*step(y) + 4*step(x - x)",
        "softmax(x, y, z)",
        "max(x, y, z) - min(x, y)",
        "abs(y)",
        "sign(y)",
        "e^x",
        "sqrt(2)*pi",
    ),
    *("sec(x)", "csc(x)", "cot(x)", "asin(x)", "acos(x)", "atan(x)", "asinh(x)", "acosh(z)", "atanh(x)", "sech(x)", "tanh(x)^2"),
)


def term_of(text: str) -> Term:
    found = read(text, Names(frozenset(POINT)))
    assert isinstance(found, Reading), found
    return found.term


def agree(terms: list[Term]) -> list[str]:
    """Those terms whose value in Maxima is another."""
    before = "".join(f"{each}: {value}$" for each, value in POINT.items())
    found = values([f"float({maxima(each)})" for each in terms], before)
    return [
        f"{maxima(term)}: {text}"
        for term, text in zip(terms, found, strict=True)
        if text is None or abs(float(text) - float(evaluate(term, POINT))) > 1e-9 * max(1.0, abs(float(text)))
    ]


@needs_maxima
def test_what_is_written_has_the_same_value_in_maxima() -> None:
    written = [text for text in WRITTEN if not text.startswith("root")]

    assert not agree([term_of(text) for text in written])


@needs_maxima
def test_real_roots_are_real_in_maxima_too() -> None:
    assert values([f"float({maxima(term_of(text))})" for text in ("root(-8, 3)", "root(16, 4)")]) == ["-2.0", "2.0"]


@needs_maxima
def test_generated_terms_have_the_same_value_in_maxima() -> None:
    rng = random.Random(7)

    def grown(depth: int) -> Term:
        if depth == 0:
            return rng.choice([name("x"), name("y"), name("z"), number(rng.randint(1, 9))])
        one, two = grown(depth - 1), grown(depth - 1)
        return rng.choice(
            [one + two, one - two, one * two, -one, (one + name("x")) ** 2, one / (two * two + 1), apply("sigmoid", one)]
        )

    assert not agree([grown(4) for _ in range(60)])


def test_every_function_of_the_language_is_printed_or_refused_by_name() -> None:
    for function in BY_NAME:
        node = apply(function, *[name("x"), number(3)][: BY_NAME[function].arity or 2])
        if function in {*RENAMED, *MEANINGS, "root"}:
            assert maxima(node)
        else:
            with pytest.raises(NotInMaxima):
                maxima(node)
    assert set(FUNCTIONS) & set(BY_NAME) <= {*RENAMED, *MEANINGS, "root"}


@pytest.mark.parametrize("written", ["w_ji^(2)", "σ1", "in", "e", *sorted(RESERVED)[:5]])
def test_a_name_that_maxima_reads_otherwise_is_refused(written: str) -> None:
    with pytest.raises(NotInMaxima):
        maxima(name(written))
