"""Rows about derivative factors: dE/du as a product along the chain E, y, u, w.

A factor ∂a/∂b of the chain stands for the product of the links between a and b, and each link is a quantity that nothing is known
of; then two products of factors are ordinary formulas. A factor the wrong way round is 1 over the links or, where a chain has
no inverse, unknown too: a verdict stands only where both readings agree. Any other derivative is another unknown quantity.
"""

from __future__ import annotations

from derivations.equality.compare import compare
from derivations.equality.outcome import Comparison, Proved, Refuted, Undecided
from derivations.rows.answers import Answer, invalid, settled, unreadable
from derivations.rows.fields import Declarations, Options, Row, RowError, names, term_of, text
from derivations.steps.factors import mistaken_factors
from derivations.terms.domain import Assumption, Domain
from derivations.terms.names import Names, canonical
from derivations.terms.printing import plain
from derivations.terms.reading import Unreadable
from derivations.terms.term import Term, mul, name, number, substitute, subterms

NONZERO = Domain(default=Assumption(nonzero=True))
ONE = number(1)


def judged(row: Row, declared: Declarations) -> Answer:
    """The answer to a row with ``chain`` and ``wanted``. Raises RowError.

    >>> row = {"student": "dy/du * dE/dy", "chain": ["E", "y", "u", "w"], "wanted": "dE/du"}
    >>> judged(row, Declarations())["outcome"], judged({**row, "student": "dE/du"}, Declarations())["how"]
    ('correct', 'restates_question')
    """
    chain = tuple(canonical(each) for each in names(row, "chain") or ())
    if len(set(chain)) != len(chain) or len(chain) < 2:
        raise RowError("chain", "not_a_chain")
    known = Names(frozenset(chain if declared.variables is None else declared.variables), frozenset(declared.functions))
    wanted = term_of(text(row, "wanted"), "wanted", Names(), None)
    if wanted.op != "derivative" or _links(wanted, chain) is None:
        raise RowError("wanted", "not_along_the_chain")
    found = declared.read(row, known, wanted)
    if isinstance(found, Unreadable):
        return unreadable(found)
    factors = [each for each in subterms(found.term) if each.op == "derivative"]
    if any(each.args == wanted.args for each in factors) and not _is_link(wanted, chain):
        return invalid("restates_question", found.term, asked=plain(wanted))
    answer = settled(found.term, _compared(found.term, wanted, factors, chain), Options())
    if answer["outcome"] == "incorrect":
        labels = mistaken_factors(found.term, chain, wanted)
        answer["diagnosis"] = [{"label": label, "weight": round(1 / len(labels), 3)} for label in labels]
    if answer["outcome"] == "correct":
        answer["form"] = "ok" if all(_is_link(each, chain) for each in factors) else "missed"
    return answer


def _compared(answer: Term, wanted: Term, factors: list[Term], chain: tuple[str, ...]) -> Comparison:
    """The answer beside the product of the links, with inverted factors in both readings."""
    truth = _product(_links(wanted, chain) or ())
    readings = []
    for inverse in (True, False):
        meanings = {each: _meaning(each, chain, inverse) for each in factors}
        readings.append(compare(substitute(answer, meanings), truth, NONZERO))
        if not any(_links(_turned(each), chain) for each in factors):
            return readings[0]
    if isinstance(readings[0], Proved) and isinstance(readings[1], Proved):
        return readings[0]
    if isinstance(readings[0], Refuted) and isinstance(readings[1], Refuted):
        return readings[0]
    return Undecided("needs_inverse")


def _meaning(factor: Term, chain: tuple[str, ...], inverse: bool) -> Term:
    links = _links(factor, chain)
    if links is not None:
        return _product(links)
    turned = _links(_turned(factor), chain)
    return ONE / _product(turned) if turned and inverse else name(plain(factor))


def _links(factor: Term, chain: tuple[str, ...]) -> tuple[Term, ...] | None:
    """The links that a derivative along the chain is made of; None for any other."""
    members = [str(each.value) for each in factor.args]
    if len(members) != 2 or not set(members) <= set(chain):
        return None
    begin, end = (chain.index(each) for each in members)
    return tuple(_link(chain, place) for place in range(begin, end)) if begin <= end else None


def _link(chain: tuple[str, ...], place: int) -> Term:
    return name(f"d{chain[place]}/d{chain[place + 1]}")


def _turned(factor: Term) -> Term:
    return Term("derivative", factor.args[::-1], factor.value)


def _is_link(factor: Term, chain: tuple[str, ...]) -> bool:
    return len(_links(factor, chain) or ()) == 1


def _product(links: tuple[Term, ...]) -> Term:
    return ONE if not links else links[0] if len(links) == 1 else mul(*links)
