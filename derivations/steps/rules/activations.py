"""The activations of neural networks: sigmoid, softplus, softmax, ReLU."""

from __future__ import annotations

from derivations.steps.matching import D, component, each, slot
from derivations.steps.step import Rule
from derivations.terms.term import Term, apply, neg, number

u, v = slot("u"), slot("v")
sigma = apply("sigmoid", u)
p = Term("softmax", (u, each(v)))

RULES = (
    Rule("sigmoid", before=D(sigma), after=sigma * (1 - sigma) * D(u)),
    Rule("softplus", before=D(apply("softplus", u)), after=sigma * D(u)),
    Rule(
        "relu",
        before=D(apply("relu", u)),
        after=apply("step", u) * D(u),
        conditions=(Term("ne", (u, number(0))),),
    ),
    Rule(
        "softmax",
        before=D(Term("softmax", (u, each(v)))),
        after=p * Term("add", (D(u), neg(p * D(u)), each(neg(component(v) * D(v))))),
    ),
)
