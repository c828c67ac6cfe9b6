"""Agreement: the enclosures of both terms meet at every point tried, to many bits. It is evidence, and never called a proof.

A point at which some part of a term is larger than 2^(bits/4), or smaller than its inverse without being 0, may refute but not
confirm: there a difference could hide below the precision, as in ``x + (1/2)^(10^12)``. Functions by cases never agree: a case may
hold where no point lies.
"""

from __future__ import annotations

from flint import arb

from derivations.equality.balls import Ball, Precision
from derivations.equality.graph import Graph
from derivations.equality.outcome import Agreed, Comparison, Refuted, Undecided
from derivations.equality.points import MAX_SIGNED, literals, orthants, points, points_near
from derivations.equality.refuting import Evaluated, find_witness, fresh
from derivations.equality.signs import Signs
from derivations.terms.domain import Domain

LADDER = (512, 2048)  # bits: each agreement is tested again with more
ENOUGH = 5  # points at which the terms must be seen to agree
BY_CASES = frozenset(["abs", "sign", "max", "min", "relu", "step", "floor", "ceil"])
MANY_VALUED = frozenset(["sqrt", "log", "logb", "pow", "root"])


def agree(graph: Graph, left: int, right: int, domain: Domain, names: tuple[str, ...]) -> Comparison:
    """Agreed, where enough points confirm and none refutes; Refuted by a witness; else Undecided."""
    inside = graph.inside(left, right)
    signs = Signs(graph, domain)
    cases = [node for node in inside if graph.ops[node] in BY_CASES and not _is_modulus(graph, signs, node)]
    if cases and len(graph.names(*cases)) > MAX_SIGNED:
        return Undecided("limit:cases")
    if cases or any(graph.ops[node] in MANY_VALUED for node in inside):
        witness = find_witness(graph, left, right, fresh(orthants(domain, names)))
        if witness is not None:
            return Refuted("witness", witness)
    stays_open = bool(cases and names)
    tried = [*points(domain, names), *points_near(domain, names, literals(graph, left, right))] if names else points(domain, ())[:1]
    confirmed = 0
    for bits in LADDER[:1] if stays_open else LADDER:
        confirmed = 0
        for point in tried:
            evaluated = Evaluated(point, bits)
            evaluated.extend(graph)
            witness = evaluated.witness(left, right)
            if witness is not None:
                return Refuted("witness", witness)
            if not stays_open:
                confirmed += evaluated.finite(left, right) and _are_moderate([evaluated.balls[node] for node in inside], bits)
    if stays_open:
        return Undecided("cases")
    needed = ENOUGH if names else 1
    return Agreed(confirmed, LADDER[-1]) if confirmed >= needed else Undecided("unconfirmed")


def _is_modulus(graph: Graph, signs: Signs, node: int) -> bool:
    """Whether it is the modulus of a complex number, which has no cases."""
    return graph.ops[node] == "abs" and any(
        graph.values[each] == "i" or (graph.ops[each] == "name" and signs.of(each) is None) for each in graph.inside(node)
    )


def _are_moderate(balls: list[Ball], bits: int) -> bool:
    with Precision(bits):
        bound = arb(2) ** (bits // 4)
        sizes = (abs(ball) for ball in balls)
        return all(size.is_zero() or (size < bound and size * bound > 1) for size in sizes)
