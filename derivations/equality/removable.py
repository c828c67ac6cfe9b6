"""Where two terms that are equal as expressions have different holes: (x^2-1)/(x-1) and x+1 differ in that one has no value at 1.

What is divided by, or put into a logarithm, is taken apart into factors; those that surely are not 0 are left out, and those of
one side are matched with those of the other by their values at one place of a finite field, up to a rational number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derivations.equality.field import Element, over
from derivations.equality.graph import Graph
from derivations.equality.kernels import Kernels

LARGEST_RATIO = 64
DIVIDING = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}  # functions with holes at the zeros of another
HOLED = frozenset(["div", "log", "pow", *DIVIDING])

Factor = tuple[str, int]


def leaves_points(runs: Sequence[Kernels], left: int, right: int) -> bool:
    """Whether one of two equal terms has holes that the other has not, as far as factors tell."""
    run = next(each for each in runs if left in each.values)
    graph = run.graph
    if HOLED.isdisjoint(graph.ops) or set(divisors(graph, left)) == set(divisors(graph, right)):
        return False
    here, there = set(_holes(run, left)), set(_holes(run, right))
    return here != there and bool(_unmatched(run, here, there)) != bool(_unmatched(run, there, here))


def divisors(graph: Graph, root: int) -> Iterator[tuple[str, int]]:
    """The nodes at whose zeros, or the zeros of whose sine or cosine, a term has no value."""
    for node in graph.inside(root):
        op, args = graph.ops[node], graph.args[node]
        if op == "div":
            if graph.ops[args[1]] != "number":
                yield "", args[1]
        elif op == "log" or (op == "pow" and graph.ops[args[1]] == "neg"):
            yield "", args[0]
        elif op in DIVIDING:
            yield DIVIDING[op], args[0]


def _holes(run: Kernels, root: int) -> Iterator[Factor]:
    """The factors at whose zeros a term has no value: a kind and an element, so that cos(u) is known by u."""
    for kind, node in divisors(run.graph, root):
        if kind and node in run.values:
            yield kind, _up_to_sign(run.values[node])
        elif not kind:
            yield from _factors(run, node)


def _factors(run: Kernels, root: int) -> Iterator[Factor]:
    graph, waiting = run.graph, [root]
    while waiting:
        node = waiting.pop()
        op, args = graph.ops[node], graph.args[node]
        if op == "mul":
            waiting.extend(args)
        elif op in ("pow", "neg", "div", "sqrt", "abs"):
            waiting.append(args[0])
        elif op not in ("number", "constant") and node in run.values and run.values[node] != 0 and not run.signs.is_positive(node):
            yield (op, _up_to_sign(run.values[args[0]])) if op in ("sin", "cos") else ("", int(run.values[node]))


def _up_to_sign(value: Element) -> int:
    return min(int(value), int(-value))


def _unmatched(run: Kernels, some: set[Factor], others: set[Factor]) -> list[Factor]:
    return [each for each in some if not any(_same(run, each, other) for other in others)]


def _same(run: Kernels, left: Factor, right: Factor) -> bool:
    """Whether two factors are equal up to a small rational number."""
    if left[0] or right[0]:
        return left == right
    prime = run.place.primes[0]
    ratio = int(over(run.place.ring(left[1]), run.place.ring(right[1]))) % prime
    return any(not LARGEST_RATIO < ratio * below % prime < prime - LARGEST_RATIO for below in range(1, LARGEST_RATIO + 1))
