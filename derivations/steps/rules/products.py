"""Products and quotients."""

from __future__ import annotations

from derivations.steps.matching import D, free, slot
from derivations.steps.step import Rule
from derivations.terms.term import neg

c, u, v = free("c"), slot("u"), slot("v")

RULES = (
    Rule("product", before=D(u * v), after=D(u) * v + u * D(v)),
    Rule("reciprocal", before=D(c / u), after=neg(c / u**2 * D(u))),
    Rule("quotient", before=D(u / v), after=(D(u) * v - u * D(v)) / v**2),
)
