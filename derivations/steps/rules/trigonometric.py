"""Circular functions and their inverses."""

from __future__ import annotations

from derivations.steps.matching import D, slot
from derivations.steps.step import Rule, faulty
from derivations.terms.term import Term, apply, name, neg, number

u, x = slot("u"), name("x")
INSIDE = (Term("lt", (apply("abs", u), number(1))),)


def _function(name: str, derivative: Term, conditions: tuple[Term, ...] = ()) -> Rule:
    return Rule(name, before=D(apply(name, u)), after=derivative * D(u), conditions=conditions)


RULES = (
    _function("sin", apply("cos", u)),
    Rule("cos", before=D(apply("cos", u)), after=neg(apply("sin", u) * D(u))),
    _function("tan", 1 / apply("cos", u) ** 2),
    _function("sec", apply("sec", u) * apply("tan", u)),
    Rule("csc", before=D(apply("csc", u)), after=neg(apply("csc", u) * apply("cot", u) * D(u))),
    Rule("cot", before=D(apply("cot", u)), after=neg(1 / apply("sin", u) ** 2 * D(u))),
    _function("asin", 1 / apply("sqrt", 1 - u**2), INSIDE),
    Rule("acos", before=D(apply("acos", u)), after=neg(1 / apply("sqrt", 1 - u**2) * D(u)), conditions=INSIDE),
    _function("atan", 1 / (1 + u**2)),
)

FAULTY = (
    faulty("trig_sign", "sin", before=D(apply("sin", u)), after=neg(apply("cos", u) * D(u)), counterexample=apply("sin", x)),
    faulty("trig_sign", "cos", before=D(apply("cos", u)), after=apply("sin", u) * D(u), counterexample=apply("cos", x)),
    faulty(
        "trig_sign", "tan", before=D(apply("tan", u)), after=neg(1 / apply("cos", u) ** 2 * D(u)), counterexample=apply("tan", x)
    ),
)
