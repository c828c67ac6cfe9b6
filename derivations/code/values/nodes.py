"""Entries of symbolic arrays: one table of operations, each after its operands, in which equal entries are one node.

Terms keep what was written, which a reader needs; a listing needs the opposite: a product that ten lines share is worked out
once, zeros disappear, and the order of the table is the order of a reverse sweep. ``term_of`` gives a node back as a Term. A
``tag`` is the identity at a place that a statement stored to: the derivative by a tag is the derivative by what that statement
stored, however often its value occurs elsewhere.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from numbers import Integral
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.terms import term as terms
from derivations.terms.term import Term

BACK = "~"  # stands before the names of what backward stores
SLOPE = "∂"  # and before the names of derivatives, which are marked so that a proof can hold on to them
LARGEST_TABLE = 150_000
LARGEST_BITS = 4096
_LOOKED_AT = 40  # operations in which a sign is looked for

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Place:
    """What a tag marks: an entry of what the ``version``-th store to ``name`` stored."""

    name: str
    version: int
    index: tuple[int, ...]


class Node:
    """An operation: ``number``, ``name``, ``add``, ``mul``, ``pow`` (by a number), ``tag``, ``largest``, or a function's name."""

    __slots__ = ("args", "at", "op", "table", "value")

    args: tuple[Node, ...]
    table: Nodes
    value: Any

    def __init__(self, table: Nodes, at: int, op: str, args: tuple[Node, ...], value: Any) -> None:
        self.table = table
        self.at = at
        self.op = op
        self.args = args
        self.value = value

    def __repr__(self) -> str:
        return f"{self.op}#{self.at}"

    def __add__(self, other: Any) -> Node:
        return NotImplemented if isinstance(other, np.ndarray) else self.table.add(self, other)

    def __sub__(self, other: Any) -> Node:
        return NotImplemented if isinstance(other, np.ndarray) else self.table.add(self, self.table.mul(-1, other))

    def __rsub__(self, other: Any) -> Node:
        return self.table.add(other, self.table.mul(-1, self))

    def __mul__(self, other: Any) -> Node:
        return NotImplemented if isinstance(other, np.ndarray) else self.table.mul(self, other)

    def __truediv__(self, other: Any) -> Node:
        return NotImplemented if isinstance(other, np.ndarray) else self.table.mul(self, self.table.power(other, Fraction(-1)))

    def __rtruediv__(self, other: Any) -> Node:
        return self.table.mul(other, self.table.power(self, Fraction(-1)))

    def __neg__(self) -> Node:
        return self.table.mul(-1, self)

    def __pow__(self, other: Any) -> Node:
        return self.table.power(self, other)

    __radd__ = __add__
    __rmul__ = __mul__

    def conjugate(self) -> Node:
        """Itself: entries are real."""
        return self


class Nodes:
    """The table. ``items[i].at == i``, and the operands of a node stand before it."""

    def __init__(self) -> None:
        self.items: list[Node] = []
        self._known: dict[Any, Node] = {}
        self.tags: dict[tuple[str, int], list[Node]] = {}
        self.marked: dict[int, Node] = {}

    def node(self, op: str, args: tuple[Node, ...] = (), value: Any = None) -> Node:
        """The node of an operation, made where it is not there yet. Raises CodeError ``limit`` where the table is full."""
        key = (op, tuple(each.at for each in args), value)
        found = self._known.get(key)
        if found is None:
            if len(self.items) >= LARGEST_TABLE:
                raise CodeError("limit", limit="operations")
            found = self._known[key] = Node(self, len(self.items), op, args, value)
            self.items.append(found)
        return found

    def of(self, value: Any) -> Node:
        """A node for an exact number; a node is returned as it is. Raises CodeError for anything else."""
        if isinstance(value, Node):
            return value
        if isinstance(value, np.ndarray) and value.ndim == 0:
            return self.of(value.item())
        if isinstance(value, bool | np.bool_ | Integral):
            return self.node("number", (), Fraction(int(value)))
        if isinstance(value, Fraction):
            if max(value.numerator.bit_length(), value.denominator.bit_length()) > LARGEST_BITS:
                raise CodeError("limit", limit="digits")
            return self.node("number", (), value)
        if isinstance(value, float) and np.isfinite(value):
            return self.node("number", (), Fraction(repr(float(value))))
        raise CodeError("unsupported", construct=f"{type(value).__name__} as a number")

    def name(self, identifier: str) -> Node:
        """A free real number."""
        return self.node("name", (), identifier)

    def add(self, first: Any, second: Any) -> Node:
        """The sum; 0 disappears, numbers are added."""
        left, right = self._pair(first, second)
        if left.op == "number" and right.op == "number":
            return self.of(left.value + right.value)
        if left.op == "number":
            left, right = right, left
        return left if right.op == "number" and not right.value else self.node("add", (left, right))

    def mul(self, first: Any, second: Any) -> Node:
        """The product; 0 wins, 1 disappears, a number stands first, a step function is its own square."""
        left, right = self._pair(first, second)
        if right.op == "number":
            left, right = right, left
        if left.op == "number":
            if right.op == "number":
                return self.of(left.value * right.value)
            if not left.value:
                return left
            if left.value == 1:
                return right
            if right.op == "mul" and right.args[0].op == "number":
                return self.mul(left.value * right.args[0].value, right.args[1])
        elif left is right and left.op == "step":
            return left
        elif left.op == "mul" and left.args[0].op == "number":
            return self.mul(left.args[0], self.mul(left.args[1], right))
        elif right.op == "mul" and right.args[0].op == "number":
            return self.mul(right.args[0], self.mul(left, right.args[1]))
        elif left.at > right.at:
            left, right = right, left
        return self.node("mul", (left, right))

    def power(self, base: Any, exponent: Any) -> Node:
        """A power with an exact number as exponent, at most 64 in size. Raises CodeError."""
        node, exact = self.of(base), self.of(exponent)
        if exact.op != "number" or abs(exact.value) > 64 or exact.value.denominator > 8:
            raise CodeError("unsupported", construct="a power that is no small number")
        by: Fraction = exact.value
        if by == 0:
            return self.of(1)
        if by == 1:
            return node
        if node.op == "number" and by.denominator == 1:
            if not node.value and by < 0:
                raise CodeError("unsupported", construct="a division by zero")
            return self.of(node.value**by.numerator)
        if node.op == "number" and node.value > 0 and by.denominator == 2:
            root = _square_root(node.value)
            if root is not None:
                return self.of(root**by.numerator)
        if node.op == "pow" and by.denominator == 1 and node.value.denominator == 1 and node.value * by != 0:
            return self.power(node.args[0], node.value * by)
        return self.node("pow", (node,), by)

    def apply(self, function: str, argument: Any) -> Node:
        """A function of ``notation`` at an entry, worked out at the few numbers where its value is rational."""
        node = self.of(argument)
        if node.op == "number":
            exact = _EXACT.get((function, node.value))
            if exact is not None:
                return self.of(exact)
            if function in ("step", "abs", "sign"):
                return self.of(
                    {"step": int(node.value > 0), "abs": abs(node.value)}.get(function, (node.value > 0) - (node.value < 0))
                )
        if function == "sqrt":
            return self.power(node, Fraction(1, 2))
        if function == "abs":
            return self.mul(node, 2 * self.apply("step", node) - 1)
        if function == "sign":
            return 2 * self.apply("step", node) - 1
        if function == "step":
            if is_positive(node):
                return self.of(1)
            node = _rectified(node)
        return self.node(function, (node,))

    def largest(self, entries: Iterable[Any]) -> Node:
        """The largest of several entries, as one node: its derivative is looked at only where something depends on it."""
        args = tuple(map(self.of, entries))
        return args[0] if len(args) == 1 else self.node("largest", args)

    def _pair(self, left: Any, right: Any) -> tuple[Node, Node]:
        return self.of(left), self.of(right)

    def maximum(self, first: Any, second: Any) -> Node:
        """The larger of two by a step function; nothing is claimed where the two are equal."""
        left, right = self._pair(first, second)
        if right.op != "number":
            left, right = right, left
        above = left - right
        return right + above * self.apply("step", above)

    def tag(self, name: str, version: int, index: tuple[int, ...], entry: Any) -> Node:
        """The entry, marked as what a statement stored. What backward works out again is what forward stored, with its mark."""
        held = self.of(entry)
        if name.startswith(BACK):
            known = self.marked.get(held.at, held)
            if known is not held or (held.op == "tag" and held.value.name[0] not in (BACK, SLOPE)):
                return known
        node = self.node("tag", (held,), Place(name, version, index))
        if name[0] not in (BACK, SLOPE):
            self.marked.setdefault(held.at, node)
        self.tags.setdefault((name, version), []).append(node)
        return node


def is_positive(node: Node) -> bool:
    """Whether an entry is positive whatever its names are, by its form: an exponential, a sigmoid, sums and products of such.

    >>> table = Nodes()
    >>> is_positive(1 / (1 + table.apply("exp", table.name("u")))), is_positive(table.name("u"))
    (True, False)
    """
    waiting = [node]
    for _ in range(_LOOKED_AT):
        if not waiting:
            return True
        current = waiting.pop()
        if current.op in ("add", "mul", "tag", "pow"):
            waiting.extend(current.args)
        elif not (current.op in ("exp", "cosh", "sigmoid") or (current.op == "number" and current.value > 0)):
            return False
    return False


def _rectified(node: Node) -> Node:
    """What decides a step function: max(0, u) is positive where u is."""
    inner = node
    while inner.op == "tag":
        inner = inner.args[0]
    if inner.op == "mul":
        for factor, other in (inner.args, inner.args[::-1]):
            if factor.op == "step" and factor.args[0] is other:
                return other
    return node


def _square_root(value: Fraction) -> Fraction | None:
    root = Fraction(_integer_root(value.numerator), _integer_root(value.denominator))
    return root if root * root == value else None


def _integer_root(value: int) -> int:
    return int(np.floor(np.sqrt(float(value)) + 0.5)) if value < 2**52 else 1


_EXACT: dict[tuple[str, Fraction], int] = {
    ("exp", Fraction(0)): 1,
    ("log", Fraction(1)): 0,
    ("tanh", Fraction(0)): 0,
    ("sin", Fraction(0)): 0,
    ("cos", Fraction(0)): 1,
}

Keep = Callable[[Node], bool]


def stripped(node: Node) -> Node:
    """The node inside its tags."""
    while node.op == "tag":
        node = node.args[0]
    return node


def is_total(node: Node) -> bool:
    """Whether a stored entry is a sum, such as a pre-activation: what ``term_of`` may well leave as a name."""
    return stripped(node).op in ("add", "largest")


def term_of(node: Node, keep: Keep, known: dict[int, Term]) -> Term:
    """The node as a Term, in which the tags that ``keep`` accepts are names; ``known`` holds what was made before.

    Sums and products of many operands become one ``add`` or ``mul``, so that nothing recurses deeply.

    >>> from derivations.terms.printing import plain
    >>> table = Nodes()
    >>> plain(term_of(table.name("a") * 2 + 1 - table.name("b"), lambda tag: False, {}))
    '2*a + 1 - b'
    """
    waiting = [node]
    while waiting:
        current = waiting[-1]
        if current.at in known:
            waiting.pop()
            continue
        operands = _operands(current, keep)
        missing = [each for each in operands if each.at not in known]
        if missing:
            waiting.extend(missing)
            continue
        waiting.pop()
        known[current.at] = _as_term(current, [known[each.at] for each in operands], keep)
    return known[node.at]


def written_size(term: Term, known: dict[int, int]) -> int:
    """How long a term is when it is written out, whatever parts it shares; ``known`` holds what was counted before.

    >>> square = terms.name("a") * terms.name("a")
    >>> written_size(square + square, {})
    7
    """
    waiting = [term]
    while waiting:
        current = waiting[-1]
        missing = [each for each in current.args if id(each) not in known]
        if missing:
            waiting.extend(missing)
            continue
        waiting.pop()
        known[id(current)] = 1 + sum(known[id(each)] for each in current.args)
    return known[id(term)]


def entry_name(array: str, index: tuple[int, ...]) -> str:
    """The name of an entry: ``W1[0,2]``."""
    return f"{array}[{','.join(map(str, index))}]" if index else array


def _operands(node: Node, keep: Keep) -> tuple[Node, ...]:
    if node.op in ("number", "name", "largest") or (node.op == "tag" and keep(node)):
        return ()
    if node.op != "add":
        return node.args
    summands: list[Node] = []
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if current.op == "add":
            waiting.extend(reversed(current.args))
        else:
            summands.append(current)
    return tuple(summands)


def _as_term(node: Node, operands: list[Term], keep: Keep) -> Term:
    match node.op:
        case "number":
            return terms.number(node.value)
        case "name":
            return terms.name(node.value)
        case "largest":
            return terms.name(f"largest#{node.at}")
        case "tag":
            place = node.value
            return terms.name(f"{entry_name(place.name, place.index)}#{place.version}") if keep(node) else operands[0]
        case "add":
            return Term("add", tuple(operands))
        case "mul":
            first = operands[0]
            return terms.neg(operands[1]) if first == terms.neg(terms.number(1)) else terms.mul(*operands)
        case "pow" if node.value == -1:
            return terms.number(1) / operands[0]
        case "pow" if node.value.denominator == 2:
            root = terms.apply("sqrt", operands[0])
            whole = abs(node.value.numerator)
            power = root if whole == 1 else Term("pow", (root, terms.number(whole)))
            return power if node.value > 0 else terms.number(1) / power
        case "pow" if node.value < 0:
            return terms.number(1) / Term("pow", (operands[0], terms.number(-node.value)))
        case "pow":
            return Term("pow", (operands[0], terms.number(node.value)))
    return terms.apply(node.op, *operands)


def values_at(table: Nodes, names: Mapping[str, Any], points: int, known: list[Any]) -> list[Any]:
    """The value of every node at several points at once; ``names`` maps a name to its values there, ``known`` is a beginning."""
    found = list(known)
    with np.errstate(all="ignore"):
        for node in table.items[len(found) :]:
            found.append(_value(node, found, names, points))
    return found


def _value(node: Node, found: list[Any], names: Mapping[str, Any], points: int) -> Any:
    match node.op:
        case "number":
            return np.full(points, float(node.value))
        case "name":
            return names[node.value]
        case "tag":
            return found[node.args[0].at]
        case "pow":
            return found[node.args[0].at] ** float(node.value)
        case "largest":
            return np.max([found[each.at] for each in node.args], axis=0)
    return _NUMERIC[node.op](*(found[each.at] for each in node.args))


_NUMERIC: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "mul": operator.mul,
    "exp": np.exp,
    "log": np.log,
    "tanh": np.tanh,
    "sin": np.sin,
    "cos": np.cos,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "step": lambda u: np.where(u > 0, 1.0, 0.0),
}
