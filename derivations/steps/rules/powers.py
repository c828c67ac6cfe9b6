"""Powers: constant exponent, constant base, and both variable; roots."""

from __future__ import annotations

from derivations.steps.matching import D, free, slot
from derivations.steps.numbers import rational
from derivations.steps.step import Bindings, Rule
from derivations.terms.term import Term, apply, constant, number

a, n, u, v = free("a"), free("n"), slot("u"), slot("v")
POSITIVE_U = Term("gt", (u, number(0)))


def _is_whole(bindings: Bindings) -> bool:
    exponent = rational(bindings["n"])
    return exponent is not None and exponent.denominator == 1


RULES = (
    Rule("power", before=D(u**n), after=n * u ** (n - 1) * D(u), applies=_is_whole),
    Rule("power-real", before=D(u**n), after=n * u ** (n - 1) * D(u), conditions=(POSITIVE_U,), code="power"),
    Rule("exponential-e", before=D(constant("e") ** u), after=constant("e") ** u * D(u)),
    Rule(
        "exponential-base",
        before=D(a**u),
        after=a**u * apply("log", a) * D(u),
        conditions=(Term("gt", (a, number(0))),),
    ),
    Rule(
        "power-variable",
        before=D(u**v),
        after=u**v * (D(v) * apply("log", u) + v * (1 / u) * D(u)),
        conditions=(POSITIVE_U,),
    ),
    Rule("sqrt", before=D(apply("sqrt", u)), after=1 / (2 * apply("sqrt", u)) * D(u), conditions=(POSITIVE_U,)),
    Rule(
        "cbrt",
        before=D(apply("cbrt", u)),
        after=1 / (3 * apply("cbrt", u) ** 2) * D(u),
        conditions=(Term("ne", (u, number(0))),),
    ),
    Rule(
        "root",
        before=D(apply("root", u, n)),
        after=apply("root", u, n) / (n * u) * D(u),
        applies=_is_whole,
        conditions=(Term("ne", (u, number(0))),),
    ),
)
