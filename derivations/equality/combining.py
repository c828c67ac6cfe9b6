"""The comparison of a whole from those of its parts: it is as sure as its least sure part."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, Context, Decimal

from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, Undefined, WrongType

_ONE_DIGIT = Context(prec=1, rounding=ROUND_CEILING)


def combine(found: Iterable[Comparison]) -> Comparison:
    """The comparison of a whole from those of its parts.

    >>> combine([Proved("exact"), Proved("whp", "1e-30"), Proved("whp", "2e-30")])
    Proved(how='whp', error_bound='3e-30', note=None)
    """
    parts = list(found)
    for sort in (WrongType, Refuted, Undefined, Undecided):
        for each in parts:
            if isinstance(each, sort):
                return each
    agreed = [each for each in parts if isinstance(each, Agreed)]
    if agreed:
        return Agreed(min(each.points for each in agreed), min(each.bits for each in agreed))
    proved = [each for each in parts if isinstance(each, Proved)]
    note = next((each.note for each in proved if each.note), None)
    bounds = [Decimal(each.error_bound) for each in proved if each.error_bound is not None]
    if bounds:
        return Proved("whp", f"{_ONE_DIGIT.create_decimal(sum(bounds)):e}", note)
    hows = {each.how for each in proved}
    return Proved(next((how for how in ("tolerance", "exact") if how in hows), "structural"), None, note)
