"""A term that is printed for Maxima or for Python has there the value that it has here."""

from __future__ import annotations

import random

import numpy as np
import pytest

from derivations.evaluate import FUNCTIONS, evaluate
from derivations.terms.notation import BY_NAME
from derivations.terms.programs import MAXIMA, PYTHON, Language, NoProgram, Printer, maxima, python
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


def in_maxima(terms: list[Term]) -> list[float]:
    before = "".join(f"{each}: {value}$" for each, value in POINT.items())
    return [float(str(each)) for each in values([f"float({maxima(term)})" for term in terms], before)]


def in_python(terms: list[Term]) -> list[float]:
    return [float(eval(python(term), {"np": np}, dict(POINT))) for term in terms]  # noqa: S307 - what we printed ourselves


LANGUAGES = {"maxima": in_maxima, "python": in_python}
languages = pytest.mark.parametrize("language", [pytest.param("maxima", marks=needs_maxima), "python"])


def others(language: str, terms: list[Term]) -> list[Term]:
    """Those terms whose value in the language is another."""
    pairs = zip(terms, LANGUAGES[language](terms), strict=True)
    return [term for term, found in pairs if abs(found - float(evaluate(term, POINT))) > 1e-9 * max(1.0, abs(found))]


@languages
def test_what_is_written_has_the_same_value(language: str) -> None:
    written = [text for text in WRITTEN if not text.startswith("root")]

    assert not others(language, [term_of(text) for text in written])


@languages
def test_real_roots_are_real(language: str) -> None:
    found = LANGUAGES[language]([term_of("root(-8, 3)"), term_of("root(16, 4)")])

    assert found == pytest.approx([-2.0, 2.0])


@languages
def test_generated_terms_have_the_same_value(language: str) -> None:
    rng = random.Random(7)

    def grown(depth: int) -> Term:
        if depth == 0:
            return rng.choice([name("x"), name("y"), name("z"), number(rng.randint(1, 9))])
        one, two = grown(depth - 1), grown(depth - 1)
        return rng.choice(
            [one + two, one - two, one * two, -one, (one + name("x")) ** 2, one / (two * two + 1), apply("sigmoid", one)]
        )

    assert not others(language, [grown(4) for _ in range(60)])


@pytest.mark.parametrize("language", [MAXIMA, PYTHON], ids=["maxima", "python"])
def test_every_function_of_the_language_is_printed_or_refused_by_name(language: Language) -> None:
    known = {*language.functions, *language.meanings, "root"}
    for function in BY_NAME:
        node = apply(function, *[name("x"), number(3)][: BY_NAME[function].arity or 2])
        if function in known:
            assert Printer(language).text(node)
        else:
            with pytest.raises(NoProgram):
                Printer(language).text(node)
    assert set(FUNCTIONS) & set(BY_NAME) <= known


@pytest.mark.parametrize("written", ["w_ji^(2)", "σ1", "in", "e", "step"])
def test_a_name_that_maxima_reads_otherwise_is_refused(written: str) -> None:
    with pytest.raises(NoProgram):
        maxima(name(written))


@pytest.mark.parametrize("written", ["lambda", "np", "w_ji^(2)"])
def test_a_name_that_python_reads_otherwise_is_refused(written: str) -> None:
    with pytest.raises(NoProgram):
        python(name(written))


def test_matrices_and_lists_are_written_as_each_language_has_them() -> None:
    matrix = term_of("[[1, x], [y, 2]]")

    assert maxima(matrix) == "matrix([1, x], [y, 2])"
    assert python(matrix) == "np.array([[1, x], [y, 2]])"
    assert maxima(term_of("{1, x}")) == "{1, x}"
    with pytest.raises(NoProgram):
        python(term_of("{1, x}"))
