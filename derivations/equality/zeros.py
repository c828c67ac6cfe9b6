"""sign(x) jumps at 0: what holds for every other x is looked at there too, with 0 in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derivations.equality.outcome import Comparison, Proved, Undefined
from derivations.terms.domain import Domain
from derivations.terms.term import Term, name, number, substitute, subterms

Decide = Callable[[Term, Term, Domain], Comparison]


def decide_by_zeros(left: Term, right: Term, domain: Domain, decide: Decide) -> Proved | None:
    """Proved where two terms are equal off the zeros of the names whose sign is taken, and at each of them; else None.

    >>> from derivations.equality.ladder import decide
    >>> from derivations.terms.term import apply
    >>> x = name("x")
    >>> decide_by_zeros(apply("sign", x) * apply("abs", x), x, Domain(), decide).how
    'whp'
    """
    signed = _signed(left, domain) | _signed(right, domain)
    if not signed:
        return None
    first = min(signed)
    elsewhere = Domain({**domain.assumptions, first: replace(domain[first], nonzero=True)}, domain.default)
    found = decide(left, right, elsewhere)
    if not isinstance(found, Proved):
        return None
    zero = {name(first): number(0)}
    there = decide(substitute(left, zero), substitute(right, zero), domain)
    if isinstance(there, Undefined):
        return replace(found, note="removable_points")
    return found if isinstance(there, Proved) else None


def _signed(term: Term, domain: Domain) -> set[str]:
    """The names that may be 0 and whose sign is taken."""
    signs = [each.args[0] for each in subterms(term) if each.op == "sign"]
    return {str(each.value) for each in signs if each.op == "name" and domain[str(each.value)].kind != "complex"} - {
        name for name, each in domain.assumptions.items() if each.nonzero
    }
