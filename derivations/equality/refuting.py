"""Refutation: a point of the domain where the enclosures of two terms do not meet. It comes first because it is cheap.

Ball arithmetic at 64 bits costs about as much as floats do here, so there is no stage of floats before it: the first ball
refutes nearly every wrong answer, and a right one has been seen to be finite at that point, which its proof relies on.
"""

from __future__ import annotations

from collections.abc import Iterable

from derivations.equality.balls import Balls, Precision, apart, exact_ball, extend, texts
from derivations.equality.graph import Graph
from derivations.equality.outcome import Witness
from derivations.equality.points import Point

FAST_BITS = 64


class Evaluated:
    """A graph's nodes at one point in one precision; ``balls`` grows with the graph.

    A key keeps these for its own nodes and hands out copies, so a key's values are worked out once.
    """

    __slots__ = ("at", "balls", "bits", "point")

    def __init__(self, point: Point, bits: int, balls: Balls | None = None) -> None:
        self.point = point
        self.bits = bits
        self.at = {name: exact_ball(*value) for name, value in point.at.items()}
        self.balls: Balls = [] if balls is None else balls

    def copy(self) -> Evaluated:
        """The same values, to which those of other nodes can be added."""
        return Evaluated(self.point, self.bits, self.balls.copy())

    def extend(self, graph: Graph) -> None:
        """Work out the values of the nodes that are new."""
        with Precision(self.bits):
            extend(self.balls, graph, self.at)

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


def find_witness(graph: Graph, left: int, right: int, points: Iterable[Point], bits: int) -> Witness | None:
    """The first of the points at which two nodes differ."""
    for point in points:
        evaluated = Evaluated(point, bits)
        evaluated.extend(graph)
        witness = evaluated.witness(left, right)
        if witness is not None:
            return witness
    return None


def is_seen(graph: Graph, node: int, points: Iterable[Point]) -> bool:
    """Whether a node is seen to have a value at one of the points."""
    for point in points:
        evaluated = Evaluated(point, FAST_BITS)
        evaluated.extend(graph)
        if evaluated.finite(node):
            return True
    return False
