"""Finds and reads tests: shipped ones by name, a teacher's own by the folder's path."""

from __future__ import annotations

import difflib
from pathlib import Path

from quiz import kinds
from quiz.bank import frontmatter, schema
from quiz.bank.problems import BankError, Problem
from quiz.question import LANGUAGES, Question, Test
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
    for index, name in enumerate(test.questions):
        if not (folder / f"{name}{SUFFIX}").is_file():
            problems.append(document.problem(("questions", index), "bank-no-question", question=name, file=f"{name}{SUFFIX}"))
            continue
        try:
            questions.append(load_question(folder / f"{name}{SUFFIX}"))
        except BankError as error:
            problems.extend(error.problems)
    if problems:
        raise BankError(tuple(problems))
    return Test(
        folder.resolve().name, {str(each): text for each, text in test.title.items()}, tuple(questions), test.reveal, folder
    )


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
    own_part = {key: value for key, value in document.fields.items() if key not in schema.COMMON_NAMES}
    problems: list[Problem] = []
    parts = []
    for each, values in ((schema.Common, common_part), (shape, own_part)):
        try:
            parts.append(schema.validated(each, values, document, known))
        except BankError as error:
            problems.extend(error.problems)
    if "wanted" not in common_part and not getattr(registry[kind], "NOTHING_WANTED", False):
        problems.append(document.problem((), "bank-missing-field", field="wanted"))
    bodies, explanations = _texts(document.body)
    if not bodies:
        problems.append(document.problem((), "bank-no-body", languages=", ".join(f"# {each}" for each in LANGUAGES)))
    if problems:
        raise BankError(tuple(problems))
    common, own = parts
    question = Question(
        test=file.resolve().parent.name,
        name=file.name.removesuffix(SUFFIX),
        kind=kind,
        points=common.points,
        wanted=common.wanted,
        fields=own,
        domain=common.domain,
        titles={str(each): text for each, text in common.title.items()},
        bodies=bodies,
        explanations=explanations,
        source=file,
        answer=common.answer,
    )
    faults = [document.problem(path, code, **facts) for path, code, facts in registry[kind].faults(question)]
    if faults:
        raise BankError(tuple(faults))
    return question


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


def _texts(body: str) -> tuple[dict[str, str], dict[str, str]]:
    bodies, explanations = {}, {}
    for language, text in frontmatter.sections(body, 1):
        if language in LANGUAGES:
            parts = dict(frontmatter.sections(text, 2))
            explanations[language] = parts.pop("explanation", "")
            bodies[language] = "\n\n".join(f"## {name}\n\n{part}" if name else part for name, part in parts.items())
    return bodies, explanations
