"""Are two terms the same on the declared domain? What kind of thing each is decides who compares them.

Most are formulas of scalars, which go straight to the ladder; whatever else there is, is imported when it is first met, since a
fresh process should answer at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivations.equality.ladder import decide
from derivations.equality.outcome import Comparison, Proved, Undefined
from derivations.terms.domain import Domain
from derivations.terms.term import Term, names

if TYPE_CHECKING:
    from derivations.equality.numbers import Tolerance

REALS = Domain()
COLLECTIONS = frozenset(["list", "tuple", "set", "interval", "eq", "ne", "lt", "le", "gt", "ge"])
ARRAYS = frozenset(["matrix", "matmul", "transpose", "hadamard"])


def compare(left: Term, right: Term, domain: Domain = REALS, allowed: Tolerance | None = None) -> Comparison:
    """Decide whether two terms have the same value everywhere on the domain; ``allowed``: how far numbers may be apart.

    Returns Proved, Refuted, Agreed, Undecided, Undefined or WrongType; never raises.

    >>> from derivations.terms.term import name
    >>> compare(2 * name("x"), name("x") + name("x") + 1).how
    'witness'
    """
    operations = _operations(left, right)
    if not operations.isdisjoint(COLLECTIONS):
        return _compare_wholes(left, right, domain, allowed)
    if not operations.isdisjoint(ARRAYS) or _has_shapes(left, right, domain):
        return _compare_arrays(left, right, domain, allowed, is_written="matrix" in operations)
    if "oo" in operations:
        from derivations.equality.infinite import compare_infinite

        return compare_infinite(left, right, domain, decide)
    found = decide(left, right, domain)
    if allowed is None or isinstance(found, Undefined) or (isinstance(found, Proved) and not allowed.strict):
        return found
    from derivations.equality.numbers import within

    return within(left, right, allowed, domain)


def _operations(*terms: Term) -> set[str]:
    """The operations that occur in terms, and ``oo`` where infinity does."""
    found: set[str] = set()
    waiting = [*terms]
    while waiting:
        term = waiting.pop()
        found.add(term.op)
        if term.args:
            waiting += term.args
        elif term.value == "oo" and term.op == "constant":
            found.add("oo")
    return found


def _has_shapes(left: Term, right: Term, domain: Domain) -> bool:
    arrays = {name for name, each in domain.assumptions.items() if each.shape}
    return bool(arrays) and not arrays.isdisjoint(names(left) | names(right))


def _compare_wholes(left: Term, right: Term, domain: Domain, allowed: Tolerance | None) -> Comparison:
    from derivations.equality.structures import compare_wholes

    return compare_wholes(left, right, domain, lambda here, there, on: compare(here, there, on, allowed))


def _compare_arrays(left: Term, right: Term, domain: Domain, allowed: Tolerance | None, *, is_written: bool) -> Comparison:
    from derivations.equality.products import compare_arrays, compare_written

    if is_written:
        return compare_written(left, right, domain, lambda here, there, on: compare(here, there, on, allowed))
    return compare_arrays(left, right, domain, decide)
