"""Where two terms that are equal as expressions have different holes: (x^2-1)/(x-1) and x+1 differ in that one has no value at 1.

What is divided by, or put into a logarithm, is taken apart into factors; those that surely are not 0 are left out, and those of
one side are matched with those of the other by their values at one place of a finite field, up to a rational number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from derivations.equality.graph import Graph
from derivations.equality.reals import Reals

LARGEST_RATIO = 64
DIVIDING = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}  # functions with holes at the zeros of another


class Place(Protocol):
    """A graph evaluated in a field."""

    graph: Graph
    reals: Reals
    prime: int

    def element(self, node: int) -> int | None:
        """The value of a node that was evaluated, None at a pole."""


def leaves_points(place: Place, left: int, right: int) -> bool:
    """Whether one of two equal terms has holes that the other has not, as far as factors tell."""
    here, there = list(_holes(place, left)), list(_holes(place, right))
    return bool(_unmatched(place, here, there)) != bool(_unmatched(place, there, here))


def _holes(place: Place, root: int) -> Iterator[tuple[str, int]]:
    """The factors at whose zeros a term has no value: a kind and an element, so that cos(u) is known by u."""
    graph = place.graph
    for node in graph.inside(root):
        op, args = graph.ops[node], graph.args[node]
        if op == "div":
            yield from _factors(place, args[1])
        elif op == "log" or (op == "pow" and graph.ops[args[1]] == "neg"):
            yield from _factors(place, args[0])
        elif op in DIVIDING:
            element = place.element(args[0])
            if element is not None:
                yield DIVIDING[op], min(element, place.prime - element)


def _factors(place: Place, root: int) -> Iterator[tuple[str, int]]:
    graph, waiting = place.graph, [root]
    while waiting:
        node = waiting.pop()
        op, args = graph.ops[node], graph.args[node]
        if op == "mul":
            waiting.extend(args)
        elif op in ("pow", "neg", "div", "sqrt", "abs"):
            waiting.append(args[0])
        elif op not in ("number", "constant") and not place.reals.is_positive(node):
            argument = place.element(args[0]) if op in ("sin", "cos") else None
            element = place.element(node)
            if argument is not None:
                yield op, min(argument, place.prime - argument)
            elif element:
                yield "", element


def _unmatched(place: Place, some: list[tuple[str, int]], others: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return [each for each in some if not any(_same(place.prime, each, other) for other in others)]


def _same(prime: int, left: tuple[str, int], right: tuple[str, int]) -> bool:
    """Whether two factors are equal up to a small rational number."""
    if left[0] or right[0]:
        return left == right
    ratio = left[1] * pow(right[1], -1, prime) % prime
    sizes = (ratio * below % prime for below in range(1, LARGEST_RATIO + 1))
    return any(min(size, prime - size) <= LARGEST_RATIO for size in sizes)
