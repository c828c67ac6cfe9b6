"""Proof with a known error: terms are evaluated in finite fields at random places (``residues``), for every choice of branches.

An identity over free kernels is an identity of functions, so terms that are equal at every place are equal but for an error that is
computed. The converse is claimed for rational functions only: other terms that differ here are left to others.

Primes and places are drawn from a hash of the grader's version, the domain and both terms (``points.Draws``).
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, log10

from derivations.equality.exact import equal_exactly
from derivations.equality.graph import Graph
from derivations.equality.outcome import Proved, Refuted, Undefined
from derivations.equality.places import PRIME_BITS, Place
from derivations.equality.points import Draws, declared
from derivations.equality.reals import Reals
from derivations.equality.removable import leaves_points
from derivations.equality.residues import NoRootError, Residues, UnsupportedError
from derivations.terms.domain import Domain

TRIALS = 3
BRANCHES = 6  # roots and absolute values; their choices are tried in all combinations
ATTEMPTS = 256  # places for all trials, until every root that is needed exists
LARGEST_SIZE = 1 << 256
LARGEST_CHANCE = 1e-4  # of a trial to be unlucky; a proof needs less
NUMBER_OF_PRIMES = 1e16  # of PRIME_BITS + 1 bits, leaving 1 modulo 4: at least
RATIONAL = frozenset(["number", "name", "add", "mul", "div", "neg"])


def prove(graph: Graph, left: int, right: int, domain: Domain) -> Proved | Refuted | Undefined | None:
    """Proved with its error bound, Undefined where one side divides by zero at every place, None where this is no proof.

    Refuted only for rational functions: a nonzero element shows that their difference is not 0, and so not 0 everywhere.
    """
    draws = Draws("modular", declared(domain, graph.names(left, right)), graph.serial(left, right))
    reals = Reals(graph, domain)
    passed, poles = 0, {"left": 0, "right": 0}
    for _ in range(ATTEMPTS):
        place = Place(draws)
        try:
            fields = _all_branches(graph, reals, place, (left, right))
        except (UnsupportedError, OverflowError):
            return None
        except NoRootError:
            continue
        if fields is None:
            return None
        nowhere = next((side for side in poles if all(side in field.poles for field in fields)), None)
        if nowhere is not None:
            poles[nowhere] += 1
            if poles[nowhere] == TRIALS:
                return Undefined(nowhere, "division_by_zero")
            continue
        if not all(field.agree(left, right) for field in fields):
            return Refuted("nonzero") if _is_rational(fields[0], left, right) and _is_wide(graph, domain, left, right) else None
        passed += 1
        if passed == TRIALS:
            note = "removable_points" if leaves_points(fields[0], left, right) else None
            if _is_rational(fields[0], left, right) and equal_exactly(graph, left, right, _exponents(fields[0], left, right)):
                return Proved("exact", note=note)
            bound = _error(graph, fields, left, right)
            return None if bound is None else Proved("whp", bound, note)
    return None


def _is_rational(field: Residues, left: int, right: int) -> bool:
    """Whether both terms have a value here and are made of numbers and names by arithmetic alone."""
    graph = field.graph
    return not field.poles and all(
        graph.ops[node] in RATIONAL or (graph.ops[node] == "pow" and field.has_whole_exponent(node))
        for node in graph.inside(left, right)
    )


def _exponents(field: Residues, left: int, right: int) -> dict[int, int]:
    """The whole exponents of the powers among these nodes."""
    powers = [node for node in field.graph.inside(left, right) if field.graph.ops[node] == "pow"]
    found = {node: field.rational(field.graph.args[node][1]) for node in powers}
    return {node: int(exact) for node, exact in found.items() if exact is not None}


def _is_wide(graph: Graph, domain: Domain, left: int, right: int) -> bool:
    """Whether every name may take infinitely many values whatever the others are, so that no nonzero polynomial is 0 at all."""
    given = [domain[name] for name in graph.names(left, right)]
    return all(each.low is None or each.high is None for each in given)


def _all_branches(graph: Graph, reals: Reals, place: Place, roots: tuple[int, int]) -> list[Residues] | None:
    """The terms at one place, for each combination of branches; None where there are too many."""
    fields = [Residues(graph, reals, place, 0)]
    fields[0].evaluate(*roots)
    if fields[0].choices > BRANCHES:
        return None
    for mask in range(1, 1 << fields[0].choices):
        fields.append(Residues(graph, reals, place, mask))
        fields[-1].evaluate(*roots)
    return fields


def _error(graph: Graph, fields: list[Residues], left: int, right: int) -> str | None:
    """The chance that different terms pass: of an unlucky place, degree / 2^60, and of an unlucky prime, which divides all
    coefficients, for each trial, for the terms and for each two arguments of kernels. None where the bound is no bound."""
    degrees, heights, kernels = _sizes(graph, fields[0], left, right)
    pairs = (1 + kernels) ** 2 * len(fields) ** 2
    chance = pairs * (degrees / 2.0**PRIME_BITS + (heights / PRIME_BITS + 1) / NUMBER_OF_PRIMES)
    return f"1e{ceil(TRIALS * log10(chance))}" if chance < LARGEST_CHANCE else None


def _sizes(graph: Graph, field: Residues, left: int, right: int) -> tuple[int, int, int]:
    """Bounds on degree over names and kernels, on the bits of all coefficients together, and the number of kernels.

    Each holds for numerator and denominator of every node, so the worst of all nodes bounds what kernels are told apart by too.
    """
    degrees: dict[int, int] = {}
    heights: dict[int, int] = {}
    kernels = 0
    for node in graph.inside(left, right):
        op, args, value = graph.ops[node], graph.args[node], graph.values[node]
        degree, height = sum(degrees[each] for each in args), sum(heights[each] for each in args) + len(args)
        if op == "number" and isinstance(value, Fraction):
            height = value.numerator.bit_length() + value.denominator.bit_length()
        elif op == "pow" and (exact := field.rational(args[1])) is not None:
            size = abs(exact.numerator) + 1
            degree, height = degrees[args[0]] * size, (heights[args[0]] + 1) * size
        if op not in ("add", "mul", "div", "neg", "number"):
            kernels += 1
            degree += 1
        degrees[node] = min(degree + 4 * field.powers.get(node, 0), LARGEST_SIZE)
        heights[node] = min(height + 4, LARGEST_SIZE)
    return 2 * max(degrees.values()), 2 * max(heights.values()), kernels
