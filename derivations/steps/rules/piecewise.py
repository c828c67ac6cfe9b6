"""Functions with kinks and jumps. Where the derivative does not exist the rule says so by its condition."""

from __future__ import annotations

from derivations.steps.matching import D, slot
from derivations.steps.step import Rule, faulty
from derivations.terms.term import Term, apply, name, number

u, v, x = slot("u"), slot("v"), name("x")
NONZERO = (Term("ne", (u, number(0))),)
DIFFERENT = (Term("ne", (u, v)),)
BETWEEN_INTEGERS = (Term("ne", (u, apply("floor", u))),)

RULES = (
    Rule("absolute-value", before=D(apply("abs", u)), after=apply("sign", u) * D(u), conditions=NONZERO),
    Rule("sign", before=D(apply("sign", u)), after=number(0), conditions=NONZERO),
    Rule("step", before=D(apply("step", u)), after=number(0), conditions=NONZERO),
    Rule("floor", before=D(apply("floor", u)), after=number(0), conditions=BETWEEN_INTEGERS),
    Rule("ceil", before=D(apply("ceil", u)), after=number(0), conditions=BETWEEN_INTEGERS),
    Rule(
        "maximum-of-two",
        before=D(apply("max", u, v)),
        after=apply("step", u - v) * D(u) + apply("step", v - u) * D(v),
        conditions=DIFFERENT,
    ),
    Rule(
        "minimum-of-two",
        before=D(apply("min", u, v)),
        after=apply("step", v - u) * D(u) + apply("step", u - v) * D(v),
        conditions=DIFFERENT,
    ),
)

FAULTY = (faulty("abs_one", "absolute-value", before=D(apply("abs", u)), after=D(u), counterexample=apply("abs", x)),)
