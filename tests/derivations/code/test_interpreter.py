"""Listings are followed and never run; what is not known is refused with its line."""

from __future__ import annotations

import ast
from pathlib import Path

import numpy as np
import pytest

from derivations.code.errors import CodeError
from derivations.code.interpreter import Interpreter
from derivations.code.listing import canonical, listing_of, load_listing
from derivations.code.primitives import PRIMITIVES
from derivations.code.values import floats, symbolic
from derivations.evaluate import evaluate


def run(body: str, **names: object) -> object:
    source = f"def f({', '.join(names)}):\n" + "\n".join(f"    {line}" for line in body.splitlines())
    return Interpreter(ast.parse(source), floats).run("f", names).returned


@pytest.mark.parametrize(
    "body",
    [
        "import os",
        "return __import__('os')",
        "return open('x')",
        "return x.__class__",
        "return x.__class__.__mro__",
        "return eval('1')",
        "while True:\n    x = x",
        "return [y for y in x]",
        "return (lambda: 1)()",
        "return np.load('x')",
        "return x ** 10 ** 9",
        "return f(x)",
        "return np.fromfile",
        "exec('1')",
    ],
)
def test_what_is_not_in_the_tables_is_refused(body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CodeError):
        run(body, x=np.ones((2, 2)))

    assert not list(tmp_path.iterdir())


ONE_ARGUMENT = [
    name
    for name in PRIMITIVES
    if name not in ("dot", "matmul", "multiply", "where", "maximum", "shape", "size", "ndim", "atleast_2d")
]


@pytest.mark.parametrize("name", ONE_ARGUMENT)
def test_a_primitive_means_on_terms_what_it_means_on_numbers(name: str) -> None:
    x = symbolic.array_of("x", (2, 3))
    numbers = np.linspace(0.2, 1.7, 6).reshape(2, 3)
    values = dict(zip(symbolic.entry_names("x", (2, 3)), numbers.flat, strict=True))

    on_terms = np.asarray(PRIMITIVES[name].symbolic(x), dtype=object)
    on_numbers = np.asarray(PRIMITIVES[name].numeric(numbers))

    assert on_terms.shape == on_numbers.shape
    found = [float(evaluate(entry, values)) for entry in on_terms.ravel()]
    assert np.allclose(found, on_numbers.ravel(), rtol=1e-14)


@pytest.mark.parametrize("name", ["dot", "matmul", "multiply", "maximum"])
def test_a_primitive_of_two_means_on_terms_what_it_means_on_numbers(name: str) -> None:
    left, right = symbolic.array_of("x", (2, 2)), symbolic.array_of("y", (2, 2))
    numbers = (np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[7.0, 0.5], [2.5, 1.5]]))
    names = symbolic.entry_names("x", (2, 2)) + symbolic.entry_names("y", (2, 2))
    values = dict(zip(names, np.concatenate([each.ravel() for each in numbers]), strict=True))

    found = [float(evaluate(entry, values)) for entry in np.asarray(PRIMITIVES[name].symbolic(left, right)).ravel()]

    assert np.allclose(found, np.asarray(PRIMITIVES[name].numeric(*numbers)).ravel())


SAME = [
    "grad['W1'] = np.dot(x.T, delta1)",
    'grad["W1"]=np.dot(x.T,delta1)  # W1',
    "   grad[ 'W1' ]  =  numpy.dot( x.T , delta1 )  ",
    "grad['W1'] = dot(x.T, delta1);",
]


@pytest.mark.parametrize("text", SAME)
def test_spacing_quotes_comments_and_prefixes_make_no_difference(text: str) -> None:
    listing = load_listing("derivations.network:backward", Path())

    found = canonical(text, listing.variables)

    assert found == next(each for each in listing.statements if each.line == 13).__class__(
        0, "grad['W1']", "dot(x.T, delta1)", "grad['W1'] = dot(x.T, delta1)"
    )


@pytest.mark.parametrize("text", ["", "a b", "x = ", "(" * 200, "-" * 200 + "x", "a\nb", "\\", "x" * 600, "\x00"])
def test_text_that_is_no_statement_is_none(text: str) -> None:
    assert canonical(text, frozenset()) is None


def test_a_missing_function_and_bad_syntax_are_said() -> None:
    with pytest.raises(CodeError, match="missing_function"):
        listing_of("def g(): pass", "f")
    with pytest.raises(CodeError, match="syntax"):
        listing_of("def f(:", "f")
