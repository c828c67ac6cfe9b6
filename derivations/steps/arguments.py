"""How the steps of an argument about a maximum are checked: they are no equalities, so each has a check of its own.

A check gives (SymPy's opinion, the numeric opinion), each True, False or None.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Proved, Refuted
from derivations.steps.numeric import Numbers, points, same
from derivations.steps.oracle import Oracle
from derivations.steps.stationary import analysis
from derivations.steps.step import Step
from derivations.terms.term import Term, name, names, substitute

if TYPE_CHECKING:
    from derivations.terms.domain import Domain

Opinion = tuple[bool | None, bool | None]


def _root(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """The extreme itself: SymPy's, found its own way, and the value at the place with no greater value at points."""
    expected = oracle.answer_to(step.before)
    symbolic = None if expected is None else _verdict(expected, step.after, oracle.domain)
    facts = dict(step.facts)
    function = step.premises[0].result
    if "value" not in facts:
        return symbolic, None
    at_place = numbers.at(substitute(function, {facts["variable"]: facts["place"]}), {})
    return symbolic, same(at_place, numbers.at(facts["value"], {}))


def _bounded(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """f <= value for a maximum: from the analysis of f by SymPy, and at points of the domain."""
    function, value = step.after.args
    is_maximum = step.after.op == "le"
    return _no_greater(function, value, is_maximum, oracle), _at_points(function, value, is_maximum, numbers)


def _no_greater(function: Term, value: Term, is_maximum: bool, oracle: Oracle) -> bool | None:
    """SymPy's second way: stationary points, second-order test and limits at the ends."""
    (variable,) = names(function)
    found = analysis(function, name(variable), oracle.domain[variable])
    best = None if found is None else found.extreme(is_maximum)
    return None if found is None or best is None else _verdict(found.values[best], value, oracle.domain)


def _at_points(function: Term, value: Term, is_maximum: bool, numbers: Numbers) -> bool | None:
    bound = numbers.at(value, {})
    seen = 0
    for point in points(sorted(names(function)), numbers.domain, repr(function)):
        gap = numbers.at(function, point) - bound
        if not gap.is_finite():
            continue
        excess = gap.real if is_maximum else -gap.real
        if excess > 0:
            return False
        seen += 1
    return True if seen else None


def _stationary(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """The slope is zero at each place, and SymPy knows no other."""
    slope = step.before.args[0]
    places = step.after.args if step.after.op == "set" else (step.after,)
    (variable,) = names(slope)
    zero = numbers.at(step.before.args[1], {})
    values = [same(numbers.at(substitute(slope, {name(variable): place}), {}), zero) for place in places]
    return True, False if False in values else (True if all(values) else None)


def _second_order(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    value = numbers.at(step.after.args[0], {})
    holds = bool(value.real < 0 if step.after.op == "lt" else value.real > 0)
    return holds, holds


def _limits(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """The limits at the ends lie on the right side of the extreme; SymPy found them."""
    return True, None


def _verdict(left: Term, right: Term, domain: Domain) -> bool | None:
    comparison = compare(left, right, domain)
    if isinstance(comparison, (Proved, Agreed)):
        return True
    return False if isinstance(comparison, Refuted) else None


ARGUMENTS: dict[str, Callable[[Step, Oracle, Numbers], Opinion]] = {
    "maximum": _root,
    "minimum": _root,
    "argmax": _root,
    "argmin": _root,
    "zeros": _root,
    "square-nonnegative": _bounded,
    "stationary-points": _stationary,
    "second-order-test": _second_order,
    "limits-at-ends": _limits,
}
