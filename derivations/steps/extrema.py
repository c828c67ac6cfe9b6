"""Maxima, minima, zeros, as arguments in steps: the completed square where there is one, else stationary points and ends.

A stationary point alone is never called a maximum: either a square says that no value is greater, or the values at all stationary
points and the limits at both ends are compared, and the second derivative has the right sign.
"""

from __future__ import annotations

from derivations.steps.extreme_of import Analysis, Extreme
from derivations.steps.grid import on_grid, rounded
from derivations.steps.numbers import rational
from derivations.steps.numeric import Numbers
from derivations.steps.ranges import RANGES, Bound, bounded
from derivations.steps.squares import Square, completed_square
from derivations.steps.stationary import analysis, solutions, where
from derivations.steps.step import CannotDerive, Step, derivative_of
from derivations.steps.strategy import Deriving
from derivations.steps.tidying import everywhere, zeros_and_ones
from derivations.steps.variation import all_zeros, is_unbounded, nearly, variation
from derivations.terms.domain import REAL, Assumption
from derivations.terms.sympy_bridge import NoCounterpart, to_sympy
from derivations.terms.term import Term, name, names, number, substitute

ROOTS = ("maximum", "minimum", "argmax", "argmin", "zeros")


def extremum(wanted: Term, inner: Step, deriving: Deriving) -> Step:
    """``max``, ``min``, ``argmax`` or ``argmin`` of the function that ``inner`` ends in.

    Raises CannotDerive: ``several-variables``, ``no-maximum``, ``no-minimum``, ``stationary-points-unknown``.
    """
    sort = str(wanted.value) if wanted.op == "opaque" else wanted.op
    is_maximum = sort.endswith("max")
    function, variable = inner.result, _variable(wanted, inner.result)
    is_everywhere = deriving.domain[str(variable.value)] == REAL
    square = completed_square(function, variable) if is_everywhere else None
    if square is not None and (square.leading < 0) == is_maximum:
        return _concluded(wanted, inner, _by_square(square, function, variable), number(square.value), square.place)
    bound = bounded(function, variable, is_maximum) if is_everywhere else None
    if bound is not None and (bound.is_unique or not sort.startswith("arg")):
        return _concluded(wanted, inner, _by_range(bound, function, variable, is_maximum), number(bound.value), bound.place)
    return by_stationary_points(wanted, inner, deriving)


def by_stationary_points(wanted: Term, inner: Step, deriving: Deriving) -> Step:
    """The same, by calculus only: the derivative's zeros, the second-order test, the limits at the ends. Raises CannotDerive."""
    sort = str(wanted.value) if wanted.op == "opaque" else wanted.op
    is_maximum = sort.endswith("max")
    function, variable = inner.result, _variable(wanted, inner.result)
    assumption = _interval(variable, function, deriving)
    if is_unbounded(function, variable, assumption, is_maximum):
        raise _nowhere(function, is_maximum)
    found = variation(function, variable, assumption) or analysis(function, variable, assumption)
    best = None if found is None else found.extreme(is_maximum)
    if found is None or best is None:
        return _by_grid(wanted, inner, deriving, is_maximum)
    if not best.places:
        raise _nowhere(function, is_maximum)
    slope = deriving.step(derivative_of(function, variable, deriving.glyph), "1.2")
    argument = _by_calculus(found, best, slope, function, variable, is_maximum)
    return _concluded(wanted, inner, (slope, *argument), best.value, _together(best.places))


def _nowhere(function: Term, is_maximum: bool) -> CannotDerive:
    return CannotDerive("no-maximum" if is_maximum else "no-minimum", {"expression": function})


def _interval(variable: Term, function: Term, deriving: Deriving) -> Assumption:
    """Where the variable lies. Raises CannotDerive for whole numbers, and for a domain with a gap: no calculus speaks of these."""
    assumption = deriving.domain[str(variable.value)]
    if assumption.kind != "real" or (assumption.nonzero and not _is_one_sided(assumption)):
        raise CannotDerive("stationary-points-unknown", {"expression": function})
    return assumption


def _is_one_sided(assumption: Assumption) -> bool:
    """Whether 0 lies outside the interval, or is an open end of it."""
    low, high = (None if end is None else rational(end) for end in (assumption.low, assumption.high))
    is_right = low is not None and (low > 0 or (low == 0 and assumption.low_open))
    return is_right or (high is not None and (high < 0 or (high == 0 and assumption.high_open)))


def _by_grid(wanted: Term, inner: Step, deriving: Deriving, is_maximum: bool) -> Step:
    """A decimal number, where nothing exact is known. Raises CannotDerive ``no-maximum``, ``stationary-points-unknown``."""
    function, variable = inner.result, _variable(wanted, inner.result)
    assumption = deriving.domain[str(variable.value)]
    enclosed = nearly(function, variable, assumption)
    best = None if enclosed is None else enclosed.extreme(is_maximum)
    if best is not None and not best.places:
        raise _nowhere(function, is_maximum)
    found = (
        on_grid(function, variable, assumption, is_maximum, Numbers(deriving.scope, deriving.domain))
        if best is None
        else rounded(best)
    )
    if found is None:
        raise CannotDerive("stationary-points-unknown", {"expression": function})
    facts = (("variable", variable), ("place", found.place))
    near = Step("1.2", "on-grid", Term("at", (function, Term("eq", (variable, found.place)))), found.value, facts=facts)
    return _concluded(wanted, inner, (near,), found.value, found.place)


def _concluded(wanted: Term, inner: Step, argument: tuple[Step, ...], value: Term, place: Term) -> Step:
    """The root: the argument's steps as premises, the value or the place as its answer."""
    sort = str(wanted.value) if wanted.op == "opaque" else wanted.op
    asks_place = sort.startswith("arg")
    rule = sort if asks_place else f"{sort}imum"
    facts = (("value", value), ("place", place), ("variable", _variable(wanted, inner.result)))
    return Step("1", rule, wanted, place if asks_place else value, (inner, *argument), (), facts)


def zeros(wanted: Term, inner: Step, deriving: Deriving) -> Step:
    """All zeros of the function that ``inner`` ends in: one place as it is, several as a set. Raises CannotDerive."""
    function, variable = inner.result, _variable(wanted, inner.result)
    assumption = _interval(variable, function, deriving)
    found = all_zeros(function, variable, assumption)
    if found is None:
        try:
            found = solutions(to_sympy(function), to_sympy(variable), where(assumption))
        except NoCounterpart:
            found = None
    if found is None:
        raise CannotDerive("stationary-points-unknown", {"expression": function})
    return Step("1", "zeros", wanted, _together(found), (inner,), (), (("variable", variable),))


def _variable(wanted: Term, function: Term) -> Term:
    free = sorted(names(function))
    if not free:
        raise CannotDerive("unsupported-wanted", {"wanted": wanted})
    if len(free) > 1:
        raise CannotDerive("several-variables", {"names": ", ".join(free)})
    return name(free[0])


def _by_square(square: Square, function: Term, variable: Term) -> tuple[Step, ...]:
    gap, value = square.gap(function), number(square.value)
    bound = Term("le" if square.leading < 0 else "ge", (function, value))
    at_place = _at(function, variable, square.place, value)
    centre = Term("eq", (square.kernel, number(square.centre)))
    return (
        Step("1.2", "completed-square", gap, square.scaled(), facts=(("kernel", square.kernel),)),
        Step("1.3", "square-nonnegative", Term("ge", (square.scaled(), number(0))), bound, facts=(("equal", centre),)),
        Step("1.4", "attained-at", at_place, value, facts=(("variable", variable), ("place", square.place))),
    )


def _by_range(bound: Bound, function: Term, variable: Term, is_maximum: bool) -> tuple[Step, ...]:
    value, end = number(bound.value), number(bound.end)
    kernel_is_below = bound.end == RANGES[bound.kernel.op].high
    known = Term("le" if kernel_is_below else "ge", (bound.kernel, end))
    here = (("variable", variable), ("place", bound.place))
    return (
        Step("1.2", "known-range", known, Term("le" if is_maximum else "ge", (function, value)), facts=(("kernel", bound.kernel),)),
        Step("1.3", "attained-at", _at(function, variable, bound.place, value), value, facts=here),
    )


def _by_calculus(found: Analysis, best: Extreme, slope: Step, function: Term, variable: Term, is_maximum: bool) -> tuple[Step, ...]:
    """Where the slope is zero, every value that can be the largest, the second-order test where it says something, both limits."""
    curvature = derivative_of(derivative_of(function, variable), variable)
    made: list[tuple[str, Term, Term, tuple[tuple[str, Term], ...]]] = [
        ("stationary-points", Term("eq", (slope.result, number(0))), _together(found.places), (("variable", variable),))
    ]
    for place, value in (*zip(found.places, found.values, strict=True), *found.ends):
        rule = "attained-at" if place in best.places else "compared-at"
        made.append((rule, _at(function, variable, place, value), value, _here(variable, place)))
    if best.second is not None:
        place = best.places[0]
        sign = Term("lt" if is_maximum else "gt", (best.second, number(0)))
        at_place = Term("at", (curvature, Term("eq", (variable, place))))
        made.append(("second-order-test", at_place, sign, _here(variable, place)))
    ends = (("value", best.value), ("variable", variable))
    made.append(("limits-at-ends", function, Term("tuple", found.limits), ends))
    return tuple(Step(f"1.{at}", rule, before, after, facts=facts) for at, (rule, before, after, facts) in enumerate(made, 3))


def _here(variable: Term, place: Term) -> tuple[tuple[str, Term], ...]:
    return ("variable", variable), ("place", place)


def _at(function: Term, variable: Term, place: Term, value: Term) -> Term:
    """The function's formula at a place, before it is worked out; where nothing is left to work out, the function at the place."""
    put_in = everywhere(zeros_and_ones, substitute(function, {variable: place}))
    return put_in if put_in != value else Term("at", (function, Term("eq", (variable, place))))


def _together(places: tuple[Term, ...]) -> Term:
    return places[0] if len(places) == 1 else Term("set", places)
