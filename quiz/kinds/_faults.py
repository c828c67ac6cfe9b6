"""What is wrong with the formulas of a question, as (field path, code, facts): each text by itself, then all of them together.

``at`` among the facts is a position in the field's text, from 1, so that a message can point into it. A text is looked at twice:
what the reader refuses, and what it reads otherwise than its author meant: ``sigmod t`` is a product of seven letters.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive, Definitions
from derivations.steps.text import SORTS, read_definitions, read_wanted
from derivations.terms.domain import WORDS, UnknownDomain, domain_of
from derivations.terms.notation import DEFINED, FUNCTIONS
from derivations.terms.printing import plain
from derivations.terms.reading import Names, Reading, Unreadable, read
from derivations.terms.term import Term, names, subterms
from quiz.explaining import unreadable_facts
from quiz.question import Question

Path = tuple[str | int, ...]
Fault = tuple[Path, str, dict[str, str]]

_WORD = re.compile(r"(?<![A-Za-z0-9_\\.])([A-Za-z]{3,})(?![A-Za-z0-9_])")
_SPELLED = tuple(sorted({each for row in FUNCTIONS for each in (row.name, *row.spellings)} | set(DEFINED) | SORTS))


def formula_faults(question: Question) -> Iterator[Fault]:
    """What is wrong with ``given``, ``wanted`` and ``domain``."""
    definitions: list[tuple[str, Term]] = []
    found = list(_given_faults(question.fields.given, definitions))
    yield from found
    wanted = None
    try:
        wanted = read_wanted(question.wanted)
    except CannotDerive as error:
        yield ("wanted",), *_refusal(error, question.wanted)
    else:
        yield from _words(("wanted",), question.wanted)
    yield from _domain_faults(question)
    if not found and definitions:
        yield from _together(question, tuple(definitions), wanted)


def value_faults(path: Path, text: str) -> Iterator[Fault]:
    """What is wrong with a formula that is neither a definition nor what is wanted, such as a choice."""
    found = read(text)
    if isinstance(found, Unreadable):
        yield path, "formula-unreadable", {"text": text, "reason": found.code, **unreadable_facts(found)}
    else:
        yield from _words(path, text)


def wanted_faults(path: Path, text: str) -> Iterator[Fault]:
    """What is wrong with a text that says what is wanted."""
    try:
        read_wanted(text)
    except CannotDerive as error:
        yield path, *_refusal(error, text)
    else:
        yield from _words(path, text)


def definition_faults(path: Path, text: str) -> Iterator[Fault]:
    """What is wrong with a text that should be a definition, and is none."""
    found = list(value_faults(path, text))
    yield from found or [(path, "given-not-a-definition", {"text": text, "word": ""})]


def texts(error: CannotDerive) -> dict[str, str]:
    """What a refusal to derive speaks of, as text."""
    return {name: value if isinstance(value, str) else plain(value) for name, value in error.facts.items()}


def _given_faults(given: Sequence[str], definitions: list[tuple[str, Term]]) -> Iterator[Fault]:
    """Faults of each definition; the sound ones are collected. What describes a network is read as a whole."""
    for index, text in enumerate(given):
        try:
            definitions.extend(read_definitions([text]))
        except CannotDerive as error:
            yield ("given", index), *_refusal(error, text)
        else:
            yield from _words(("given", index), text)
    if any(":" in text for text in given):
        try:
            definitions[:] = read_definitions(given)
        except CannotDerive:
            return  # a fault of one of them, which has been told


def _refusal(error: CannotDerive, text: str) -> tuple[str, dict[str, str]]:
    facts = texts(error)
    match error.code:
        case "unreadable":
            offset = max(text.find(facts["text"]), 0)
            return "formula-unreadable", {**facts, "text": text, "at": str(int(facts["at"]) + offset)}
        case "not-a-definition":
            left = text.partition("=")[0].strip()
            return "given-not-a-definition", {"text": text, "word": left if left.isalpha() and len(left) > 1 else ""}
    return f"cannot-derive-{error.code}", facts


def _words(path: Path, text: str) -> Iterator[Fault]:
    """Words that are read as a product of letters though they resemble a function."""
    for word in _WORD.finditer(text):
        read_alone = read(word[1], Names(functions=SORTS))
        if not isinstance(read_alone, Reading) or read_alone.term.op != "mul":
            continue
        near = difflib.get_close_matches(word[1], _SPELLED, 1, 0.75)
        if near:
            facts = {"name": word[1], "at": str(word.start() + 1), "near": near[0]}
            yield path, "formula-unknown-word", {**facts, "product": plain(read_alone.term)}


def _domain_faults(question: Question) -> Iterator[Fault]:
    for name, word in question.domain.items():
        try:
            domain_of({name: word})
        except UnknownDomain:
            near = difflib.get_close_matches(word, WORDS, 1)
            yield ("domain", name), "domain-unknown", {"declaration": word, "near": near[0] if near else ""}


def _together(question: Question, definitions: Definitions, wanted: Term | None) -> Iterator[Fault]:
    """Faults between fields: circles, and names that occur nowhere."""
    try:
        known = Scope(definitions).known()
    except CannotDerive as error:
        yield ("given",), f"cannot-derive-{error.code}", texts(error)
        return
    unknown = sorted(names(wanted) - known - question.domain.keys()) if wanted is not None else []
    if unknown and unknown[0] == "d" and not any(each.op == "derivative" for each in subterms(wanted or definitions[0][1])):
        free = sorted(known - {each for each, _ in definitions})
        facts = {"wanted": question.wanted, "near": f"{question.wanted}/d{free[0]}" if free else ""}
        yield ("wanted",), "wanted-no-derivative", facts
    else:
        yield from ((("wanted",), "wanted-unknown-name", _unknown(each, known)) for each in unknown)
    asked = known | (names(wanted) if wanted is not None else frozenset())
    for each in question.domain:
        if each not in asked and each in question.parameters:
            yield ("parameters", each), "parameter-unused", _unknown(each, asked)
        elif each not in asked:
            yield ("domain", each), "domain-unknown-name", _unknown(each, asked)


def _unknown(name: str, known: frozenset[str]) -> dict[str, str]:
    near = difflib.get_close_matches(name, known, 1)
    return {"name": name, "known": ", ".join(sorted(known)), "near": near[0] if near else ""}
