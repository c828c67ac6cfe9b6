"""Numbers a + b sqrt(d) with rational a, b and a square-free whole d > 1: what the zeros of a quadratic are, exactly.

Their arithmetic stays among them while d is one and the same, so that a value at such a place is known in closed form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm

from derivations.steps.numbers import ZERO
from derivations.terms.term import Term, add, apply, mul, neg, number

LARGEST_SQUARE_TRIED = 10_000
"""Divisors that are tried when squares are taken out of a root."""


@dataclass(frozen=True, slots=True)
class Surd:
    """plain + factor * sqrt(under); ``under`` is 1 where the factor is 0.

    >>> half = Surd(Fraction(1, 2), Fraction(1, 2), 5)
    >>> half * half - half
    Surd(plain=Fraction(1, 1), factor=Fraction(0, 1), under=1)
    """

    plain: Fraction
    factor: Fraction = ZERO
    under: int = 1

    def __post_init__(self) -> None:
        if not self.factor:
            object.__setattr__(self, "under", 1)

    def _root_with(self, other: Surd) -> int:
        if 1 not in (self.under, other.under) and self.under != other.under:
            raise ValueError(f"sqrt({self.under}) and sqrt({other.under}) are not of one field")
        return max(self.under, other.under)

    def __add__(self, other: Surd) -> Surd:
        return Surd(self.plain + other.plain, self.factor + other.factor, self._root_with(other))

    def __sub__(self, other: Surd) -> Surd:
        return Surd(self.plain - other.plain, self.factor - other.factor, self._root_with(other))

    def __mul__(self, other: Surd) -> Surd:
        root = self._root_with(other)
        plain = self.plain * other.plain + self.factor * other.factor * root
        return Surd(plain, self.plain * other.factor + self.factor * other.plain, root)

    def inverse(self) -> Surd:
        """1 / self. Raises ZeroDivisionError."""
        norm = self.plain**2 - self.factor**2 * self.under
        return Surd(self.plain / norm, -self.factor / norm, self.under)

    def sign(self) -> int:
        """-1, 0 or 1, exactly."""
        plain, root = _sign(self.plain), _sign(self.factor)
        if plain * root >= 0:
            return plain or root
        return plain if self.plain**2 > self.factor**2 * self.under else root

    def term(self) -> Term:
        """As a person writes it: (1 + sqrt(5))/2, -sqrt(2)/2."""
        if not self.factor:
            return number(self.plain)
        below = lcm(self.plain.denominator, self.factor.denominator)
        plain, factor = int(self.plain * below), int(self.factor * below)
        root = apply("sqrt", number(self.under))
        scaled = root if abs(factor) == 1 else mul(number(abs(factor)), root)
        if not plain:
            size = scaled / number(below) if below > 1 else scaled
            return neg(size) if factor < 0 else size
        above = add(number(plain), neg(scaled) if factor < 0 else scaled)
        return above / number(below) if below > 1 else above


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def square_root(value: Fraction) -> Surd | None:
    """The root of a rational number that is not negative; None where squares in it are too large to be seen.

    >>> square_root(Fraction(8, 9))
    Surd(plain=Fraction(0, 1), factor=Fraction(2, 3), under=2)
    """
    left, outside = value.numerator * value.denominator, 1
    divisor = 2
    while divisor * divisor <= left:
        if divisor > LARGEST_SQUARE_TRIED:
            break
        while left % (divisor * divisor) == 0:
            left //= divisor * divisor
            outside *= divisor
        divisor += 1
    whole = isqrt(left)
    if whole * whole == left:
        return Surd(Fraction(outside * whole, value.denominator))
    return None if divisor > LARGEST_SQUARE_TRIED else Surd(ZERO, Fraction(outside, value.denominator), left)


def value_of(coefficients: Sequence[Fraction], place: Surd) -> Surd:
    """The polynomial with these coefficients, lowest first, at a place (Horner)."""
    found = Surd(ZERO)
    for each in reversed(coefficients):
        found = found * place + Surd(each)
    return found
