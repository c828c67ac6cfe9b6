"""Where two terms that are equal as expressions have different holes: (x^2-1)/(x-1) and x+1 differ in that one has no value at 1.

What is divided by, or put into a logarithm, is taken apart into factors; those that surely are not 0 are left out, and those of
one side are matched with those of the other by their values at one place of a finite field, up to a rational number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derivations.equality.field import Element, over
from derivations.equality.graph import Graph
from derivations.equality.kernels import Kernels

LARGEST_RATIO = 32
DIVIDING = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}  # functions with holes at the zeros of another
UNDER = frozenset(["pow", "neg", "div", "sqrt", "abs"])  # 0 where their first operand is
HOLED = frozenset(["div", "log", "pow", *DIVIDING])

Factor = tuple[str, int]


def leaves_points(runs: Sequence[Kernels], left: int, right: int) -> bool:
    """Whether one of two equal terms has holes that the other has not, as far as factors tell."""
    run = next(each for each in runs if left in each.values)
    if HOLED.isdisjoint(run.graph.ops):
        return False
    here, there = list(divisors(run.graph, left)), list(divisors(run.graph, right))
    if set(here) == set(there) or all(not kind and run.signs.is_positive(node) for kind, node in (*here, *there)):
        return False
    some, others = dict(_factors(run, here)), dict(_factors(run, there))
    return some.keys() != others.keys() and _has_more(run, some, others) != _has_more(run, others, some)


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


def _factors(run: Kernels, holes: list[tuple[str, int]]) -> Iterator[tuple[Factor, int]]:
    """The factors at whose zeros there is no value, and their nodes: a kind and an element, so that cos(u) is known by u."""
    graph, values = run.graph, run.values
    waiting = list(holes)
    while waiting:
        kind, node = waiting.pop()
        op, args = graph.ops[node], graph.args[node]
        if node not in values or values[node] == 0:
            continue
        if kind:
            yield (kind, _up_to_sign(values[node])), node
        elif op == "mul":
            waiting.extend(("", each) for each in args)
        elif op in UNDER:
            waiting.append(("", args[0]))
        elif op in ("sin", "cos"):
            yield (op, _up_to_sign(values[args[0]])), node
        elif op not in ("number", "constant"):
            yield ("", int(values[node])), node


def _up_to_sign(value: Element) -> int:
    return min(int(value), int(-value))


def _has_more(run: Kernels, some: dict[Factor, int], others: dict[Factor, int]) -> bool:
    """Whether some factors have no match among the others, and may be 0."""
    for factor, node in some.items():
        if factor not in others and not _is_positive(run, node) and not any(_same(run, factor, other) for other in others):
            return True
    return False


def _is_positive(run: Kernels, node: int) -> bool:
    return run.is_positive_sum(run.sum_of(node)) or run.signs.is_positive(node)


def _same(run: Kernels, left: Factor, right: Factor) -> bool:
    """Whether two factors are equal up to a small rational number."""
    if left[0] or right[0]:
        return False
    prime = run.place.primes[0]
    ratio = int(over(run.place.ring(left[1]), run.place.ring(right[1]))) % prime
    return any(not LARGEST_RATIO < ratio * below % prime < prime - LARGEST_RATIO for below in range(1, LARGEST_RATIO + 1))
