"""ONE row per NumPy function that the interpreter knows: its name, its meaning on numbers, its meaning on Terms.

On arrays of Terms, NumPy's own dot, sum and transpose do the right thing, since a Term has ``+`` and ``*``; elementwise
functions become a Term's function. A new NumPy function is a row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivations.terms.term import apply, term


@dataclass(frozen=True, slots=True)
class Primitive:
    """A NumPy function: ``numeric`` works on float64 or complex128 arrays, ``symbolic`` on object arrays of Terms."""

    name: str
    numeric: Callable[..., Any]
    symbolic: Callable[..., Any]


def elementwise(name: str, numeric: Callable[..., Any], function: str) -> Primitive:
    """A row for a function that acts on each entry and is ``function`` in the language of formulas."""
    scalar = np.frompyfunc(lambda entry: apply(function, term(entry)), 1, 1)
    return Primitive(name, numeric, scalar)


def structural(name: str, numeric: Callable[..., Any]) -> Primitive:
    """A row for a function that only moves, adds and multiplies entries: the same code on numbers and on Terms."""
    return Primitive(name, numeric, numeric)


def _mean(array: Any, axis: int | None = None, keepdims: bool = False) -> Any:
    total = np.sum(array, axis=axis, keepdims=keepdims)
    return total / (np.size(array) if axis is None else np.shape(array)[axis])


def _where(condition: Any, chosen: Any, otherwise: Any) -> Any:
    """Conditions on Terms are their step functions, 1 where they hold and 0 where they don't."""
    return condition * chosen + (1 - condition) * otherwise


PRIMITIVES = {
    row.name: row
    for row in (
        elementwise("exp", np.exp, "exp"),
        elementwise("log", np.log, "log"),
        elementwise("sqrt", np.sqrt, "sqrt"),
        elementwise("tanh", np.tanh, "tanh"),
        elementwise("sin", np.sin, "sin"),
        elementwise("cos", np.cos, "cos"),
        elementwise("abs", np.abs, "abs"),
        Primitive("square", np.square, lambda array: array**2),
        Primitive("mean", np.mean, _mean),
        Primitive("maximum", np.maximum, np.frompyfunc(lambda a, b: apply("max", term(a), term(b)), 2, 1)),
        Primitive("where", np.where, _where),
        structural("sum", np.sum),
        structural("dot", np.dot),
        structural("matmul", np.matmul),
        structural("multiply", np.multiply),
        structural("transpose", np.transpose),
        structural("atleast_2d", np.atleast_2d),
        structural("size", np.size),
        structural("shape", np.shape),
        structural("ndim", np.ndim),
    )
}

ATTRIBUTES: dict[str, Callable[[Any], Any]] = {"T": np.transpose, "shape": np.shape, "size": np.size, "ndim": np.ndim}

METHODS = ("dot", "sum", "mean", "transpose")
