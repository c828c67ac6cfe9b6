"""The chain rule. Through named quantities it is applied by the strategy (`derivations.steps.derive`), which knows the
definitions in scope; these are the names of its steps. Through an expression every rule of the table carries it as ``D(u)``;
what is left is the function that nobody has named.

The misconceptions of the chain rule are those of every rule that carries ``D(u)``, so `misapplied` makes them from the sound rule;
those of the function that nobody has named are also those of a chain of named quantities, z = f(t).
"""

from __future__ import annotations

from fractions import Fraction

from derivations.steps.matching import D, filled, slot
from derivations.steps.step import Rule, faulty
from derivations.terms.term import Term, apply, name, number, substitute, subterms

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

x = name("x")
BETWEEN = apply("sigmoid", 2 * x) / 2 + number(Fraction(1, 4))
"""An inner function of a counterexample, between 1/4 and 3/4: the domain of asin, atanh, log."""
ABOVE = x**2 + number(Fraction(3, 2))
"""One above 1: the domain of acosh."""
CROSSING = 3 * x - 1
"""One of both signs: |u|, relu(u)."""
INSIDE = {Term("gt", (u, number(1))): ABOVE, Term("ne", (u, number(0))): CROSSING}
"""Which of them shows a rule with this condition at fault; `BETWEEN` shows the others."""
EXAMPLE = {"a": number(3), "c": number(7), "n": number(3), "v": apply("sin", x) + 2, "x": x}


def misconceived(function: Term, outer: Term, inside: Term, inner: Term) -> dict[str, Term]:
    """What becomes of f'(u) u' in the mind of who has the chain rule wrong, by label.

    function: f(u). outer: f'(u). inside: u. inner: its derivative.
    """
    return {
        "chain_forgot_inner": outer,
        "chain_added": outer + inner,
        "chain_outer_not_differentiated": function * inner,
        "chain_outer_at_inner_derivative": substitute(outer, {inside: inner}),
        "chain_inner_only": inner,
        "chain_inverted": outer / inner,
        "inner_not_differentiated": outer * inside,
        "inner_zero": number(0),
    }


def misapplied(rule: Rule) -> tuple[Rule, ...]:
    """The misconceptions of a rule f(u) -> f'(u) D(u); none for a rule of another form.

    e^u is its own derivative, so to leave it as it is is no mistake.

    >>> from derivations.steps.rules.exp_log import RULES as EXP_LOG
    >>> [each.code for each in misapplied(EXP_LOG[0])][:2]
    ['chain_forgot_inner', 'chain_added']
    """
    inner = D(u)
    taken = [each for each in subterms(rule.after) if each.op == "D"]
    if taken != [inner] or rule in RULES:
        return ()
    outer = substitute(rule.after, {inner: number(1)})
    becomes = misconceived(rule.before.args[0], outer, u, inner)
    return tuple(_faulty(rule, label, after) for label, after in becomes.items() if after != rule.after)


def _faulty(rule: Rule, label: str, after: Term) -> Rule:
    inside = next((inner for condition, inner in INSIDE.items() if condition in rule.conditions), BETWEEN)
    return Rule(
        f"{rule.name}:{label}",
        rule.before,
        after,
        sound=False,
        applies=lambda bindings: bindings["u"] != bindings["x"] and (rule.applies is None or rule.applies(bindings)),
        conditions=rule.conditions,
        code=label,
        imitates=rule.name,
        counterexample=filled(rule.before.args[0], {**EXAMPLE, "u": inside}),
    )


ALONG_NAMES = {
    label: faulty(label, "chain", RULES[0].before, after, counterexample=(x**2 + 1) ** 3)
    for label, after in misconceived(RULES[0].before.args[0], Term("primed"), u, D(u)).items()
}
"""The same along named quantities, z = f(t): `misconceived` says what each leaves."""
