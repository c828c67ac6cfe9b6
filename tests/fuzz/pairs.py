"""A pair of texts that are equal or different by construction, named by its seed; and what an engine's verdict on it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

import mpmath as mp

from derivations import compile_key
from derivations.equality.outcome import Agreed, Proved, Refuted, Undecided, Undefined
from derivations.terms.domain import domain_of
from derivations.terms.printing import latex, plain
from derivations.terms.term import Term, name, names
from tests.fuzz.generating import DOMAINS, VARIABLES, Maker, Signs
from tests.fuzz.mistakes import FAULTY_RULES, NEAR, mistaken
from tests.fuzz.rewriting import planted, rewritten
from tests.values import coordinate, value

DIGITS = 50
MOST = 1500  # digits tried last: values of e^3000, the largest that there are, may cancel
SURE = 25  # digits to which equal values agree and different ones differ
POINTS = 6
ENOUGH = 3  # of them show that a rewriting changed nothing
CENTRES = (1, 2, 4, 7, 40, 1000, 10**6)

Domain = str | Mapping[str, str]
Point = Mapping[str, object]


class GeneratorFault(AssertionError):
    """A rewriting that claims to be sound changed a value: the table is wrong, not the engine."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two terms, the domain, whether they are equal, and what was done to the left one to get the right one.

    chain: the terms on the way, the left one first, for equal pairs; a fault then lies between two neighbours.
    """

    seed: str
    left: Term
    right: Term
    domain: Domain
    equal: bool
    done: tuple[str, ...]
    chain: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a pair: one of ``COUNTED``, the verdict as text, and the left side as it was given to the engine."""

    count: str
    verdict: str
    text: str


ACCEPTED, REFUSED, OPEN = (Proved, Agreed), (Refuted,), (Undecided,)
FAULTS = ("wrong accept", "wrong reject", "wrongly undefined", "not read", "crash")
CRASHES = (Exception,)  # whatever escapes from a comparison is what is looked for here
COUNTED = ("proved", "agreed", "refuted", "undecided", *FAULTS)


def make(seed: str) -> Pair:
    """The pair of a seed. Where a draw comes to nothing (no value anywhere, a mistake that does no harm) the next one is taken."""
    random = Random(seed)
    while True:
        pair = _drawn(seed, random)
        if pair is not None:
            return pair


def _drawn(seed: str, random: Random) -> Pair | None:
    domain = random.choice(DOMAINS)
    maker = Maker(random, Signs(domain), VARIABLES[: random.randint(1, 3)])
    kind = random.random()
    faulty = kind < 0.15
    left, step = planted(maker, FAULTY_RULES, heeded=False) if faulty else planted(maker)
    chain, done = [left, step.term], [f"mistake: {step.by}" if faulty else step.by]
    for _ in range(random.randint(0, 3)):
        found = rewritten(chain[-1], maker)
        if found is not None:
            chain.append(found.term)
            done.append(found.by)
    pair = Pair(seed, left, chain[-1], domain, kind >= 0.5, tuple(done), tuple(chain) if kind >= 0.5 else ())
    if pair.equal:
        return _equal_pair(pair, random)
    if faulty:
        return _certified(pair, random)
    return _mistaken_pair(pair, maker) if kind < 0.35 else _near_pair(pair, random)


def _equal_pair(pair: Pair, random: Random) -> Pair | None:
    seen = [same_at(pair.left, pair.right, point) for point in _points(pair, random)[:ENOUGH]]
    if False in seen:
        raise GeneratorFault(f"{pair.seed}: {plain(pair.left)} is not {plain(pair.right)} on {pair.domain}: {pair.done}")
    return pair if True in seen else None


def _mistaken_pair(pair: Pair, maker: Maker) -> Pair | None:
    step = mistaken(pair.right, maker)
    if step is None:
        return None
    return _certified(Pair(pair.seed, pair.left, step.term, pair.domain, False, (*pair.done, f"mistake: {step.by}")), maker.random)


def _certified(pair: Pair, random: Random) -> Pair | None:
    """The pair, if values show that its sides differ."""
    return pair if any(same_at(pair.left, pair.right, point) is False for point in _points(pair, random)) else None


def _points(pair: Pair, random: Random) -> list[Point]:
    return points(pair.domain, names(pair.left) | names(pair.right), random)


def _near_pair(pair: Pair, random: Random) -> Pair | None:
    """Something that is not zero is added, at a point of the domain where the term has a value."""
    word = Signs(pair.domain).word("x")
    centre = random.choice([each for each in CENTRES if word != "interval(-1, 2)" or each == 1])
    kind = random.choice(sorted(NEAR))
    added = NEAR[kind](random, name("x"), centre)
    point = {
        **points(pair.domain, names(pair.left) | names(pair.right) | {"x"}, random)[0],
        "x": mp.mpf(5) if kind == "roots" and word != "interval(-1, 2)" else mp.mpf(centre),
    }
    size = None if kind == "power of a half" else value(added, point, DIGITS)
    nonzero = kind == "power of a half" or (size is not None and size != 0)
    if not nonzero or any(value(each, point, DIGITS) is None for each in (pair.left, pair.right)):
        return None
    return Pair(pair.seed, pair.left, pair.right + added, pair.domain, False, (*pair.done, f"added: {kind}"))


def same_at(left: Term, right: Term, point: Point) -> bool | None:
    """Whether two terms have the same value at a point, to ``SURE`` digits; None where one has none."""
    for digits in (DIGITS, MOST):
        values = [value(each, point, digits) for each in (left, right)]
        if values[0] is None or values[1] is None:
            return None
        with mp.workdps(digits):
            apart, size = abs(values[0] - values[1]), max(abs(values[0]), abs(values[1]))
            if apart <= size * mp.mpf(10) ** (-SURE):
                return True
    return bool(apart < mp.mpf(10) ** (-DIGITS))  # roots of what is 0 but for rounding


def points(domain: Domain, free: frozenset[str], random: Random) -> list[Point]:
    """Points of a domain, of small size, exact in binary."""
    declared = domain_of(domain)
    return [{each: coordinate(declared[each], random) for each in sorted(free)} for _ in range(POINTS)]


def judge(pair: Pair) -> Judged:
    """The engine's verdict on the texts of a pair, and whether it is right."""
    text = latex(pair.left) if Random(pair.seed).random() < 0.3 else plain(pair.left)
    return judge_texts(text, plain(pair.right), pair.domain, pair.equal)


def judge_texts(left: str, right: str, domain: Domain, equal: bool) -> Judged:
    """The same for texts."""
    try:
        found = compile_key(right, domain=domain).compare(left)
    except CRASHES as crash:
        return Judged("crash", repr(crash), left)
    if isinstance(found, Undefined):
        count = "wrongly undefined"
    elif isinstance(found, ACCEPTED):
        count = type(found).__name__.lower() if equal else "wrong accept"
    elif isinstance(found, REFUSED):
        count = "wrong reject" if equal else "refuted"
    else:
        count = "undecided" if isinstance(found, OPEN) else "not read"
    return Judged(count, repr(found), left)
