"""What SymPy solves for us: where an expression of one variable is zero, and where it tends at the ends of the domain.

The solutions are candidates and are checked like every other step; an answer that SymPy cannot make complete is no answer.
"""

from __future__ import annotations

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
        return from_sympy(sympy.simplify(expression.subs(variable, to_sympy(place))))
    except (NotImplementedError, ValueError, TypeError, NoCounterpart):
        return None
