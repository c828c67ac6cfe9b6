"""Maxima and minima that a known range gives at once: sin lies between -1 and 1, |u| is never negative, a step is 0 or 1.

Where a function is a number plus a multiple of such a kernel, its extreme is one of the kernel's ends, and no calculus is needed;
it also holds where there is no derivative.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derivations.steps.numbers import ONE, ZERO
from derivations.steps.squares import polynomial
from derivations.steps.tidying import tidied
from derivations.terms.term import Term, constant, number, subterms

PI = constant("pi")


@dataclass(frozen=True, slots=True)
class Range:
    """The ends of a kernel's range that it reaches, and an argument at which it does; None for an end that there is not.

    is_unique: the kernel is at that end for this argument only.
    """

    low: Fraction | None
    high: Fraction | None
    low_at: Term | None = None
    high_at: Term | None = None
    low_is_unique: bool = False


RANGES = {
    "sin": Range(-ONE, ONE, -(PI / 2), PI / 2),
    "cos": Range(-ONE, ONE, PI, number(0)),
    "abs": Range(ZERO, None, number(0), low_is_unique=True),
    "relu": Range(ZERO, None, number(0)),
    "step": Range(ZERO, ONE, number(-1), number(1)),
}


@dataclass(frozen=True, slots=True)
class Bound:
    """value is the extreme; the kernel is ``end`` there; place is one place where it is, the only one where ``is_unique``."""

    kernel: Term
    end: Fraction
    value: Fraction
    place: Term
    is_unique: bool


def bounded(function: Term, variable: Term, is_maximum: bool) -> Bound | None:
    """The extreme of a function that is affine in one kernel of RANGES, whose argument is affine in the variable.

    >>> from derivations.terms.term import apply, name
    >>> found = bounded(3 - 2 * apply("sin", name("x")), name("x"), True)
    >>> found.value
    Fraction(5, 1)
    """
    kernels = dict.fromkeys(each for each in subterms(function) if each.op in RANGES)
    if len(kernels) != 1:
        return None
    kernel = next(iter(kernels))
    form, inner = polynomial(function, kernel), polynomial(kernel.args[0], variable)
    if form is None or inner is None or max(form, default=0) != 1 or max(inner, default=0) != 1:
        return None
    known = RANGES[kernel.op]
    is_high = (form[1] > 0) == is_maximum
    end, at = (known.high, known.high_at) if is_high else (known.low, known.low_at)
    if end is None or at is None:
        return None
    solved = (at - number(inner.get(0, ZERO))) / number(inner[1])
    trace = tidied(solved)
    place = trace[-1].after if trace else solved
    return Bound(kernel, end, form.get(0, ZERO) + form[1] * end, place, known.low_is_unique and not is_high)
