"""All real zeros of a polynomial with rational coefficients: exactly where a factor is linear or quadratic, else enclosed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivations.equality.balls import Precision
from derivations.steps.ratios import Poly
from derivations.steps.surds import Surd, square_root

BITS = 200


@dataclass(frozen=True, slots=True)
class Roots:
    """exact: those in closed form, in rising order; enclosed: balls (flint.arb), each with one of the others in it."""

    exact: tuple[Surd, ...]
    enclosed: tuple[Any, ...]


def real_roots(form: Poly) -> Roots | None:
    """The distinct real zeros of a polynomial other than 0; None where a closed form has squares too large to be seen.

    >>> from derivations.steps.ratios import poly
    >>> found = real_roots(poly(2, 0, -3, 0, 1))
    >>> [(each.plain, each.factor, each.under) for each in found.exact] == [(0, -1, 2), (-1, 0, 1), (1, 0, 1), (0, 1, 2)]
    True
    """
    exact: list[Surd] = []
    enclosed: list[Any] = []
    _, factors = form.numer().factor()
    for factor, _ in factors:
        if factor.degree() <= 2:
            found = _quadratic([Fraction(int(each)) for each in factor.coeffs()])
            if found is None:
                return None
            exact += found
        else:
            with Precision(BITS):
                enclosed += [root.real for root, _ in factor.complex_roots() if root.imag == 0]
    return Roots(tuple(sorted(exact, key=_Order)), tuple(enclosed))


def _quadratic(coefficients: list[Fraction]) -> list[Surd] | None:
    if len(coefficients) == 2:
        return [Surd(-coefficients[0] / coefficients[1])]
    c, b, a = coefficients
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    root = square_root(discriminant)
    if root is None:
        return None
    scale = Surd(1 / (2 * a))
    return [(Surd(-b) + root) * scale, (Surd(-b) - root) * scale]


class _Order:
    """Surds of different fields, by their enclosures; two distinct ones are apart at some precision."""

    def __init__(self, surd: Surd) -> None:
        self.surd = surd

    def __lt__(self, other: _Order) -> bool:
        bits = BITS
        while True:
            with Precision(bits):
                gap = enclosed(other.surd) - enclosed(self.surd)
                if gap > 0 or gap < 0 or self.surd == other.surd:
                    return bool(gap > 0)
            bits *= 2


def enclosed(surd: Surd) -> Any:
    """A ball (flint.arb) around a surd, at the precision that is set."""
    import flint

    plain = flint.arb(flint.fmpq(surd.plain.numerator, surd.plain.denominator))
    return plain + flint.arb(flint.fmpq(surd.factor.numerator, surd.factor.denominator)) * flint.arb(surd.under).sqrt()
