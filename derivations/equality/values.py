"""The value of a term at one point: an exact rational number where it is one, an enclosure where it is not, and its sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flint import acb, arb, fmpq

from derivations.equality.balls import Precision, apart, enclose, text
from derivations.equality.outcome import Witness
from derivations.equality.points import Point, points
from derivations.terms.domain import Assumption, Domain
from derivations.terms.term import Term, names

At = Mapping[str, tuple[Fraction, Fraction]]  # name to real and imaginary part, as points have them

BITS = 128
MAX_BITS = 10_000  # of a rational number that is worked out exactly


def fmpq_of(value: Fraction) -> fmpq:
    """The same number for python-flint."""
    return fmpq(value.numerator, value.denominator)


def enclosed(term: Term, at: At, bits: int = BITS) -> acb:
    """An enclosure of a term's value; not finite where it is not known."""
    balls = {name: acb(arb(fmpq_of(real)), arb(fmpq_of(imaginary))) for name, (real, imaginary) in at.items()}
    return enclose(term, balls, bits)


def shown(term: Term, at: At) -> str:
    """A term's value as a witness shows it."""
    return text(enclosed(term, at))


def literal(term: Term) -> Fraction | None:
    """The number that a term writes out as ``number`` does, with a sign and a fraction bar at most; None for any other term."""
    if term.op == "neg":
        inside = literal(term.args[0]) if term.args[0].op in ("number", "div") else None
        return None if inside is None else -inside
    if term.op == "div":
        parts = [each.value if each.op == "number" else None for each in term.args]
        return parts[0] / parts[1] if isinstance(parts[0], Fraction) and isinstance(parts[1], Fraction) and parts[1] else None
    return term.value if isinstance(term.value, Fraction) else None


def rational(term: Term, at: At) -> Fraction | None:
    """The exact value of a term that is made of rational numbers by the four operations and whole powers; None for any other.

    >>> x = Term("name", (), "x")
    >>> rational(1 / (x + 1), {"x": (Fraction(1), Fraction(0))}), rational(1 / x, {"x": (Fraction(0), Fraction(0))})
    (Fraction(1, 2), None)
    """
    value = term.value
    if term.op == "number":
        return value if isinstance(value, Fraction) else None
    if term.op == "name":
        real, imaginary = at.get(str(value), (Fraction(0), Fraction(1)))
        return None if imaginary else real
    parts: list[Fraction] = []
    for each in term.args:
        part = rational(each, at)
        if part is None:
            return None
        parts.append(part)
    result = _combined(term.op, parts)
    return result if result is not None and _bits(result) < MAX_BITS else None


def _combined(op: str, parts: list[Fraction]) -> Fraction | None:
    match op:
        case "add":
            return sum(parts, Fraction(0))
        case "neg":
            return -parts[0]
        case "mul":
            product = Fraction(1)
            for each in parts:
                product *= each
            return product
        case "div" if parts[1]:
            return parts[0] / parts[1]
        case "pow" if parts[1].denominator == 1 and (parts[0] or parts[1] > 0):
            return parts[0] ** int(parts[1]) if _bits(parts[0]) * abs(parts[1]) < MAX_BITS else None
    return None


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def sign(term: Term, at: At) -> int | None:
    """The sign of a term's real value: 1, 0 or -1; None where it is not known, and 0 only where it is exact."""
    exact = rational(term, at)
    if exact is not None:
        return (exact > 0) - (exact < 0)
    ball = enclosed(term, at)
    with Precision(BITS):
        if not ball.is_finite() or not ball.imag.is_zero():
            return None
        return 1 if ball.real > 0 else -1 if ball.real < 0 else 0 if ball.real.is_zero() else None


def is_nonzero(term: Term, at: At) -> bool:
    """Whether a term's value is surely not 0."""
    exact = rational(term, at)
    if exact is not None:
        return exact != 0
    ball = enclosed(term, at)
    with Precision(BITS):
        return bool(ball.is_finite()) and not ball.contains(0)


def is_inside(given: Assumption, value: Fraction) -> bool:
    """Whether a number surely lies where a name is declared to live."""
    if (given.kind == "integer" and value.denominator != 1) or (given.nonzero and not value):
        return False
    number = Term("number", (), abs(value))
    signed = -number if value < 0 else number
    for end, excluded, side in ((given.low, given.low_open, 1), (given.high, given.high_open, -1)):
        if end is None:
            continue
        beyond = sign(signed - end, {})
        if beyond is None or (beyond != side and (beyond or excluded)):
            return False
    return True


def apart_from_all(member: Term, others: Sequence[Term], domain: Domain, is_left: bool) -> Witness | None:
    """A point where a term surely has none of the values of the others; None where none is found."""
    involved = names(member).union(*(names(each) for each in others))
    for point in points(domain, tuple(sorted(involved))) if involved else [Point({})]:
        value, values = enclosed(member, point.at), [enclosed(each, point.at) for each in others]
        with Precision(BITS):
            if not all(apart(value, each) for each in values):
                continue
            one, all_others = text(value), f"{{{', '.join(text(each) for each in values)}}}"
        return Witness(point.text(), *((one, all_others) if is_left else (all_others, one)))
    return None
