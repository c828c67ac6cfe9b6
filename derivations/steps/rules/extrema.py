"""Misconceptions about a largest or least value: where it is taken is given for what it is."""

from __future__ import annotations

from derivations.steps.matching import slot
from derivations.steps.step import Rule, faulty
from derivations.terms.term import Term, name, number, opaque

u, x = slot("u"), name("x")


PARABOLA = (x - 3) ** 2


def _place_for_value(extreme: str, imitates: str, counterexample: Term) -> Rule:
    value, place = Term(extreme, (u,)), opaque(f"arg{extreme}", u)
    return faulty("place_for_value", imitates, before=value, after=place, counterexample=counterexample)


OF_EXTREMA = {
    "max": _place_for_value("max", "maximum", number(5) - PARABOLA),
    "min": _place_for_value("min", "minimum", PARABOLA + 5),
}
