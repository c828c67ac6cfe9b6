r"""What holds by cases, as one term: a step is 1 where its argument is positive, and each value is taken where its steps say.

``np.where(c, a, b)``, ``(x > 0)*a`` and ``\begin{cases}`` come here. A border is a point, and what a function is at single
points is not asked; so ``x > 0`` and ``x >= 0`` are one condition, and a case that holds at one point only is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derivations.terms.term import Term

Case = tuple[Term, Term | None]  # a value, and the condition under which it is taken; None: otherwise

_ZERO, _ONE = Term("number", (), Fraction(0)), Term("number", (), Fraction(1))
_SIDES = {"gt": 1, "ge": 1, "lt": -1, "le": -1}


def indicator(condition: Term) -> Term | None:
    """The term that is 1 where an inequality holds and 0 where it fails; None for anything else."""
    return _step(condition) if condition.op in _SIDES and condition.args[0].op not in _SIDES else None


def _within(condition: Term) -> Term | None:
    """The same for an inequality or a chain of two, as ``0 < x < 1``."""
    if condition.op not in _SIDES or condition.args[0].op not in _SIDES:
        return indicator(condition)
    left, right = condition.args
    first = indicator(left)
    if first is None:
        return None
    return Term("mul", (first, _step(Term(condition.op, (left.args[1], right)))), None, condition.span)


def _step(inequality: Term) -> Term:
    larger, smaller = _sides(inequality)
    if smaller.op == "number" and not smaller.value:
        return Term("step", (larger,), None, inequality.span)
    added = smaller.args[0] if smaller.op == "neg" else Term("neg", (smaller,))
    return Term("step", (Term("add", (larger, added)),), None, inequality.span)


def _sides(inequality: Term) -> tuple[Term, Term]:
    """The larger side and the smaller one."""
    left, right = inequality.args
    return (left, right) if _SIDES[inequality.op] > 0 else (right, left)


def chosen(holds: Term, then: Term, other: Term) -> Term:
    """One value where a step is 1, another where it is 0."""
    fails = Term("add", (_ONE, Term("neg", (holds,))))
    taken = [
        step if value == _ONE else Term("mul", (value, step)) for value, step in ((then, holds), (other, fails)) if value != _ZERO
    ]
    return Term("add", tuple(taken)) if len(taken) == 2 else [*taken, _ZERO][0]


def piecewise(cases: Sequence[Case]) -> Term | None:
    """The term of values with their conditions, which must leave nothing out; None where that is not seen.

    >>> from derivations.terms.term import name, number
    >>> x, zero = name("x"), number(0)
    >>> piecewise([(x, Term("gt", (x, zero))), (zero, Term("le", (x, zero)))])
    mul(name('x'), step(name('x')))
    """
    wide = [(value, condition) for value, condition in cases if condition is None or condition.op != "eq"]
    if len(wide) == 1 and len(cases) == 2 and wide[0][1] is not None and wide[0][1].op == "ne":
        return wide[0][0]
    if not wide or any(condition is None for _, condition in wide[:-1]):
        return None
    if wide[-1][1] is None:
        return _in_turn(wide[:-1], wide[-1][0])
    if len(wide) == 2 and _exclude(wide[0][1], wide[1][1]):
        return _in_turn(wide[:1], wide[1][0])
    return _on_a_line(wide)


def _in_turn(cases: Sequence[Case], otherwise: Term) -> Term | None:
    term = otherwise
    for value, condition in reversed(cases):
        holds = _within(condition) if condition is not None else None
        if holds is None:
            return None
        term = chosen(holds, value, term)
    return term


def _exclude(first: Term | None, second: Term | None) -> bool:
    """Whether one of two inequalities holds where the other fails."""
    if first is None or second is None or any(each.op not in _SIDES or each.args[0].op in _SIDES for each in (first, second)):
        return False
    return _sides(first) == _sides(second)[::-1]


def _on_a_line(cases: Sequence[Case]) -> Term | None:
    """Cases between numbers that follow each other from one end of the line to the other."""
    spans = [_between(condition) for _, condition in cases if condition is not None]
    found = [(*span, value) for span, (value, _) in zip(spans, cases, strict=True) if span is not None]
    if len(found) < len(cases) or len({span[0] for span in found}) != 1:
        return None
    found.sort(key=lambda span: (span[1] is not None, span[1] or 0))
    bounds = [None, *(upper for _, _, upper, _ in found)]
    if [lower for _, lower, _, _ in found] != bounds[:-1] or bounds[-1] is not None or None in bounds[1:-1]:
        return None
    term = found[0][3]
    for variable, lower, _, value in found[1:]:
        assert lower is not None
        border = Term("number", (), abs(lower))
        term = chosen(_step(Term("gt", (variable, border if lower >= 0 else Term("neg", (border,))))), value, term)
    return term


def _between(condition: Term) -> tuple[Term, Fraction | None, Fraction | None] | None:
    """What lies between which numbers; None stands for no bound."""
    if condition.op not in _SIDES:
        return None
    left, right = condition.args
    if left.op in _SIDES:
        first, second = _between(left), _between(Term(condition.op, (left.args[1], right)))
        if first is None or second is None or first[0] != second[0]:
            return None
        lower, upper = first[1] if first[1] is not None else second[1], first[2] if first[2] is not None else second[2]
        return (first[0], lower, upper) if lower is not None and upper is not None and lower < upper else None
    larger, smaller = _sides(condition)
    above, below = _number(larger), _number(smaller)
    if (above is None) == (below is None):
        return None
    return (larger, below, None) if above is None else (smaller, None, above)


def _number(term: Term) -> Fraction | None:
    if term.op == "number" and isinstance(term.value, Fraction):
        return term.value
    if term.op == "neg":
        inside = _number(term.args[0])
        return None if inside is None else -inside
    if term.op == "div":
        above, below = map(_number, term.args)
        return None if above is None or not below else above / below
    return None
