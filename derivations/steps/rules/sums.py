"""Constants, the variable itself, sums, signs, constant factors: the rules that make differentiation linear."""

from __future__ import annotations

from derivations.steps.matching import VARIABLE, D, each, free, slot
from derivations.steps.step import Rule
from derivations.terms.term import Term, neg, number

c, u = free("c"), slot("u")

RULES = (
    Rule("constant", before=D(c), after=number(0)),
    Rule("identity", before=D(VARIABLE), after=number(1)),
    Rule("negative", before=D(neg(u)), after=neg(D(u))),
    Rule("sum", before=D(Term("add", (each(u),))), after=Term("add", (each(D(u)),))),
    Rule("constant-multiple", before=D(c * u), after=c * D(u)),
    Rule("constant-divisor", before=D(u / c), after=D(u) / c),
)
