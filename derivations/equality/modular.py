"""Proof with a known error: terms are evaluated in finite fields at a random place (``kernels``), on every path of cases.

An identity over free kernels is an identity of functions, so terms that are equal at a random place are equal but for an error that
is computed. The converse, that a difference there is a difference of functions, is claimed only where the kernels are independent:
for names, exp and cis of monomials in names whose exponents are different (Ax 1971), and unknown functions.

Primes and places are drawn from a hash of the grader's version, the domain and both terms (``points.Draws``).
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, log10

from derivations.equality.branches import ImpossibleError, KnownError, Path, Roots, UnsupportedError
from derivations.equality.exact import is_wide
from derivations.equality.field import LONGEST_GAP, Demands, NoRootError, Place
from derivations.equality.graph import Graph
from derivations.equality.kernels import FinerError, Kernels
from derivations.equality.outcome import Proved, Refuted, Undefined
from derivations.equality.points import Draws, declared
from derivations.equality.removable import leaves_points
from derivations.equality.rewriting import RULES
from derivations.equality.signs import Signs
from derivations.terms.domain import Domain

# Bits of the primes where those before are too small for a degree. Up to 2^81 a number is seen to be prime at once, beyond that a
# proof takes thousands of times as long.
WIDER = {61: 80, 80: 160}
ATTEMPTS = 256  # places, until one meets the demands and has every root that is needed
LARGEST_CHANCE = 1e-8  # of one prime to be unlucky; a proof needs less, for each of two
JUMPING = frozenset(["sign", "step", "floor", "ceil"])
ARITHMETIC = frozenset(["add", "mul", "div", "neg", "number"])

Shown = Proved | Refuted | Undefined


def prove(graph: Graph, left: int, right: int, domain: Domain) -> Shown | None:
    """Proved with its error bound, Undefined where one side divides by zero at every place, None where this is no proof.

    Refuted with ``nonzero`` where the difference is a nonzero element and the kernels are independent.
    """
    draws = Draws("modular", declared(domain, graph.names()), serial=graph.serial())
    signs, demands, nodes, learns = Signs(graph, domain), Demands(), range(len(graph.ops)), False
    place = Place(draws, demands)
    for attempt in range(ATTEMPTS):
        try:
            runs = _runs(graph, signs, place, demands, nodes, learns)
            shown = _judged(graph, runs, left, right, domain) if runs else None
        except NoRootError:
            place.reseed()
            place = place if attempt % 2 else Place(draws, demands)
            continue
        except FinerError:
            place = Place(draws, demands)
            continue
        except UnsupportedError:
            return None
        if shown is not None or learns or len(runs) <= 1:
            return shown
        learns = True
    return None


def _judged(graph: Graph, runs: list[Kernels], left: int, right: int, domain: Domain) -> Shown | None:
    """What the values of both sides show. Raises FinerError where the primes are too small for a proof."""
    for side, root in (("left", left), ("right", right)):
        if all(root not in run.values for run in runs):
            return Undefined(side, "division_by_zero")
    if _agree(graph, runs, left, right):
        chance = _chance(graph, runs)
        demands = runs[0].demands
        if chance > LARGEST_CHANCE and demands.bits in WIDER:
            demands.bits = WIDER[demands.bits]
            raise FinerError
        note = "removable_points" if leaves_points(runs, left, right) else None
        return Proved("whp", f"1e{ceil(2 * log10(chance))}", note) if chance <= LARGEST_CHANCE else None
    is_sure = len(runs) == 1 and not runs[0].doubtful and left in runs[0].values and right in runs[0].values
    return Refuted("nonzero") if is_sure and is_wide(graph, domain) else None


def _runs(graph: Graph, signs: Signs, place: Place, demands: Demands, nodes: range, learns: bool) -> list[Kernels]:
    """The terms at one place, on every path of cases that is possible."""
    runs: list[Kernels] = []
    path, learnt = Path(), Roots(learns)
    while True:
        run = Kernels(graph, signs, place, path, learnt, demands, RULES)
        try:
            run.evaluate(nodes)
            runs.append(run)
        except KnownError:
            path, runs = Path(), []
            continue
        except ImpossibleError:
            pass
        if not path.advance():
            return runs


def _agree(graph: Graph, runs: list[Kernels], left: int, right: int) -> bool:
    """Whether both sides are equal on every path that is possible, as far as they have values."""
    is_jumping = not JUMPING.isdisjoint(graph.ops)
    seen = 0
    for run in runs:
        here, there = run.values.get(left), run.values.get(right)
        if here is None and there is None:
            continue
        if here is None or there is None or here != there:
            if is_jumping or not run.is_contradictory():
                return False
        else:
            seen += 1
    return seen > 0


def _chance(graph: Graph, runs: list[Kernels]) -> float:
    """The chance that different terms are equal modulo one of the two primes: that the place is unlucky, degree / prime, or the
    prime, which divides all coefficients; for the terms and for each two arguments of kernels, on each two paths."""
    size, kernels = _size(graph, runs[0])
    place = runs[0].place
    return (size + (size / place.bits + 1) * LONGEST_GAP * place.gap) / 2.0**place.bits * (1 + kernels) * len(runs)


def _size(graph: Graph, run: Kernels) -> tuple[float, int]:
    """A bound on the degree over names and kernels and on the bits of all coefficients together; and the number of kernels.

    It holds for numerator and denominator of every node, so the worst of all nodes bounds what kernels are told apart by too.
    """
    sizes: list[float] = []
    kernels = 0
    powers, parts = run.powers, run.parts
    for node, (op, args, value) in enumerate(zip(graph.ops, graph.args, graph.values, strict=True)):
        if type(value) is Fraction:
            sizes.append(4.0 + value.numerator.bit_length() + value.denominator.bit_length())
            continue
        size = 4.0 + len(args)
        for each in args:
            size += sizes[each]
        if op not in ARITHMETIC:
            kernels += 1
            size += parts + 4 * powers.get(node, 0)
            if op == "pow" and (exact := run.exact(args[1])) is not None:
                size = (sizes[args[0]] + 5) * (abs(exact.numerator) + 1)
        sizes.append(size)
    return 2 * max(sizes), kernels
