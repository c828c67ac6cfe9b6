"""How a term is written, as polynomials: what may be factored further, what two parts have in common.

Whatever is no sum, product or whole power is a variable of its own, known by its writing: ``x*exp(x) + exp(x)`` is ``x*u + u``.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from derivations.terms.term import Term

MAX_POWER = 24
MAX_TERMS = 400
MAX_BITS = 400

Polynomial = Any  # fmpq_mpoly, which has no type of its own


class TooLarge(Exception):
    """A polynomial that is not worth looking at."""


def polynomials(*terms: Term) -> tuple[Polynomial, ...]:
    """Terms as polynomials in common variables. Raises TooLarge.

    >>> x = Term("name", (), "x")
    >>> [len(each) for each in polynomials((x + 1) ** 2, x)]
    [3, 1]
    """
    kernels = list(dict.fromkeys(each for term in terms for each in _kernels(term)))
    if len(kernels) > MAX_POWER:
        raise TooLarge
    context = fmpq_mpoly_ctx.get(tuple(f"x{place}" for place in range(max(1, len(kernels)))), Ordering.lex)
    values = dict(zip(kernels, context.gens(), strict=False))
    return tuple(_polynomial(each, values, context) for each in terms)


def _kernels(term: Term) -> Iterator[Term]:
    if term.op in ("add", "mul", "neg"):
        for each in term.args:
            yield from _kernels(each)
    elif (term.op == "div" and _whole(term.args[1])) or (term.op == "pow" and _times(term) is not None):
        yield from _kernels(term.args[0])
    elif term.op != "number":
        yield term


def _polynomial(term: Term, values: dict[Term, Polynomial], context: Any) -> Polynomial:
    known = values.get(term)
    if known is not None:
        return known
    if isinstance(term.value, Fraction):
        if term.value.numerator.bit_length() + term.value.denominator.bit_length() > MAX_BITS:
            raise TooLarge
        return context.constant(fmpq(term.value.numerator, term.value.denominator))
    inside = _polynomial(term.args[0], values, context)
    if term.op == "neg":
        return -inside
    if term.op == "div":
        return inside / fmpq(_whole(term.args[1]))
    if term.op == "pow":
        times = _times(term) or 0
        if len(inside) > 1 and len(inside) ** times > MAX_TERMS:
            raise TooLarge
        return inside**times
    for each in term.args[1:]:
        other = _polynomial(each, values, context)
        inside = inside + other if term.op == "add" else inside * other
        if len(inside) > MAX_TERMS:
            raise TooLarge
    return inside


def _whole(term: Term) -> int:
    """The value of a whole number that is written out, 0 for any other term."""
    value = term.value
    return int(value) if term.op == "number" and isinstance(value, Fraction) and value.denominator == 1 else 0


def _times(power: Term) -> int | None:
    exponent = _whole(power.args[1])
    return exponent if 1 <= exponent <= MAX_POWER else None


def content(polynomial: Polynomial) -> int:
    """The largest whole number by which all coefficients can be divided; 1 where one of them is no whole number."""
    coefficients = [Fraction(int(each.numerator), int(each.denominator)) for each in polynomial.coeffs()]
    if any(each.denominator != 1 for each in coefficients):
        return 1
    return reduce(gcd, (int(each) for each in coefficients), 0)


def is_reducible(polynomial: Polynomial) -> bool:
    """Whether a sum can be written as a product: it has a common divisor, or factors over the rational numbers.

    >>> x = Term("name", (), "x")
    >>> [is_reducible(each) for each in polynomials(x**2 - 1, x**2 + 1, 2 * x + 2)]
    [True, False, True]
    """
    if polynomial.is_constant():
        return True
    if polynomial.total_degree() > MAX_POWER:
        return False
    coefficients = polynomial.coeffs()
    below = {int(each.denominator) for each in coefficients}
    if content(polynomial) > 1 or (len(coefficients) > 1 and len(below) == 1 and below != {1}):
        return True
    _, factors = polynomial.factor()
    return len(coefficients) > 1 and (len(factors) > 1 or factors[0][1] > 1)
