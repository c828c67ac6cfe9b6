"""Sums of numbers times products of powers of atoms: how exponents, angles and logarithms are taken apart.

An atom is an element of the field that stands for a name or a kernel; a monomial is a sorted tuple of (atom, power), and a sum
maps monomials to rational numbers, none of them 0. Different monomials in free atoms are linearly independent over the rationals.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm

Monomial = tuple[tuple[int, int], ...]
Rational = int | Fraction
Sum = dict[Monomial, Rational]

MAX_TERMS = 64
UNIT: Monomial = ()


def atom(value: int) -> Sum:
    """An atom as a sum."""
    return {((value, 1),): 1}


def constant(value: Rational) -> Sum:
    """A number as a sum.

    >>> constant(Fraction(6, 3)), constant(0)
    ({(): 2}, {})
    """
    if isinstance(value, Fraction) and value.denominator == 1:
        value = value.numerator
    return {UNIT: value} if value else {}


def ratio(above: Rational, below: Rational) -> Rational:
    """A quotient, whole where it is.

    >>> ratio(6, 3), ratio(Fraction(1, 2), 3)
    (2, Fraction(1, 6))
    """
    if below == 1:
        return above
    found = Fraction(above, below)
    return found.numerator if found.denominator == 1 else found


def gather(total: Sum, more: Sum, factor: Rational = 1) -> None:
    """Add a multiple of a sum to a sum in place."""
    for monomial, coefficient in more.items():
        value = total.get(monomial, 0) + factor * coefficient
        if value:
            total[monomial] = value
        else:
            total.pop(monomial, None)


def multiple(whole: Sum, factor: Rational) -> Sum:
    """A sum times a number."""
    total: Sum = {}
    gather(total, whole, factor)
    return total


def product(left: Sum, right: Sum) -> Sum | None:
    """The product of two sums; None where it is long."""
    if len(left) * len(right) > MAX_TERMS:
        return None
    if len(left) == 1 == len(right):
        ((monomial, coefficient),) = left.items()
        ((other, factor),) = right.items()
        return {times(monomial, other): coefficient * factor}
    total: Sum = {}
    for monomial, coefficient in left.items():
        for other, factor in right.items():
            joined = times(monomial, other)
            value = total.get(joined, 0) + coefficient * factor
            if value:
                total[joined] = value
            else:
                total.pop(joined, None)
    return total


def divided(above: Sum, below: Sum) -> tuple[Sum, Sum]:
    """Quotient and rest of polynomials, by the greatest monomial of the divisor; nothing divides where it would be long.

    >>> x = 7
    >>> divided({((x, 2),): 1, UNIT: -1}, {((x, 1),): 1, UNIT: -1})
    ({((7, 1),): 1, (): 1}, {})
    """
    leading = greatest(below)
    inverse = raised(leading, -1)
    quotient: Sum = {}
    rest: Sum = {}
    left = dict(above)
    while left:
        if len(quotient) + len(rest) + len(left) > MAX_TERMS:
            return {}, above
        monomial = greatest(left)
        shared = times(monomial, inverse)
        if any(power < 0 for _, power in shared):
            rest[monomial] = left.pop(monomial)
            continue
        factor = quotient[shared] = ratio(left[monomial], below[leading])
        gather(left, {times(shared, each): value for each, value in below.items()}, -factor)
    return quotient, rest


def greatest(whole: Sum) -> Monomial:
    """The monomial of the highest degree, among these the one with the greatest atoms: an order that products keep."""
    return max(whole, key=_order)


def _order(monomial: Monomial) -> tuple[int, list[tuple[int, int]]]:
    return sum([power for _, power in monomial]), sorted(monomial, reverse=True)


def denominator(whole: Sum) -> Monomial:
    """The least monomial by which a sum has to be multiplied so that no power is negative.

    >>> denominator({((7, -2),): 1, ((7, -1), (9, 1)): 3})
    ((7, 2),)
    """
    least: dict[int, int] = {}
    for monomial in whole:
        for each, power in monomial:
            least[each] = min(least.get(each, 0), power)
    return tuple(sorted((each, -power) for each, power in least.items() if power < 0))


def times(left: Monomial, right: Monomial) -> Monomial:
    """The product of two monomials."""
    if not left:
        return right
    if not right:
        return left
    if len(left) == 1 == len(right) and left[0][0] != right[0][0]:
        return left + right if left < right else right + left
    powers = dict(left)
    for each, power in right:
        powers[each] = powers.get(each, 0) + power
    return tuple(sorted([item for item in powers.items() if item[1]]))


def raised(monomial: Monomial, exponent: int) -> Monomial:
    """A monomial to a whole power."""
    return tuple([(each, power * exponent) for each, power in monomial]) if exponent else UNIT


def content(whole: Sum, may_leave: Callable[[int], bool] = lambda _: True) -> tuple[Rational, Monomial]:
    """The positive number and the monomial, in atoms that may leave, that divide a sum.

    >>> content({((7, 2),): 4, ((7, 1),): -6}, lambda _: True)
    (2, ((7, 1),))
    """
    numbers = whole.values()
    above, below = gcd(*[each.numerator for each in numbers]), lcm(*[each.denominator for each in numbers])
    powers = [dict(monomial) for monomial in whole]
    shared = {each for monomial in powers for each in monomial if may_leave(each)}
    least = {each: min(monomial.get(each, 0) for monomial in powers) for each in shared}
    return ratio(above, below), tuple(sorted([item for item in least.items() if item[1]]))
