"""Reads one question file: its fields, its texts, and everything that is wrong with them, all at once and each at its place."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from derivations.steps.catalogue import CODES
from quiz import kinds, parameters
from quiz.bank import frontmatter, schema, texts
from quiz.bank.crediting import crediting_faults, crediting_of, with_wanted
from quiz.bank.frontmatter import Document
from quiz.bank.headings import text_problems
from quiz.bank.problems import BankError, Problem
from quiz.kinds._faults import Fault
from quiz.question import LANGUAGES, Question
from quiz.registry import load

SUFFIX = ".quiz.md"


def load_question(file: Path) -> Question:
    """One question file, validated. Raises BankError with all its problems."""
    document = frontmatter.read_question(file)
    kind = _kind_of(document)
    problems = [*document.problems, *text_problems(document)]
    common, own = _parts(document, kind, problems)
    bodies, explanations = texts.texts(document.body)
    if not bodies:
        problems.append(document.problem((), "bank-no-body", languages=", ".join(f"# {each}" for each in LANGUAGES)))
    if common is None or own is None:
        raise BankError(_in_order(problems))
    question = Question(
        test=file.resolve().parent.name,
        name=file.name.removesuffix(SUFFIX),
        kind=document.fields["kind"],
        points=common.points,
        wanted=common.wanted,
        fields=own,
        domain={**_symbols(common.parameters), **common.domain},
        titles={str(each): text for each, text in common.title.items()},
        bodies=bodies,
        explanations=explanations,
        source=file,
        crediting=crediting_of(common),
        answer=common.answer,
        blind_spots=common.blind_spots,
        figure=common.figure,
        explanation_figure=common.explanation_figure,
        samples={str(outcome): answers for outcome, answers in common.samples.items()},
        parameters=common.parameters,
        where=(common.where,) if isinstance(common.where, str) else common.where,
    )
    told = {problem.field.partition(".")[0] for problem in problems if problem.field}
    found = ((path, document.problem(path, code, **facts)) for path, code, facts in _faults(question, kind))
    problems.extend(problem for path, problem in found if path[0] not in told)
    problems.extend(texts.problems(question, document))
    if problems:
        raise BankError(_in_order(problems))
    return question


def place_of(question: Question, field: str) -> tuple[int, int]:
    """Line and column of a field in the question's file."""
    return frontmatter.read_question(question.source).places.get((field,), (1, 1))


def _kind_of(document: Document) -> ModuleType:
    """The module of the question's kind. Raises BankError where there is none."""
    registry, found = load(kinds), document.fields.get("kind", "")
    if isinstance(found, str) and found in registry:
        return registry[found]
    if not found:
        raise BankError((document.problem(("kind",), "bank-missing-field", field="kind"),))
    near = difflib.get_close_matches(str(found), registry, 1)
    facts = {"found": schema.shown(found), "near": near[0] if near else "", "known": ", ".join(registry)}
    raise BankError((document.problem(("kind",), "bank-unknown-kind", **facts),))


def _parts(document: Document, kind: ModuleType, problems: list[Problem]) -> tuple[Any | None, Any | None]:
    """The fields that every question has, and those of its kind; of faulty ones what is sound; ``problems`` grows."""
    known = (*schema.COMMON_NAMES, *schema.names_of(kind.Fields))
    common = with_wanted({key: value for key, value in document.fields.items() if key in schema.COMMON_NAMES})
    own = {key: value for key, value in document.fields.items() if key not in schema.COMMON_NAMES}
    parts = []
    for shape, values in ((schema.Common, common), (kind.Fields, own)):
        found, wrong = schema.as_far_as_valid(shape, values, document, known, _elsewhere(known))
        problems.extend(wrong)
        parts.append(found)
    if not common.get("wanted") and not getattr(kind, "NOTHING_WANTED", False):
        problems.append(document.problem(("wanted",), "bank-missing-field", field="wanted"))
    return parts[0], parts[1]


def _faults(question: Question, kind: ModuleType) -> Iterator[Fault]:
    """What fields that can be read can't mean."""
    yield from _unknown_blind_spots(question)
    yield from crediting_faults(question.crediting, kind)
    yield from parameters.faults(question)
    yield from kind.faults(question)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda each: (each.line, each.column)))


def _unknown_blind_spots(question: Question) -> Iterator[Fault]:
    """Declared blind spots that are no misconceptions."""
    for at, each in enumerate(question.blind_spots):
        if each not in CODES:
            near = difflib.get_close_matches(each, CODES, 1)
            yield ("blind_spots", at), "bank-unknown-misconception", {"found": each, "near": near[0] if near else ""}


def _elsewhere(known: tuple[str, ...]) -> dict[str, str]:
    """Fields that only other kinds have, with these kinds."""
    found: dict[str, list[str]] = {}
    for kind, module in load(kinds).items():
        for name in (each for each in schema.names_of(module.Fields) if each not in known):
            found.setdefault(name, []).append(kind)
    return {name: ", ".join(kinds) for name, kinds in found.items()}


def _symbols(declared: Mapping[str, str]) -> dict[str, str]:
    """Where parameters live as symbols; one with a name or a declaration that is none is left to the faults."""
    domains = {}
    for name, declaration in declared.items():
        if not parameters.is_name(name):
            continue
        with contextlib.suppress(ValueError):
            domains[name] = parameters.domain_word(declaration)
    return domains
