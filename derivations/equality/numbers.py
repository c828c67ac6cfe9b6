"""Numbers that need not be exact: within a relative or absolute tolerance, to significant digits or to decimals of the key.

A bound is decided in ball arithmetic, with more bits until the answer is surely inside or surely outside; a value exactly on the
bound counts as inside, which only exact numbers can show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from derivations.equality.balls import Ball, Precision, text
from derivations.equality.graph import Graph, LimitError
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, Witness
from derivations.equality.points import Point, points
from derivations.equality.refuting import Evaluated
from derivations.terms.domain import Domain
from derivations.terms.term import Term

LADDER = (128, 512, 2048)  # bits


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far an answer may be from the key: |answer - key| <= atol + rtol*|key|, or half a unit of the last digit asked.

    significant, decimals: digits of the key that the answer must show rightly; None where they are not asked for.
    """

    rtol: Fraction = Fraction(0)
    atol: Fraction = Fraction(0)
    significant: int | None = None
    decimals: int | None = None

    def bound(self, key: arb) -> arb:
        """The largest distance from this key that is within the tolerance."""
        size = abs(key)
        bound = _ball(self.atol) + _ball(self.rtol) * size
        if self.decimals is not None:
            bound = bound.max(_ball(Fraction(1, 2 * 10**self.decimals)))
        if self.significant is not None:
            bound = bound.max(_ball(Fraction(1, 2)) * arb(10) ** (_decade(size) - self.significant + 1))
        return bound


def tolerance(options: Mapping[str, object]) -> Tolerance | None:
    """The tolerance that options ask for (``rtol``, ``atol``, ``sig``, ``decimals``); None where they ask for none.

    Raises ValueError for what is not a number.

    >>> tolerance({"rtol": 1e-4}).rtol, tolerance({"form": "factored"})
    (Fraction(1, 10000), None)
    """
    rtol, atol = (Fraction(str(options.get(name) or 0)) for name in ("rtol", "atol"))
    significant, decimals = (None if options.get(name) is None else int(str(options[name])) for name in ("sig", "decimals"))
    if not (rtol or atol or significant is not None or decimals is not None):
        return None
    return Tolerance(rtol, atol, significant, decimals)


def compare_within(left: Term, right: Term, allowed: Tolerance, domain: Domain) -> Comparison:
    """Whether the left term is within the tolerance of the right one: a number, or a function at every point tried."""
    graph = Graph()
    try:
        here, there = graph.add(left), graph.add(right)
    except LimitError as limit:
        return Undecided(limit.reason)
    names = graph.names(here, there)
    tried = [*points(domain, names)] if names else [Point({})]
    confirmed = 0
    for point in tried:
        found = _at_point(graph, here, there, point, allowed)
        if isinstance(found, Refuted):
            return found
        confirmed += isinstance(found, Proved)
    if not names:
        return Proved("tolerance") if confirmed else Undecided("unconfirmed")
    return Agreed(confirmed, LADDER[0]) if confirmed else Undecided("unconfirmed")


def _at_point(graph: Graph, left: int, right: int, point: Point, allowed: Tolerance) -> Comparison:
    for bits in LADDER:
        evaluated = Evaluated(point, bits)
        evaluated.extend(graph)
        with Precision(bits):
            here, there = evaluated.balls[left], evaluated.balls[right]
            if not (here.is_finite() and there.is_finite()):
                continue
            distance, bound = abs(here - there), allowed.bound(_size(there))
            if distance <= bound or (distance - bound).contains(0) and bits == LADDER[-1]:
                return Proved("tolerance")
            if distance > bound:
                return Refuted("tolerance", Witness(point.text(), text(here), text(there)))
    return Undecided("unconfirmed")


def _size(ball: Ball) -> arb:
    return ball if isinstance(ball, arb) else abs(ball)


def _ball(value: Fraction) -> arb:
    return arb(fmpq(value.numerator, value.denominator))


def _decade(size: arb) -> int:
    """The exponent of the leading digit: 2 for 314."""
    if not size > 0:
        return 0
    guess = int((size.log() / arb(10).log()).floor().mid().fmpz())
    return guess + 1 if size >= arb(10) ** (guess + 1) else guess - 1 if size < arb(10) ** guess else guess
