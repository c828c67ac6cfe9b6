"""Hyperbolic functions and their inverses."""

from __future__ import annotations

from derivations.steps.matching import D, slot
from derivations.steps.step import Rule, faulty
from derivations.terms.term import Term, apply, name, neg, number

u, x = slot("u"), name("x")


def _function(name: str, derivative: Term, conditions: tuple[Term, ...] = ()) -> Rule:
    return Rule(name, before=D(apply(name, u)), after=derivative * D(u), conditions=conditions)


RULES = (
    _function("sinh", apply("cosh", u)),
    _function("cosh", apply("sinh", u)),
    _function("tanh", 1 - apply("tanh", u) ** 2),
    Rule("sech", before=D(apply("sech", u)), after=neg(apply("sech", u) * apply("tanh", u) * D(u))),
    _function("asinh", 1 / apply("sqrt", u**2 + 1)),
    _function("acosh", 1 / apply("sqrt", u**2 - 1), (Term("gt", (u, number(1))),)),
    _function("atanh", 1 / (1 - u**2), (Term("lt", (apply("abs", u), number(1))),)),
)

tanh = apply("tanh", u)

FAULTY = (
    faulty("tanh_no_square", "tanh", before=D(tanh), after=(1 - tanh) * D(u), counterexample=apply("tanh", x)),
    faulty("tanh_like_sigmoid", "tanh", before=D(tanh), after=tanh * (1 - tanh) * D(u), counterexample=apply("tanh", x)),
    faulty("trig_sign", "cosh", before=D(apply("cosh", u)), after=neg(apply("sinh", u) * D(u)), counterexample=apply("cosh", x)),
)
