"""Exponential function and logarithms."""

from __future__ import annotations

from derivations.steps.matching import D, free, slot
from derivations.steps.step import Rule
from derivations.terms.term import Term, apply, constant, number

a, u = free("a"), slot("u")
POSITIVE_U = Term("gt", (u, number(0)))

RULES = (
    Rule("exp", before=D(apply("exp", u)), after=apply("exp", u) * D(u)),
    Rule("log", before=D(apply("log", u)), after=1 / u * D(u), conditions=(POSITIVE_U,)),
    Rule(
        "log-base",
        before=D(apply("logb", a, u)),
        after=1 / (u * apply("log", a)) * D(u),
        conditions=(POSITIVE_U,),
    ),
    Rule(
        "error-function",
        before=D(apply("erf", u)),
        after=2 / apply("sqrt", constant("pi")) * apply("exp", -(u**2)) * D(u),
    ),
)
