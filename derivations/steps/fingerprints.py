"""Values of terms at a few points of a domain, as floats: what proposes that two terms are equal. `compare` decides."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from derivations.equality.graph import MAX_NODES, Graph, LimitError
from derivations.equality.points import Point, points
from derivations.equality.refuting import Evaluated
from derivations.terms.domain import Domain
from derivations.terms.term import Term, names

Fingerprint = tuple[complex | None, ...]
"""A value for each point; None where it is not known to be finite."""

BITS = 128
POINTS = 3
NEAR = 1e-9
TINY = 1e-25
LARGEST = 1e250
FULL = MAX_NODES // 2
"""How many nodes a graph holds before the next is begun."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """Points at which terms are looked at.

    >>> from derivations.terms.term import name
    >>> x = name("x")
    >>> sampled = sampled_around(2 * x, Domain())
    >>> are_near(sampled.of(x + x), sampled.of(2 * x)), are_near(sampled.of(x + x), sampled.of(3 * x))
    (True, False)
    """

    at: tuple[Point, ...]

    def of(self, term: Term) -> Fingerprint:
        """The fingerprint of a term; of a list, those of its members one after another."""
        return self.of_all([term])[0]

    def of_all(self, terms: Iterable[Term]) -> list[Fingerprint]:
        """The fingerprints of several terms, whose common parts are worked out once, in as many graphs as it takes."""
        found: list[Fingerprint] = []
        graph, roots = Graph(), list[tuple[int, ...]]()
        for term in terms:
            members = term.args if term.op in ("tuple", "list", "matrix") else (term,)
            if len(graph.ops) > FULL:
                found += self._values(graph, roots)
                graph, roots = Graph(), []
            try:
                roots.append(tuple([graph.add(each) for each in members]))
            except LimitError:  # of this term alone: the graph had room for any that can be compared
                found += [*self._values(graph, roots), (None,) * len(self.at)]
                graph, roots = Graph(), []
        return found + self._values(graph, roots)

    def _values(self, graph: Graph, roots: list[tuple[int, ...]]) -> list[Fingerprint]:
        values = []
        for point in self.at:
            evaluated = Evaluated(point, BITS)
            evaluated.extend(graph)
            values.append(evaluated.balls)
        return [tuple(_value(balls[node]) for balls in values for node in nodes) for nodes in roots]


def sampled_around(term: Term, domain: Domain, also: Iterable[str] = ()) -> Sampled:
    """Points of the domain at which a term has a value; ``also``: further names that occur in what it is compared with."""
    every = points(domain, tuple(sorted(names(term).union(also))))
    found = [point for point, value in zip(every, Sampled(every).of_all([term])[0], strict=False) if value is not None]
    return Sampled(tuple(sorted(found, key=_is_written)[:POINTS]) or every[:POINTS])


def _is_written(point: Point) -> bool:
    """Points of small whole numbers come last: at 2 and 3 different terms may have one value."""
    return all(real.denominator == 1 for real, _ in point.at.values())


def are_near(left: Fingerprint, right: Fingerprint) -> bool:
    """Whether two fingerprints agree wherever both are known, and somewhere both are; without values nothing speaks against it."""
    if len(left) != len(right):
        return False
    seen = not left
    for here, there in zip(left, right, strict=True):
        if here is None or there is None:
            continue
        if abs(here - there) > NEAR * max(abs(here), abs(there)) + TINY:
            return False
        seen = True
    return seen


def _value(ball: Any) -> complex | None:
    if not ball.is_finite():
        return None
    value = complex(ball.mid())
    return value if math.isfinite(value.real) and math.isfinite(value.imag) and abs(value) < LARGEST else None
