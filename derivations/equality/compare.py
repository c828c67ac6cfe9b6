"""Are two terms the same on the declared domain? What kind of thing each is decides who compares them."""

from __future__ import annotations

from derivations.equality.ladder import decide
from derivations.equality.outcome import Comparison
from derivations.terms.domain import Domain
from derivations.terms.term import Term

REALS = Domain()


def compare(left: Term, right: Term, domain: Domain = REALS) -> Comparison:
    """Decide whether two terms have the same value everywhere on the domain.

    Returns Proved, Refuted, Agreed, Undecided or Undefined; never raises.

    >>> from derivations.terms.term import name
    >>> compare(2 * name("x"), name("x") + name("x") + 1).how
    'witness'
    """
    return decide(left, right, domain)
