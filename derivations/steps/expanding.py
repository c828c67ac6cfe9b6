"""Multiplying out, where a person would: when like terms then leave less, or when a factor cancels every denominator of a sum.

Products are otherwise left alone. 2(x + y) stays, but 2x(x - 1) - x^2 - 1 is x^2 - 2x - 1, and (t/y - (1 - t)/(1 - y)) y (1 - y)
is t - y: the line that every derivation of the logistic loss ends in.
"""

from __future__ import annotations

from fractions import Fraction

from derivations.steps.monomial import Monomial, collected, join, ordered, power_of, raised, split
from derivations.steps.numbers import ONE, ZERO
from derivations.terms.term import Term, add, mul, neg, number, subterms

MOST_SUMMANDS = 40
HIGHEST_POWER = 4

Powers = frozenset[tuple[Term, Fraction]]


def size(node: Term) -> int:
    """How many operations, names and numbers a term is written with."""
    return sum(1 for _ in subterms(node))


def shorter(node: Term) -> Term:
    """A sum multiplied out, where like terms then leave less than was written.

    >>> from derivations.terms.printing import plain
    >>> from derivations.terms.term import name
    >>> x = name("x")
    >>> plain(shorter(2 * x * (x - 1) - x**2 - 1)), plain(shorter(1 + 2 * (x + 3) ** 2))
    ('x^2 - 2*x - 1', '1 + 2*(x + 3)^2')
    """
    if node.op != "add" or not any(_has_bracket(summand) for summand in node.args):
        return node
    summands = _multiplied_out(node)
    if summands is None:
        return node
    less = _together(summands)
    met = len(less.args if less.op == "add" else (less,)) < len(summands)
    return less if met and size(less) < size(node) else node


def without_fractions(node: Term) -> Term:
    """A product with a sum of fractions whose denominators all stand among its other factors: they cancel.

    A fraction with fractions in its numerator gets one bar instead of two.
    """
    if node.op not in ("mul", "div"):
        return node
    whole = split(node)
    for at, factor in enumerate(whole.top):
        if factor.op != "add":
            continue
        others = whole.top[:at] + whole.top[at + 1 :]
        below = _denominators(factor)
        available = dict(power_of(each) for each in others)
        if below and (whole.bottom or all(available.get(base, ZERO) >= exponent for base, exponent in below.items())):
            needed = tuple(raised(base, exponent) for base, exponent in below.items())
            cleared = add(*(join(ordered(collected(_times(split(each), Monomial(ONE, needed))))) for each in factor.args))
            rest = collected(Monomial(whole.coefficient, others, whole.bottom + needed))
            return join(Monomial(rest.coefficient, (*rest.top, cleared), rest.bottom))
    return node


def turned(node: Term) -> Term:
    """-(t - y) is y - t: a sign goes into a difference that stands alone, above a bar, or is one of two symbols."""
    if node.op != "neg":
        return node
    inner = node.args[0]
    if _is_difference(inner):
        return _reversed(inner)
    if inner.op == "div" and _is_difference(inner.args[0]):
        return _reversed(inner.args[0]) / inner.args[1]
    for at, factor in enumerate(inner.args if inner.op == "mul" else ()):
        if _is_difference(factor) and all(each.op == "name" for each in (factor.args[0], factor.args[1].args[0])):
            return mul(*inner.args[:at], _reversed(factor), *inner.args[at + 1 :])
    return node


def _is_difference(node: Term) -> bool:
    return node.op == "add" and len(node.args) == 2 and node.args[0].op != "neg" and node.args[1].op == "neg"


def _reversed(difference: Term) -> Term:
    return difference.args[1].args[0] - difference.args[0]


def _denominators(factor: Term) -> dict[Term, Fraction]:
    """The least power of each base that clears every summand of its denominator."""
    below: dict[Term, Fraction] = {}
    for summand in factor.args:
        for each in split(summand).bottom:
            base, exponent = power_of(each)
            below[base] = max(below.get(base, ZERO), exponent)
    return below


def _has_bracket(summand: Term) -> bool:
    whole = split(summand)
    return any(power_of(each)[0].op == "add" for each in whole.top)


def _multiplied_out(node: Term) -> list[Monomial] | None:
    """The summands of a term with every product of sums multiplied out; None where they are too many."""
    if node.op == "add":
        parts: list[Monomial] = []
        for summand in node.args:
            inner = _multiplied_out(summand)
            if inner is None:
                return None
            parts.extend(inner)
        return parts if len(parts) <= MOST_SUMMANDS else None
    whole = split(node)
    product = [Monomial(whole.coefficient, (), whole.bottom)]
    for factor in whole.top:
        base, exponent = power_of(factor)
        if base.op != "add" or exponent.denominator != 1 or exponent > HIGHEST_POWER:
            product = [_times(each, Monomial(ONE, (factor,))) for each in product]
            continue
        inner = _multiplied_out(base)
        for _ in range(exponent.numerator):
            if inner is None or len(product) * len(inner) > MOST_SUMMANDS:
                return None
            product = [_times(one, other) for one in product for other in inner]
    return product


def _times(left: Monomial, right: Monomial) -> Monomial:
    return Monomial(left.coefficient * right.coefficient, left.top + right.top, left.bottom + right.bottom)


def _together(summands: list[Monomial]) -> Term:
    """The sum with like terms added, each where it first stood; positive ones before negative ones."""
    coefficients: dict[tuple[Powers, Powers], Fraction] = {}
    shown: dict[tuple[Powers, Powers], Monomial] = {}
    for each in map(collected, summands):
        key = (frozenset(map(power_of, each.top)), frozenset(map(power_of, each.bottom)))
        coefficients[key] = coefficients.get(key, ZERO) + each.coefficient
        shown.setdefault(key, each)
    left = [join(ordered(Monomial(value, shown[key].top, shown[key].bottom))) for key, value in coefficients.items() if value]
    if not left:
        return number(0)
    first = next((at for at, each in enumerate(left) if each.op != "neg"), None)
    if first is None:
        left = [each.args[0] for each in left]
        return neg(add(*left)) if len(left) > 1 else neg(left[0])
    arranged = [left[first], *left[:first], *left[first + 1 :]]
    return add(*arranged) if len(arranged) > 1 else arranged[0]
