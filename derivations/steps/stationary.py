"""What SymPy solves for us: where an expression of one variable is zero, and where it tends at the ends of the domain.

SymPy is asked for polynomials in the variable and one exponential of it wherever the expression is a fraction of these, because
those it solves at once; its general solvers get a counted number of calls. The solutions are candidates and are checked like every
other step; an answer that SymPy cannot make complete is no answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from derivations.steps.counted import counted
from derivations.steps.extreme_of import Analysis
from derivations.steps.sampled_signs import keeps_sign
from derivations.steps.sympy_fraction import fraction_of
from derivations.steps.tidying import tidied
from derivations.terms.domain import Assumption
from derivations.terms.sympy_bridge import Expression, NoCounterpart, from_sympy, to_sympy
from derivations.terms.term import Term

REFUSALS = (NotImplementedError, ValueError, TypeError, RecursionError, NoCounterpart)
"""How SymPy's solvers say that they do not know."""


def asked(work: Callable[[], Term | None]) -> Term | None:
    """SymPy's answer; None where it refuses, or takes more calls than are counted."""
    try:
        return counted(work)
    except REFUSALS:
        return None


def where(assumption: Assumption) -> Expression:
    """The SymPy interval of a declared real name."""
    import sympy

    low = -sympy.oo if assumption.low is None else to_sympy(assumption.low)
    high = sympy.oo if assumption.high is None else to_sympy(assumption.high)
    return sympy.Interval(low, high, assumption.low_open, assumption.high_open)


@lru_cache(maxsize=1)
def _unknown() -> Expression:
    """The real symbol that stands for the variable, so that what is declared of it changes no answer inside an interval."""
    import sympy

    return sympy.Dummy("x", real=True)


@lru_cache(maxsize=256)
def solutions(expression: Expression, variable: Expression, inside: Expression) -> tuple[Term, ...] | None:
    """All zeros inside an interval, from left to right; None where SymPy does not know them all, or they are infinitely many.

    What SymPy's solver calls all zeros is believed only where the expression keeps its sign between them (`keeps_sign`): of
    e^-x (cos x - sin x) on x > 0 it says that there are none.
    """
    import sympy

    given = expression.subs(variable, _unknown())
    fraction = fraction_of(given, _unknown())

    def solved() -> Term | None:
        found = sympy.solveset(given, _unknown(), inside)
        return _in_order(list(found)) if isinstance(found, sympy.FiniteSet) or found is sympy.S.EmptySet else None

    try:
        found = asked(solved) if fraction is None else _in_order(fraction.zeros(inside))
    except NoCounterpart:
        return None
    if found is None or (fraction is None and not _is_believed(given, found.args, inside)):
        return None
    return found.args


def _is_believed(given: Expression, zeros: tuple[Term, ...], inside: Expression) -> bool:
    low, high = (None if end.is_infinite else from_sympy(end) for end in (inside.start, inside.end))
    try:
        return keeps_sign(from_sympy(given), zeros, low, high)
    except NoCounterpart:
        return False


def _in_order(places: list[Expression] | None) -> Term | None:
    import sympy

    if places is None:
        return None
    return Term(
        "set", tuple(map(from_sympy, sorted(places, key=lambda place: (sympy.N(place, 30), sympy.default_sort_key(place)))))
    )


def is_smooth(expression: Expression, variable: Expression, inside: Expression) -> bool:
    """Whether SymPy finds the expression continuous on the whole interval."""
    from sympy.calculus.util import continuous_domain

    given = expression.subs(variable, _unknown())
    fraction = fraction_of(given, _unknown())
    has_poles = None if fraction is None else fraction.has_poles(inside)
    if has_poles is not None:
        return not has_poles
    return asked(lambda: Term("set", ()) if continuous_domain(given, _unknown(), inside) == inside else None) is not None


def limit(expression: Expression, variable: Expression, towards: Expression, side: str) -> Term | None:
    """The limit at an end of the domain; ``side`` is ``+`` from the right, ``-`` from the left. None where there is none."""
    import sympy

    given = expression.subs(variable, _unknown())
    fraction = fraction_of(given, _unknown())
    found = None if fraction is None else fraction.limit(towards, side)
    return asked(lambda: from_sympy(sympy.limit(given, _unknown(), towards, side) if found is None else found))


def value_at(expression: Expression, variable: Expression, place: Term) -> Term | None:
    """SymPy's exact value of an expression at a place, in its simplest form."""
    import sympy

    given, at = expression.subs(variable, _unknown()), to_sympy(place)
    fraction = fraction_of(given, _unknown())

    def simplified() -> Term:
        found = from_sympy(sympy.simplify(given.subs(_unknown(), at)) if fraction is None else fraction.value(at))
        trace = tidied(found)
        return trace[-1].after if trace else found

    return asked(simplified)


def analysis(function: Term, variable: Term, assumption: Assumption) -> Analysis | None:
    """SymPy's analysis of a function; None where it is not smooth, or SymPy does not know all of this."""
    try:
        return analysed(to_sympy(function), to_sympy(variable), where(assumption))
    except NoCounterpart:
        return None


@lru_cache(maxsize=64)
def analysed(expression: Expression, unknown: Expression, inside: Expression) -> Analysis | None:
    """SymPy's analysis of an expression on an interval; kept, because several steps and the answer are checked by it."""
    places = solutions(expression.diff(unknown), unknown, inside)
    if places is None or not is_smooth(expression, unknown, inside):
        return None
    low = limit(expression, unknown, inside.start, "+")
    high = limit(expression, unknown, inside.end, "-")
    values = _all_known(value_at(expression, unknown, place) for place in places)
    second = _all_known(value_at(expression.diff(unknown, 2), unknown, place) for place in places)
    if low is None or high is None or values is None or second is None:
        return None
    ends = [(inside.start, inside.left_open, low), (inside.end, inside.right_open, high)]
    closed = [(from_sympy(end), value) for end, is_open, value in ends if end.is_finite and not is_open]
    return Analysis(places, values, second, tuple(each for each in closed if each[0] not in places), (low, high))


def _all_known(found: Iterable[Term | None]) -> tuple[Term, ...] | None:
    collected = tuple(found)
    known = tuple(each for each in collected if each is not None)
    return known if len(known) == len(collected) else None
