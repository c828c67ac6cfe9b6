"""Exact proof for small rational functions: numerators and denominators are multiplied out by python-flint.

The number of terms is bounded before anything is multiplied, so that ``(x+y+z)^100000`` is left to the finite fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from derivations.equality.graph import Graph

RATIONAL = frozenset(["number", "name", "add", "mul", "div", "neg", "pow"])
MAX_TERMS = 10_000
MAX_BITS = 10_000


class _Size(NamedTuple):
    """Bounds for numerator and denominator of a node: their terms, and the bits of the largest coefficient."""

    terms: int
    bits: int


def decide_exactly(graph: Graph, left: int, right: int) -> bool | None:
    """Whether two small rational functions are equal; None where the graph holds other nodes, is too large, or divides by 0.

    >>> from derivations.terms.term import name
    >>> graph = Graph()
    >>> decide_exactly(graph, graph.add(2 * (name("x") + 1)), graph.add(2 * name("x") + 2))
    True
    """
    if not RATIONAL.issuperset(graph.ops):
        return None
    exponents = {node: _exponent(graph, graph.args[node][1]) for node, op in enumerate(graph.ops) if op == "pow"}
    if not _is_small(graph, exponents):
        return None
    names = graph.names()
    context = fmpq_mpoly_ctx.get(tuple([f"x{place}" for place in range(len(names) or 1)]), Ordering.lex)
    generators = dict(zip(names, context.gens(), strict=False))
    one = context.constant(1)
    pairs: list[tuple[Any, Any]] = []
    for node, (op, args, value) in enumerate(zip(graph.ops, graph.args, graph.values, strict=True)):
        if type(value) is Fraction:
            pair = context.constant(fmpq(value.numerator, value.denominator)), one
        elif op == "name":
            pair = generators[str(value)], one
        else:
            pair = _combined(op, [pairs[each] for each in args], exponents.get(node) or 0)
        if not pair[1]:
            return None
        pairs.append(pair)
    (a, b), (c, d) = pairs[left], pairs[right]
    return bool(a * d == b * c)


def _exponent(graph: Graph, node: int) -> int | None:
    """The value of an exponent that is written as a whole number."""
    op, value = graph.ops[node], graph.values[node]
    if op == "neg":
        inner = _exponent(graph, graph.args[node][0])
        return None if inner is None else -inner
    return int(value) if type(value) is Fraction and value.denominator == 1 else None


def _combined(op: str, inside: list[tuple[Any, Any]], exponent: int) -> tuple[Any, Any]:
    above, below = inside[0]
    match op:
        case "neg":
            return -above, below
        case "div":
            return above * inside[1][1], below * inside[1][0]
        case "pow":
            return (above**exponent, below**exponent) if exponent >= 0 else (below**-exponent, above**-exponent)
        case "mul":
            for top, bottom in inside[1:]:
                above, below = above * top, below * bottom
        case "add":
            for top, bottom in inside[1:]:
                above, below = (above + top, below) if below == bottom else (above * bottom + top * below, below * bottom)
    return above, below


def _is_small(graph: Graph, exponents: Mapping[int, int | None]) -> bool:
    if None in exponents.values():
        return False
    sizes: list[_Size] = []
    for node, (op, args, value) in enumerate(zip(graph.ops, graph.args, graph.values, strict=True)):
        if type(value) is Fraction:
            size = _Size(1, value.numerator.bit_length() + value.denominator.bit_length())
        elif op == "name":
            size = _Size(1, 1)
        else:
            size = _grown(op, [sizes[each] for each in args], exponents.get(node) or 0)
        if size.terms**2 > MAX_TERMS or size.bits > MAX_BITS:
            return False
        sizes.append(size)
    return True


def _grown(op: str, inside: list[_Size], exponent: int) -> _Size:
    """The size after an operation; every sum is counted as if it were brought to one denominator by multiplying out."""
    if op == "pow":
        times = min(abs(exponent), MAX_BITS)
        return _Size(inside[0].terms ** min(times, 15) if inside[0].terms > 1 else 1, (inside[0].bits + 1) * times + 1)
    terms = 1
    for size in inside:
        terms *= size.terms
    return _Size(terms * (len(inside) if op == "add" else 1), sum(size.bits + 1 for size in inside))
