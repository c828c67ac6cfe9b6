"""Are two terms the same on the declared domain? What kind of thing each is decides who compares them."""

from __future__ import annotations

from derivations.equality.ladder import decide
from derivations.equality.numbers import Tolerance, within
from derivations.equality.outcome import Comparison, Proved
from derivations.equality.products import compare_arrays, compare_written, has_arrays, is_written
from derivations.equality.structures import KINDS, compare_wholes, kind
from derivations.terms.domain import Domain
from derivations.terms.term import Term

REALS = Domain()
COLLECTIONS = frozenset(KINDS) - {"matrix"}


def compare(left: Term, right: Term, domain: Domain = REALS, allowed: Tolerance | None = None) -> Comparison:
    """Decide whether two terms have the same value everywhere on the domain; ``allowed``: how far numbers may be apart.

    Returns Proved, Refuted, Agreed, Undecided, Undefined or WrongType; never raises.

    >>> from derivations.terms.term import name
    >>> compare(2 * name("x"), name("x") + name("x") + 1).how
    'witness'
    """

    def decided(here: Term, there: Term, on: Domain) -> Comparison:
        return compare(here, there, on, allowed)

    if _is_whole(left) or _is_whole(right):
        return compare_wholes(left, right, domain, decided)
    if is_written(left) or is_written(right):
        return compare_written(left, right, domain, decided)
    if has_arrays(left, domain) or has_arrays(right, domain):
        return compare_arrays(left, right, domain, decide)
    found = decide(left, right, domain)
    if allowed is None or (isinstance(found, Proved) and not allowed.strict):
        return found
    return within(left, right, allowed, domain)


def _is_whole(term: Term) -> bool:
    """Whether a term is a collection or a relation, or has one where it can't be; a matrix is a value here."""
    return term.op in COLLECTIONS or kind(term) == "none"
