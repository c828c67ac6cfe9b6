"""The smallest pair that still shows a fault: a chain is cut to one rewriting, then parts are left out while the fault stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

import mpmath as mp

from derivations.terms.printing import plain
from derivations.terms.term import Term, name, names, number, subterms
from tests.fuzz.generating import Signs
from tests.fuzz.pairs import CENTRES, FAULTS, Domain, Pair, judge_texts, points, same_at
from tests.fuzz.rewriting import replaced, walk

ATTEMPTS = 3000


def shrunk(pair: Pair) -> Pair:
    """A smaller pair with the same kind of fault; the truth about it is asked of values at points, never of the engine."""
    wanted = judge_texts(plain(pair.left), plain(pair.right), pair.domain, pair.equal).count
    if wanted not in FAULTS:
        return pair  # it shows in one of the spellings only
    left, right = pair.left, pair.right
    for before, after in pairwise(pair.chain):
        if _faulty(before, after, pair, wanted):
            left, right = before, after
            break
    left, right = reduced(left, right, lambda *sides: _faulty(*sides, pair, wanted))
    return Pair(pair.seed, left, right, pair.domain, pair.equal, pair.done)


def reduced(left: Term, right: Term, faulty: Callable[[Term, Term], bool]) -> tuple[Term, Term]:
    """Two terms as small as they get, one part at a time, while they stay faulty; the work is bounded."""
    attempts = ATTEMPTS
    smaller = True
    while smaller and attempts > 0:
        smaller = False
        for candidate in _smaller(left, right):
            attempts -= 1
            if attempts <= 0:
                break
            if _size(*candidate) < _size(left, right) and faulty(*candidate):
                left, right = candidate
                smaller = True
                break
    return left, right


def _size(left: Term, right: Term) -> int:
    return sum(2 if each.args else 1 for side in (left, right) for each in subterms(side)) + len(plain(left)) + len(plain(right))


def _faulty(left: Term, right: Term, pair: Pair, wanted: str) -> bool:
    return judge_texts(plain(left), plain(right), pair.domain, pair.equal).count == wanted and _true(
        left, right, pair.domain, pair.equal
    )


def _true(left: Term, right: Term, domain: Domain, equal: bool) -> bool:
    """Whether the two are equal, or different, as the pair says."""
    random = Random("shrinking")
    drawn = [point for _ in range(3) for point in points(domain, names(left) | names(right) | {"x"}, random)]
    if Signs(domain).word("x") in ("real", "positive", "nonnegative"):
        drawn += [{**point, "x": mp.mpf(centre)} for point, centre in zip(drawn, CENTRES, strict=False)]
    seen = [same_at(left, right, point) for point in drawn]
    return (True in seen and False not in seen) if equal else False in seen


def _smaller(left: Term, right: Term) -> Iterator[tuple[Term, Term]]:
    """One part replaced by something smaller: the same part on both sides first, then on one side."""
    parts = {each for each in subterms(left) if each.args} & set(subterms(right))
    for part in sorted(parts, key=lambda each: -len(repr(each))):
        for other in (*part.args, name("x"), number(2)):
            yield _everywhere(left, part, other), _everywhere(right, part, other)
    for place, part in walk(left):
        for other in _instead(part):
            yield replaced(left, place, other), right
    for place, part in walk(right):
        for other in _instead(part):
            yield left, replaced(right, place, other)


def _instead(part: Term) -> Iterator[Term]:
    yield from part.args
    if part.args:
        yield from (name("x"), number(1), number(0))


def _everywhere(term: Term, part: Term, other: Term) -> Term:
    while True:
        place = next((place for place, each in walk(term) if each == part), None)
        if place is None or other == part:
            return term
        term = replaced(term, place, other)
