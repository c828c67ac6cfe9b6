"""What a question's parameters are drawn from, the conditions on them, and the draw itself.

A draw is a function of the variant's label, the question's id and the parameter's name, through BLAKE2b: the same label gives the
same numbers on any machine and with any version of the program, so that a sheet that was handed out can be made again.
Conditions are read by the reader of formulas and judged by exact arithmetic; no text is evaluated.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from itertools import islice, product

from derivations.equality.values import sign
from derivations.steps.step import CannotDerive
from derivations.steps.text import read_definitions, read_wanted
from derivations.terms.printing import plain
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term, names, number, substitute, subterms
from derivations.terms.term import name as name_term
from quiz.question import Question

Fault = tuple[tuple[str | int, ...], str, dict[str, str]]
Values = Mapping[str, Fraction]

MOST_VALUES = 10_000  # of one parameter
TRIES = 2_000  # draws before every combination is looked at in turn
MOST_COMBINATIONS = 20_000
_NUMBER = r"-?\d{1,9}(?:/[1-9]\d{0,8})?"
_RANGE = re.compile(r"integer\s+(-?\d{1,9})\s*\.\.\s*(-?\d{1,9})")
_LIST = re.compile(rf"one of\s+({_NUMBER}(?:\s*,\s*{_NUMBER})*)")
HOLDS = {
    "eq": (0,),
    "ne": (-1, 1),
    "lt": (-1,),
    "le": (-1, 0),
    "gt": (1,),
    "ge": (0, 1),
}
"""For each relation the signs of left side minus right side with which it holds."""


class NoValues(ValueError):
    """No values of the parameters meet the conditions."""


@lru_cache(maxsize=256)
def range_of(declaration: str) -> tuple[Fraction, ...]:
    """The values that a parameter may take. Raises ValueError for what is no declaration.

    >>> range_of("integer 2..4"), range_of("one of 1/2, 2")
    ((Fraction(2, 1), Fraction(3, 1), Fraction(4, 1)), (Fraction(1, 2), Fraction(2, 1)))
    """
    word = declaration.strip()
    found = _RANGE.fullmatch(word)
    if found and int(found[1]) <= int(found[2]) < int(found[1]) + MOST_VALUES:
        return tuple(map(Fraction, range(int(found[1]), int(found[2]) + 1)))
    listed = _LIST.fullmatch(word)
    if listed:
        return tuple(dict.fromkeys(Fraction(each.strip()) for each in listed[1].split(",")))
    raise ValueError(declaration)


def drawn(question: Question, variant: str) -> dict[str, Fraction]:
    """The values of the parameters in a variant. Raises NoValues."""
    ranges = {name: range_of(declaration) for name, declaration in question.parameters.items()}
    conditions = _conditions(question)
    for attempt in range(TRIES):
        values = {name: each[hashed(len(each), variant, question.id, name, str(attempt))] for name, each in ranges.items()}
        if all(holds(each, values) for each in conditions):
            return values
    for combination in islice(product(*ranges.values()), MOST_COMBINATIONS):
        values = dict(zip(ranges, combination, strict=True))
        if all(holds(each, values) for each in conditions):
            return values
    raise NoValues(question.id)


def hashed(size: int, *of: str) -> int:
    """A number from 0 to ``size - 1`` that depends on these texts alone.

    >>> hashed(10, "1", "a") == hashed(10, "1", "a"), len({hashed(1000, str(each)) for each in range(20)}) > 15
    (True, True)
    """
    return int.from_bytes(blake2b("\0".join(of).encode(), digest_size=8).digest(), "big") % size


def holds(condition: Term, values: Values) -> bool | None:
    """Whether a condition holds for these values; None where exact arithmetic cannot tell.

    >>> found = read("1 < a < b")
    >>> holds(found.term, {"a": Fraction(2), "b": Fraction(3)}), holds(found.term, {"a": Fraction(2), "b": Fraction(2)})
    (True, False)
    """
    if condition.op == "list":
        found = [holds(each, values) for each in condition.args]
        return False if False in found else None if None in found else True
    left, right = condition.args
    if left.op in HOLDS:  # a chain: a < b < c
        return holds(Term("list", (left, Term(condition.op, (left.args[1], right)))), values)
    at = {name: (value, Fraction(0)) for name, value in values.items()}
    side = sign(left - right, at)
    return None if side is None else side in HOLDS[condition.op]


def domain_word(declaration: str) -> str:
    """Where a parameter lives while it is a symbol: as narrow as the rules can use.

    >>> domain_word("integer 2..9"), domain_word("integer -3..3"), domain_word("one of -1/2, 2")
    ('positive', 'integer', 'nonzero')
    """
    values = range_of(declaration)
    if all(each > 0 for each in values):
        return "positive"
    if all(each < 0 for each in values):
        return "negative"
    if all(each != 0 for each in values):
        return "nonzero"
    return "integer" if all(each.denominator == 1 for each in values) else "real"


def is_name(text: str) -> bool:
    """Whether a text is one name, and no product of letters.

    >>> is_name("w_1"), is_name("rate")
    (True, False)
    """
    symbol = read(text)
    return isinstance(symbol, Reading) and symbol.term == name_term(text)


def with_values(text: str, values: Values) -> str:
    """A formula, a definition or what is wanted, with numbers for the parameters; a text without parameters as it is.

    >>> with_values("t = a x + y", {"a": Fraction(3)}), with_values("dz/dx at x=a", {"a": Fraction(-1)})
    ('t = 3*x + y', 'dz/dx at x = -1')
    """
    try:
        found = read_wanted(text)
    except CannotDerive:
        return text
    if not names(found) & values.keys():
        return text
    if found.op != "at":
        return plain(settled(found, values))
    asked, *places = (plain(settled(each, values)) for each in found.args)
    return f"{asked} at {', '.join(places)}"


def settled(node: Term, values: Values) -> Term:
    """A term with numbers for the parameters, and without the 0, the 1 and the double signs that come of it."""
    from derivations.steps.tidying import PASSES, tidied

    put_in = substitute(node, {name_term(name): number(value) for name, value in values.items()})
    rewrites = tidied(put_in, tuple(each for each in PASSES if each[0] in ("zeros-and-ones", "signs", "arithmetic")))
    return rewrites[-1].after if rewrites else put_in


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with ``parameters`` and ``where``; that no values meet the conditions is looked at when nothing else is."""
    found = list(_declaration_faults(question))
    yield from found
    if found or not question.parameters:
        return
    try:
        drawn(question, "1")
    except NoValues:
        yield ("where",), "where-never", {"where": "; ".join(question.where)}


def _declaration_faults(question: Question) -> Iterator[Fault]:
    taken = {name for text in getattr(question.fields, "given", ()) for name in _defined(text)}
    for name, declaration in question.parameters.items():
        if not is_name(name):
            yield ("parameters", name), "parameter-no-name", {"name": name}
        elif name in taken:
            yield ("parameters", name), "parameter-taken", {"name": name}
        elif name in _differentiated(question.wanted):
            yield ("parameters", name), "parameter-differentiated", {"name": name}
        try:
            range_of(declaration)
        except ValueError:
            yield ("parameters", name), "parameter-unknown", {"name": name, "declaration": declaration}
    for index, text in enumerate(question.where):
        condition = _read_condition(text)
        if condition is None:
            yield ("where", index), "where-unreadable", {"where": text}
            continue
        for name in sorted(names(condition) - question.parameters.keys()):
            near = difflib.get_close_matches(name, question.parameters, 1, 0.3)
            yield ("where", index), "where-unknown-name", {"name": name, "near": near[0] if near else ""}


def _conditions(question: Question) -> list[Term]:
    return [found for text in question.where if (found := _read_condition(text)) is not None]


@lru_cache(maxsize=256)
def _read_condition(text: str) -> Term | None:
    found = read(text, Names())
    if not isinstance(found, Reading):
        return None
    parts = found.term.args if found.term.op == "list" else (found.term,)
    return found.term if parts and all(each.op in HOLDS for each in parts) else None


def _defined(text: str) -> frozenset[str]:
    try:
        return frozenset(name for name, _ in read_definitions([text]))
    except CannotDerive:
        return frozenset()


def _differentiated(wanted: str) -> frozenset[str]:
    try:
        found = read_wanted(wanted)
    except CannotDerive:
        return frozenset()
    return frozenset(name for each in subterms(found) if each.op == "derivative" for name in names(each))
