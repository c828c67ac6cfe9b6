"""One sound rewriting of a term at a random place, by the table of identities; and what it was, so that a fault names its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivations.terms.term import Term, add, mul, names, substitute, subterms
from derivations.terms.term import name as named
from tests.fuzz.generating import Maker
from tests.fuzz.identities import Identity

LARGEST = 60  # nodes of a term that is still rewritten into a larger one
BARE = 0.1  # how often a term is put into a form that any term can take, instead of one that belongs to it

Found = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A term after one rewriting, and the name of the identity that was used."""

    term: Term
    by: str


def rewritten(term: Term, maker: Maker, table: Sequence[Identity], sound: bool = True) -> Rewritten | None:
    """The term with one part replaced by an identity; None where none was found. Conditions are respected where ``sound``."""
    places = [place for place, part in walk(term) if part.op != "derivative"]
    for place in maker.random.sample(places, len(places)):
        part = at(term, place)
        grouped = _grouped(part, maker)
        uses = list(_uses(grouped, maker, table, sound))
        bare = [use for use in uses if use[0].op == "name"]
        fitting = [use for use in uses if use[0].op != "name"]
        chosen = bare if bare and (not fitting or maker.random.random() < BARE) else fitting
        if not chosen or (chosen is bare and maker.random.random() > BARE):
            continue
        _, target, found, identity = maker.random.choice(chosen)
        result = replaced(term, place, _filled(target, found, identity, maker))
        if sum(1 for _ in subterms(result)) <= LARGEST:
            return Rewritten(result, identity.name)
    return None


def _uses(part: Term, maker: Maker, table: Sequence[Identity], sound: bool) -> Iterator[tuple[Term, Term, Found, Identity]]:
    for identity in table:
        left, right = identity.sides
        for pattern, target in ((left, right), (right, left)) if sound else ((left, right),):
            found = matched(pattern, part, {})
            if found is None:
                continue
            if not sound or all(maker.signs.holds(each, identity.kinds[letter]) for letter, each in found.items()):
                yield pattern, target, found, identity


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


def _filled(target: Term, found: Found, identity: Identity, maker: Maker) -> Term:
    missing = {
        letter: maker.term(identity.kinds[letter], maker.random.randint(1, 2)) for letter in sorted(names(target) - set(found))
    }
    return substitute(target, {named(letter): each for letter, each in {**found, **missing}.items()})


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
    """Every part of a term with its place: the positions to take on the way down."""
    yield place, term
    for position, each in enumerate(term.args):
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
