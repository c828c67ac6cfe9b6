"""Exact proof for small rational functions: numerators and denominators are multiplied out by python-flint.

The number of terms is bounded before anything is multiplied, so that ``(x+y+z)^100000`` is left to the finite fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from derivations.equality.graph import Graph

MAX_TERMS = 10_000
MAX_BITS = 10_000


class _Size(NamedTuple):
    """Bounds for numerator and denominator of a node: their terms, and the bits of the largest coefficient."""

    terms: int
    bits: int


def equal_exactly(graph: Graph, left: int, right: int, exponents: Mapping[int, int]) -> bool:
    """Whether two rational functions are equal, False also where they are too large; ``exponents`` holds those of the powers.

    Nodes are numbers, names, ``add``, ``mul``, ``div``, ``neg`` and ``pow``.

    >>> from derivations.terms.term import name
    >>> graph = Graph()
    >>> equal_exactly(graph, graph.add(2 * (name("x") + 1)), graph.add(2 * name("x") + 2), {})
    True
    """
    nodes = graph.inside(left, right)
    if not _is_small(graph, nodes, exponents):
        return False
    names = graph.names(left, right) or ("x",)
    context = fmpq_mpoly_ctx.get(tuple(f"x{place}" for place in range(len(names))), Ordering.lex)
    generators = dict(zip(names, context.gens(), strict=True))
    one = context.constant(1)
    pairs: dict[int, tuple[Any, Any]] = {}
    for node in nodes:
        value, inside = graph.values[node], [pairs[each] for each in graph.args[node]]
        if isinstance(value, Fraction):
            pairs[node] = context.constant(fmpq(value.numerator, value.denominator)), one
        elif graph.ops[node] == "name":
            pairs[node] = generators[str(value)], one
        else:
            pairs[node] = _combined(graph.ops[node], inside, exponents.get(node, 1))
        if not pairs[node][1]:
            return False
    (a, b), (c, d) = pairs[left], pairs[right]
    return bool(a * d == b * c)


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


def _is_small(graph: Graph, nodes: list[int], exponents: Mapping[int, int]) -> bool:
    sizes: dict[int, _Size] = {}
    for node in nodes:
        op, value, inside = graph.ops[node], graph.values[node], [sizes[each] for each in graph.args[node]]
        if isinstance(value, Fraction):
            size = _Size(1, value.numerator.bit_length() + value.denominator.bit_length())
        elif op == "name":
            size = _Size(1, 1)
        else:
            size = _grown(op, inside, exponents.get(node, 1))
        if size.terms**2 > MAX_TERMS or size.bits > MAX_BITS:
            return False
        sizes[node] = size
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
