"""The value of a term at a point, its derivatives taken by difference quotients: the check that knows no rule and no SymPy.

A derivative is taken with 700-bit balls by Richardson's central difference with h = 2^-60: the truncation error is of order
h^4 = 2^-240, the rounding error below 2^-500, so 40 digits (2^-133) remain with a wide margin. Points come from a BLAKE2b hash
of the definitions, so the verdict is the same on every machine, and what a step shares with the step before it, a derivative or a
whole side, is worked out once for both.
"""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

from derivations.equality.balls import Precision, extend
from derivations.equality.graph import Graph, LimitError
from derivations.steps.numbers import rational
from derivations.steps.scope import Scope
from derivations.steps.step import TAKEN, derivatives_in
from derivations.terms.domain import Assumption, Domain
from derivations.terms.term import Term, name, names, substitute

Ball = Any  # flint.acb; python-flint ships no types
Point = Mapping[str, Ball]

BITS = 700
STEP = Fraction(1, 2**60)
CALM = 1e-24
"""How much two quotients may differ, relatively: where a function changes more within 2^-60, the quotient says nothing."""
LEAST_SLOPE = 1e-10
"""A slope below this share of the function's own size counts as no slope, where two quotients are told apart."""
DIGITS = 40
LOST_DIGITS = 20
"""How many of the 40 digits a sum may lose: what is left of its summands below 10^-60 of their size is nothing."""
POINTS_WANTED = 4
POINTS_TRIED = 32


@dataclass(frozen=True, slots=True)
class Numbers:
    """Values at points of a domain, with the definitions in scope."""

    scope: Scope
    domain: Domain
    _known: dict[int, dict[Term, Ball]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Of each point of `agree`, the values that were worked out there."""
    _inside: dict[tuple[Term, str], Term] = field(default_factory=dict, init=False, repr=False, compare=False)

    def at(self, node: Term, point: Point) -> Ball:
        """The value of a term at a point that gives every free name; not finite where it is not known.

        A derivative by a named quantity t is taken at the value of t at that point.
        """
        return self._at(node, point, {})

    def _at(self, node: Term, point: Point, known: dict[Term, Ball]) -> Ball:
        """The same, where some values at that point are known; the value and those on the way to it are added to them."""
        if node not in known:
            with Precision(BITS):
                everything = dict(point)
                for identifier in self._named_in(node):
                    everything[identifier] = self._at(self.scope.expanded(name(identifier)), point, known)
                known[node] = self._value(node, everything, known)
        return known[node]

    def _named_in(self, node: Term) -> list[str]:
        return sorted(each for each in names(node) if each in self.scope)

    def _value(self, node: Term, point: Point, known: dict[Term, Ball]) -> Ball:
        open_derivatives, bare = _without_derivatives(node)
        for taken in open_derivatives:
            if taken not in known:
                known[taken] = self._derivative(taken, point)
        return _plain(bare, {**point, **{f"#{at}": known[taken] for at, taken in enumerate(open_derivatives)}})

    def _derivative(self, taken: Term, point: Point) -> Ball:
        quantity, *variables = taken.args
        variable = str(variables[0].value)
        inner = quantity if len(variables) == 1 else Term(taken.op, (quantity, *variables[1:]), taken.value)
        if inner.op not in TAKEN:
            if (inner, variable) not in self._inside:
                self._inside[inner, variable] = self.scope.expanded(inner, kept=(variable,))
            inner = self._inside[inner, variable]

        def sides(h: Fraction) -> tuple[Ball, Ball]:
            above = self._value(inner, {**point, variable: point[variable] + ball(h)}, {})
            return above, self._value(inner, {**point, variable: point[variable] - ball(h)}, {})

        (far_above, far_below), (above, below) = sides(STEP), sides(STEP / 2)
        wide, narrow = (far_above - far_below) / ball(2 * STEP), (above - below) / ball(STEP)
        found, gap = (4 * narrow - wide) / 3, abs(narrow - wide)
        size = abs(found).mid() + LEAST_SLOPE * abs(above).mid()
        return found if bool(gap.mid() <= CALM * size + gap.rad()) else unknown()

    def agree(self, left: Term, right: Term, conditions: tuple[Term, ...] = ()) -> bool | None:
        """Whether two terms have the same value, to 40 digits, at four points of the domain; None where too few are defined.

        conditions: relations (gt, lt, ne); a point where one does not hold is passed over.
        """
        free = sorted(names(self.scope.expanded(left)) | names(self.scope.expanded(right)))
        seen = 0
        for attempt, point in enumerate(points(free, self.domain, repr(self.scope.definitions))):
            if not all(self.holds(each, point) for each in conditions):
                continue
            known = self._known.setdefault(attempt, {})
            values = self._at(left, point, known), self._at(right, point, known)
            verdict = same(*values)
            if verdict is False and not self._is_nothing(abs(values[0] - values[1]), (left, right), point):
                return False
            verdict = verdict is not None
            seen += verdict
            if seen == POINTS_WANTED or (seen and not free):
                return True
        return None

    def _is_nothing(self, gap: Ball, terms: tuple[Term, ...], point: Point) -> bool:
        """Whether a difference is below what is lost of the terms' summands, where these cancel."""
        with Precision(BITS):
            summed = max(self.summed(each, point) for each in terms)
            return bool(gap.mid() <= summed * ball(Fraction(1, 10 ** (DIGITS + LOST_DIGITS))).real)

    def summed(self, node: Term, point: Point) -> Ball:
        """The size of what is added up in a term: |a| + |b| of a - b, and of the derivative of a - b likewise.

        What comes of summands that cancel, such as the derivative of sin^2 + cos^2, is measured by it and not by 0.
        """
        if node.op in TAKEN:
            quantity, *variables = node.args
            inner = self.scope.expanded(quantity, kept=(str(variables[-1].value),)) if quantity.op not in TAKEN else quantity
            if inner.op == "neg":
                inner = inner.args[0]
            if inner.op == "add":
                return sum((self.summed(Term(node.op, (each, *variables), node.value), point) for each in inner.args), ball(0).real)
            return abs(self.at(node, point)).mid()
        match node.op:
            case "add" | "neg":
                return sum((self.summed(each, point) for each in node.args), ball(0).real)
            case "mul":
                return reduce(operator.mul, (self.summed(each, point) for each in node.args), ball(1).real)
            case "div":
                return self.summed(node.args[0], point) / abs(self.at(node.args[1], point)).mid()
            case _:
                return abs(self.at(node, point)).mid()

    def holds(self, condition: Term, point: Point) -> bool:
        """Whether a relation surely holds at a point."""
        left, right = (self.at(side, point) for side in condition.args)
        if not (is_real(left) and is_real(right)):
            return False
        return bool(RELATIONS[condition.op](left.real, right.real))


@lru_cache(maxsize=1024)
def _without_derivatives(node: Term) -> tuple[tuple[Term, ...], Term]:
    """The derivatives to be taken in a term, and the term with #0, #1, ... in their places."""
    open_derivatives = derivatives_in(node)
    return open_derivatives, substitute(node, {taken: name(f"#{at}") for at, taken in enumerate(open_derivatives)})


@lru_cache(maxsize=1024)
def _compiled(node: Term) -> tuple[Graph, int] | None:
    """A term as a list of nodes, made once for all points; None for one that is too large."""
    graph = Graph()
    try:
        return graph, graph.add(node)
    except LimitError:
        return None


def _plain(node: Term, point: Point) -> Ball:
    """The value of a term without derivatives, in the precision that is set."""
    import flint

    found = _compiled(node)
    if found is None:
        return unknown()
    real = {each: value.real if value.imag.is_zero() else value for each, value in point.items()}
    return flint.acb(extend([], found[0], real)[found[1]])


RELATIONS: dict[str, Callable[[Ball, Ball], Any]] = {
    "gt": operator.gt,
    "lt": operator.lt,
    "ge": operator.ge,
    "le": operator.le,
    "ne": operator.ne,
}
"""The relations in which rules write their conditions; of balls, each holds only where it surely does."""


def unknown() -> Ball:
    """A value of which nothing is known."""
    import flint

    return flint.acb("nan")


@lru_cache(maxsize=4096)
def ball(value: Fraction | int) -> Ball:
    """An exact rational as a complex ball of full precision."""
    import flint

    exact = Fraction(value)
    with flint.ctx.workprec(BITS):
        return flint.acb(flint.fmpq(exact.numerator, exact.denominator))


def is_real(value: Ball) -> bool:
    """Whether a value is finite, real, and known to more digits than are compared."""
    if not value.is_finite():
        return False
    size = abs(value.real).mid() + abs(value.imag).mid()
    tolerance = (size + 1) * ball(Fraction(1, 10 ** (DIGITS + 10))).real
    return bool(abs(value.imag).upper() <= tolerance and value.real.rad() <= tolerance)


def same(left: Ball, right: Ball) -> bool | None:
    """Whether two real values agree to 40 digits; None where one of them is not a known real number.

    Two balls that cannot be told apart are the same where they are small enough: exact values, of which one is 0.
    """
    with Precision(BITS):
        if not (is_real(left) and is_real(right)):
            return None
        gap, size = left.real - right.real, max(abs(left.real).mid(), abs(right.real).mid())
        is_zero = gap.contains(0) and gap.rad() <= ball(Fraction(1, 10 ** (DIGITS + LOST_DIGITS))).real
        return bool(is_zero or abs(gap).mid() <= size * ball(Fraction(1, 10**DIGITS)).real)


def points(free: list[str], domain: Domain, seed: str) -> Iterator[dict[str, Ball]]:
    """Points of a domain, drawn from a hash of the seed: the same everywhere."""
    for attempt in range(POINTS_TRIED if free else 1):
        yield {identifier: ball(_coordinate(identifier, domain[identifier], f"{seed}/{attempt}")) for identifier in free}


def _coordinate(identifier: str, assumption: Assumption, seed: str) -> Fraction:
    digest = hashlib.blake2b(f"{identifier}/{seed}".encode(), digest_size=8).digest()
    share = Fraction(2 * int.from_bytes(digest, "big") + 1, 2**65)
    low = None if assumption.low is None else rational(assumption.low)
    high = None if assumption.high is None else rational(assumption.high)
    if low is None and high is None:
        low, high = Fraction(-3), Fraction(3)
    start = low if low is not None else (high or Fraction(0)) - 4
    end = high if high is not None else start + 4
    value = start + (end - start) * share
    return Fraction(round(value)) if assumption.kind == "integer" else value
