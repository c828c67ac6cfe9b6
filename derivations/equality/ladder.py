"""Are two scalar terms the same function on the declared domain? The ladder, cheapest first, read top to bottom."""

from __future__ import annotations

from derivations.equality.agreeing import agree
from derivations.equality.graph import Graph, LimitError
from derivations.equality.modular import prove
from derivations.equality.outcome import Comparison, Proved, Refuted, Undecided, Undefined
from derivations.equality.points import literals, points, points_near
from derivations.equality.refuting import FAST_BITS, find_witness
from derivations.terms.domain import Domain
from derivations.terms.term import Term

PARTIAL = frozenset(["div", "pow", "log", "logb", "tan", "cot", "sec", "csc"])


def decide(left: Term, right: Term, domain: Domain) -> Comparison:
    """Decide whether two scalar terms have the same value everywhere on the domain; never raises."""
    graph = Graph()
    try:
        return _ladder(graph, graph.add(left), graph.add(right), domain)
    except LimitError as limit:
        return Undecided(limit.reason)


def _ladder(graph: Graph, left: int, right: int, domain: Domain) -> Comparison:
    names = graph.names(left, right)
    if left == right:
        undefined = prove(graph, left, right, domain) if _may_be_undefined(graph, left) else None
        return undefined if isinstance(undefined, Undefined) else Proved("structural")
    witness = find_witness(graph, left, right, points(domain, names), FAST_BITS) or find_witness(
        graph, left, right, points_near(domain, names, literals(graph, left, right)), FAST_BITS
    )
    if witness is not None:
        return Refuted("witness", witness)
    proof = prove(graph, left, right, domain)
    return proof if proof is not None else agree(graph, left, right, domain, names)


def _may_be_undefined(graph: Graph, root: int) -> bool:
    """Whether a division by zero or the logarithm of it is possible at all."""
    return any(graph.ops[node] in PARTIAL for node in graph.inside(root))
