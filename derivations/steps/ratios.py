"""Functions of one variable as R(g) e^E(g): a rational function of g times an exponential, with exact coefficients.

g is the variable itself (polynomials, x e^-x^2, x/(1 + x^2)), with any polynomial E; or g = e^t for one affine t (sigmoid, tanh,
cosh, and sums, products and fractions of them), with E = 0. Both g rise strictly, so that zeros, signs and extremes of the function
are those of a polynomial in g, and those are exact. What is neither is not read here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Any

import flint

from derivations.steps.numbers import ZERO, rational
from derivations.steps.squares import polynomial
from derivations.terms.term import Term, subterms

Poly = Any  # flint.fmpq_poly; python-flint ships no types

HIGHEST_DEGREE = 80
LARGEST_POWER = 40


class NotRead(ValueError):
    """A term that is no such function."""


def poly(*coefficients: Fraction | int) -> Poly:
    """The polynomial with these coefficients, lowest first."""
    exact = [Fraction(each) for each in coefficients]
    return flint.fmpq_poly([flint.fmpq(each.numerator, each.denominator) for each in exact])


def fractions_of(form: Poly) -> list[Fraction]:
    """The coefficients, lowest first."""
    return [Fraction(int(each.p), int(each.q)) for each in form.coeffs()]


@dataclass(frozen=True, slots=True)
class Ratio:
    """top/bottom e^growth, in lowest terms."""

    top: Poly
    bottom: Poly
    growth: Poly

    def __add__(self, other: Ratio) -> Ratio:
        if self.top.is_zero():
            return other
        if other.top.is_zero():
            return self
        if self.growth != other.growth:
            raise NotRead("a sum of different exponentials")
        return _reduced(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom, self.growth)

    def __mul__(self, other: Ratio) -> Ratio:
        return _reduced(self.top * other.top, self.bottom * other.bottom, self.growth + other.growth)

    def inverse(self) -> Ratio:
        """1 / self. Raises NotRead where it is 0."""
        if self.top.is_zero():
            raise NotRead("a division by 0")
        return _reduced(self.bottom, self.top, -self.growth)

    def power(self, exponent: int) -> Ratio:
        """self^exponent. Raises NotRead for a power that is too high."""
        if abs(exponent) > LARGEST_POWER:
            raise NotRead("a high power")
        base = self if exponent >= 0 else self.inverse()
        return reduce(Ratio.__mul__, [base] * abs(exponent), constant(1))

    def slope(self) -> Ratio:
        """The derivative by g."""
        top = self.top.derivative() * self.bottom - self.top * self.bottom.derivative()
        rational_part = _reduced(top, self.bottom * self.bottom, self.growth)
        return rational_part + self * Ratio(self.growth.derivative(), poly(1), poly())


def constant(value: Fraction | int) -> Ratio:
    """A number."""
    return Ratio(poly(value), poly(1), poly())


def _reduced(top: Poly, bottom: Poly, growth: Poly) -> Ratio:
    shared = top.gcd(bottom)
    if shared.degree() > 0:
        top, bottom = top // shared, bottom // shared
    if max(top.degree(), bottom.degree(), growth.degree()) > HIGHEST_DEGREE:
        raise NotRead("a high degree")
    return Ratio(top, bottom, growth)


@dataclass(frozen=True, slots=True)
class InVariable:
    """The function as R(x) e^E(x)."""

    form: Ratio

    def slope(self) -> Ratio:
        """Its derivative."""
        return self.form.slope()


@dataclass(frozen=True, slots=True)
class InExponential:
    """The function as R(g), g = e^(rate x + shift), rate > 0."""

    form: Ratio
    rate: Fraction
    shift: Fraction

    def slope(self) -> Ratio:
        """Its derivative by x, in g."""
        return constant(self.rate) * Ratio(poly(0, 1), poly(1), poly()) * self.form.slope()


Function = InVariable | InExponential


def read_function(node: Term, variable: Term) -> Function | None:
    """A term as such a function; None for any other.

    >>> from derivations.terms.term import apply, name
    >>> x = name("x")
    >>> read_function(apply("sigmoid", 8 * x), x).rate
    Fraction(8, 1)
    >>> read_function(x * apply("sigmoid", x), x) is None
    True
    """
    kernels = [each.args[0] for each in subterms(node) if each.op in OF_EXPONENTIAL]
    try:
        if not kernels:
            return InVariable(_ratio(node, lambda each: _in_variable(each, variable)))
        inner = [_affine(each, variable) for each in kernels]
        rate, shift = _common(inner) if None not in inner else (ZERO, ZERO)
        if rate:
            return _deflated(_ratio(node, lambda each: _in_exponential(each, variable, rate, shift)), rate, shift)
    except NotRead:
        pass
    try:
        return InVariable(_ratio(node, lambda each: _in_variable(each, variable)))
    except NotRead:
        return None


def _deflated(form: Ratio, rate: Fraction, shift: Fraction) -> InExponential:
    """In g^2 where only even powers of g occur, as in tanh; and so on."""
    degrees = [at for each in (form.top, form.bottom) for at, value in enumerate(each.coeffs()) if value]
    times = reduce(gcd, degrees, 0)
    if times < 2:
        return InExponential(form, rate, shift)
    top, bottom = (flint.fmpq_poly(each.coeffs()[::times]) for each in (form.top, form.bottom))
    return InExponential(Ratio(top, bottom, form.growth), rate * times, shift * times)


def _ratio(node: Term, atom: Callable[[Term], Ratio]) -> Ratio:
    exact = rational(node)
    if exact is not None:
        return constant(exact)
    match node.op:
        case "neg":
            return constant(-1) * _ratio(node.args[0], atom)
        case "add":
            return reduce(Ratio.__add__, [_ratio(each, atom) for each in node.args])
        case "mul":
            return reduce(Ratio.__mul__, [_ratio(each, atom) for each in node.args])
        case "div":
            return _ratio(node.args[0], atom) * _ratio(node.args[1], atom).inverse()
        case "pow" if (exponent := rational(node.args[1])) is not None and exponent.denominator == 1:
            return _ratio(node.args[0], atom).power(exponent.numerator)
        case _:
            return atom(node)


def _in_variable(node: Term, variable: Term) -> Ratio:
    if node == variable:
        return Ratio(poly(0, 1), poly(1), poly())
    if node.op == "exp":
        inner = _ratio(node.args[0], lambda each: _in_variable(each, variable))
        if inner.bottom.degree() == 0 and inner.growth.is_zero():
            return Ratio(poly(1), poly(1), inner.top / inner.bottom[0])
    raise NotRead(node.op)


OF_EXPONENTIAL: dict[str, Callable[[Ratio], Ratio]] = {
    "exp": lambda g: g,
    "sigmoid": lambda g: g * (g + constant(1)).inverse(),
    "tanh": lambda g: (g * g + constant(-1)) * (g * g + constant(1)).inverse(),
    "cosh": lambda g: constant(Fraction(1, 2)) * (g + g.inverse()),
    "sinh": lambda g: constant(Fraction(1, 2)) * (g + constant(-1) * g.inverse()),
    "sech": lambda g: constant(2) * (g + g.inverse()).inverse(),
}
"""What is a rational function of g = e^u."""


def _in_exponential(node: Term, variable: Term, rate: Fraction, shift: Fraction) -> Ratio:
    made = OF_EXPONENTIAL.get(node.op)
    inner = None if made is None else _affine(node.args[0], variable)
    if made is None or inner is None:
        raise NotRead(node.op)
    times = inner[0] / rate
    if times.denominator != 1 or inner[1] != shift * times:
        raise NotRead("different exponentials")
    return made(Ratio(poly(0, 1), poly(1), poly()).power(times.numerator))


def _affine(node: Term, variable: Term) -> tuple[Fraction, Fraction] | None:
    """(a, b) of a x + b with a other than 0."""
    form = polynomial(node, variable)
    if form is None or max(form, default=0) != 1:
        return None
    return form[1], form.get(0, ZERO)


def _common(inner: list[Any]) -> tuple[Fraction, Fraction]:
    """The rate and shift of which all arguments are whole multiples."""
    above = reduce(gcd, [abs(rate.numerator) * _least(inner) // rate.denominator for rate, _ in inner])
    rate = Fraction(above, _least(inner))
    first_rate, first_shift = inner[0]
    return rate, first_shift * rate / first_rate


def _least(inner: list[Any]) -> int:
    return reduce(lambda one, other: one * other // gcd(one, other), [rate.denominator for rate, _ in inner], 1)
