"""Refutation: a point of the domain where the enclosures of two terms do not meet. It comes first because it is cheap.

Ball arithmetic at 64 bits costs about as much as floats do here, so there is no stage of floats before it: the first ball
refutes nearly every wrong answer, and a right one has been seen to be finite at that point, which its proof relies on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivations.equality.balls import Balls, Precision, apart, exact_ball, extend, texts
from derivations.equality.graph import Graph
from derivations.equality.outcome import Witness
from derivations.equality.points import Point

FAST_BITS = 64


class Evaluated:
    """A graph's nodes at one point in one precision; ``balls`` grows with the graph."""

    __slots__ = ("_at", "balls", "bits", "point")

    def __init__(self, point: Point, bits: int) -> None:
        self.point = point
        self.bits = bits
        self.balls: Balls = []
        self._at = {name: exact_ball(*value) for name, value in point.at.items()}

    def copy(self) -> Evaluated:
        """The same values, to which those of other nodes can be added."""
        other = Evaluated.__new__(Evaluated)
        other.point, other.bits, other._at = self.point, self.bits, self._at
        other.balls = self.balls.copy()
        return other

    def extend(self, graph: Graph) -> None:
        """Work out the values of the nodes that are new."""
        with Precision(self.bits):
            extend(self.balls, graph, self._at)

    def witness(self, left: int, right: int) -> Witness | None:
        """The point as a witness that two nodes differ, if it is one."""
        here, there = self.balls[left], self.balls[right]
        if not apart(here, there):
            return None
        with Precision(self.bits):
            return Witness(self.point.text(), *texts(here, there))

    def finite(self, *nodes: int) -> bool:
        """Whether the values of all these nodes are known."""
        return all(self.balls[node].is_finite() for node in nodes)


def fresh(points: Iterable[Point]) -> Iterator[Evaluated]:
    """Nothing evaluated yet, at each of these points."""
    for point in points:
        yield Evaluated(point, FAST_BITS)


def find_witness(graph: Graph, left: int, right: int, begun: Iterable[Evaluated]) -> Witness | None:
    """The first of the points at which two nodes differ."""
    for evaluated in begun:
        evaluated.extend(graph)
        witness = evaluated.witness(left, right)
        if witness is not None:
            return witness
    return None


def is_seen(graph: Graph, node: int, begun: Iterable[Evaluated]) -> bool:
    """Whether a node is seen to have a value at one of the points."""
    for evaluated in begun:
        evaluated.extend(graph)
        if evaluated.finite(node):
            return True
    return False
