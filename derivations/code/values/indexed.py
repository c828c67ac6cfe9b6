"""Arrays with symbolic sizes, in index form: what a listing computes for all shapes at once.

It knows fewer functions than the other domains - no slices, no masks, no loops over an axis - and says ``Beyond`` where it can't
follow; then a claim is made for stated shapes only.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivations.code.errors import CodeError
from derivations.code.primitives import Primitive
from derivations.code.values import indices
from derivations.code.values.indices import Atom, Beyond, Poly, atom, dimension, normal, number, power, renamed, summed, times


@dataclass(frozen=True, eq=False)
class Indexed:
    """An array: the dimension of each axis (``1`` for an axis of length 1) and its entry at the indices 0, 1, ..."""

    dimensions: tuple[str, ...]
    entry: Poly

    def __add__(self, other: Any) -> Indexed:
        return _both(self, other, lambda a, b: a + b)

    def __sub__(self, other: Any) -> Indexed:
        return self + (-_array(other))

    def __rsub__(self, other: Any) -> Indexed:
        return _array(other) + (-self)

    def __mul__(self, other: Any) -> Indexed:
        return _both(self, other, times)

    def __truediv__(self, other: Any) -> Indexed:
        return self * _array(other) ** -1

    def __rtruediv__(self, other: Any) -> Indexed:
        return _array(other) * self**-1

    def __neg__(self) -> Indexed:
        return Indexed(self.dimensions, indices.scaled(self.entry, Fraction(-1)))

    def __pow__(self, exponent: Any) -> Indexed:
        if not isinstance(exponent, int | Fraction):
            raise Beyond
        return Indexed(self.dimensions, power(self.entry, Fraction(exponent)))

    __radd__ = __add__
    __rmul__ = __mul__


def _array(value: Any) -> Indexed:
    if isinstance(value, Indexed):
        return value
    if isinstance(value, int | Fraction):
        return Indexed((), number(value))
    raise Beyond


def _both(left: Any, right: Any, operation: Callable[[Poly, Poly], Poly]) -> Indexed:
    """An elementwise operation, broadcast."""
    one, other = _array(left), _array(right)
    rank = max(len(one.dimensions), len(other.dimensions))
    padded = [("1",) * (rank - len(each.dimensions)) + each.dimensions for each in (one, other)]
    sizes = []
    for first, second in zip(*padded, strict=True):
        if first != second and "1" not in (first, second):
            raise Beyond
        sizes.append(second if first == "1" else first)
    entries = [
        renamed(each.entry, {axis: axis + rank - len(each.dimensions) for axis in range(len(each.dimensions))})
        for each in (one, other)
    ]
    return Indexed(tuple(sizes), normal(operation(*entries)))


def _moved(entry: Poly, places: dict[int, int]) -> Poly:
    """Axes renamed, all at once."""
    return renamed(entry, places)


def transpose(array: Any, axes: Any = None) -> Indexed:
    """The axes in another order."""
    held = _array(array)
    order = tuple(axes) if axes is not None else tuple(reversed(range(len(held.dimensions))))
    if sorted(order) != list(range(len(held.dimensions))):
        raise Beyond
    return Indexed(
        tuple(held.dimensions[axis] for axis in order), normal(_moved(held.entry, {old: new for new, old in enumerate(order)}))
    )


def total(array: Any, axis: Any = None, keepdims: bool = False) -> Indexed:
    """The sum over one axis, several, or all."""
    held = _array(array)
    rank = len(held.dimensions)
    chosen = (
        range(rank) if axis is None else [each % rank for each in (axis if isinstance(axis, tuple) else (axis,))] if rank else ()
    )
    entry = held.entry
    for each in chosen:
        entry = summed(entry, each, held.dimensions[each])
    if keepdims:
        return Indexed(tuple("1" if each in chosen else size for each, size in enumerate(held.dimensions)), normal(entry))
    left = [each for each in range(rank) if each not in chosen]
    moved = _moved(entry, {old: new for new, old in enumerate(left)})
    return Indexed(tuple(held.dimensions[each] for each in left), normal(moved))


def mean(array: Any, axis: Any = None, keepdims: bool = False) -> Indexed:
    """The sum, divided by how many there are."""
    held = _array(array)
    rank = len(held.dimensions)
    chosen = range(rank) if axis is None else [each % rank for each in (axis if isinstance(axis, tuple) else (axis,))]
    found = total(array, axis, keepdims)
    for each in chosen:
        found = found / Indexed((), dimension(held.dimensions[each]))
    return found


def product(left: Any, right: Any) -> Indexed:
    """``dot`` and ``matmul`` of vectors and matrices."""
    a, b = _array(left), _array(right)
    if not a.dimensions or not b.dimensions:
        return a * b
    if len(a.dimensions) > 2 or len(b.dimensions) > 2:
        raise Beyond
    inner = (a.dimensions[-1], b.dimensions[0])
    if inner[0] != inner[1]:
        raise Beyond
    joint, rows = 900, len(a.dimensions) - 1
    first = renamed(a.entry, {rows: joint})
    second = renamed(b.entry, {0: joint, **({1: rows} if len(b.dimensions) == 2 else {})})
    return Indexed(a.dimensions[:-1] + b.dimensions[1:], normal(summed(times(first, second), joint, inner[0])))


def outer(left: Any, right: Any) -> Indexed:
    """Of two vectors."""
    a, b = _array(left), _array(right)
    if len(a.dimensions) != 1 or len(b.dimensions) != 1:
        raise Beyond
    return Indexed(a.dimensions + b.dimensions, normal(times(a.entry, renamed(b.entry, {0: 1}))))


def einsum(subscripts: str, *arrays: Any) -> Indexed:
    """Products summed over the letters that the result does not have; a letter occurs once in each operand."""
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    if not arrow:
        letters = inputs.replace(",", "")
        output = "".join(sorted(each for each in set(letters) if letters.count(each) == 1))
    sizes: dict[str, str] = {}
    found = number(1)
    for letters, array in zip(inputs.split(","), arrays, strict=True):
        held = _array(array)
        if len(letters) != len(held.dimensions) or len(set(letters)) != len(letters):
            raise Beyond
        for letter, size in zip(letters, held.dimensions, strict=True):
            if sizes.setdefault(letter, size) != size:
                raise Beyond
        found = times(found, renamed(held.entry, {axis: f"e{letter}" for axis, letter in enumerate(letters)}))
    for letter, size in sizes.items():
        if letter not in output:
            found = summed(found, f"e{letter}", size)
    return Indexed(
        tuple(sizes[each] for each in output), normal(renamed(found, {f"e{each}": axis for axis, each in enumerate(output)}))
    )


def elementwise(name: str) -> Callable[..., Indexed]:
    """A function of each entry."""
    return lambda array: Indexed(_array(array).dimensions, indices.function(name, _array(array).entry))


def maximum(left: Any, right: Any) -> Indexed:
    """The larger of two, by a step function."""
    a, b = _array(left), _array(right)
    if isinstance(right, Indexed):
        a, b = b, a
    above = a - b
    return b + above * elementwise("step")(above)


def where(condition: Any, chosen: Any, otherwise: Any) -> Indexed:
    """One or the other, by a step function."""
    held = _array(condition)
    found: Indexed = held * chosen + (Indexed((), number(1)) - held) * otherwise
    return found


def filled(value: int) -> Callable[..., Indexed]:
    """``zeros``, ``ones``."""
    return lambda shape, dtype=None: Indexed(
        tuple(map(size_name, shape if isinstance(shape, tuple | list) else (shape,))), number(value)
    )


def size_name(size: Any) -> str:
    """The dimension that a number in a shape is. Raises Beyond."""
    if isinstance(size, int):
        return str(size)
    entry = _array(size).entry
    if len(entry) == 1 and entry[0].number == 1 and not entry[0].bound and len(entry[0].factors) == 1:
        each, exponent = entry[0].factors[0]
        if each.kind == "dimension" and exponent == 1:
            return str(each.label)
    raise Beyond


FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: elementwise(name) for name in ("exp", "log", "tanh", "sin", "cos")},
    "sqrt": lambda array: _array(array) ** Fraction(1, 2),
    "square": lambda array: _array(array) ** 2,
    "reciprocal": lambda array: _array(array) ** -1,
    "negative": lambda array: -_array(array),
    "power": lambda array, exponent: _array(array) ** exponent,
    "add": lambda a, b: _array(a) + b,
    "subtract": lambda a, b: _array(a) - b,
    "multiply": lambda a, b: _array(a) * b,
    "divide": lambda a, b: _array(a) / b,
    "true_divide": lambda a, b: _array(a) / b,
    "maximum": maximum,
    "where": where,
    "heaviside": lambda array, _: elementwise("step")(array),
    "sum": total,
    "mean": mean,
    "var": lambda array, axis=None, keepdims=False: mean((_array(array) - mean(array, axis, keepdims=True)) ** 2, axis, keepdims),
    "dot": product,
    "matmul": product,
    "outer": outer,
    "einsum": einsum,
    "transpose": transpose,
    "copy": _array,
    "array": lambda array, dtype=None: _array(array),
    "asarray": lambda array, dtype=None: _array(array),
    "zeros_like": lambda array, dtype=None: Indexed(_array(array).dimensions, ()),
    "ones_like": lambda array, dtype=None: Indexed(_array(array).dimensions, number(1)),
    "zeros": filled(0),
    "ones": filled(1),
    "atleast_2d": lambda array: _array(array) if len(_array(array).dimensions) > 1 else item(array, (None, slice(None))),
    "shape": lambda array: tuple(
        Indexed((), dimension(each)) if not each.isdigit() else int(each) for each in _array(array).dimensions
    ),
    "ndim": lambda array: len(_array(array).dimensions),
}


def count(array: Any) -> Any:
    """How many entries there are."""
    found: Any = 1
    for each in FUNCTIONS["shape"](array):
        found = found * each
    return found


FUNCTIONS["size"] = count


def item(array: Any, index: Any) -> Indexed:
    """New axes and whole slices only."""
    held = _array(array)
    parts = list(index) if isinstance(index, tuple) else [index]
    if Ellipsis in parts:
        at = parts.index(Ellipsis)
        whole = len(held.dimensions) - sum(each is not None for each in parts) + 1
        parts[at : at + 1] = [slice(None)] * whole
    sizes: list[str] = []
    places: dict[int, int] = {}
    for each in parts:
        if each is None:
            sizes.append("1")
        elif each == slice(None) and len(places) < len(held.dimensions):
            places[len(places)] = len(sizes)
            sizes.append(held.dimensions[len(places) - 1])
        else:
            raise Beyond
    for axis in range(len(places), len(held.dimensions)):
        places[axis] = len(sizes)
        sizes.append(held.dimensions[axis])
    return Indexed(tuple(sizes), normal(_moved(held.entry, places)))


@dataclass(frozen=True, slots=True)
class Definition:
    """What a mark stands for: the array that a statement stored."""

    label: tuple[str, int]
    array: Indexed


class IndexForm:
    """The domain of index forms. ``definitions`` holds what forward stored, in order; ``opaque`` the largest entries of rows."""

    measures = False

    def __init__(self, is_marking: bool = True) -> None:
        self.is_marking = is_marking
        self.definitions: dict[tuple[str, int], Definition] = {}
        self.opaque: dict[Any, tuple[str, int]] = {}

    def literal(self, value: float) -> int | Fraction:
        """A number of the source."""
        return value if isinstance(value, int) else Fraction(repr(value))

    def function(self, row: Primitive) -> Any:
        """The meaning of a primitive. Raises Beyond."""
        if row.name in ("max", "amax"):
            return self._largest
        if row.name not in FUNCTIONS:
            raise Beyond
        return FUNCTIONS[row.name]

    def call(self, row: Primitive, *arguments: Any, **keywords: Any) -> Any:
        """A primitive at its arguments. Raises Beyond."""
        return self.function(row)(*arguments, **keywords)

    def _largest(self, array: Any, axis: Any = None, keepdims: bool = False) -> Indexed:
        held = _array(array)
        if len(held.dimensions) != 2 or axis is None:
            raise Beyond
        chosen = axis % 2
        kept = 1 - chosen
        label = self.opaque.setdefault((held.dimensions, held.entry, chosen), ("largest", len(self.opaque)))
        if keepdims:
            return Indexed(
                tuple(each if at == kept else "1" for at, each in enumerate(held.dimensions)), atom(Atom("entry", label, (kept,)))
            )
        return Indexed((held.dimensions[kept],), atom(Atom("entry", label, (0,))))

    def binary(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """An arithmetic operation."""
        if not isinstance(left, Indexed) and not isinstance(right, Indexed):
            return Fraction(left) / right if operation is operator.truediv else operation(left, right)
        if operation.__name__ == "matmul":
            return product(left, right)
        if operation in (operator.add, operator.sub, operator.mul, operator.truediv, operator.pow):
            return operation(left, right)
        raise Beyond

    def compared(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """Sizes that are the same, or step functions."""
        if not isinstance(left, Indexed) and not isinstance(right, Indexed):
            return operation(left, right)
        difference = _array(left) - right
        if operation in (operator.eq, operator.ne) and not difference.dimensions and not difference.entry:
            return operation is operator.eq
        if operation in (operator.gt, operator.ge) and difference.dimensions:
            return elementwise("step")(difference)
        if operation in (operator.lt, operator.le) and difference.dimensions:
            return 1 - elementwise("step")(difference)
        raise Beyond

    def is_mask(self, value: Any) -> bool:
        """Whether an index is an array: of steps, since an array of positions can't be an input here."""
        return isinstance(value, Indexed) and bool(value.dimensions)

    def masked(self, holder: Any, mask: Any, value: Any) -> Any:
        """The array after ``holder[mask] = value``."""
        held = _array(holder)
        if held.dimensions != mask.dimensions or _array(value).dimensions:
            raise Beyond
        return held + mask * (_array(value) - held)

    def negated(self, mask: Any) -> Any:
        """``~mask``."""
        return 1 - _array(mask)

    def both(self, left: Any, right: Any) -> Any:
        """``left & right``."""
        return _array(left) * right

    def cast(self, value: Any, kind: str) -> Any:
        """``value.astype(kind)``."""
        return value

    def item(self, holder: Any, index: Any) -> Any:
        """An index."""
        return item(holder, index)

    def attribute(self, name: str, holder: Any) -> Any:
        """``T``, ``shape``, ``size``, ``ndim``."""
        names = {"T": "transpose", "shape": "shape", "size": "size", "ndim": "ndim"}
        return FUNCTIONS[names[name]](holder)

    def tagged(self, name: str, version: int, value: Any) -> Any:
        """What a statement stored, under its own name from here on."""
        if not isinstance(value, Indexed) or not self.is_marking:
            return value
        label = (name, version)
        self.definitions[label] = Definition(label, value)
        places = tuple(None if each == "1" else axis for axis, each in enumerate(value.dimensions))
        return Indexed(value.dimensions, atom(Atom("entry", label, places)))

    def fresh(self, name: str, shape: tuple[int, ...], is_normal: bool) -> Any:
        """Random numbers are followed at stated shapes only."""
        raise Beyond

    def beside(self, name: str, array: Any) -> Any:
        """A free array of the same shape."""
        return free(name, _array(array).dimensions)


def free(name: str, dimensions: tuple[str, ...]) -> Indexed:
    """An input."""
    return Indexed(
        dimensions, atom(Atom("entry", (name, 0), tuple(None if each == "1" else at for at, each in enumerate(dimensions))))
    )


__all__ = ["Beyond", "CodeError", "IndexForm", "Indexed", "free"]
