"""Maxima, minima, zeros, as arguments in steps: the completed square where there is one, else stationary points and ends.

A stationary point alone is never called a maximum: either a square says that no value is greater, or the values at all stationary
points and the limits at both ends are compared, and the second derivative has the right sign.
"""

from __future__ import annotations

from derivations.steps.grid import on_grid
from derivations.steps.numeric import Numbers
from derivations.steps.ranges import RANGES, Bound, bounded
from derivations.steps.squares import Square, completed_square
from derivations.steps.stationary import Analysis, analysis, solutions, where
from derivations.steps.step import CannotDerive, Step, derivative_of
from derivations.steps.strategy import Deriving
from derivations.steps.tidying import everywhere, zeros_and_ones
from derivations.terms.domain import REAL
from derivations.terms.sympy_bridge import NoCounterpart, to_sympy
from derivations.terms.term import Term, name, names, number, substitute

ROOTS = ("maximum", "minimum", "argmax", "argmin", "zeros")


def extremum(wanted: Term, inner: Step, deriving: Deriving) -> Step:
    """``max``, ``min``, ``argmax`` or ``argmin`` of the function that ``inner`` ends in.

    Raises CannotDerive: ``several-variables``, ``no-maximum``, ``stationary-points-unknown``.
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
    found = analysis(function, variable, deriving.domain[str(variable.value)])
    if found is None:
        return _by_grid(wanted, inner, deriving, is_maximum)
    best = found.extreme(is_maximum)
    if best is None:
        raise CannotDerive("no-maximum", {"expression": function})
    slope = deriving.step(derivative_of(function, variable, deriving.glyph), "1.2")
    argument = _by_calculus(found, best, slope, function, variable, is_maximum)
    return _concluded(wanted, inner, (slope, *argument), found.values[best], _together(found.attained(best)))


def _by_grid(wanted: Term, inner: Step, deriving: Deriving, is_maximum: bool) -> Step:
    """A decimal number, where nothing exact is known. Raises CannotDerive ``stationary-points-unknown``."""
    function, variable = inner.result, _variable(wanted, inner.result)
    numbers = Numbers(deriving.scope, deriving.domain)
    found = on_grid(function, variable, deriving.domain[str(variable.value)], is_maximum, numbers)
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
    try:
        found = solutions(to_sympy(function), to_sympy(variable), where(deriving.domain[str(variable.value)]))
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


def _by_calculus(found: Analysis, best: int, slope: Step, function: Term, variable: Term, is_maximum: bool) -> tuple[Step, ...]:
    value, place = found.values[best], found.places[best]
    here = (("variable", variable), ("place", place))
    curvature = derivative_of(derivative_of(function, variable), variable)
    sign = Term("lt" if is_maximum else "gt", (found.second[best], number(0)))
    return (
        Step("1.3", "stationary-points", Term("eq", (slope.result, number(0))), _together(found.places), facts=here[:1]),
        Step("1.4", "attained-at", _at(function, variable, place, value), value, facts=here),
        Step("1.5", "second-order-test", Term("at", (curvature, Term("eq", (variable, place)))), sign, facts=here),
        Step("1.6", "limits-at-ends", function, Term("tuple", found.limits), facts=(("value", value), ("variable", variable))),
    )


def _at(function: Term, variable: Term, place: Term, value: Term) -> Term:
    """The function's formula at a place, before it is worked out; where nothing is left to work out, the function at the place."""
    put_in = everywhere(zeros_and_ones, substitute(function, {variable: place}))
    return put_in if put_in != value else Term("at", (function, Term("eq", (variable, place))))


def _together(places: tuple[Term, ...]) -> Term:
    return places[0] if len(places) == 1 else Term("set", places)
