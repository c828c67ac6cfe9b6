"""Finds and reads tests: shipped ones by name, a teacher's own by the folder's path."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from quiz.bank import frontmatter, schema
from quiz.bank.frontmatter import Document
from quiz.bank.problems import BankError, Problem
from quiz.bank.questions import SUFFIX, load_question
from quiz.question import Draw, Question, Test

SHIPPED = Path(__file__).parent


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
    test, wrong = schema.as_far_as_valid(schema.TestFile, document.fields, document, schema.names_of(schema.TestFile))
    if test is None:
        raise BankError(wrong)
    questions, problems = [], list(wrong)
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
    others = [each.name.removesuffix(SUFFIX) for each in folder.glob(f"*{SUFFIX}") if each.is_file()]
    near = difflib.get_close_matches(name, others, 1)
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


def _named(test: Test, name: str) -> Question:
    for question in test.questions:
        if question.name == name:
            return question
    known = [each.name for each in test.questions]
    near = difflib.get_close_matches(name, known, 1)
    facts = {"question": name, "near": near[0] if near else "", "known": ", ".join(known)}
    raise BankError((Problem("bank-unknown-question", facts, file=test.folder),))


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
