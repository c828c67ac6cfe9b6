"""A list of zeros that is said to be complete, tried by values: between two zeros a function does not change its sign.

This proves nothing of a list, but a list that fails it is not complete. What is read as no exact polynomial goes through it,
because SymPy's solver has said of e^-x (cos x - sin x) that it has no zero on x > 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from derivations.equality.balls import constant_ball, enclose, exact_ball
from derivations.terms.term import Term, names

BITS = 128
COUNT = 240
WIDTH = 4
"""Half of the samples of an open-ended interval lie within this of its end, or of 0."""


def keeps_sign(function: Term, zeros: Sequence[Term], low: Term | None, high: Term | None) -> bool:
    """Whether no change of sign is seen on the interval but at the zeros; a pole counts as a change that no zero explains.

    >>> from derivations.terms.term import name, number
    >>> x = name("x")
    >>> keeps_sign(x**2 - 1, [number(-1), number(1)], None, None), keeps_sign(x**2 - 1, [number(1)], None, None)
    (True, False)
    """
    variable = next(iter(names(function)), "x")
    edges = [constant_ball(each) for each in zeros]
    if any(each is None for each in edges):
        return False
    signs: dict[int, bool] = {}
    for at in samples(low, high):
        value = enclose(function, {variable: exact_ball(at, Fraction(0))}, BITS)
        if not value.is_finite() or value.imag != 0 or not (value.real > 0 or value.real < 0):
            continue
        piece = sum(bool(edge < _ball(at)) for edge in edges)
        if signs.setdefault(piece, bool(value.real > 0)) != bool(value.real > 0):
            return False
    return True


def samples(low: Term | None, high: Term | None) -> Iterator[Fraction]:
    """Places inside an interval, denser near its ends or near 0."""
    start, end = (None if each is None else middle(each) for each in (low, high))
    for at in range(COUNT):
        share = Fraction(2 * at + 1, 2 * COUNT)
        if start is not None and end is not None:
            yield start + (end - start) * share
        elif start is not None:
            yield start + WIDTH * share / (1 - share)
        elif end is not None:
            yield end - WIDTH * share / (1 - share)
        else:
            yield 2 * WIDTH * (2 * share - 1) / (1 - (2 * share - 1) ** 2)


def middle(end: Term) -> Fraction:
    """An end of an interval as a rational number, to 128 bits. Raises ValueError for what is no real number."""
    found = constant_ball(end)
    if found is None:
        raise ValueError(f"an end of an interval that is no real number: {end!r}")
    mantissa, exponent = found.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _ball(at: Fraction) -> Any:
    return exact_ball(at, Fraction(0))
