"""How a term is taken apart into a sum over atoms: what exponents, angles and logarithms are made of.

Polynomials are multiplied out as far as they are short. A quotient by a sum is what divides, and a rest over an atom for the
divisor, so that x/(1+x) and 1 - 1/(1+x) are the same sum.
"""

from __future__ import annotations

from fractions import Fraction

from derivations.equality.field import Element, Place, PoleError, over
from derivations.equality.graph import Graph
from derivations.equality.signs import Signs
from derivations.equality.sums import (
    UNIT,
    Monomial,
    Rational,
    Sum,
    atom,
    constant,
    content,
    denominator,
    divided,
    gather,
    greatest,
    product,
    raised,
    ratio,
)

LARGEST_EXPANSION = 8  # a sum to a whole power is multiplied out up to this
LARGEST_DEGREE = 1000
SMALL = (0, 1, -1, 2, -2)
FREE = frozenset(["name", "opaque", "derivative"])


class Values(dict[int, Element]):
    """Values of nodes; a node without one has a pole inside."""

    def __missing__(self, node: int) -> Element:
        raise PoleError


class Expanding:
    """A graph's nodes at one place: ``values[node]`` is an element, absent where a division by zero is inside."""

    parts: int  # a name is this power of its atom

    def __init__(self, graph: Graph, signs: Signs, place: Place) -> None:
        self.graph = graph
        self.signs = signs
        self.place = place
        self.values = Values()
        self.sums: dict[int, Sum] = {}
        self.doubtful = False  # whether kernels may depend on one another, so that a difference proves nothing
        self.unreal: set[int] = set()  # atoms that may have values that are not real
        self.positive: set[int] = set()  # atoms that are above 0
        self.real: set[int] = set()  # atoms of which real names are powers
        self._firsts: dict[int, Sum] = {}  # values to the sums that were found first for them
        self.inverses: dict[int, Sum] = {}  # atoms that are 1 over a sum

    def exact(self, node: int) -> Rational | None:
        """The value of a node that is a rational number as it is written."""
        value = self.graph.values[node]
        if type(value) is Fraction:
            return value.numerator if value.denominator == 1 else value
        op = self.graph.ops[node]
        if op == "name":
            return None
        if op == "neg":
            inner = self.exact(self.graph.args[node][0])
            return None if inner is None else -inner
        whole = self.sum_of(node)
        if not whole:
            return 0
        return whole[UNIT] if len(whole) == 1 and UNIT in whole else None

    def inverse(self, value: Element) -> Element:
        """1 over an element. Raises PoleError, NoRootError."""
        return over(self.place.ring(1), value)

    def number(self, value: Rational) -> Element:
        """A rational number."""
        return self.place.number(value.numerator, value.denominator)

    def sum_of(self, node: int) -> Sum:
        """The node as a sum over atoms."""
        found = self.sums.get(node)
        if found is None:
            found = self._sum_of(node)
            if len(found) > 1 or not self._is_plain(found):
                found = self._first_of(node, found)
            self.sums[node] = found
        return found

    def _is_plain(self, whole: Sum) -> bool:
        """Whether a sum is made of numbers and names."""
        return all(each in self.real for monomial in whole for each, _ in monomial)

    def _first_of(self, node: int, whole: Sum) -> Sum:
        """The sum that was found first for this value or its opposite: names and small numbers come first.

        So exp(sqrt(x)^2) is exp(x), and 2^tan(x - a) is 1/2^tan(a - x).
        """
        value = self.values.get(node)
        if value is None:
            return whole
        if not self._firsts:
            self._firsts = {int(self.place.ring(number)): constant(number) for number in SMALL}
            for other, each in self.sums.items():
                if self.graph.ops[other] == "name":
                    self._firsts[int(self.values[other])] = each
        key = int(value)
        if key not in self._firsts and (opposite := self._firsts.get(int(-value))) is not None:
            self._firsts[key] = {monomial: -factor for monomial, factor in opposite.items()}
        return self._firsts.setdefault(key, whole)

    def _sum_of(self, node: int) -> Sum:
        op, args = self.graph.ops[node], self.graph.args[node]
        found: Sum | None = None
        if op == "number":
            value = self.graph.values[node]
            return constant(value if type(value) is Fraction else 0)
        if op in ("add", "neg"):
            total: Sum = {}
            for each in args:
                gather(total, self.sum_of(each), -1 if op == "neg" else 1)
            return total
        if op == "mul":
            found = constant(1)
            for each in args:
                found = product(found, self.sum_of(each)) if found is not None else None
        elif op == "div":
            found = self.quotient(self.sum_of(args[0]), self.sum_of(args[1]))
        elif op == "pow":
            found = self._sum_of_power(*args)
        else:
            found = self.expansion(op, args)
        return found if found is not None else self._as_atom(node)

    def _sum_of_power(self, base: int, exponent: int) -> Sum | None:
        exact = self.exact(exponent)
        if not isinstance(exact, int):
            return None
        inside = self.sum_of(base)
        if len(inside) == 1:
            ((monomial, factor),) = inside.items()
            if abs(exact) > LARGEST_DEGREE:
                return None
            return {raised(monomial, exact): factor**exact if exact >= 0 else ratio(1, factor**-exact)}
        if not 0 <= exact <= LARGEST_EXPANSION:
            return None
        total: Sum | None = inside if exact else constant(1)
        for _ in range(exact - 1):
            total = product(total, inside) if total is not None else None
        return total

    def quotient(self, above: Sum, below: Sum) -> Sum | None:
        """A quotient of sums: what divides, and the rest over an atom for the divisor without its content.

        Raises PoleError.
        """
        if not below:
            raise PoleError
        if len(below) == 1:
            ((monomial, factor),) = below.items()
            return product(above, {raised(monomial, -1): ratio(1, factor)})
        size, shared = content(below)
        size *= 1 if below[greatest(below)] > 0 else -1
        scale: Sum = {raised(shared, -1): ratio(1, size)}
        scaled = product(above, scale)
        if scaled is None:
            return None
        self.doubtful = True
        primitive = product(below, scale) or {}
        lift = denominator(scaled)
        whole, rest = divided(product(scaled, {lift: 1}) or {}, primitive)
        inverse = int(self.inverse(self.evaluated(primitive)))
        self.inverses[inverse] = primitive
        if self.is_positive_sum(primitive):
            self.positive.add(inverse)
        fraction = product(rest, atom(inverse))
        if fraction is None:
            return None
        gather(fraction, whole)
        return product(fraction, {raised(lift, -1): 1})

    def is_positive_sum(self, whole: Sum) -> bool:
        """Whether all summands are positive numbers times positive atoms."""
        return bool(whole) and all(
            factor > 0 and all(each in self.positive for each, _ in monomial) for monomial, factor in whole.items()
        )

    def expansion(self, op: str, args: tuple[int, ...]) -> Sum | None:
        """A function as a sum over kernels; None where it stays an atom."""
        raise NotImplementedError

    def _as_atom(self, node: int) -> Sum:
        """The node as one atom. Raises PoleError."""
        value = int(self.values[node])
        if not value:
            return {}
        op = self.graph.ops[node]
        self.doubtful |= op not in FREE
        if self.signs.of(node) is None:
            self.unreal.add(value)
        return atom(value)

    def evaluated(self, whole: Sum) -> Element:
        """The value of a sum."""
        total = self.place.ring(0)
        for monomial, factor in whole.items():
            value = self.monomial(monomial)
            total = total + (value if factor == 1 else -value if factor == -1 else self.number(factor) * value)
        return total

    def monomial(self, monomial: Monomial) -> Element:
        """The value of a monomial."""
        total = self.place.ring(1)
        for each, exponent in monomial:
            total = total * self.place.ring(each) ** exponent
        return total
