"""Finds and reads tests: shipped ones by name, a teacher's own by the folder's path."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

from derivations.steps.catalogue import CODES
from quiz import kinds, parameters
from quiz.bank import frontmatter, schema, texts
from quiz.bank.crediting import crediting_faults, crediting_of, with_wanted
from quiz.bank.frontmatter import Document
from quiz.bank.headings import text_problems
from quiz.bank.problems import BankError, Problem
from quiz.question import LANGUAGES, Draw, Question, Test
from quiz.registry import load

SHIPPED = Path(__file__).parent
SUFFIX = ".quiz.md"


def shipped_tests() -> tuple[str, ...]:
    """The names of the tests that the program brings along.

    >>> "vanishing_gradient" in shipped_tests()
    True
    """
    return tuple(sorted(file.parent.name for file in SHIPPED.glob("*/test.yaml")))


def load_test(place: str) -> Test:
    """A test by its shipped name or its folder's path. Raises BankError with every problem of every file."""
    folder = SHIPPED / place if place in shipped_tests() else Path(place)
    if not (folder / "test.yaml").is_file():
        near = difflib.get_close_matches(place, shipped_tests(), 1)
        facts = {"test": place, "near": near[0] if near else "", "known": ", ".join(shipped_tests())}
        raise BankError((Problem("bank-no-test", facts, file=folder),))
    document = frontmatter.read_yaml(folder / "test.yaml")
    names = tuple(each for each in schema.TestFile.__dataclass_fields__)
    test: schema.TestFile = schema.validated(schema.TestFile, document.fields, document, names)
    questions, problems = [], list[Problem]()
    for name, path in {name: path for path, name in _entries(test)}.items():
        if not (folder / f"{name}{SUFFIX}").is_file():
            problems.append(document.problem(path, "bank-no-question", **_missing(folder, name)))
            continue
        try:
            questions.append(load_question(folder / f"{name}{SUFFIX}"))
        except BankError as error:
            problems.extend(error.problems)
    draws = _draws(test)
    problems.extend(document.problems)
    problems.extend(_draw_problems(test, draws, questions, document))
    if problems:
        raise BankError(tuple(problems), tuple(questions))
    titles = {str(each): text for each, text in test.title.items()}
    return Test(folder.resolve().name, titles, tuple(questions), test.reveal, folder, draws, test.shuffle)


def _missing(folder: Path, name: str) -> dict[str, str]:
    """A question without a file, and the file that is probably meant."""
    near = difflib.get_close_matches(name, [each.name.removesuffix(SUFFIX) for each in folder.glob(f"*{SUFFIX}")], 1)
    return {"question": name, "file": f"{name}{SUFFIX}", "near": near[0] if near else ""}


def find_question(place: str) -> tuple[Test, Question]:
    """A question by ``test/name``, by a path to its file, or by a shipped test's question name alone. Raises BankError."""
    if place.endswith(SUFFIX):
        file = Path(place)
        test = load_test(str(file.parent))
        return test, _named(test, file.name.removesuffix(SUFFIX))
    holder, _, name = place.rpartition("/")
    if holder:
        test = load_test(holder)
        return test, _named(test, name)
    for shipped in map(load_test, shipped_tests()):
        if name in {each.name for each in shipped.questions}:
            return shipped, _named(shipped, name)
    raise BankError((Problem("bank-unknown-question", {"question": place, "near": "", "known": ", ".join(shipped_tests())}),))


def load_question(file: Path) -> Question:
    """One question file, validated. Raises BankError with all its problems."""
    document = frontmatter.read_question(file)
    registry = load(kinds)
    kind = document.fields.get("kind", "")
    if kind not in registry:
        near = difflib.get_close_matches(str(kind), registry, 1)
        facts = {"found": str(kind), "near": near[0] if near else "", "known": ", ".join(registry)}
        raise BankError((document.problem(("kind",), "bank-unknown-kind", **facts),))
    shape = registry[kind].Fields
    known = (*schema.COMMON_NAMES, *shape.__dataclass_fields__)
    common_part = {key: value for key, value in document.fields.items() if key in schema.COMMON_NAMES}
    common_part = with_wanted(common_part)
    own_part = {key: value for key, value in document.fields.items() if key not in schema.COMMON_NAMES}
    problems = [*document.problems, *text_problems(document)]
    parts = []
    for each, values in ((schema.Common, common_part), (shape, own_part)):
        try:
            parts.append(schema.validated(each, values, document, known, _elsewhere(registry, known)))
        except BankError as error:
            problems.extend(error.problems)
            faulty = frozenset(problem.field.partition(".")[0] for problem in error.problems)
            parts.append(schema.sound_part(each, values, faulty))
    if "wanted" not in common_part and not getattr(registry[kind], "NOTHING_WANTED", False):
        problems.append(document.problem(("wanted",), "bank-missing-field", field="wanted"))
    bodies, explanations = texts.texts(document.body)
    if not bodies:
        problems.append(document.problem((), "bank-no-body", languages=", ".join(f"# {each}" for each in LANGUAGES)))
    common, own = parts
    if common is None or own is None:
        raise BankError(tuple(problems))
    crediting = crediting_of(common)
    question = Question(
        test=file.resolve().parent.name,
        name=file.name.removesuffix(SUFFIX),
        kind=kind,
        points=common.points,
        wanted=common.wanted,
        fields=own,
        domain={**_symbols(common.parameters), **common.domain},
        titles={str(each): text for each, text in common.title.items()},
        bodies=bodies,
        explanations=explanations,
        source=file,
        crediting=crediting,
        answer=common.answer,
        blind_spots=common.blind_spots,
        figure=common.figure,
        explanation_figure=common.explanation_figure,
        samples={str(outcome): answers for outcome, answers in common.samples.items()},
        parameters=common.parameters,
        where=(common.where,) if isinstance(common.where, str) else common.where,
    )
    faults = (
        *_unknown_blind_spots(question),
        *crediting_faults(crediting, registry[kind]),
        *parameters.faults(question),
        *registry[kind].faults(question),
    )
    found = [(path, document.problem(path, code, **facts)) for path, code, facts in faults]
    told = {problem.field.partition(".")[0] for problem in problems if problem.field}
    problems.extend(problem for path, problem in found if path[0] not in told)
    problems.extend(texts.problems(question, document))
    if problems:
        raise BankError(tuple(sorted(problems, key=lambda each: (each.line, each.column))))
    return question


def _unknown_blind_spots(question: Question) -> Iterator[tuple[tuple[str | int, ...], str, dict[str, str]]]:
    """Declared blind spots that are no misconceptions."""
    for at, each in enumerate(question.blind_spots):
        if each not in CODES:
            near = difflib.get_close_matches(each, CODES, 1)
            yield ("blind_spots", at), "bank-unknown-misconception", {"found": each, "near": near[0] if near else ""}


def _elsewhere(registry: dict[str, ModuleType], known: tuple[str, ...]) -> dict[str, str]:
    """Fields that only other kinds have, with these kinds."""
    found: dict[str, list[str]] = {}
    for kind, module in registry.items():
        for name in module.Fields.__dataclass_fields__.keys() - set(known):
            found.setdefault(name, []).append(kind)
    return {name: ", ".join(kinds) for name, kinds in found.items()}


def place_of(question: Question, field: str) -> tuple[int, int]:
    """Line and column of a field in the question's file."""
    return frontmatter.read_question(question.source).places.get((field,), (1, 1))


def _named(test: Test, name: str) -> Question:
    for question in test.questions:
        if question.name == name:
            return question
    known = [each.name for each in test.questions]
    near = difflib.get_close_matches(name, known, 1)
    facts = {"question": name, "near": near[0] if near else "", "known": ", ".join(known)}
    raise BankError((Problem("bank-unknown-question", facts, file=test.folder),))


def _symbols(declared: Mapping[str, str]) -> dict[str, str]:
    """Where parameters live as symbols; one with a declaration that is none is left to the faults."""
    domains = {}
    for name, declaration in declared.items():
        with contextlib.suppress(ValueError):
            domains[name] = parameters.domain_word(declaration)
    return domains


def _entries(test: schema.TestFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The names of all questions, with their places in test.yaml."""
    for index, entry in enumerate(test.questions):
        if isinstance(entry, str):
            yield ("questions", index), entry
        else:
            yield from ((("questions", index, "of", at), name) for at, name in enumerate(entry.of))


def _draws(test: schema.TestFile) -> tuple[Draw, ...]:
    if test.draw is not None:
        return (Draw(test.draw, tuple(name for _, name in _entries(test))),)
    if all(isinstance(entry, str) for entry in test.questions):
        return ()
    return tuple(Draw(1, (entry,)) if isinstance(entry, str) else Draw(entry.draw, entry.of) for entry in test.questions)


def _draw_problems(
    test: schema.TestFile, draws: tuple[Draw, ...], questions: Sequence[Question], document: Document
) -> Iterator[Problem]:
    """Draws that cannot be made, or that would give students tests with different totals."""
    seen = set[str]()
    for path, name in _entries(test):
        if name in seen:
            yield document.problem(path, "bank-question-twice", question=name)
        seen.add(name)
    if test.draw is not None and not all(isinstance(entry, str) for entry in test.questions):
        yield document.problem(("draw",), "draw-twice")
    points = {each.name: each.points for each in questions}
    for index, draw in enumerate(draws):
        path = ("draw",) if test.draw is not None else ("questions", index)
        if draw.count > len(draw.names):
            yield document.problem(path, "draw-too-many", count=str(draw.count), of=str(len(draw.names)))
        elif draw.count < len(draw.names) and len({points[name] for name in draw.names if name in points}) > 1:
            yield document.problem(path, "draw-unequal-points")
