"""The activations of neural networks: sigmoid, softplus, softmax, ReLU."""

from __future__ import annotations

from derivations.steps.matching import D, component, each, slot
from derivations.steps.step import Rule, faulty
from derivations.terms.term import Term, apply, name, neg, number

u, v, x = slot("u"), slot("v"), name("x")
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

OF_X = apply("sigmoid", x)

FAULTY = (
    faulty("sigmoid_no_one_minus", "sigmoid", before=D(sigma), after=sigma * D(u), counterexample=OF_X),
    faulty("sigmoid_only_one_minus", "sigmoid", before=D(sigma), after=(1 - sigma) * D(u), counterexample=OF_X),
    faulty("sigmoid_plus", "sigmoid", before=D(sigma), after=sigma * (1 + sigma) * D(u), counterexample=OF_X),
    faulty("sigmoid_negated", "sigmoid", before=D(sigma), after=neg(sigma * (1 - sigma) * D(u)), counterexample=OF_X),
    faulty("sigmoid_arg_not_activation", "sigmoid", before=D(sigma), after=u * (1 - u) * D(u), counterexample=OF_X),
    faulty("relu_one", "relu", before=D(apply("relu", u)), after=D(u), counterexample=apply("relu", x)),
)
