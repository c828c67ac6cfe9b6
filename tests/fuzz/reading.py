"""What is asked of any text: a typed reading within 50 ms, whose printing reads back, and a typed comparison within 300 ms."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from derivations import compile_key
from derivations.equality.key import Key
from derivations.equality.outcome import Agreed, Proved, Refuted, Undecided, Undefined, WrongType
from derivations.terms import unreadable
from derivations.terms.printing import plain
from derivations.terms.reading import Names, Reading, Unreadable, read
from derivations.terms.term import names
from tests.fuzz.mutating import corpus, mutated
from tests.fuzz.pairs import CRASHES

READING = 0.05  # seconds
COMPARING = 0.3
TRIES = 3  # a time of the processor counts where the best of so many is too long: the cores are shared
TYPED = (Proved, Refuted, Agreed, Undecided, Undefined, WrongType, Unreadable)
TEXT_FAULTS = ("crash", "wrong type", "unknown code", "slow reading", "slow comparison", "reads back otherwise")

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a text: ``read``, ``refused`` or a fault."""

    count: str
    text: str
    key: str
    facts: str = ""


@cache
def texts() -> list[tuple[str, str]]:
    """The corpora, loaded once."""
    return corpus()


@cache
def key(text: str) -> Key:
    """A key, compiled once."""
    return compile_key(text)


def judge_text(seed: str) -> Judged:
    """Read and compare the mutated text of a seed."""
    return judge_typed(*mutated(texts(), seed))


def judge_typed(text: str, wanted: str) -> Judged:
    """Read a text and compare it with a key."""
    try:
        found, seconds = timed(lambda: read(text), READING)
        if seconds > READING:
            return Judged("slow reading", text, wanted, f"{seconds:.3f} s")
        if isinstance(found, Unreadable):
            known = (
                found.code in unreadable.CODES and 0 <= found.at <= len(text) and set(found.expected) <= set(unreadable.EXPECTED)
            )
            return Judged("refused" if known else "unknown code", text, wanted, repr(found))
        if not isinstance(found, Reading):
            return Judged("wrong type", text, wanted, repr(found))
        again = read(plain(found.term), Names(names(found.term)))
        verdict, seconds = timed(lambda: key(wanted).compare(text), COMPARING)
    except CRASHES as crash:
        return Judged("crash", text, wanted, repr(crash))
    if seconds > COMPARING:
        return Judged("slow comparison", text, wanted, f"{seconds:.3f} s, {verdict!r}"[:300])
    if not isinstance(verdict, TYPED):
        return Judged("wrong type", text, wanted, repr(verdict))
    if again.code[:6] != "limit_" if isinstance(again, Unreadable) else again.term != found.term:
        return Judged("reads back otherwise", text, wanted, f"{plain(found.term)!r} is read as {again!r}"[:300])
    return Judged("read", text, wanted)


def timed(work: Callable[[], Result], bound: float) -> tuple[Result, float]:
    """The result and the processor's seconds it took, the best of a few tries where the first one took too long."""
    best = float("inf")
    for _ in range(TRIES):
        start = time.process_time()
        result = work()
        best = min(best, time.process_time() - start)
        if best <= bound:
            break
    return result, best
