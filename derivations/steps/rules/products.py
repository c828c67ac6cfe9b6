"""Products and quotients."""

from __future__ import annotations

from derivations.steps.matching import D, changing, free, slot
from derivations.steps.step import Rule, faulty
from derivations.terms.term import apply, name, neg

c, u, v, x = free("c"), slot("u"), slot("v"), name("x")

RULES = (
    Rule("product", before=D(u * v), after=D(u) * v + u * D(v)),
    Rule("reciprocal", before=D(c / u), after=neg(c / u**2 * D(u))),
    Rule("quotient", before=D(u / v), after=(D(u) * v - u * D(v)) / v**2),
)

PRODUCT = x**2 * apply("sin", x)
QUOTIENT = apply("sin", x) / (x**2 + 1)

FAULTY = (
    faulty("product_of_derivatives", "product", before=D(u * v), after=D(u) * D(v), counterexample=PRODUCT),
    faulty("product_first_only", "product", before=D(u * v), after=D(u) * v, counterexample=PRODUCT, applies=changing("v")),
    faulty("product_second_only", "product", before=D(u * v), after=u * D(v), counterexample=PRODUCT, applies=changing("u")),
    faulty("product_minus", "product", before=D(u * v), after=D(u) * v - u * D(v), counterexample=PRODUCT, applies=changing("v")),
    faulty("quotient_of_derivatives", "quotient", before=D(u / v), after=D(u) / D(v), counterexample=QUOTIENT),
    faulty("quotient_swapped", "quotient", before=D(u / v), after=(u * D(v) - D(u) * v) / v**2, counterexample=QUOTIENT),
    faulty(
        "quotient_plus",
        "quotient",
        before=D(u / v),
        after=(D(u) * v + u * D(v)) / v**2,
        counterexample=QUOTIENT,
        applies=changing("v"),
    ),
    faulty("quotient_no_square", "quotient", before=D(u / v), after=(D(u) * v - u * D(v)) / v, counterexample=QUOTIENT),
)
