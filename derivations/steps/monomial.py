"""A product as a person sees it: a number, factors above the fraction bar, factors below it.

The algebra between the lines works on this view. It never multiplies out: ``2 * (x + y)`` has the factor ``x + y``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from derivations.steps.numbers import ONE, ZERO, rational
from derivations.terms.term import Term, apply, mul, neg, number, subterms

Power = tuple[Term, Fraction]


@dataclass(frozen=True, slots=True)
class Monomial:
    """coefficient * top / bottom; the factors are terms, none of them a number, a product, a fraction or a sign."""

    coefficient: Fraction
    top: tuple[Term, ...] = ()
    bottom: tuple[Term, ...] = ()


def split(node: Term) -> Monomial:
    """A term as a monomial; negative powers go below the bar.

    >>> from derivations.terms.term import name
    >>> split(-(3 * name("x") / (2 * name("y"))))
    Monomial(coefficient=Fraction(-3, 2), top=(name('x'),), bottom=(name('y'),))
    """
    exact = rational(node)
    if exact is not None:
        return Monomial(exact)
    if node.op == "neg":
        inner = split(node.args[0])
        return replace(inner, coefficient=-inner.coefficient)
    if node.op == "mul":
        product = Monomial(ONE)
        for factor in node.args:
            product = _times(product, split(factor))
        return product
    if node.op == "div":
        below = split(node.args[1])
        if below.coefficient:
            return _times(split(node.args[0]), Monomial(1 / below.coefficient, below.bottom, below.top))
    if node.op == "pow":
        exponent = rational(node.args[1])
        if exponent is not None and exponent < 0 and not rational(node.args[0]):
            return Monomial(ONE, (), (raised(node.args[0], -exponent),))
    return Monomial(ONE, (node,))


def _times(left: Monomial, right: Monomial) -> Monomial:
    return Monomial(left.coefficient * right.coefficient, left.top + right.top, left.bottom + right.bottom)


def join(product: Monomial) -> Term:
    """The term of a monomial: sign first, then the number, then the factors.

    >>> from derivations.terms.term import name
    >>> join(Monomial(Fraction(-1, 2), (name("x"),)))
    neg(div(name('x'), number(Fraction(2, 1))))
    """
    if product.coefficient == ZERO:
        return number(0)
    size = abs(product.coefficient)
    above = _product(Fraction(size.numerator), product.top)
    below = _product(Fraction(size.denominator), product.bottom)
    whole = above if below == number(1) else Term("div", (above, below))
    return neg(whole) if product.coefficient < 0 else whole


def _product(coefficient: Fraction, factors: tuple[Term, ...]) -> Term:
    parts = factors if coefficient == 1 and factors else (number(coefficient), *factors)
    return parts[0] if len(parts) == 1 else mul(*parts)


def raised(base: Term, exponent: Fraction) -> Term:
    """A power as it is written: no exponent 1, a root for the exponent 1/2."""
    if exponent == 1:
        return base
    if exponent == Fraction(1, 2):
        return apply("sqrt", base)
    return Term("pow", (base, number(exponent)))


def power_of(factor: Term) -> Power:
    """Base and rational exponent of a factor.

    >>> from derivations.terms.term import name
    >>> power_of(apply("sqrt", name("x")))
    (name('x'), Fraction(1, 2))
    """
    if factor.op == "pow":
        exponent = rational(factor.args[1])
        if exponent is not None:
            base, inner = power_of(factor.args[0]) if exponent.denominator == 1 else (factor.args[0], ONE)
            return base, inner * exponent
    if factor.op == "sqrt":
        return factor.args[0], Fraction(1, 2)
    return factor, ONE


def collected(product: Monomial) -> Monomial:
    """The same product with one power of each base, on the side of the bar where its exponent is positive."""
    exponents: dict[Term, Fraction] = {}
    for factor in product.top:
        base, exponent = power_of(factor)
        exponents[base] = exponents.get(base, ZERO) + exponent
    for factor in product.bottom:
        base, exponent = power_of(factor)
        exponents[base] = exponents.get(base, ZERO) - exponent
    top = tuple(raised(base, exponent) for base, exponent in exponents.items() if exponent > 0)
    bottom = tuple(raised(base, -exponent) for base, exponent in exponents.items() if exponent < 0)
    return Monomial(product.coefficient, top, bottom)


def ordered(product: Monomial) -> Monomial:
    """The factors as a person orders them: constants, symbols, powers, exponentials, functions, sums; else as they came."""
    return Monomial(product.coefficient, _in_order(product.top), _in_order(product.bottom))


def _in_order(factors: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(sorted(factors, key=_rank))


RANKS = {"constant": 0, "name": 1, "sqrt": 2, "root": 2, "cbrt": 2, "pow": 3, "exp": 3, "add": 5}
"""Where a factor stands in a product; whatever is not listed is a function, between exponentials and sums."""


def _rank(factor: Term) -> tuple[int, str]:
    base, exponent = power_of(factor)
    if base.op == "name":
        return (1, str(base.value)) if exponent.denominator == 1 else (2, "")
    rank = RANKS.get(base.op, 4)
    return (2 if exponent.denominator != 1 and rank < 4 else rank, "")


def is_plain(factor: Term) -> bool:
    """Whether a factor is a power of a symbol or of a constant, not a function or a bracket."""
    base, _ = power_of(factor)
    return all(inner.op in ("name", "constant", "number", "neg", "div") for inner in subterms(base))
