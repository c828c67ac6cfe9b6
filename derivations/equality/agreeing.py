"""Agreement: the enclosures of both terms meet at every point tried, to many bits. It is evidence, and never called a proof.

A point at which some part of a term is larger than 2^(bits/4), or smaller than its inverse without being 0, may refute but not
confirm: there a difference could hide below the precision, as in ``x + (1/2)^(10^12)``.
"""

from __future__ import annotations

from flint import arb

from derivations.equality.balls import Ball, Precision
from derivations.equality.graph import Graph
from derivations.equality.outcome import Agreed, Comparison, Refuted, Undecided
from derivations.equality.points import literals, points, points_near
from derivations.equality.refuting import Evaluated
from derivations.terms.domain import Domain

LADDER = (512, 2048)  # bits: each agreement is tested again with more
ENOUGH = 5  # points at which the terms must be seen to agree


def agree(graph: Graph, left: int, right: int, domain: Domain, names: tuple[str, ...]) -> Comparison:
    """Agreed, where enough points confirm and none refutes; Refuted by a witness; else Undecided."""
    inside = graph.inside(left, right)
    confirmed = 0
    for bits in LADDER:
        confirmed = 0
        tried = (
            [*points(domain, names), *points_near(domain, names, literals(graph, left, right))]
            if names
            else [*points(domain, names)][:1]
        )
        for point in tried:
            evaluated = Evaluated(point, bits)
            evaluated.extend(graph)
            witness = evaluated.witness(left, right)
            if witness is not None:
                return Refuted("witness", witness)
            with Precision(bits):
                confirmed += evaluated.finite(left, right) and all(_moderate(evaluated.balls[node], bits) for node in inside)
    needed = ENOUGH if names else 1
    return Agreed(confirmed, LADDER[-1]) if confirmed >= needed else Undecided("unconfirmed")


def _moderate(ball: Ball, bits: int) -> bool:
    size = abs(ball)
    bound = arb(2) ** (bits // 4)
    return bool(size.is_zero() or (size < bound and size * bound > 1))
