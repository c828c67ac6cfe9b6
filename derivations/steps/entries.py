"""A matrix formula entry by entry: what it says of arrays whose entries are scalar terms.

So a matrix rule becomes scalar equations at small sizes, which SymPy and difference quotients can check, one entry at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from derivations.steps.rules.matrix import BINARY_CROSS_ENTROPY, CROSS_ENTROPY, SQUARED_ERROR
from derivations.terms.term import Term, add, apply, name, neg, number, term

Entries = npt.NDArray[np.object_]

ONE = number(1)


def named(array: str, shape: tuple[int, ...]) -> Entries:
    """An array of names: ``W[0,2]``.

    >>> named("b", (2,)).tolist()
    [name('b[0]'), name('b[1]')]
    """
    made = np.empty(shape, dtype=object)
    for index in np.ndindex(shape):
        made[index] = name(f"{array}[{','.join(map(str, index))}]")
    return made


def of_ones(*shape: int) -> Entries:
    """An array of ones."""
    return np.full(shape, ONE, dtype=object)


def entries(node: Term, values: Mapping[Term, Any]) -> Any:
    """The entries of a term, from those of its names and of the derivatives that are still to be taken.

    Raises KeyError for a name without entries.
    """
    if node in values:
        return values[node]
    if node.op in ("number", "constant"):
        return node
    if node.op == "name":
        raise KeyError(node.value)
    operands = [entries(each, values) for each in node.args]
    if node.op == "opaque":
        return LOSSES[str(node.value)](*operands)
    build = OPERATIONS.get(node.op)
    return build(*operands) if build else _each(lambda *parts: Term(node.op, parts), *operands)


def total(array: Any) -> Term:
    """The sum of all entries."""
    summands = [term(each) for each in np.asarray(array, dtype=object).ravel()]
    return summands[0] if len(summands) == 1 else add(*summands)


def _each(function: Callable[..., Term], *operands: Any) -> Any:
    if all(isinstance(each, Term) for each in operands):
        return function(*operands)
    return np.frompyfunc(function, len(operands), 1)(*operands)


def _product(left: Any, right: Any) -> Any:
    if isinstance(left, Term) or isinstance(right, Term):
        return _times(left, right)
    rows = left if left.ndim == 2 else left[np.newaxis]
    columns = right if right.ndim == 2 else right[:, np.newaxis]
    made = np.empty((rows.shape[0], columns.shape[1]), dtype=object)
    for at in np.ndindex(made.shape):
        made[at] = total(_times(rows[at[0]], columns[:, at[1]]))
    return made.reshape((*left.shape[:-1], *right.shape[1:]))


def _multiplied(left: Term, right: Term) -> Term:
    if ONE in (left, right):
        return right if left == ONE else left
    return left * right


def _times(left: Any, right: Any) -> Any:
    return _each(_multiplied, left, right)


def _softmax(rows: Any) -> Any:
    grown = _each(lambda entry: apply("exp", entry), rows)
    made = np.empty(grown.shape, dtype=object)
    for at in np.ndindex(grown.shape):
        made[at] = grown[at] / total(grown[at[:-1]])
    return made


def _mean_squared_error(d: Any, y: Any) -> Term:
    return total((y - d) ** 2) / number(2 * d.size)


def _cross_entropy(d: Any, y: Any) -> Term:
    return neg(total(d * _each(lambda entry: apply("log", entry), y)) / len(d))


def _binary_cross_entropy(d: Any, y: Any) -> Term:
    logs = [_each(lambda entry: apply("log", entry), each) for each in (y, 1 - y)]
    return neg(total(d * logs[0] + (1 - d) * logs[1]) / d.size)


LOSSES: dict[str, Callable[[Any, Any], Term]] = {
    SQUARED_ERROR: _mean_squared_error,
    CROSS_ENTROPY: _cross_entropy,
    BINARY_CROSS_ENTROPY: _binary_cross_entropy,
}

OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": lambda *summands: reduce(lambda one, other: _each(lambda a, b: a + b, one, other), summands),
    "neg": lambda operand: _each(neg, operand),
    "mul": lambda *factors: reduce(_product, factors),
    "matmul": lambda *factors: reduce(_product, factors),
    "hadamard": lambda *factors: reduce(_times, factors),
    "div": lambda top, bottom: _each(lambda a, b: a / b, top, bottom),
    "transpose": np.transpose,
    "softmax": _softmax,
}
