"""What is worked out of a key before an answer stands beside it: its nodes, and their values at the first point.

One key meets many answers, so its share of the work is done once. A few keys are kept, found by identity: reading a text again
gives the same term (``key``), and a hash of the whole term would cost as much as it saves.
"""

from __future__ import annotations

from derivations.equality.graph import Graph
from derivations.equality.points import Point
from derivations.equality.refuting import FAST_BITS, Evaluated
from derivations.terms.term import Term

KEPT = 256  # keys
LARGEST = 1000  # nodes of a key that is kept


class Prepared:
    """A term's nodes, and their values at one point, handed out as copies to which an answer's can be added."""

    __slots__ = ("_evaluated", "_graph", "names", "root", "term")

    def __init__(self, term: Term) -> None:
        self.term = term
        self._graph = Graph()
        self.root = self._graph.add(term)
        self.names = self._graph.names()
        self._evaluated: Evaluated | None = None

    def __len__(self) -> int:
        return len(self._graph.ops)

    def graph(self) -> Graph:
        """The nodes."""
        return self._graph.copy()

    def at(self, point: Point) -> Evaluated:
        """The values of the nodes at a point."""
        known = self._evaluated
        if known is None or known.point is not point:
            known = Evaluated(point, FAST_BITS)
            known.extend(self._graph)
            self._evaluated = known
        return known.copy()


def prepare(term: Term) -> Prepared:
    """A key, prepared now or earlier. Raises LimitError."""
    found = _kept.get(id(term))
    if found is None:  # what is kept holds its term, so no other one has its place
        found = Prepared(term)
        if len(found) <= LARGEST:
            if len(_kept) >= KEPT:
                _kept.clear()
            _kept[id(term)] = found
    return found


_kept: dict[int, Prepared] = {}
