"""One sound rewriting of a term at a random place, by the table of identities; and what it was, so that a fault names its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivations.terms.term import Term, add, mul, names, substitute, subterms
from derivations.terms.term import name as named
from tests.fuzz.generating import Maker
from tests.fuzz.identities import IDENTITIES, Identity

LARGEST = 60  # nodes of a term that is still rewritten into a larger one
BARE = 0.1  # how often a term is put into a form that any term can take, instead of one that belongs to it

Found = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A term after one rewriting, and the name of the identity that was used."""

    term: Term
    by: str


@dataclass(frozen=True, slots=True)
class Direction:
    """An identity, used from one side to the other."""

    pattern: Term
    target: Term
    identity: Identity


Rules = Mapping[str, Sequence[Direction]]
"""Directions by the operation of their pattern; a pattern that is a letter stands under ``name``."""


def rules(table: Sequence[Identity], both_ways: bool) -> Rules:
    """The directions of a table."""
    found: dict[str, list[Direction]] = {}
    for identity in table:
        for pattern, target in (identity.sides, identity.sides[::-1])[: 2 if both_ways else 1]:
            found.setdefault(pattern.op, []).append(Direction(pattern, target, identity))
    return found


SOUND = rules(IDENTITIES, both_ways=True)


def planted(maker: Maker, table: Rules = SOUND, heeded: bool = True) -> tuple[Term, Rewritten]:
    """A term made up with one side of an identity somewhere in it, and the term with the other side; every row is as likely.

    Where conditions are not ``heeded``, every letter stands for a real term.
    """
    rule = maker.random.choice([each for some in table.values() for each in some])
    kinds = rule.identity.kinds if heeded else dict.fromkeys(rule.identity.kinds, "real")
    filled = {letter: maker.term(kind, maker.random.choice((1, 1, 2, 3))) for letter, kind in kinds.items()}
    sides = [substitute(side, {named(letter): each for letter, each in filled.items()}) for side in (rule.pattern, rule.target)]
    outer = maker.term("real", maker.random.randint(1, 4))
    place = maker.random.choice([place for place, part in walk(outer) if not part.args])
    left, right = (replaced(outer, place, side) for side in sides)
    return left, Rewritten(right, rule.identity.name)


def rewritten(term: Term, maker: Maker, table: Rules = SOUND, heeded: bool = True) -> Rewritten | None:
    """The term with one part replaced by an identity; None where none was found. Conditions are respected where ``heeded``."""
    places = [place for place, _ in walk(term)]
    for place in maker.random.sample(places, len(places)):
        part = _grouped(at(term, place), maker)
        wanted = table.get("name" if maker.random.random() < BARE else part.op, ())
        uses = [(rule, found) for rule in wanted if (found := _found(rule, part, maker, heeded)) is not None]
        if uses:
            rule, found = maker.random.choice(uses)
            result = replaced(term, place, _filled(rule, found, maker))
            if sum(1 for _ in subterms(result)) <= LARGEST:
                return Rewritten(result, rule.identity.name)
    return None


def _found(rule: Direction, part: Term, maker: Maker, heeded: bool) -> Found | None:
    found = matched(rule.pattern, part, {})
    if found is None or not heeded or all(maker.signs.holds(each, rule.identity.kinds[letter]) for letter, each in found.items()):
        return found
    return None


def matched(pattern: Term, part: Term, found: Found) -> Found | None:
    """What the letters of a pattern stand for in a term of that form; a letter stands for one term throughout."""
    if pattern.op == "name":
        letter = str(pattern.value)
        if letter in found:
            return found if found[letter] == part else None
        return {**found, letter: part}
    if pattern.op != part.op or pattern.value != part.value or len(pattern.args) != len(part.args):
        return None
    current: Found | None = found
    for inner, each in zip(pattern.args, part.args, strict=True):
        current = None if current is None else matched(inner, each, current)
    return current


def _filled(rule: Direction, found: Found, maker: Maker) -> Term:
    filled = dict(found)
    for letter in sorted(names(rule.target) - set(found)):
        filled[letter] = maker.term(rule.identity.kinds[letter], maker.random.randint(1, 2))
    return substitute(rule.target, {named(letter): each for letter, each in filled.items()})


def _grouped(part: Term, maker: Maker) -> Term:
    """A long sum or product as one of two operands, in a random order: the patterns have two."""
    if part.op not in ("add", "mul") or len(part.args) < 3:
        return part
    join = add if part.op == "add" else mul
    shuffled = maker.random.sample(part.args, len(part.args))
    cut = maker.random.randint(1, len(shuffled) - 1)
    left, right = (group[0] if len(group) == 1 else join(*group) for group in (shuffled[:cut], shuffled[cut:]))
    return Term(part.op, (left, right))


def walk(term: Term, place: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Term]]:
    """Every part of a term with its place: the positions to take on the way down; the degree of a root is no part to rewrite."""
    yield place, term
    for position, each in enumerate(term.args[:1] if term.op == "root" else term.args):
        yield from walk(each, (*place, position))


def at(term: Term, place: Sequence[int]) -> Term:
    """The part at a place."""
    for position in place:
        term = term.args[position]
    return term


def replaced(term: Term, place: Sequence[int], part: Term) -> Term:
    """The term with another part at a place; sums and products stay as a reader would read them."""
    if not place:
        return part
    args = list(term.args)
    args[place[0]] = replaced(args[place[0]], place[1:], part)
    return tidy(term.op, tuple(args), term)


def tidy(op: str, args: tuple[Term, ...], like: Term) -> Term:
    """The operation on these operands, a leading sum or product continued."""
    if op == "add":
        return add(*args)
    return mul(*args) if op == "mul" else Term(op, args, like.value)
