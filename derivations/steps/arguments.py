"""How the steps of an argument about a maximum are checked: they are no equalities, so each has a check of its own.

A check gives (SymPy's opinion, the numeric opinion), each True, False or None. SymPy's is always of what it finds itself, from the
function, and never of what the step says it found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Proved, Refuted
from derivations.steps.bounds import BOUNDED, UNDER_HYPOTHESIS, bounded_under_hypothesis, product_bounded
from derivations.steps.extreme_of import Analysis
from derivations.steps.grid import DIGITS
from derivations.steps.norms import (
    JACOBIAN_CHAIN,
    NORM_BOUND,
    NORM_OF_DIAGONAL,
    NORM_OF_PRODUCT,
    jacobian_chain,
    norm_bound,
    norm_of_diagonal,
    norm_of_product,
)
from derivations.steps.numbers import rational
from derivations.steps.numeric import Ball, Numbers, ball, points, same
from derivations.steps.oracle import Oracle
from derivations.steps.stationary import analysis, solutions, where
from derivations.steps.step import Step
from derivations.terms.domain import Assumption, Domain
from derivations.terms.sympy_bridge import NoCounterpart, to_sympy
from derivations.terms.term import Term, name, names, number, substitute

Opinion = tuple[bool | None, bool | None]

ZERO = number(0)
FAR = (2**10, 2**16)
"""How far out, or (as 1/FAR) how near to an end of the domain, a limit is looked at."""


def _extreme(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """The root: SymPy's own extreme; by numbers, the value is taken at each place and nowhere exceeded."""
    expected = oracle.answer_to(step.before)
    symbolic = None if expected is None else _same(expected, step.after, oracle.domain)
    facts = dict(step.facts)
    function, value = step.premises[0].result, facts["value"]
    if step.premises[-1].rule == "on-grid":
        return _on_grid(step.premises[-1], oracle, numbers)
    taken = [same(_value(function, facts["variable"], place, numbers), numbers.at(value, {})) for place in _parts(facts["place"])]
    is_maximum = step.rule in ("maximum", "argmax")
    return symbolic, _all([*taken, _bounded_at_points(function, value, is_maximum, numbers)])


def _on_grid(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """A decimal value: taken near the place, passed nowhere by more than its last digit; SymPy iterates to the same place."""
    facts = dict(step.facts)
    function, variable, place = step.before.args[0], facts["variable"], facts["place"]
    last_digit = Fraction(1, 10 ** (DIGITS - 1))
    near = abs(_value(function, variable, place, numbers) - numbers.at(step.after, {})).mid() <= ball(last_digit).real
    edges = [step.after + number(last_digit), step.after - number(last_digit)]
    nowhere_passed = [
        _bounded_at_points(function, edge, is_above, numbers) for edge, is_above in zip(edges, (True, False), strict=True)
    ]
    return _same_place(function, variable, place, oracle), _all([bool(near), True in nowhere_passed])


def _same_place(function: Term, variable: Term, place: Term, oracle: Oracle) -> bool | None:
    """Whether SymPy's own iteration on its own derivative ends at the place; an end of the domain is no zero of the derivative."""
    import sympy

    start, unknown = rational(place), to_sympy(variable, oracle.domain)
    assumption = oracle.domain[str(variable.value)]
    if start is None or place in (assumption.low, assumption.high):
        return None
    try:
        slope = to_sympy(function, oracle.domain).diff(unknown)
        found = sympy.nsolve(slope, unknown, float(start) + 1e-3, prec=30)
    except (NoCounterpart, ValueError, TypeError, NotImplementedError):
        return None
    return bool(abs(found - sympy.Rational(start.numerator, start.denominator)) < sympy.Rational(1, 10 ** (DIGITS - 1)))


def _zeros(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """The root: SymPy's own zeros; by numbers, the function is zero at each."""
    expected = oracle.answer_to(step.before)
    symbolic = None if expected is None else _same(expected, step.after, oracle.domain)
    variable, zero = dict(step.facts)["variable"], numbers.at(ZERO, {})
    function = step.premises[0].result
    return symbolic, _all([same(_value(function, variable, place, numbers), zero) for place in _parts(step.after)])


def _bounded(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """f <= value (or >=), from a square >= 0: from SymPy's analysis of f, and at points of the domain."""
    function, value = step.after.args
    is_maximum = step.after.op == "le"
    square = _bounded_at_points(step.before.args[0], step.before.args[1], False, numbers)
    return _bounded_by_analysis(function, value, is_maximum, oracle), _all(
        [square, _bounded_at_points(function, value, is_maximum, numbers)]
    )


def _bounded_by_range(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """f <= value (or >=), from the range of a kernel: by SymPy's own extreme of f, and at points of the domain."""
    function, value = step.after.args
    is_maximum = step.after.op == "le"
    expected = oracle.answer_to(Term("max" if is_maximum else "min", (function,)))
    kernel = _bounded_at_points(step.before.args[0], step.before.args[1], step.before.op == "le", numbers)
    symbolic = None if expected is None else _same(expected, value, oracle.domain)
    return symbolic, _all([kernel, _bounded_at_points(function, value, is_maximum, numbers)])


def _bounded_by_analysis(function: Term, value: Term, is_maximum: bool, oracle: Oracle) -> bool | None:
    found = _analysis_of(function, oracle)
    best = None if found is None else found.extreme(is_maximum)
    return None if best is None or not best.places else _same(best.value, value, oracle.domain)


def _stationary(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """The slope is zero at each place, and SymPy knows no other place."""
    slope, variable = step.before.args[0], dict(step.facts)["variable"]
    places = _parts(step.after)
    try:
        found = solutions(to_sympy(slope), to_sympy(variable), where(oracle.domain[str(variable.value)]))
    except NoCounterpart:
        found = None
    symbolic = None if found is None else _same_in_order(found, places, oracle.domain)
    zero = numbers.at(ZERO, {})
    return symbolic, _all([same(_value(slope, variable, place, numbers), zero) for place in places])


def _second_order(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """The second derivative at the place has the value that is given, and that value has the sign that is claimed."""
    facts = dict(step.facts)
    given = step.after.args[0]
    value = numbers.at(given, {})
    has_sign = bool(value.real < 0 if step.after.op == "lt" else value.real > 0)
    try:
        own = substitute(oracle.taken(step.before.args[0]), {facts["variable"]: facts["place"]})
        symbolic = _same(own, given, oracle.domain)
    except NoCounterpart:
        symbolic = None
    place = {str(facts["variable"].value): numbers.at(facts["place"], {})}
    return _all([symbolic, has_sign]), _all([same(numbers.at(step.before.args[0], place), value), has_sign])


def _limits(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """SymPy's limits are these; by numbers, the function comes nearer to each and does not pass the extreme on the way."""
    facts = dict(step.facts)
    variable = str(facts["variable"].value)
    found = _analysis_of(step.before, oracle)
    symbolic = None if found is None else _same_in_order(found.limits, step.after.args, oracle.domain)
    ends = _approaching(numbers.domain[variable])
    return symbolic, _all(
        [
            None if near is None else _tends(step.before, variable, near, limit, numbers)
            for near, limit in zip(ends, step.after.args, strict=True)
        ]
    )


def _approaching(assumption: Assumption) -> tuple[tuple[Fraction, ...] | None, ...]:
    """Two points that approach the lower end, and two that approach the upper; None for an end that is no rational number."""
    ends: list[tuple[Fraction, ...] | None] = []
    for end, outward in ((assumption.low, -1), (assumption.high, 1)):
        exact = None if end is None else rational(end)
        if end is None:
            ends.append(tuple(Fraction(outward * far) for far in FAR))
        else:
            ends.append(None if exact is None else tuple(exact - outward * Fraction(1, far) for far in FAR))
    return tuple(ends)


def _tends(function: Term, variable: str, near: tuple[Fraction, ...], limit: Term, numbers: Numbers) -> bool | None:
    first, second = (numbers.at(function, {variable: ball(place)}) for place in near)
    if not (first.is_finite() and second.is_finite()):
        return None
    if _infinite(limit):
        grows = second.real - first.real if limit.op != "neg" else first.real - second.real
        return True if grows > 0 else None
    target = numbers.at(limit, {})
    return True if abs(second - target) <= abs(first - target) else None


def _infinite(limit: Term) -> bool:
    inner = limit.args[0] if limit.op == "neg" else limit
    return inner.op == "constant" and inner.value in ("oo", "inf")


def _bounded_at_points(function: Term, bound: Term, is_above: bool, numbers: Numbers) -> bool | None:
    """Whether the function is nowhere greater (or, with ``is_above`` false, nowhere less) than the bound, at points."""
    edge = numbers.at(bound, {})
    seen = 0
    for point in points(sorted(names(function)), numbers.domain, repr(function)):
        gap = numbers.at(function, point) - edge
        if not gap.is_finite():
            continue
        if (gap.real if is_above else -gap.real) > 0:
            return False
        seen += 1
    return True if seen else None


def _analysis_of(function: Term, oracle: Oracle) -> Analysis | None:
    (variable,) = names(function)
    return analysis(function, name(variable), oracle.domain[variable])


def _value(function: Term, variable: Term, place: Term, numbers: Numbers) -> Ball:
    return numbers.at(substitute(function, {variable: place}), {})


def _parts(place: Term) -> tuple[Term, ...]:
    return place.args if place.op == "set" else (place,)


def _same_in_order(found: Sequence[Term], given: Sequence[Term], domain: Domain) -> bool | None:
    if len(found) != len(given):
        return False
    return _all([_same(one, other, domain) for one, other in zip(found, given, strict=True)])


def _same(left: Term, right: Term, domain: Domain) -> bool | None:
    comparison = compare(left, right, domain)
    if isinstance(comparison, (Proved, Agreed)):
        return True
    return False if isinstance(comparison, Refuted) else None


def _all(findings: Sequence[bool | None]) -> bool | None:
    if False in findings:
        return False
    return None if None in findings else True


ARGUMENTS: dict[str, Callable[[Step, Oracle, Numbers], Opinion]] = {
    "maximum": _extreme,
    "minimum": _extreme,
    "argmax": _extreme,
    "argmin": _extreme,
    "zeros": _zeros,
    "square-nonnegative": _bounded,
    "known-range": _bounded_by_range,
    "on-grid": _on_grid,
    BOUNDED: product_bounded,
    UNDER_HYPOTHESIS: bounded_under_hypothesis,
    JACOBIAN_CHAIN: jacobian_chain,
    NORM_OF_PRODUCT: norm_of_product,
    NORM_OF_DIAGONAL: norm_of_diagonal,
    NORM_BOUND: norm_bound,
    "stationary-points": _stationary,
    "second-order-test": _second_order,
    "limits-at-ends": _limits,
}
