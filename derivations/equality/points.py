"""Where terms are tried: points of the declared domain and the primes of the finite-field test, drawn from BLAKE2b.

A verdict must be the same in any process and on any machine, so nothing is drawn from a random generator; and it must not be
possible to aim an answer at the points, so everything that a proof rests on is drawn from the grader's version, the domain and
both terms. The points of a refutation prove by themselves and depend on the domain and the names only: a key is evaluated
there once. They respect what is declared, start where most functions are real, and then visit both signs, several scales,
whole numbers and the neighbourhood of the numbers that are written in the terms, where a piece may begin or a spike may sit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from itertools import product
from typing import NamedTuple

from flint import arb, fmpq

from derivations.equality.balls import constant_ball
from derivations.equality.graph import Graph
from derivations.terms.domain import REAL, Assumption, Domain
from derivations.terms.term import Term

VERSION = "1"


class Manner(NamedTuple):
    """How a coordinate without bounds is drawn: its scale, of both signs or positive, whole or not."""

    scale: Fraction
    signed: bool = True
    whole: bool = False


MANNERS = (
    Manner(Fraction(1), signed=False),
    Manner(Fraction(2)),
    Manner(Fraction(1)),
    Manner(Fraction(4), whole=True),
    Manner(Fraction(1, 1000)),
    Manner(Fraction(1000)),
    Manner(Fraction(10**10)),
    Manner(Fraction(30), whole=True),
)
PRIMES = (3, 2, 5, 7, 11, 13)  # the first point tried: a counterexample that can be followed by hand; x^2 is 2x at 2
NEGATIVES = (-2, -3, -5, -7, -11, -13)  # the second
MAX_SIGNED = 6
KEPT = 4096  # sets of names and their declarations whose points are kept
MANTISSA = 24
ATTEMPTS = 64  # to draw a coordinate inside its bounds
LITERALS = 6  # numbers of the terms near which points are tried
ALONE = 4  # names, of which one at a time is near a number
NEAR = 10**100  # and only those below this
LARGEST_POWER = 100  # base and exponent of a power that is worked out


@dataclass(frozen=True, slots=True)
class Point:
    """Exact coordinates: name to (real part, imaginary part)."""

    at: dict[str, tuple[Fraction, Fraction]]

    def text(self) -> dict[str, str]:
        """The coordinates as a witness shows them.

        >>> Point({"x": (Fraction(1, 2), Fraction(0)), "z": (Fraction(1), Fraction(-2))}).text()
        {'x': '1/2', 'z': '1 - 2*i'}
        """
        return {name: _text(*value) for name, value in self.at.items()}


def _text(real: Fraction, imaginary: Fraction) -> str:
    if not imaginary:
        return str(real)
    return f"{real} {'-' if imaginary < 0 else '+'} {abs(imaginary)}*i"


class Draws:
    """A stream of integers that is a function of its seed alone."""

    def __init__(self, *seed: str, serial: bytes = b"") -> None:
        self._seed = "\x1f".join((VERSION, *seed)).encode("utf-8", "surrogatepass") + serial
        self._count = 0
        self._pool = 0
        self._bits = 0

    def below(self, bound: int) -> int:
        """The next integer in [0, bound); the excess of some over others is below 2^-60."""
        return self.bits(bound.bit_length() + 60) % bound

    def bits(self, wanted: int) -> int:
        """The next integer of so many bits."""
        while self._bits < wanted:
            block = blake2b(self._seed, digest_size=64, salt=self._count.to_bytes(16, "little")).digest()
            self._pool |= int.from_bytes(block, "little") << self._bits
            self._bits += 512
            self._count += 1
        drawn = self._pool & ((1 << wanted) - 1)
        self._pool >>= wanted
        self._bits -= wanted
        return drawn


def declared(domain: Domain, names: Iterable[str]) -> str:
    """The part of the domain that concerns these names, as text."""
    if not domain.assumptions and domain.default is REAL:
        return ""
    return ";".join(f"{name}:{_assumption(domain[name])}" for name in sorted(names))


def _assumption(given: Assumption) -> str:
    ends = [repr(end) for end in (given.low, given.high)]
    return f"{given.kind},{ends},{given.low_open},{given.high_open},{given.nonzero},{given.shape}"


def literals(graph: Graph, *roots: int) -> tuple[Fraction, ...]:
    """A few distinct numbers, quotients and powers of numbers that are written in these nodes.

    Those that are added to something which has a name in it come first: at 7 lies the middle of exp(-(x - 7)^2).
    """
    numbers = {node: value for node in graph.inside(*roots) if (value := _number(graph, node)) is not None and abs(value) < NEAR}
    has_names: set[int] = set()
    centres: dict[Fraction, None] = {}
    for node in graph.inside(*roots):
        args = graph.args[node]
        if graph.ops[node] == "name" or not has_names.isdisjoint(args):
            has_names.add(node)
            if graph.ops[node] == "add":
                shifts = (_shift(graph, numbers, each) for each in args if each not in has_names)
                centres.update((each, None) for each in shifts if each is not None)
    return tuple(dict.fromkeys((*centres, *numbers.values())))[:LITERALS]


def _shift(graph: Graph, numbers: Mapping[int, Fraction], node: int) -> Fraction | None:
    """The number that a summand is, but for its sign."""
    return numbers.get(graph.args[node][0] if graph.ops[node] == "neg" else node)


def _number(graph: Graph, node: int) -> Fraction | None:
    """A number as it is written, or the quotient or power of two."""
    value = graph.values[node]
    if graph.ops[node] in ("div", "pow"):
        return _worked_out(graph.ops[node], *(graph.values[each] for each in graph.args[node]))
    return value if isinstance(value, Fraction) else None


def _worked_out(op: str, first: object, second: object) -> Fraction | None:
    if not isinstance(first, Fraction) or not isinstance(second, Fraction) or not second:
        return None
    if op == "div":
        return first / second
    is_small = second.denominator == 1 and second <= LARGEST_POWER and first.numerator <= LARGEST_POWER
    return first ** int(second) if is_small else None


def points(domain: Domain, names: tuple[str, ...]) -> tuple[Point, ...]:
    """Points of the domain: small whole numbers, then one for each of ``MANNERS``; ``names`` are sorted.

    There are none where an interval is found empty.
    """
    key = declared(domain, names), names
    found = _known.get(key)
    if found is None:
        if len(_known) >= KEPT:
            _known.clear()
        found = _known[key] = tuple(_points(domain, names, key[0]))
    return found


_known: dict[tuple[str, tuple[str, ...]], tuple[Point, ...]] = {}


def _points(domain: Domain, names: tuple[str, ...], seed: str) -> Iterator[Point]:
    for numbers in (PRIMES, NEGATIVES):
        drawn = {name: (Fraction(number), Fraction(0)) for name, number in zip(names, numbers, strict=False)}
        if len(drawn) == len(names) and all(_inside(domain[name], value) for name, (value, _) in drawn.items()):
            yield Point(drawn)
    draws = Draws("points", seed)
    for manner in MANNERS:
        drawn = {}
        for name in names:
            value = _draw(domain[name], draws, manner)
            if value is None:
                return
            drawn[name] = value
        yield Point(drawn)


def orthants(domain: Domain, names: Iterable[str]) -> Iterator[Point]:
    """Points with every combination of signs of up to ``MAX_SIGNED`` names: functions by cases may differ in one of them."""
    ordered = sorted(names)[:MAX_SIGNED]
    draws = Draws("orthants", declared(domain, sorted(names)))
    for signs in product((1, -1), repeat=len(ordered)):
        drawn: dict[str, tuple[Fraction, Fraction]] = {}
        for name in sorted(names):
            value = _draw(domain[name], draws, MANNERS[1])
            if value is None:
                return
            wanted = abs(value[0]) * signs[len(drawn)] if len(drawn) < len(signs) else value[0]
            drawn[name] = (wanted, value[1]) if _inside(domain[name], wanted) else value
        yield Point(drawn)


def points_near(domain: Domain, names: Iterable[str], numbers: Iterable[Fraction]) -> Iterator[Point]:
    """Points whose coordinates are at and beside numbers that the terms are written with, and at 0; then one of them alone is."""
    ordered = sorted(names)
    draws = Draws("near", declared(domain, ordered))
    numbers = (Fraction(0), *numbers)
    for number in numbers:
        for offset in (Fraction(0), Fraction(1), Fraction(1 + draws.below(1 << 16), 1 << 20)):
            for centre in (number + offset, -number - offset):
                yield from _point_near(domain, ordered, dict.fromkeys(ordered, centre), draws)
    if 1 < len(ordered) <= ALONE:
        for number, name in product(numbers, ordered):
            for centre in (number, -number):
                yield from _point_near(domain, ordered, {name: centre}, draws)


def _point_near(domain: Domain, names: Iterable[str], centres: Mapping[str, Fraction], draws: Draws) -> Iterator[Point]:
    """The point with these coordinates as far as they lie inside, the others drawn; none where one can't be drawn."""
    drawn: dict[str, tuple[Fraction, Fraction]] = {}
    for name in names:
        centre = centres.get(name)
        is_inside = centre is not None and _inside(domain[name], centre)
        found = (centre, Fraction(0)) if is_inside and centre is not None else _draw(domain[name], draws, MANNERS[1])
        if found is None:
            return
        drawn[name] = found
    yield Point(drawn)


def _draw(given: Assumption, draws: Draws, manner: Manner) -> tuple[Fraction, Fraction] | None:
    if given.kind == "complex":
        return _free(draws, manner), _free(draws, manner)
    for attempt in range(ATTEMPTS):
        value = _bounded(given, draws, manner)
        if given.kind == "integer" or (manner.whole and not attempt):
            value = Fraction(round(value))
        if _inside(given, value):
            return value, Fraction(0)
    return None


def _free(draws: Draws, manner: Manner) -> Fraction:
    """A number of (1/4, 5/4) times the scale, or of both signs, or whole."""
    unit = Fraction(draws.below(1 << MANTISSA) + (1 << (MANTISSA - 2)), 1 << MANTISSA)
    value = unit * manner.scale
    if manner.whole:
        value = Fraction(round(value))
    return -value if manner.signed and draws.below(2) else value


def _bounded(given: Assumption, draws: Draws, manner: Manner) -> Fraction:
    """A number between the declared ends, which are met only nearly."""
    low, high = (_end(end) for end in (given.low, given.high))
    if low is not None and high is not None:
        return low + (high - low) * Fraction(draws.below(1 << MANTISSA), 1 << MANTISSA)
    if low is not None:
        return low + abs(_free(draws, manner))
    if high is not None:
        return high - abs(_free(draws, manner))
    return _free(draws, manner)


def _end(end: Term | None) -> Fraction | None:
    """A dyadic number beside the end of an interval."""
    if end is None:
        return None
    ball = constant_ball(end)
    if ball is None:
        return None
    mantissa, exponent = ball.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _inside(given: Assumption, value: Fraction) -> bool:
    """Whether the value surely lies in the declared set."""
    if given.kind == "integer" and value.denominator != 1:
        return False
    if given.nonzero and not value:
        return False
    return _beyond(given.low, given.low_open, value, 1) and _beyond(given.high, given.high_open, value, -1)


def _beyond(end: Term | None, excluded: bool, value: Fraction, sign: int) -> bool:
    if end is None:
        return True
    ball = constant_ball(end)
    if ball is None:
        return False
    gap = (arb(fmpq(value.numerator, value.denominator)) - ball) * sign
    return bool(gap > 0) or (not excluded and bool(gap.is_zero()))
