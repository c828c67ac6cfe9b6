"""Exponential function and logarithms."""

from __future__ import annotations

from derivations.steps.matching import VARIABLE, D, free, slot
from derivations.steps.step import Rule, faulty
from derivations.terms.term import Term, apply, constant, name, number

a, u, x = free("a"), slot("u"), name("x")
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

FAULTY = (
    faulty(
        "power_rule_on_exponential",
        "exp",
        before=D(apply("exp", u)),
        after=u * apply("exp", u - 1) * D(u),
        counterexample=apply("exp", x),
    ),
    faulty("log_one_over_x", "log", before=D(apply("log", u)), after=1 / VARIABLE, counterexample=apply("log", x**2 + 1)),
    faulty(
        "exp_no_log",
        "log-base",
        before=D(apply("logb", a, u)),
        after=1 / u * D(u),
        counterexample=apply("logb", number(2), x**2 + 1),
    ),
)
