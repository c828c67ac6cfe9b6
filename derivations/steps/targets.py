"""Forms an answer can be asked in: factored, expanded, in sigma. Each is a trace of rewrites from the answer to that form."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product

from derivations.steps.monomial import Monomial, collected, join, power_of, split
from derivations.steps.numbers import ONE, ZERO, rational
from derivations.steps.step import CannotDerive, Rewrite
from derivations.steps.tidying import FACTORED, UNFACTORED, everywhere, tidied
from derivations.terms.term import Term, add, apply, constant, mul, neg, number

LARGEST_EXPANSION = 400
EXPANDING = "expanding"


def reshaped(node: Term, target: str) -> tuple[Rewrite, ...]:
    """The rewrites to a target form: ``factored``, ``expanded`` or ``sigma``; none where the term already has it.

    Raises CannotDerive ``unsupported-target``.

    >>> from derivations.terms.term import name
    >>> reshaped(2 * (name("x") + name("y")), "expanded")[-1].after == 2 * name("x") + 2 * name("y")
    True
    """
    if target not in TARGETS:
        raise CannotDerive("unsupported-target", {"target": target, "expected": ", ".join(TARGETS)})
    return TARGETS[target](node)


def _factored(node: Term) -> tuple[Rewrite, ...]:
    return tidied(node, FACTORED)


def _expanded(node: Term) -> tuple[Rewrite, ...]:
    trace: list[Rewrite] = []
    current = node
    while True:
        following = everywhere(distributed, current)
        if following == current:
            return tuple(trace)
        trace.append(Rewrite(EXPANDING, current, following))
        trace.extend(tidied(following, UNFACTORED))
        current = trace[-1].after


def distributed(node: Term) -> Term:
    """A product of sums as a sum of products; a power of a sum counts as a product."""
    if node.op not in ("mul", "div", "neg", "pow"):
        return node
    if node.op == "div" and rational(node.args[1]) == ZERO:
        return node
    whole = split(node)
    sums: list[tuple[Term, ...]] = []
    others: list[Term] = []
    for factor in whole.top:
        base, exponent = power_of(factor)
        if base.op == "add" and exponent.denominator == 1:
            sums.extend([base.args] * exponent.numerator)
        else:
            others.append(factor)
    if not sums or _size(sums) > LARGEST_EXPANSION:
        return node
    summands = []
    for chosen in product(*sums):
        part = split(mul(*chosen, *others)) if len(chosen) + len(others) > 1 else split(chosen[0])
        summands.append(join(collected(Monomial(whole.coefficient * part.coefficient, part.top, part.bottom + whole.bottom))))
    return add(*summands)


def _size(sums: list[tuple[Term, ...]]) -> int:
    size = 1
    for summands in sums:
        size *= len(summands)
    return size


def _in_sigma(node: Term) -> tuple[Rewrite, ...]:
    trace: list[Rewrite] = []
    current = node
    for rule, rewriting in SIGMA_PASSES:
        following = everywhere(rewriting, current)
        if following != current:
            trace.append(Rewrite(rule, current, following))
            current = following
    return (*trace, *tidied(current)) if trace else ()


def logistic_denominator(node: Term) -> tuple[Term, Term] | None:
    """(e^-u, u) of a term 1 + e^-u, None for any other."""
    if node.op != "add" or len(node.args) != 2:
        return None
    for one, decay in (node.args, node.args[::-1]):
        if rational(one) != ONE:
            continue
        exponent = _exponent(decay)
        if exponent is not None and exponent.op == "neg":
            return decay, exponent.args[0]
    return None


def _exponent(node: Term) -> Term | None:
    if node.op == "exp":
        return node.args[0]
    if node.op == "pow" and node.args[0] == constant("e"):
        return node.args[1]
    return None


def split_fraction(node: Term) -> Term:
    """e^-u / (1 + e^-u)^2 = 1/(1 + e^-u) * e^-u/(1 + e^-u): one fraction for each factor of the denominator."""
    if node.op != "div":
        return node
    whole = split(node)
    for factor in whole.bottom:
        base, exponent = power_of(factor)
        found = logistic_denominator(base)
        if found is None or exponent.denominator != 1 or (exponent == 1 and len(whole.top) < 2):
            continue
        decay = found[0]
        powers = sum((_power_in(each, decay) for each in whole.top), ZERO)
        if not 0 <= powers <= exponent or powers.denominator != 1 or (exponent == 1 and powers == 0):
            continue
        rest_top = tuple(each for each in whole.top if power_of(each)[0] != decay)
        rest_bottom = tuple(each for each in whole.bottom if each is not factor)
        fractions = [number(1) / base] * int(exponent - powers) + [decay / base] * int(powers)
        rest = Monomial(whole.coefficient, rest_top, rest_bottom)
        if rest == Monomial(ONE):
            return mul(*fractions) if len(fractions) > 1 else fractions[0]
        return _signed_product(rest, fractions)
    return node


def _signed_product(rest: Monomial, fractions: list[Term]) -> Term:
    size = Monomial(abs(rest.coefficient), rest.top, rest.bottom)
    whole = mul(*fractions) if size == Monomial(ONE) else mul(join(size), *fractions)
    return neg(whole) if rest.coefficient < 0 else whole


def _power_in(factor: Term, base: Term) -> Fraction:
    found, exponent = power_of(factor)
    return exponent if found == base else ZERO


def complement(node: Term) -> Term:
    """e^-u / (1 + e^-u) = 1 - 1/(1 + e^-u)."""
    if node.op == "div":
        found = logistic_denominator(node.args[1])
        if found is not None and node.args[0] == found[0]:
            return 1 - number(1) / node.args[1]
    return node


def recognised(node: Term) -> Term:
    """1/(1 + e^-u) = sigma(u)."""
    if node.op == "div":
        found = logistic_denominator(node.args[1])
        if found is not None:
            whole = split(node.args[0])
            sigma = apply("sigmoid", found[1])
            return sigma if whole == Monomial(ONE) else node.args[0] * sigma
    return node


SIGMA_PASSES: tuple[tuple[str, Callable[[Term], Term]], ...] = (
    ("split-fraction", split_fraction),
    ("complement", complement),
    ("recognise-sigmoid", recognised),
)

TARGETS: dict[str, Callable[[Term], tuple[Rewrite, ...]]] = {
    "factored": _factored,
    "expanded": _expanded,
    "sigma": _in_sigma,
}
