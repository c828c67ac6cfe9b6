"""Are two terms the same function on the declared domain? The ladder, cheapest first, read top to bottom."""

from __future__ import annotations

from derivations.equality.agreeing import agree
from derivations.equality.graph import Graph, LimitError
from derivations.equality.outcome import Comparison, Proved, Refuted, Undecided
from derivations.equality.points import literals, points, points_near
from derivations.equality.refuting import FAST_BITS, find_witness
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
    graph = Graph()
    try:
        return _ladder(graph, graph.add(left), graph.add(right), domain)
    except LimitError as limit:
        return Undecided(limit.reason)


def _ladder(graph: Graph, left: int, right: int, domain: Domain) -> Comparison:
    if left == right:
        return Proved("structural")
    names = graph.names(left, right)
    witness = find_witness(graph, left, right, points(domain, names), FAST_BITS) or find_witness(
        graph, left, right, points_near(domain, names, literals(graph, left, right)), FAST_BITS
    )
    if witness is not None:
        return Refuted("witness", witness)
    return agree(graph, left, right, domain, names)
