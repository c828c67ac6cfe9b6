"""Where a term's value lies: real or not, and between which bounds, from the declared domain alone.

This is what lets a rule of logarithms, roots or absolute values be used where it is true: log(u*v) splits for positive u,
sqrt(u^2) is u where u is not negative. Bounds are rational or absent; a value that may leave the reals has no interval.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from derivations.equality.graph import Graph, Operands
from derivations.terms.domain import REAL, Domain
from derivations.terms.term import Term


class Interval(NamedTuple):
    """A set of reals; a bound is None where there is none, and ``*_open`` where it is not reached."""

    low: Fraction | int | None = None
    low_open: bool = False
    high: Fraction | int | None = None
    high_open: bool = False

    @property
    def is_positive(self) -> bool:
        """Whether every value is above 0."""
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))

    @property
    def is_nonnegative(self) -> bool:
        """Whether every value is 0 or above."""
        return self.low is not None and self.low >= 0

    @property
    def has_sign(self) -> bool:
        """Whether every value is 0 or above, or every value 0 or below."""
        return self.is_nonnegative or (self.high is not None and self.high <= 0)

    def __neg__(self) -> Interval:
        high = None if self.high is None else -self.high
        low = None if self.low is None else -self.low
        return Interval(high, self.high_open, low, self.low_open)


ZERO, ONE, WHOLE = 0, 1, Fraction(1)
LINE = Interval()
POSITIVE = Interval(ZERO, True)
NONNEGATIVE = Interval(ZERO)
FROM_ONE = Interval(ONE)
UNIT = Interval(-ONE, False, ONE, False)
OPEN_UNIT = Interval(-ONE, True, ONE, True)
SHARE = Interval(ZERO, True, ONE, True)
CONSTANTS = {
    "pi": Interval(Fraction(223, 71), True, Fraction(22, 7), True),
    "e": Interval(Fraction(2718281828, 10**9), True, Fraction(2718281829, 10**9), True),
}

_WHOLE = frozenset(["add", "mul", "neg", "abs", "max", "min", "floor", "ceil", "sign"])
Known = Interval | None
LARGEST_POWER = 16


class Signs:
    """The intervals of a graph's nodes on one domain, worked out when they are asked for."""

    def __init__(self, graph: Graph, domain: Domain) -> None:
        self._graph = graph
        self._domain = domain
        self._known: dict[int, Known] = {}

    def of(self, node: int) -> Known:
        """The interval of a node; None where the value may not be real."""
        if node not in self._known:
            self._known[node] = self._find(node)
        return self._known[node]

    def is_positive(self, node: int) -> bool:
        """Whether the value is surely a positive real."""
        known = self.of(node)
        return known is not None and known.is_positive

    def is_nonnegative(self, node: int) -> bool:
        """Whether the value is surely a real, 0 or above."""
        known = self.of(node)
        return known is not None and known.is_nonnegative

    def is_nonzero(self, node: int) -> bool:
        """Whether a name is declared to be other than 0."""
        return self._domain[str(self._graph.values[node])].nonzero

    def is_whole(self, node: int) -> bool:
        """Whether the value is surely a whole number."""
        op, args, value = self._graph.ops[node], self._graph.args[node], self._graph.values[node]
        if op == "name":
            return self._domain[str(value)].kind == "integer"
        if op == "number":
            return type(value) is Fraction and value.denominator == 1
        return op in _WHOLE and all(self.is_whole(each) for each in args)

    def _find(self, node: int) -> Known:
        graph = self._graph
        op, args, value = graph.ops[node], graph.args[node], graph.values[node]
        if op == "name":
            return self._declared(str(value))
        if op == "number":
            bound: Fraction | int = value if type(value) is Fraction else ZERO
            bound = bound.numerator if bound.denominator == 1 else bound
            return Interval(bound, False, bound, False)
        if op == "constant":
            return CONSTANTS.get(str(value))
        if op == "pow":
            return self._power(args)
        inside = [self.of(each) for each in args]
        real = [each for each in inside if each is not None]
        if len(real) < len(inside):
            return None
        if op == "mul" and len(args) == 2 and args[0] == args[1]:
            return _square(real[0])
        return _RULES[op](real) if op in _RULES else LINE

    def _declared(self, name: str) -> Known:
        given = self._domain[name]
        if given is REAL:
            return LINE
        if given.kind == "complex" or given.shape:
            return None
        low, high = _end(given.low), _end(given.high)
        return Interval(low and low.low, given.low_open, high and high.high, given.high_open)

    def _power(self, args: Operands) -> Known:
        base, exponent = self.of(args[0]), self.of(args[1])
        if base is None or exponent is None:
            return None
        exact = exponent.low if exponent.low is not None and exponent.low == exponent.high else None
        if exact is None or exact.denominator != 1:
            return (
                POSITIVE if base.is_positive else NONNEGATIVE if base.is_nonnegative and exact is not None and exact > 0 else None
            )
        if base.is_nonnegative and 0 < exact <= LARGEST_POWER:
            return _powered(base, int(exact))
        if exact % 2 == 0:
            return POSITIVE if base.is_positive or (-base).is_positive else NONNEGATIVE
        return POSITIVE if base.is_positive else NONNEGATIVE if base.is_nonnegative else LINE


def _powered(base: Interval, exponent: int) -> Interval:
    """A whole power of what is 0 or above."""
    low, high = (None if each is None else each**exponent for each in (base.low, base.high))
    return Interval(low, base.low_open, high, base.high_open)


def _end(term: Term | None) -> Known:
    if term is None:
        return None
    graph = Graph()
    return Signs(graph, Domain()).of(graph.add(term))


def _sum(parts: list[Interval]) -> Interval:
    total = parts[0]
    for each in parts[1:]:
        low = None if total.low is None or each.low is None else total.low + each.low
        high = None if total.high is None or each.high is None else total.high + each.high
        total = Interval(low, total.low_open or each.low_open, high, total.high_open or each.high_open)
    return total


def _square(part: Interval) -> Interval:
    if part.is_nonnegative or (-part).is_nonnegative:
        size = part if part.is_nonnegative else -part
        return _times(size, size)
    if part.low is None or part.high is None:
        return NONNEGATIVE
    return Interval(ZERO, False, max(part.low * part.low, part.high * part.high), False)


def _product(parts: list[Interval]) -> Interval:
    total = parts[0]
    for each in parts[1:]:
        total = _times(total, each)
    return total


def _times(left: Interval, right: Interval) -> Interval:
    if (-left).is_nonnegative and not left.is_nonnegative:
        return -_times(-left, right)
    if (-right).is_nonnegative and not right.is_nonnegative:
        return -_times(left, -right)
    if left.low is None or right.low is None or left.low < 0 or right.low < 0:
        return LINE
    high = None if left.high is None or right.high is None else left.high * right.high
    low = left.low * right.low
    low_open = left.is_positive and right.is_positive and (left.low_open or right.low_open)
    return Interval(low, low_open, high, left.high_open or right.high_open)


def _quotient(parts: list[Interval]) -> Interval:
    above, below = parts
    if (-below).is_positive:
        return -_quotient([above, -below])
    if not below.is_positive or below.low is None:
        return LINE
    low = (ZERO, True) if below.high is None else (WHOLE / below.high, below.high_open)
    high = (None, False) if below.low == 0 else (WHOLE / below.low, below.low_open)
    return _times(above, Interval(*low, *high))


def _exp(parts: list[Interval]) -> Interval:
    (part,) = parts
    low = (ONE, part.low_open or part.low != 0) if part.is_nonnegative else (ZERO, True)
    high = (ONE, part.high_open or part.high != 0) if (-part).is_nonnegative else (None, False)
    return Interval(*low, *high)


def _log(parts: list[Interval]) -> Known:
    (part,) = parts
    if not part.is_positive or part.low is None:
        return None
    if part.low >= 1:
        return Interval(ZERO, part.low > 1 or part.low_open)
    return Interval(None, False, ZERO, part.high_open or part.high < 1) if part.high is not None and part.high <= 1 else LINE


def _sqrt(parts: list[Interval]) -> Known:
    return POSITIVE if parts[0].is_positive else NONNEGATIVE if parts[0].is_nonnegative else None


def _root(parts: list[Interval]) -> Known:
    """The real root, of the sign of what stands under it, where the degree is odd."""
    part, degree = parts
    if degree.low is None or degree.low != degree.high or degree.low.denominator != 1 or degree.low % 2 == 0 or degree.low < 0:
        return _sqrt(parts[:1])
    return _sqrt([part]) or (LINE if not (-part).is_nonnegative else Interval(None, False, ZERO, (-part).is_positive))


def _abs(parts: list[Interval]) -> Interval:
    (part,) = parts
    return part if part.is_nonnegative else -part if (-part).is_nonnegative else NONNEGATIVE


def _max(parts: list[Interval]) -> Interval:
    lows = [(each.low, each.low_open) for each in parts if each.low is not None]
    highs = [(each.high, not each.high_open) for each in parts if each.high is not None]
    low, low_open = max(lows, default=(None, False))
    high, is_closed = max(highs) if len(highs) == len(parts) else (None, True)
    return Interval(low, low_open, high, not is_closed)


def _on_unit(parts: list[Interval]) -> Known:
    """Functions that are real between -1 and 1."""
    (part,) = parts
    return LINE if part.low is not None and part.high is not None and part.low >= -1 and part.high <= 1 else None


def _always(interval: Interval) -> Callable[[list[Interval]], Known]:
    return lambda parts: interval


_RULES: dict[str, Callable[[list[Interval]], Known]] = {
    "add": _sum,
    "neg": lambda parts: -parts[0],
    "mul": _product,
    "hadamard": _product,
    "div": _quotient,
    "exp": _exp,
    "log": _log,
    "sqrt": _sqrt,
    "root": _root,
    "abs": _abs,
    "relu": lambda parts: parts[0] if parts[0].is_positive else NONNEGATIVE,
    "max": _max,
    "min": lambda parts: -_max([-each for each in parts]),
    "logb": lambda parts: LINE if all(each.is_positive for each in parts) else None,
    "asin": _on_unit,
    "acos": _on_unit,
    "atanh": _on_unit,
    "acosh": lambda parts: NONNEGATIVE if parts[0].low is not None and parts[0].low >= 1 else None,
    "sin": _always(UNIT),
    "cos": _always(UNIT),
    "tanh": _always(OPEN_UNIT),
    "erf": _always(OPEN_UNIT),
    "cosh": _always(FROM_ONE),
    "sech": _always(Interval(ZERO, True, ONE, False)),
    "sigmoid": _always(SHARE),
    "softmax": _always(SHARE),
    "softplus": _always(POSITIVE),
    "step": _always(Interval(ZERO, False, ONE, False)),
    "sign": _always(UNIT),
    "atan": _always(Interval(Fraction(-2), True, Fraction(2), True)),
}
