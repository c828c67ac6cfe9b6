"""The value of a Term in NumPy, at numbers or arrays of them: the third opinion beside our rules and SymPy.

Real and complex values alike, so that a complex step passes through; the functions with kinks decide by the real part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from derivations.deep_network import softmax
from derivations.terms.term import Term


class NotNumeric(ValueError):
    """A term, or a name in it, that has no value here; ``args[0]`` names it."""


def _softmax(*arguments: Any) -> Any:
    """Of one array: of its rows. Of several arguments: the first component."""
    if len(arguments) == 1:
        return softmax(np.asarray(arguments[0]))
    return np.exp(arguments[0]) / sum(np.exp(each) for each in arguments)


def _extreme(sign: int) -> Callable[..., Any]:
    def chosen(first: Any, *others: Any) -> Any:
        for other in others:
            first = np.where(sign * np.real(first) >= sign * np.real(other), first, other)
        return first

    return chosen


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(np, name) for name in ("exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sign")},
    **{name: getattr(np, f"arc{name[1:]}") for name in ("asin", "acos", "atan", "asinh", "acosh", "atanh")},
    "sec": lambda u: 1 / np.cos(u),
    "csc": lambda u: 1 / np.sin(u),
    "cot": lambda u: 1 / np.tan(u),
    "sech": lambda u: 1 / np.cosh(u),
    "logb": lambda base, u: np.log(u) / np.log(base),
    "floor": lambda u: np.floor(np.real(u)),
    "ceil": lambda u: np.ceil(np.real(u)),
    "abs": lambda u: np.where(np.real(u) < 0, -u, u),
    "step": lambda u: np.where(np.real(u) > 0, 1.0, 0.0),
    "relu": lambda u: np.where(np.real(u) > 0, u, 0.0),
    "sigmoid": lambda u: 1 / (1 + np.exp(-u)),
    "softplus": lambda u: np.log1p(np.exp(u)),
    "softmax": _softmax,
    "max": _extreme(1),
    "min": _extreme(-1),
    "neg": lambda u: -u,
    "add": lambda *summands: sum(summands[1:], summands[0]),
    "mul": lambda *factors: np.prod(np.broadcast_arrays(*factors), axis=0),
    "div": lambda a, b: a / b,
    "pow": np.power,
    "transpose": np.transpose,
    "matmul": lambda *factors: factors[0] if len(factors) == 1 else np.linalg.multi_dot(factors),
    "hadamard": lambda *factors: np.prod(np.broadcast_arrays(*factors), axis=0),
}

CONSTANTS = {"pi": np.pi, "e": np.e}


def evaluate(node: Term, values: Mapping[str, Any]) -> Any:
    """The value of a term, broadcast over arrays in ``values``. Raises NotNumeric.

    >>> from derivations.terms.term import apply, name
    >>> float(evaluate(apply("sigmoid", name("x")) * 2, {"x": 0.0}))
    1.0
    """
    match node.op:
        case "number":
            return _number(node)
        case "name" if node.value in values:
            return values[str(node.value)]
        case "constant" if node.value in CONSTANTS:
            return CONSTANTS[str(node.value)]
    function = FUNCTIONS.get(node.op)
    if function is None or not node.args:
        raise NotNumeric(str(node.value or node.op))
    return function(*(evaluate(argument, values) for argument in node.args))


def _number(node: Term) -> int | float:
    exact = node.value
    if not isinstance(exact, Fraction):
        raise NotNumeric(str(exact))
    return exact.numerator if exact.denominator == 1 and abs(exact.numerator) < 2**53 else float(exact)
