"""Which nodes are surely real, and which surely positive: cases of |u|, and log(exp(u)) = u, are true for real u only."""

from __future__ import annotations

from fractions import Fraction

from derivations.equality.graph import Graph
from derivations.terms.domain import Domain

REAL_FOR_REALS = (
    frozenset(["number", "add", "mul", "neg", "div", "abs", "max", "min", "sign", "step", "relu", "floor", "ceil", "cbrt"])
    | frozenset(["exp", "sin", "cos", "tan", "sec", "csc", "cot", "atan", "sinh", "cosh", "tanh", "sech", "asinh", "erf"])
    | frozenset(["sigmoid", "softplus", "derivative", "opaque"])
)
POSITIVE_FOR_REALS = frozenset(["exp", "cosh", "sech", "sigmoid", "softplus"])


class Reals:
    """What is known of a graph's nodes on a domain; "not known" is False."""

    def __init__(self, graph: Graph, domain: Domain) -> None:
        self._graph = graph
        self._domain = domain
        self._real: dict[int, bool] = {}

    def is_real(self, root: int) -> bool:
        """Whether the value is real wherever it exists."""
        if root not in self._real:
            for node in self._graph.inside(root):
                self._real[node] = self._is_real(node)
        return self._real[root]

    def _is_real(self, node: int) -> bool:
        op, args, value = self._graph.ops[node], self._graph.args[node], self._graph.values[node]
        if op == "name":
            return self._domain[str(value)].kind != "complex"
        if op == "constant":
            return value in ("pi", "e")
        if op == "pow":
            return self._real[args[0]] and self._real[args[1]] and (self._is_whole(args[1]) or self.is_positive(args[0]))
        if op in ("sqrt", "log"):
            return self.is_positive(args[0])
        return op in REAL_FOR_REALS and all(self._real[each] for each in args)

    def _is_whole(self, node: int) -> bool:
        value = self._graph.values[self._graph.args[node][0] if self._graph.ops[node] == "neg" else node]
        return isinstance(value, Fraction) and value.denominator == 1

    def _is_even(self, node: int) -> bool:
        value = self._graph.values[self._graph.args[node][0] if self._graph.ops[node] == "neg" else node]
        return isinstance(value, Fraction) and value.denominator == 1 and value.numerator % 2 == 0

    def is_positive(self, node: int) -> bool:
        """Whether the value is above 0 wherever it exists."""
        op, args, value = self._graph.ops[node], self._graph.args[node], self._graph.values[node]
        match op:
            case "number":
                return isinstance(value, Fraction) and value > 0
            case "constant":
                return value in ("pi", "e")
            case "name":
                return self._starts_at_zero(node) and (self._domain[str(value)].low_open or self._domain[str(value)].nonzero)
            case "add":
                return any(self.is_positive(each) for each in args) and all(self.is_nonnegative(each) for each in args)
            case "mul" | "div":
                return all(self.is_positive(each) for each in args)
            case "pow":
                return self.is_positive(args[0]) and self.is_real(args[1])
            case "sqrt":
                return self.is_positive(args[0])
        return op in POSITIVE_FOR_REALS and self.is_real(args[0])

    def is_nonnegative(self, node: int) -> bool:
        """Whether the value is real and 0 or above wherever it exists."""
        op, args = self._graph.ops[node], self._graph.args[node]
        match op:
            case "number":
                return True
            case "name":
                return self._starts_at_zero(node)
            case "abs":
                return True
            case "relu":
                return self.is_real(args[0])
            case "add" | "mul":
                return all(self.is_nonnegative(each) for each in args)
            case "pow" if self._is_even(args[1]):
                return self.is_real(args[0])
            case "sqrt":
                return self.is_nonnegative(args[0])
        return self.is_positive(node)

    def _starts_at_zero(self, node: int) -> bool:
        given = self._domain[str(self._graph.values[node])]
        low = None if given.low is None else given.low.value
        return given.kind != "complex" and isinstance(low, Fraction) and low >= 0
