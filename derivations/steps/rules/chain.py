"""The chain rule. Through named quantities it is applied by the strategy (`derivations.steps.derive`), which knows the
definitions in scope; these are the names of its steps. Through an expression every rule of the table carries it as ``D(u)``;
what is left is the function that nobody has named."""

from __future__ import annotations

from derivations.steps.matching import D, slot
from derivations.steps.step import Rule
from derivations.terms.term import Term

u = slot("u")

RULES = (Rule("unknown-function", before=D(Term("opaque", (u,), "f")), after=Term("primed") * D(u)),)

NAMED = {
    "chain": "dz/dx = dz/dt * dt/dx, along names of which each depends on the variable through the next only",
    "chain-several": "dz/dx = sum of dz/dt_i * dt_i/dx, over the names through which z depends on x",
    "definition": "dz/dx = D(the expression that defines z, x)",
    "by-definition": "a named quantity is what defines it",
    "repeated": "d2z/dx2 = d/dx (dz/dx)",
    "evaluate": "an expression in derivatives, each of which is a premise",
    "jacobian": "a row of derivatives for each quantity",
    "gradient": "the derivatives by several variables, side by side",
}
