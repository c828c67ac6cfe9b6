"""What SymPy solves for us: where an expression of one variable is zero, and where it tends at the ends of the domain.

The solutions are candidates and are checked like every other step; an answer that SymPy cannot make complete is no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from derivations.steps.tidying import tidied
from derivations.terms.domain import Assumption
from derivations.terms.sympy_bridge import Expression, NoCounterpart, from_sympy, to_sympy
from derivations.terms.term import Term


def where(assumption: Assumption) -> Expression:
    """The SymPy interval of a declared real name."""
    import sympy

    low = -sympy.oo if assumption.low is None else to_sympy(assumption.low)
    high = sympy.oo if assumption.high is None else to_sympy(assumption.high)
    return sympy.Interval(low, high, assumption.low_open, assumption.high_open)


def solutions(expression: Expression, variable: Expression, inside: Expression) -> tuple[Term, ...] | None:
    """All zeros inside an interval, from left to right; None where SymPy does not know them all, or they are infinitely many."""
    import sympy

    unknown = sympy.Dummy("x", real=True)
    try:
        found = sympy.solveset(expression.subs(variable, unknown), unknown, inside)
        if found is sympy.S.EmptySet:
            return ()
        if not isinstance(found, sympy.FiniteSet):
            return None
        places = sorted(found, key=lambda place: (sympy.N(place, 30), sympy.default_sort_key(place)))
        return tuple(from_sympy(place) for place in places)
    except (NotImplementedError, ValueError, TypeError, NoCounterpart):
        return None


def is_smooth(expression: Expression, variable: Expression, inside: Expression) -> bool:
    """Whether SymPy finds the expression continuous on the whole interval."""
    import sympy
    from sympy.calculus.util import continuous_domain

    unknown = sympy.Dummy("x", real=True)
    try:
        return bool(continuous_domain(expression.subs(variable, unknown), unknown, inside) == inside)
    except (NotImplementedError, ValueError, TypeError):
        return False


def limit(expression: Expression, variable: Expression, towards: Expression, side: str) -> Term | None:
    """The limit at an end of the domain; ``side`` is ``+`` from the right, ``-`` from the left. None where there is none."""
    import sympy

    unknown = sympy.Dummy("x", real=True)
    try:
        found = sympy.limit(expression.subs(variable, unknown), unknown, towards, side)
        return from_sympy(found)
    except (NotImplementedError, ValueError, TypeError, NoCounterpart):
        return None


def value_at(expression: Expression, variable: Expression, place: Term) -> Term | None:
    """SymPy's exact value of an expression at a place, in its simplest form."""
    import sympy

    try:
        found = from_sympy(sympy.simplify(expression.subs(variable, to_sympy(place))))
        trace = tidied(found)
        return trace[-1].after if trace else found
    except (NotImplementedError, ValueError, TypeError, NoCounterpart):
        return None


@dataclass(frozen=True, slots=True)
class Analysis:
    """A smooth function of one variable: where its derivative is zero, its values there, its limits at the ends."""

    places: tuple[Term, ...]
    values: tuple[Term, ...]
    second: tuple[Term, ...]
    limits: tuple[Term, ...]

    def extreme(self, is_maximum: bool) -> int | None:
        """The index of the place of the maximum (or minimum), None where an end of the domain goes beyond every value.

        A stationary point alone is no maximum: its value has to be at least all others and the limits at both ends.
        """
        import sympy

        if not self.places:
            return None
        sign = 1 if is_maximum else -1
        sizes = [sign * to_sympy(each) for each in self.values]
        best = max(range(len(sizes)), key=lambda index: sympy.N(sizes[index], 30))
        ends = [sign * to_sympy(each) for each in self.limits]
        second = sign * to_sympy(self.second[best])
        holds = all((sizes[best] - end).evalf(30) >= 0 for end in ends) and second.evalf(30) < 0
        return best if holds else None

    def attained(self, best: int) -> tuple[Term, ...]:
        """Every stationary place that has the value of the place ``best``."""
        return tuple(place for place, value in zip(self.places, self.values, strict=True) if value == self.values[best])


@lru_cache(maxsize=64)
def analysis(function: Term, variable: Term, assumption: Assumption) -> Analysis | None:
    """SymPy's analysis of a function; None where it is not smooth, or SymPy does not know all of this."""
    try:
        expression, unknown = to_sympy(function), to_sympy(variable)
    except NoCounterpart:
        return None
    inside = where(assumption)
    places = solutions(expression.diff(unknown), unknown, inside)
    if places is None or not is_smooth(expression, unknown, inside):
        return None
    ends = [limit(expression, unknown, inside.start, "+"), limit(expression, unknown, inside.end, "-")]
    values = [value_at(expression, unknown, place) for place in places]
    second = [value_at(expression.diff(unknown, 2), unknown, place) for place in places]
    found = [*values, *second, *ends]
    if any(each is None for each in found):
        return None
    known = tuple(each for each in found if each is not None)
    count = len(places)
    return Analysis(places, known[:count], known[count : 2 * count], known[2 * count :])
