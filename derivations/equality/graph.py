"""The terms of one comparison as a single list of nodes, each after its operands: equal subterms are one node.

Every stage of the ladder runs along this list, so none of them recurses into what a student typed, each shared subterm is
worked out once for both terms, a key's nodes are made (and evaluated) once for all answers, and two terms that are written
the same way end in the same node. The number of nodes and the depth are bounded here, for all stages.
"""

from __future__ import annotations

from fractions import Fraction
from marshal import dumps

from derivations.terms.term import Term, Value

MAX_NODES = 20_000
MAX_DEPTH = 200
SERIAL_VERSION = 0  # of marshal: plain values, without references, which depend on what else is alive

Operands = tuple[int, ...]


class LimitError(Exception):
    """A counted bound was reached; ``reason`` is the code that an Undecided carries, such as ``limit:nodes``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Graph:
    """Nodes 0, 1, ...: ``ops[i]`` is an operation of Term, ``args[i]`` the numbers of its operands, ``values[i]`` its value.

    >>> from derivations.terms.term import name
    >>> graph = Graph()
    >>> graph.add(name("x") + 1), graph.add(2 * (name("x") + 1))
    (2, 4)
    >>> graph.ops[4], graph.args[4]
    ('mul', (3, 2))
    """

    __slots__ = ("_known", "args", "ops", "values")

    def __init__(self) -> None:
        self.ops: list[str] = []
        self.args: list[Operands] = []
        self.values: list[Value] = []
        self._known: dict[object, int] = {}

    def copy(self) -> Graph:
        """A graph with the same nodes, to which others can be added."""
        other = Graph()
        other.ops = self.ops.copy()
        other.args = self.args.copy()
        other.values = self.values.copy()
        other._known = self._known.copy()
        return other

    def add(self, term: Term) -> int:
        """The node of a term, after adding what is missing.

        Raises LimitError where the graph would have more than MAX_NODES nodes or the term is deeper than MAX_DEPTH.
        """
        return self._add(term, {}, MAX_DEPTH)

    def _add(self, term: Term, seen: dict[int, int], depth: int) -> int:
        inner, op, value = term.args, term.op, term.value
        if not inner:
            return self.node(op, (), value)
        place = id(term)
        found = seen.get(place)
        if found is None:
            if not depth:
                raise LimitError("limit:depth")
            add, depth = self._add, depth - 1
            if len(inner) == 2:
                args: Operands = add(inner[0], seen, depth), add(inner[1], seen, depth)
            else:
                args = tuple([add(each, seen, depth) for each in inner])
            found = seen[place] = self.node(op, args, value)
        return found

    def node(self, op: str, args: Operands = (), value: Value = None) -> int:
        """The node of an operation on nodes."""
        if value is None:
            key: object = op, args
        elif type(value) is Fraction:
            key = value.numerator, value.denominator
        else:
            key = op, args, value
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self.ops)
            if found >= MAX_NODES:
                raise LimitError("limit:nodes")
            self.ops.append(op)
            self.args.append(args)
            self.values.append(value)
        return found

    def inside(self, *roots: int) -> list[int]:
        """The nodes that these are made of, themselves included, in order."""
        args, last = self.args, max(roots)
        wanted = bytearray(last + 1)
        for root in roots:
            wanted[root] = 1
        for node in range(last, -1, -1):
            if wanted[node]:
                for each in args[node]:
                    wanted[each] = 1
        return [node for node in range(last + 1) if wanted[node]]

    def names(self, *roots: int) -> tuple[str, ...]:
        """The names that occur in these nodes, or in all, sorted."""
        nodes = self.inside(*roots) if roots else range(len(self.ops))
        return tuple(sorted([str(self.values[node]) for node in nodes if self.ops[node] == "name"]))

    def serial(self) -> bytes:
        """A writing of all nodes that is the same in every process: what a seed is made of."""
        return dumps(list(self._known), SERIAL_VERSION)
