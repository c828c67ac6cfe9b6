"""Whether one term is another times a nonzero constant: what makes two equations the same.

The constant is found at a rational point, where both terms are evaluated by putting numbers for their names; then
``u * v(p) = v * u(p)`` is an ordinary comparison.
"""

from __future__ import annotations

from collections.abc import Callable

from derivations.equality.balls import Precision
from derivations.equality.graph import Graph
from derivations.equality.outcome import Comparison, Refuted, Undecided
from derivations.equality.points import Point, points
from derivations.equality.refuting import Evaluated
from derivations.terms.domain import Domain
from derivations.terms.term import Term, mul, name, number, substitute

Decide = Callable[[Term, Term, Domain], Comparison]
BITS = 128
ZERO = number(0)


def proportional(left: Term, right: Term, domain: Domain, decide: Decide) -> Comparison:
    """Compare two terms up to a nonzero constant."""
    graph = Graph()
    here, there = graph.add(left), graph.add(right)
    for point in points(domain, graph.names(here, there)):
        if any(imaginary for _, imaginary in point.at.values()):
            continue
        evaluated = Evaluated(point, BITS)
        evaluated.extend(graph)
        with Precision(BITS):
            usable = [evaluated.balls[node].is_finite() and not evaluated.balls[node].contains(0) for node in (here, there)]
        if all(usable):
            return decide(mul(left, _at(right, point)), mul(right, _at(left, point)), domain)
    vanishing = [decide(each, ZERO, domain) for each in (left, right)]
    refuted = [isinstance(each, Refuted) for each in vanishing]
    if refuted[0] != refuted[1]:
        return next(each for each in vanishing if isinstance(each, Refuted))
    return Undecided("unsupported:equation") if all(refuted) else vanishing[0]


def _at(term: Term, point: Point) -> Term:
    return substitute(term, {name(each): number(real) for each, (real, _) in point.at.items()})
