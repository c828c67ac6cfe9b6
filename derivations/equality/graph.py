"""The terms of one comparison as a single list of nodes, each after its operands: equal subterms are one node.

Every stage of the ladder runs along this list, so none of them recurses into what a student typed, each shared subterm is
worked out once for both terms, a key's nodes are made (and evaluated) once for all answers, and two terms that are written
the same way end in the same node. The number of nodes and the depth are bounded here, for all stages.
"""

from __future__ import annotations

from fractions import Fraction

from derivations.terms.term import Term, Value

MAX_NODES = 20_000
MAX_DEPTH = 200

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
        operands = term.args
        if operands:
            node = seen.get(id(term))
            if node is not None:
                return node
            if not depth:
                raise LimitError("limit:depth")
            node = self.node(term.op, tuple([self._add(each, seen, depth - 1) for each in operands]), term.value)
            seen[id(term)] = node
            return node
        return self.node(term.op, (), term.value)

    def node(self, op: str, args: Operands = (), value: Value = None) -> int:
        """The node of an operation on nodes."""
        key = (op, args, value) if not isinstance(value, Fraction) else (value.numerator, value.denominator)
        node = self._known.get(key)
        if node is None:
            node = len(self.ops)
            if node >= MAX_NODES:
                raise LimitError("limit:nodes")
            self._known[key] = node
            self.ops.append(op)
            self.args.append(args)
            self.values.append(value)
        return node

    def inside(self, *roots: int) -> list[int]:
        """The nodes that these are made of, themselves included, in order."""
        wanted = set(roots)
        for node in range(max(roots), -1, -1):
            if node in wanted:
                wanted.update(self.args[node])
        return sorted(wanted)

    def names(self, *roots: int) -> tuple[str, ...]:
        """The names that occur in these nodes, sorted."""
        return tuple(sorted(str(self.values[node]) for node in self.inside(*roots) if self.ops[node] == "name"))

    def serial(self, *roots: int) -> str:
        """A writing of these nodes that is the same in every process, whatever else the graph holds: what a seed is made of."""
        place: dict[int, int] = {}
        parts: list[str] = []
        for node in self.inside(*roots):
            place[node] = len(place)
            operands = ",".join([str(place[each]) for each in self.args[node]])
            parts.append(f"{self.ops[node]}:{self.values[node]}:{operands}")
        parts.append(",".join(str(place[each]) for each in roots))
        return ";".join(parts)
