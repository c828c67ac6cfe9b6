"""Powers: constant exponent, constant base, and both variable; roots."""

from __future__ import annotations

from derivations.steps.matching import D, each, free, slot
from derivations.steps.numbers import rational
from derivations.steps.step import Bindings, Rule, faulty
from derivations.terms.term import Term, apply, constant, name, number

a, n, u, v, x = free("a"), free("n"), slot("u"), slot("v"), name("x")
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

SUM = Term("add", (each(u),))
CUBE = (x**2 + 1) ** 3


def _is_not_inverse(bindings: Bindings) -> bool:
    return rational(bindings["n"]) != -1


FAULTY = (
    faulty("power_keep_exponent", "power", before=D(u**n), after=n * u**n * D(u), counterexample=CUBE),
    faulty("power_no_coefficient", "power", before=D(u**n), after=u ** (n - 1) * D(u), counterexample=CUBE),
    faulty("power_exponent_plus", "power", before=D(u**n), after=n * u ** (n + 1) * D(u), counterexample=CUBE),
    faulty(
        "integrated",
        "power",
        before=D(u**n),
        after=u ** (n + 1) / (n + 1) * D(u),
        counterexample=CUBE,
        applies=_is_not_inverse,
    ),
    faulty("freshman_dream", "power", before=D(SUM**n), after=D(Term("add", (each(u**n),))), counterexample=CUBE),
    faulty(
        "freshman_dream",
        "sqrt",
        before=D(apply("sqrt", SUM)),
        after=D(Term("add", (each(apply("sqrt", u)),))),
        counterexample=apply("sqrt", x**2 + 1),
    ),
    faulty(
        "power_rule_on_exponential",
        "exponential-base",
        before=D(a**u),
        after=u * a ** (u - 1) * D(u),
        counterexample=number(2) ** x,
    ),
    faulty(
        "power_rule_on_exponential",
        "exponential-e",
        before=D(constant("e") ** u),
        after=u * constant("e") ** (u - 1) * D(u),
        counterexample=constant("e") ** x,
    ),
    faulty(
        "power_rule_on_exponential",
        "power-variable",
        before=D(u**v),
        after=v * u ** (v - 1) * D(u),
        counterexample=(x**2 + 1) ** x,
    ),
    faulty("exp_no_log", "exponential-base", before=D(a**u), after=a**u * D(u), counterexample=number(2) ** x),
    faulty(
        "sqrt_no_half",
        "sqrt",
        before=D(apply("sqrt", u)),
        after=1 / apply("sqrt", u) * D(u),
        counterexample=apply("sqrt", x**2 + 1),
    ),
)
