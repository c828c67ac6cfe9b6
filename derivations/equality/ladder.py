"""Are two scalar terms the same function on the declared domain? The ladder, cheapest first, read top to bottom."""

from __future__ import annotations

from derivations.equality.agreeing import BY_CASES, agree
from derivations.equality.exact import decide_exactly
from derivations.equality.graph import Graph, LimitError
from derivations.equality.modular import prove
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, Undefined
from derivations.equality.points import literals, points, points_near
from derivations.equality.prepared import Prepared, prepare
from derivations.equality.refuting import find_witness, fresh, is_seen
from derivations.equality.zeros import decide_by_zeros
from derivations.terms.domain import Domain
from derivations.terms.term import Term

POINTS_BY_CASES = 6  # tried before a proof, which is dear by cases; they lie in different cases
PARTIAL = frozenset(["div", "pow", "log", "logb", "tan", "cot", "sec", "csc"])


def decide(left: Term, right: Term, domain: Domain) -> Comparison:
    """Decide whether two scalar terms have the same value everywhere on the domain; never raises."""
    try:
        found = _ladder(prepare(right), left, domain)
        if isinstance(found, Agreed | Undecided):
            graph = Graph()  # what is seen first may decide whether a proof is found
            here, there = graph.add(left), graph.add(right)
            found = prove(graph, here, there, domain) or decide_by_zeros(left, right, domain, decide) or found
    except LimitError as limit:
        return Undecided(limit.reason)
    return found


def _ladder(key: Prepared, answer: Term, domain: Domain) -> Comparison:
    graph, right = key.graph(), key.root
    left = graph.add(answer)
    names = graph.names()
    tried = points(domain, names)
    first = [key.at(tried[0])] if tried and names == key.names else fresh(tried[:1])
    if left == right:
        undefined = None if PARTIAL.isdisjoint(graph.ops) or is_seen(graph, left, first) else prove(graph, left, right, domain)
        return undefined if isinstance(undefined, Undefined) else Proved("structural")
    before = 1 if BY_CASES.isdisjoint(graph.ops) else POINTS_BY_CASES
    witness = find_witness(graph, left, right, first) or find_witness(graph, left, right, fresh(tried[1:before]))
    if witness is not None:
        return Refuted("witness", witness)
    shown = decide_exactly(graph, left, right, domain) or prove(graph, left, right, domain)
    if isinstance(shown, Proved | Undefined):
        return shown
    witness = find_witness(graph, left, right, fresh(tried[before:])) or find_witness(
        graph, left, right, fresh(points_near(domain, names, literals(graph, left, right)))
    )
    if witness is not None:
        return Refuted("witness", witness)
    return shown if shown is not None else agree(graph, left, right, domain, names)
