"""Exact proof for small rational functions: numerators and denominators are multiplied out by python-flint.

The number of terms is bounded before anything is multiplied, so that ``(x+y+z)^100000`` is left to the finite fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from derivations.equality.graph import Graph
from derivations.equality.outcome import Proved, Refuted
from derivations.equality.removable import divisors
from derivations.equality.signs import Signs
from derivations.terms.domain import Domain

RATIONAL = frozenset(["number", "name", "add", "mul", "div", "neg", "pow"])
MAX_TERMS = 100
MAX_BITS = 10_000
MAX_POWER = 15

Polynomial = Any  # fmpq_mpoly, which has no type of its own
Quotient = tuple[Polynomial, Polynomial]


def decide_exactly(graph: Graph, left: int, right: int, domain: Domain) -> Proved | Refuted | None:
    """Whether two small rational functions are equal; None where the graph holds other nodes, is too large, or divides by 0.

    >>> from derivations.terms.term import name
    >>> graph = Graph()
    >>> decide_exactly(graph, graph.add(2 * (name("x") + 1)), graph.add(2 * name("x") + 2), Domain()).how
    'exact'
    """
    if not RATIONAL.issuperset(graph.ops):
        return None
    exponents = {node: _exponent(graph, graph.args[node][1]) for node, op in enumerate(graph.ops) if op == "pow"}
    if not _is_small(graph, exponents):
        return None
    quotients = _quotients(graph, exponents)
    if quotients is None:
        return None
    (a, b), (c, d) = quotients[left], quotients[right]
    if a * d != b * c:
        return Refuted("nonzero") if is_wide(graph, domain) else None
    return Proved("exact", note="removable_points" if _leaves_points(graph, quotients, left, right, domain) else None)


def is_wide(graph: Graph, domain: Domain) -> bool:
    """Whether the names may vary freely in intervals, so that no nonzero analytic function is 0 at all points."""
    given = [domain[name] for name in graph.names()]
    return all(each.kind == "real" and (each.low is None or each.low != each.high) for each in given)


@lru_cache(maxsize=64)
def _context(names: int) -> tuple[Any, tuple[Polynomial, ...], Polynomial]:
    context = fmpq_mpoly_ctx.get(tuple([f"x{place}" for place in range(names or 1)]), Ordering.lex)
    return context, context.gens(), context.constant(1)


def _quotients(graph: Graph, exponents: Mapping[int, int | None]) -> list[Quotient] | None:
    """Every node as numerator and denominator; None where one divides by 0."""
    names = graph.names()
    context, letters, one = _context(len(names))
    generators = dict(zip(names, letters, strict=False))
    quotients: list[Quotient] = []
    for node, (op, args, value) in enumerate(zip(graph.ops, graph.args, graph.values, strict=True)):
        if type(value) is Fraction:
            quotient = context.constant(fmpq(value.numerator, value.denominator)), one
        elif op == "name":
            quotient = generators[str(value)], one
        else:
            quotient = _combined(op, [quotients[each] for each in args], exponents.get(node) or 0)
        if not quotient[1]:
            return None
        quotients.append(quotient)
    return quotients


def _leaves_points(graph: Graph, quotients: list[Quotient], left: int, right: int, domain: Domain) -> bool:
    """Whether one side divides by what may be 0 where the other does not."""
    here, there = ({node for _, node in divisors(graph, root)} for root in (left, right))
    if here == there:
        return False
    signs = Signs(graph, domain)
    positive = [signs.is_positive(graph.node("name", (), name)) for name in graph.names()]
    pairs = ((here - there, there), (there - here, here))
    return any(
        _is_left_over(quotients[node][0], [quotients[each][0] for each in others], positive)
        for own, others in pairs
        for node in own
    )


def _is_left_over(polynomial: Polynomial, others: list[Polynomial], positive: list[bool]) -> bool:
    """Whether a polynomial has a factor that may be 0 and that none of the others has."""
    for each in others:
        shared = polynomial.gcd(each)
        while not shared.is_constant():
            polynomial = divmod(polynomial, shared)[0]
            shared = polynomial.gcd(shared)
    return not _is_nonzero(polynomial, positive)


def _is_nonzero(polynomial: Polynomial, positive: list[bool]) -> bool:
    """Whether a polynomial is seen to be nowhere 0: a constant and even powers, all with the same sign."""
    terms = polynomial.to_dict()
    is_even = all(power % 2 == 0 or known for powers in terms for power, known in zip(powers, positive, strict=False))
    signs = {factor > 0 for factor in terms.values()}
    return len(signs) == 1 and is_even and (any(not any(powers) for powers in terms) or (len(terms) == 1 and all(positive)))


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
    """Whether the terms of each numerator and denominator are few, and the bits of their coefficients.

    A sum is counted as if it were brought to one denominator by multiplying out.
    """
    if None in exponents.values():
        return False
    sizes: list[int] = []
    bits: list[int] = []
    for node, (op, args, value) in enumerate(zip(graph.ops, graph.args, graph.values, strict=True)):
        terms, height = 1, 1
        if type(value) is Fraction:
            height = value.numerator.bit_length() + value.denominator.bit_length()
        elif op == "pow":
            times = min(abs(exponents.get(node) or 0), MAX_BITS)
            terms = sizes[args[0]] ** min(times, MAX_POWER) if sizes[args[0]] > 1 else 1
            height = (bits[args[0]] + 1) * times + 1
        elif args:
            for each in args:
                terms *= sizes[each]
                height += bits[each] + 1
            terms *= len(args) if op == "add" else 1
        if terms > MAX_TERMS or height > MAX_BITS:
            return False
        sizes.append(terms)
        bits.append(height)
    return True
