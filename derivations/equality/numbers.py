"""Numbers that need not be exact: within a relative or absolute tolerance, or right to significant digits or decimals of the key.

A bound is inclusive. Rational numbers are compared with it exactly; others in ball arithmetic, with more bits until the distance
is surely inside or surely outside, and where it never is, as for a value exactly on the bound, nothing is decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from derivations.equality.balls import Precision, text
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, Witness
from derivations.equality.points import Point, points
from derivations.equality.values import enclosed, fmpq_of, rational, shown
from derivations.terms.domain import Domain
from derivations.terms.term import Term, names

LADDER = (128, 512, 2048)  # bits
MAX_DIGITS = 400  # that may be asked for
OPTIONS = ("rtol", "atol", "sig", "decimals", "sig_strict")


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far an answer may be from the key: |answer - key| <= atol + rtol*|key|, or half a unit of the last digit asked for.

    significant, decimals: digits of the key that the answer must show rightly; None where they are not asked for.
    strict: the answer must be written with that many digits.
    """

    rtol: Fraction = Fraction(0)
    atol: Fraction = Fraction(0)
    significant: int | None = None
    decimals: int | None = None
    strict: bool = False


def tolerance(options: Mapping[str, object]) -> Tolerance | None:
    """The tolerance that options ask for: ``rtol``, ``atol``, ``sig``, ``decimals``, ``sig_strict``; None where they ask for none.

    Raises ValueError, with the option's name, for what is no such number.

    >>> tolerance({"rtol": 1e-4}).rtol, tolerance({"form": "factored"})
    (Fraction(1, 10000), None)
    """
    rtol, atol = (_size(options, name) for name in ("rtol", "atol"))
    significant, decimals = _digits(options, "sig", 1), _digits(options, "decimals", 0)
    if not (rtol or atol or significant is not None or decimals is not None):
        return None
    return Tolerance(rtol, atol, significant, decimals, bool(options.get("sig_strict")))


def _size(options: Mapping[str, object], name: str) -> Fraction:
    value = options.get(name)
    if value is None:
        return Fraction(0)
    if isinstance(value, bool) or not isinstance(value, int | float | str) or len(str(value)) > 40:
        raise ValueError(name)
    try:
        size = float(value)
        exact = Fraction(str(value)) if 0 <= size < float("inf") and (size == 0 or size > 1e-300) else None
    except (ValueError, OverflowError, ZeroDivisionError):
        raise ValueError(name) from None
    if exact is None:
        raise ValueError(name)
    return exact


def _digits(options: Mapping[str, object], name: str, least: int) -> int | None:
    value = options.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MAX_DIGITS:
        raise ValueError(name)
    return value


def within(left: Term, right: Term, allowed: Tolerance, domain: Domain) -> Comparison:
    """Whether the left term is within the tolerance of the right one: a number, or a function at every point tried.

    >>> from derivations.terms.term import number, constant
    >>> within(number(Fraction("3.1416")), constant("pi"), Tolerance(rtol=Fraction(1, 10**4)), Domain())
    Proved(how='tolerance', error_bound=None, note=None)
    """
    involved = names(left) | names(right)
    if not involved:
        found = _at(left, right, Point({}), allowed)
        return _written(left, allowed) if allowed.strict and isinstance(found, Proved) else found
    confirmed = 0
    for point in points(domain, tuple(sorted(involved))):
        found = _at(left, right, point, allowed)
        if isinstance(found, Refuted):
            return found
        confirmed += isinstance(found, Proved)
    return Agreed(confirmed, LADDER[0]) if confirmed else Undecided("unconfirmed")


def _written(number: Term, allowed: Tolerance) -> Comparison:
    """Whether a number is written with the significant digits asked for."""
    while number.op == "neg":
        number = number.args[0]
    if number.literal is None:
        return Undecided("unsupported:digits")
    mantissa = number.literal.lower().partition("e")[0].replace(".", "").lstrip("0")
    shown, wanted = len(mantissa), allowed.significant or 0
    return Proved("tolerance") if shown >= wanted else Refuted("digits", facts={"found": str(shown), "expected": str(wanted)})


def _at(left: Term, right: Term, point: Point, allowed: Tolerance) -> Comparison:
    """Whether two terms are within the tolerance at one point."""
    exact = [rational(each, point.at) for each in (left, right)]
    here, there = exact
    if here is not None and there is not None:
        if abs(here - there) <= bound(there, allowed):
            return Proved("tolerance")
        return Refuted("tolerance", Witness(point.text(), *(shown(each, point.at) for each in (left, right))))
    for bits in LADDER:
        balls = [enclosed(each, point.at, bits) for each in (left, right)]
        with Precision(bits):
            if not all(each.is_finite() for each in balls):
                continue
            reach = _ball_bound(abs(balls[1]), allowed)
            distance = abs(balls[0] - balls[1])
            if distance <= reach:
                return Proved("tolerance")
            if distance > reach:
                return Refuted("tolerance", Witness(point.text(), text(balls[0]), text(balls[1])))
    return Undecided("unconfirmed")


def bound(key: Fraction, allowed: Tolerance) -> Fraction:
    """The largest distance from a rational key that is within the tolerance."""
    bounds = [allowed.atol + allowed.rtol * abs(key)]
    if allowed.decimals is not None:
        bounds.append(Fraction(1, 2) * Fraction(10) ** -allowed.decimals)
    if allowed.significant is not None and key:
        bounds.append(Fraction(1, 2) * Fraction(10) ** (_decade(abs(key)) - allowed.significant + 1))
    return max(bounds)


def _decade(size: Fraction) -> int:
    """The exponent of the leading digit: 2 for 314."""
    decade = len(str(size.numerator)) - len(str(size.denominator))
    return decade if size >= Fraction(10) ** decade else decade - 1


def _ball_bound(size: arb, allowed: Tolerance) -> arb:
    """The same for an enclosed key; not a number where the leading digit is not known."""
    bound = arb(fmpq_of(allowed.atol)) + arb(fmpq_of(allowed.rtol)) * size
    if allowed.decimals is not None:
        bound = bound.max(arb(fmpq_of(Fraction(1, 2) * Fraction(10) ** -allowed.decimals)))
    if allowed.significant is not None:
        decade = (size.log() / arb(10).log()).floor().unique_fmpz() if size > 0 else None
        if decade is None:
            return arb("nan")
        bound = bound.max(arb(10) ** (int(decade) - allowed.significant + 1) / 2)
    return bound
