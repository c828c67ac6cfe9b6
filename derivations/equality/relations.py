"""Equations and inequalities: when two are the same condition on their names.

They are the same where the difference of the sides of one is that of the other times a constant: ``2x = 4`` is ``x = 2``, and for
an inequality the constant is positive. The constant is found at a point, and ``u * v(p) = v * u(p)`` is an ordinary comparison.
Two equations differ where a point solves one of them only: a root is found exactly where an equation is linear in some name, and by
a change of sign of a continuous function elsewhere. Whatever is neither stays open, as ``x = 0`` beside ``x^3 = 0``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import islice

from flint import arb

from derivations.equality.balls import Precision, enclose, text
from derivations.equality.combining import combine
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, Witness
from derivations.equality.points import Point, points
from derivations.equality.values import BITS, At, fmpq_of, is_inside, is_nonzero, rational, shown, sign
from derivations.terms.domain import Domain
from derivations.terms.term import Term, mul, name, names, number, substitute, subterms

Decide = Callable[[Term, Term, Domain], Comparison]

ZERO = number(0)
POINTS = 3  # at which roots are looked for
NAMES = 4  # by which equations are solved
GRID = [Fraction(part, 7) for part in (-120, -50, -29, -15, -8, -4, -1, 1, 4, 8, 15, 29, 50, 120)]
BISECTIONS = 40
BESIDE = Fraction(1, 1024)
JUMPING = frozenset(["floor", "ceil", "sign", "step", "atan2", "factorial", "binomial", "gamma", "zeta", "derivative", "opaque"])


def compare_equations(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Compare two equations as conditions on their names."""
    here, there = _difference(left), _difference(right)
    if here == there:
        return decide(here, there, domain)
    found, _ = _proportional(here, there, domain, decide)
    if isinstance(found, Proved | Agreed):
        return found
    witness = _solving_one(here, there, domain, False) or _solving_one(there, here, domain, True)
    if witness is not None:
        return Refuted("equation", witness)
    if found is None:
        always = [decide(each, ZERO, domain) for each in (here, there)]
        if all(isinstance(each, Proved) for each in always):
            return Proved("exact")
        if not names(here) | names(there) and {type(each) for each in always} == {Proved, Refuted}:
            return Refuted("equation", Witness({}, shown(here, {}), shown(there, {})))
    return Undecided("unsupported:equation")


def compare_inequalities(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Compare two inequalities, or chains of them, as conditions on their names."""
    here, there = _conditions(left), _conditions(right)
    for ordered in (there, there[::-1]):
        found = [_same_condition(*pair, domain, decide) for pair in zip(here, ordered, strict=False)]
        if len(here) == len(there) and all(isinstance(each, Proved | Agreed) for each in found):
            return combine(each for each in found if each is not None)
    differences = [each for _, each in (*here, *there)]
    for at in _beside_roots(differences, domain):
        holds = _all_hold(here, at), _all_hold(there, at)
        if None not in holds and holds[0] != holds[1]:
            return Refuted("inequality", Witness(Point(dict(at)).text(), *(str(each).lower() for each in holds)))
    return Undecided("unsupported:inequality")


def _conditions(relation: Term) -> list[tuple[str, Term]]:
    """What an inequality says to be above 0, and in which way; a chain ``a < b < c`` says it of two."""
    first, last = relation.args
    before = _conditions(first) if first.op in _STRICTNESS else []
    middle = first.args[1] if before else first
    difference = middle - last if relation.op in ("gt", "ge", "ne") else last - middle
    return [*before, (_STRICTNESS[relation.op], difference)]


def _same_condition(left: tuple[str, Term], right: tuple[str, Term], domain: Domain, decide: Decide) -> Comparison | None:
    if left[0] != right[0]:
        return None
    found, factor = _proportional(left[1], right[1], domain, decide)
    return found if factor > 0 or left[0] == "ne" else None


def _all_hold(conditions: list[tuple[str, Term]], at: At) -> bool | None:
    found = [_holds(difference, strictness, at) for strictness, difference in conditions]
    return False if False in found else None if None in found else True


_STRICTNESS = {"lt": "strict", "gt": "strict", "le": "loose", "ge": "loose", "ne": "ne"}


def _difference(relation: Term) -> Term:
    here, there = relation.args
    return here - there


def _holds(difference: Term, strictness: str, at: At) -> bool | None:
    found = sign(difference, at)
    if found is None:
        return None
    return {"strict": found > 0, "loose": found >= 0, "ne": found != 0}[strictness]


def _proportional(left: Term, right: Term, domain: Domain, decide: Decide) -> tuple[Comparison | None, int]:
    """Whether one term is the other times a constant, and that constant's sign (0: not known); None where no point serves."""
    for point in _real_points(left, right, domain):
        if is_nonzero(left, point.at) and is_nonzero(right, point.at):
            signs = [sign(each, point.at) for each in (left, right)]
            factor = 0 if None in signs else signs[0] * signs[1]  # type: ignore[operator]  # neither is None
            return decide(mul(left, _at(right, point.at)), mul(right, _at(left, point.at)), domain), factor
    return None, 0


def _real_points(left: Term, right: Term, domain: Domain) -> Iterator[Point]:
    involved = names(left) | names(right)
    for point in points(domain, tuple(sorted(involved))) if involved else [Point({})]:
        if not any(imaginary for _, imaginary in point.at.values()):
            yield point


def _at(term: Term, at: At) -> Term:
    """A term's value, as a term."""
    exact = rational(term, at)
    return number(exact) if exact is not None else substitute(term, {name(each): number(real) for each, (real, _) in at.items()})


def _solving_one(solved: Term, other: Term, domain: Domain, turned: bool) -> Witness | None:
    """A point of the domain where one term is 0 and the other is not; ``turned``: the other is the student's."""
    for point in islice(_real_points(solved, other, domain), POINTS):
        for each in sorted(names(solved))[:NAMES]:
            root = _linear_root(solved, each, point.at)
            at = {**point.at, each: (root, Fraction(0))} if root is not None else {}
            if root is not None and is_inside(domain[each], root) and is_nonzero(other, at):
                values = ("0", shown(other, at))
                return Witness(Point(at).text(), *(values[::-1] if turned else values))
            witness = _crossing(solved, other, each, point.at, domain, turned)
            if witness is not None:
                return witness
    return None


def _linear_root(term: Term, unknown: str, at: At) -> Fraction | None:
    """The value of a name at which a term is 0, where the term is linear in it and rational; it is checked."""
    values = [rational(term, {**at, unknown: (Fraction(each), Fraction(0))}) for each in (0, 1)]
    if values[0] is None or values[1] is None or values[0] == values[1]:
        return None
    root = values[0] / (values[0] - values[1])
    return root if rational(term, {**at, unknown: (root, Fraction(0))}) == 0 else None


def _crossing(solved: Term, other: Term, unknown: str, at: At, domain: Domain, turned: bool) -> Witness | None:
    """A short segment on which a continuous term changes its sign and the other is nowhere 0."""
    given = domain[unknown]
    if given.kind != "real" or any(each.op in JUMPING for each in subterms(solved)):
        return None
    before: tuple[Fraction, int] | None = None
    for place in GRID:
        found = sign(solved, {**at, unknown: (place, Fraction(0))}) if is_inside(given, place) else None
        if found and before and found != before[1]:
            low, high = _bisected(solved, unknown, at, before[0], place, before[1])
            witness = _on_segment(solved, other, unknown, at, low, high, turned)
            if witness is not None and not (given.nonzero and low <= 0 <= high):
                return witness
        before = (place, found) if found else None
    return None


def _bisected(term: Term, unknown: str, at: At, low: Fraction, high: Fraction, lower: int) -> tuple[Fraction, Fraction]:
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        found = sign(term, {**at, unknown: (middle, Fraction(0))})
        if not found:
            break
        low, high = (middle, high) if found == lower else (low, middle)
    return low, high


def _on_segment(solved: Term, other: Term, unknown: str, at: At, low: Fraction, high: Fraction, turned: bool) -> Witness | None:
    with Precision(BITS):
        segment = arb(fmpq_of(low)).union(arb(fmpq_of(high)))
        balls = {each: arb(fmpq_of(real)) for each, (real, _) in at.items()} | {unknown: segment}
    values = [enclose(each, balls, BITS) for each in (solved, other)]
    with Precision(BITS):
        if not values[0].is_finite() or not values[0].imag.is_zero() or not values[1].is_finite() or values[1].contains(0):
            return None
        shown_at = {each: str(real) for each, (real, _) in at.items()} | {unknown: text(segment)}
        both = ("0", text(values[1]))
    return Witness(shown_at, *(both[::-1] if turned else both))


def _beside_roots(terms: Sequence[Term], domain: Domain) -> Iterator[At]:
    """Points of the domain, and those at and beside the roots of each term where it is linear."""
    for point in islice(_real_points(Term("tuple", tuple(terms)), ZERO, domain), POINTS):
        yield point.at
        for term in terms:
            for each in sorted(names(term)):
                root = _linear_root(term, each, point.at)
                for value in () if root is None else (root, root - BESIDE, root + BESIDE):
                    if is_inside(domain[each], value):
                        yield {**point.at, each: (value, Fraction(0))}
