"""Where a smooth function of one variable can be largest, and where it is: its stationary points, its closed ends, its limits.

On an interval a smooth function is largest at a zero of its derivative, at an end that belongs to the interval, or nowhere, its
limit at an open end being no value. So all of these are compared, by enclosures of 700 bits, and what they leave open is left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivations.equality.balls import enclose
from derivations.equality.compare import compare
from derivations.equality.outcome import Proved
from derivations.terms.term import Term

BITS = 700


@dataclass(frozen=True, slots=True)
class Extreme:
    """The largest (or least) value and all places that have it; no places where no value is largest.

    second: the second derivative at the first place, where that is a stationary point and it has a sign.
    """

    value: Term
    places: tuple[Term, ...]
    second: Term | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """A smooth function on an interval.

    places, values, second: where its derivative is zero, its values and its second derivatives there.
    ends: (place, value) of every end that belongs to the interval and is no stationary point. limits: at both ends.
    """

    places: tuple[Term, ...]
    values: tuple[Term, ...]
    second: tuple[Term, ...]
    ends: tuple[tuple[Term, Term], ...]
    limits: tuple[Term, Term]

    def extreme(self, is_maximum: bool) -> Extreme | None:
        """The maximum (or minimum); None where two values cannot be told apart, nor proved equal."""
        sign = 1 if is_maximum else -1
        candidates = [*zip(self.places, self.values, self.second, strict=True), *((*each, None) for each in self.ends)]
        best: list[tuple[Term, Term, Term | None]] = []
        for each in candidates:
            order = 1 if not best else _order(each[1], best[0][1])
            if order is None:
                return None
            if order * sign > 0 or not best:
                best = [each]
            elif order == 0:
                best.append(each)
        for limit in self.limits:
            order = 1 if not best else _order(limit, best[0][1])
            if order is None:
                return None
            if order * sign > 0 or not best:
                return Extreme(limit, ())
        first = best[0]
        second = first[2] if first[2] is not None and _order_to_zero(first[2]) == -sign else None
        return Extreme(first[1], tuple(each[0] for each in best), second)


def _order(left: Term, right: Term) -> int | None:
    """-1, 0, 1 as the left one is less, equal, greater; None where that is not known."""
    if left == right:
        return 0
    sizes = _infinity(left), _infinity(right)
    if sizes != (0, 0):
        return (sizes[0] > sizes[1]) - (sizes[0] < sizes[1]) if sizes[0] != sizes[1] else 0
    one, other = _ball(left), _ball(right)
    if one > other:
        return 1
    if one < other:
        return -1
    return 0 if isinstance(compare(left, right), Proved) else None


def _order_to_zero(value: Term) -> int:
    ball = _ball(value)
    return int(bool(ball > 0)) - int(bool(ball < 0))


def _infinity(value: Term) -> int:
    inner, sign = (value.args[0], -1) if value.op == "neg" else (value, 1)
    return sign if inner.op == "constant" and inner.value in ("oo", "inf") else 0


def _ball(value: Term) -> Any:
    return enclose(value, {}, BITS).real
