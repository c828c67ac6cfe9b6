"""The last resort: an extreme found on a grid and narrowed down by its slope, as a decimal number.

This is no proof and is never called one: the comparison of such an answer is at best an agreement, and a key that needs a proof
does not use it. Ends that rise above everything on the grid are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derivations.steps.extreme_of import Extreme
from derivations.steps.numbers import rational
from derivations.steps.numeric import Numbers, ball
from derivations.steps.sampled_signs import middle
from derivations.steps.step import derivative_of
from derivations.terms.domain import Assumption
from derivations.terms.term import Term, neg

HALF_WIDTH = 32
POINTS = 1024
FAR = (64, 256, 4096)
HALVINGS = 60
DIGITS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """place and value, correct to DIGITS digits."""

    place: Term
    value: Term


def on_grid(function: Term, variable: Term, assumption: Assumption, is_maximum: bool, numbers: Numbers) -> Found | None:
    """The extreme inside the domain; None where the grid has it at an end, or the function has no value somewhere."""
    sign = 1 if is_maximum else -1
    low, high = (None if each is None else middle(each) for each in (assumption.low, assumption.high))
    start = Fraction(-HALF_WIDTH) if low is None else low
    end = Fraction(HALF_WIDTH) if high is None else high
    identifier = str(variable.value)

    def value(at: Fraction) -> float | None:
        found = numbers.at(function, {identifier: ball(at)})
        return sign * float(found.real.mid()) if found.is_finite() else None

    places = [start + (end - start) * Fraction(2 * at + 1, 2 * POINTS) for at in range(POINTS)]
    values = [value(at) for at in places]
    known = [each for each in values if each is not None]
    if len(known) < len(values):
        return None
    best = max(range(POINTS), key=known.__getitem__)
    beyond = [value(Fraction(side * far)) for far in FAR for side in (1, -1)] if low is None and high is None else []
    if best in (0, POINTS - 1) or _has_rival(known, best) or any(each is None or each >= known[best] for each in beyond):
        return None
    slope = derivative_of(function, variable)
    left, right = places[best - 1], places[best + 1]
    for _ in range(HALVINGS):
        halfway = (left + right) / 2
        rising = numbers.at(slope, {identifier: ball(halfway)})
        if not rising.is_finite():
            return None
        left, right = (halfway, right) if sign * rising.real.mid() > 0 else (left, halfway)
    peak = numbers.at(function, {identifier: ball(left)})
    return Found(_rounded(left), _rounded(Fraction(str(peak.real.mid().str(30, radius=False)))))


def rounded(extreme: Extreme) -> Found | None:
    """An extreme that is known to more digits; None where it lies at several places, or is no decimal number."""
    place, value = (rational(each) for each in (extreme.places[0], extreme.value))
    return None if place is None or value is None or len(extreme.places) > 1 else Found(_rounded(place), _rounded(value))


def _has_rival(values: list[float], best: int) -> bool:
    """Whether another peak is about as high: which of them is higher, a grid cannot say."""
    least = values[best] - (values[best] - min(values)) / 20
    peaks = (at for at in range(1, len(values) - 1) if values[at - 1] < values[at] >= values[at + 1])
    return any(values[at] > least and abs(at - best) > 1 for at in peaks)


def _rounded(value: Fraction) -> Term:
    exact = Fraction(round(value, DIGITS))
    size = Term("number", (), abs(exact))
    return neg(size) if exact < 0 else size
