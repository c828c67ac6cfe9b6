"""Arrays of nodes: what a listing computes for every input of a stated shape."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from derivations.code.errors import CodeError
from derivations.code.primitives import ATTRIBUTES, Primitive, divide, exact, select
from derivations.code.values.nodes import Node, Nodes, entry_name, stripped

ObjectArray = npt.NDArray[np.object_]


class Symbolic:
    """The domain of nodes, over one table; numbers in it are exact."""

    def __init__(self, table: Nodes) -> None:
        self.table = table

    measures = True

    def literal(self, value: float) -> int | Fraction:
        """A number of the source: whole numbers stay Python's, for shapes and axes; others are exact decimals."""
        return value if isinstance(value, int) else Fraction(repr(value))

    def function(self, row: Primitive) -> Any:
        """The meaning of a primitive."""
        return row.symbolic(self.table)

    def binary(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """An arithmetic operation, without rounding."""
        if operation is operator.truediv:
            return divide(left, right)
        if operation is operator.pow and (_is_symbolic(left) or isinstance(right, Fraction)):
            return np.frompyfunc(self.table.power, 2, 1)(left, right)
        return operation(left, right)

    def compared(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """A comparison: truth values where numbers decide it, else step functions; nothing is claimed where both are equal."""
        if not (_is_symbolic(left) or _is_symbolic(right)):
            return operation(left, right)
        found = np.frompyfunc(lambda a, b: self._above(operation, a, b), 2, 1)(left, right)
        whole = np.asarray(found, dtype=object)
        if all(isinstance(each, bool) for each in whole.flat):
            return whole.astype(bool) if whole.ndim else whole.item()
        return found

    def _above(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        first, second = self.table.of(left), self.table.of(right)
        if first.op == second.op == "number":
            return bool(operation(first.value, second.value))
        if operation in (operator.gt, operator.ge):
            return self.table.apply("step", first - second)
        if operation in (operator.lt, operator.le):
            return 1 - self.table.apply("step", first - second)
        alike = self._alike(first, second)
        return alike if operation is operator.eq else 1 - alike

    def _alike(self, first: Node, second: Node) -> Node:
        """Whether an entry is the largest of several: whether it lies above each other one."""
        if stripped(first) is stripped(second):
            return self.table.of(1)
        entry, largest = (first, stripped(second)) if stripped(second).op == "largest" else (second, stripped(first))
        places = [at for at, each in enumerate(largest.args) if stripped(each) is stripped(entry)]
        if largest.op != "largest" or len(places) != 1:
            raise CodeError("branch", source="==")
        chosen = self.table.of(1)
        for at, each in enumerate(largest.args):
            if at != places[0]:
                chosen = chosen * self.table.apply("step", largest.args[places[0]] - each)
        return chosen

    def is_mask(self, value: Any) -> bool:
        """Whether an index is an array of truth values, decided or not."""
        return isinstance(value, np.ndarray) and value.dtype in (bool, object)

    def masked(self, holder: Any, mask: Any, value: Any) -> Any:
        """The array after ``holder[mask] = value``."""
        return np.frompyfunc(lambda condition, a, b: select(self.table, condition, a, b), 3, 1)(mask, value, holder)

    def negated(self, mask: Any) -> Any:
        """``~mask``."""
        return np.logical_not(mask) if np.asarray(mask).dtype == bool else 1 - mask

    def both(self, left: Any, right: Any) -> Any:
        """``left & right``."""
        return left * right

    def cast(self, value: Any, kind: str) -> Any:
        """``value.astype(kind)``: entries stay exact; what a narrower kind loses is no matter of formulas."""
        return np.array(value)

    def item(self, holder: Any, index: Any) -> Any:
        """An index."""
        return holder[index]

    def attribute(self, name: str, holder: Any) -> Any:
        """``T``, ``shape`` and the like."""
        return ATTRIBUTES[name](holder)

    def beside(self, name: str, array: Any) -> Any:
        """A free array of the same shape."""
        return self.fresh(name, np.shape(array), is_normal=True)

    def tagged(self, name: str, version: int, value: Any) -> Any:
        """What a statement stored, with every entry marked."""
        if isinstance(value, Node):
            return self.table.tag(name, version, (), value)
        if not isinstance(value, np.ndarray) or value.dtype != object:
            return value
        marked = np.empty(value.shape, dtype=object)
        for index in np.ndindex(value.shape):
            marked[index] = self.table.tag(name, version, index, value[index])
        return marked

    def fresh(self, name: str, shape: tuple[int, ...], is_normal: bool) -> Any:
        """What ``np.random`` gives in a listing: free numbers."""
        return array_of(self.table, name, shape)


def _is_symbolic(value: Any) -> bool:
    return isinstance(value, Node) or (isinstance(value, np.ndarray) and value.dtype == object)


def array_of(table: Nodes, array: str, shape: tuple[int, ...]) -> Any:
    """An array whose entries are free names, or one such entry where the shape is ().

    >>> array_of(Nodes(), "b", (2,))[1].value
    'b[1]'
    """
    if not shape:
        return table.name(array)
    made = np.empty(shape, dtype=object)
    for index in np.ndindex(shape):
        made[index] = table.name(entry_name(array, index))
    return made


def constant(values: Any) -> Any:
    """Numbers as exact entries."""
    return exact(values)
