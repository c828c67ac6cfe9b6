"""Constants, the variable itself, sums, signs, constant factors: the rules that make differentiation linear."""

from __future__ import annotations

from derivations.steps.matching import VARIABLE, D, changing, each, free, slot
from derivations.steps.step import Rule, faulty
from derivations.terms.term import Term, name, neg, number

c, u, v, x = free("c"), slot("u"), slot("v"), name("x")

RULES = (
    Rule("constant", before=D(c), after=number(0)),
    Rule("identity", before=D(VARIABLE), after=number(1)),
    Rule("negative", before=D(neg(u)), after=neg(D(u))),
    Rule("sum", before=D(Term("add", (each(u),))), after=Term("add", (each(D(u)),))),
    Rule("constant-multiple", before=D(c * u), after=c * D(u)),
    Rule("constant-divisor", before=D(u / c), after=D(u) / c),
)

FAULTY = (
    faulty("const_one", "constant", before=D(c), after=number(1), counterexample=number(5)),
    faulty("const_kept", "constant", before=D(c), after=c, counterexample=number(5)),
    faulty("sign_flip", "negative", before=D(neg(u)), after=D(u), counterexample=neg(x), applies=changing("u")),
    faulty("sign_flip", "sum", before=D(u + v), after=D(u) - D(v), counterexample=x**2 + x, applies=changing("v")),
    faulty("drop_term", "sum", before=D(u + v), after=D(u), counterexample=x**2 + x, applies=changing("u", "v")),
    faulty("drop_term", "sum", before=D(u + v), after=D(v), counterexample=x**2 + x, applies=changing("u", "v"), variant="first"),
    faulty("drop_constant", "constant-multiple", before=D(c * u), after=D(u), counterexample=3 * x),
    faulty(
        "wrong_variable",
        "constant-multiple",
        before=D(c * VARIABLE),
        after=VARIABLE,
        counterexample=name("w") * x,
        applies=lambda bindings: bindings["c"].op == "name",
    ),
    faulty("drop_constant", "constant-divisor", before=D(u / c), after=D(u), counterexample=x / 3),
)
