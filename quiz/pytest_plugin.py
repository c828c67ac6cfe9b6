"""A pytest plug-in: each ``*.quiz.md`` file is collected, and what makes its question one that can be asked are its tests.

``key``: derived, proved and cross-checked. ``variants``: many are made, each can be asked. ``samples``: the file's own answers are
graded as it says. A fault is reported as quiz check reports it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from quiz.question import Question

SUFFIX = ".quiz.md"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--quiz-variants`` and ``--no-quiz``."""
    group = parser.getgroup("quiz", "questions in *.quiz.md files")
    group.addoption("--no-quiz", action="store_true", help="leave *.quiz.md files alone")
    group.addoption("--quiz-variants", type=int, default=10, metavar="N", help="variants that are made of a question (default: 10)")
    group.addoption("--quiz-lang", default="en", choices=["ja", "en"], help="language of what is reported (default: en)")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A question file, unless ``--no-quiz`` is given."""
    if not file_path.name.endswith(SUFFIX) or parent.config.getoption("--no-quiz"):
        return None
    return QuestionFile.from_parent(parent, path=file_path)


class Faulty(Exception):
    """Why a question can't be asked, in sentences for a person."""


class QuestionFile(pytest.File):
    """A file with one question."""

    def collect(self) -> Iterable[pytest.Item]:
        """Its tests. A file that can't be read has one, which fails."""
        from quiz.bank.problems import BankError
        from quiz.bank.questions import load_question
        from quiz.variants import question_varies

        try:
            question = load_question(self.path)
        except BankError as error:
            problems = error.problems
            yield Check.from_parent(self, name="file", check=lambda language: _told(problems, language))
            return
        yield Check.from_parent(self, name="key", check=lambda language: _key_faults(question, language))
        if question_varies(question):
            count = self.config.getoption("--quiz-variants")
            yield Check.from_parent(self, name="variants", check=lambda language: _variant_faults(question, count, language))
        if question.samples:
            yield Check.from_parent(self, name="samples", check=lambda language: _sample_faults(question, language))


class Check(pytest.Item):
    """One thing that must hold of a question; ``check`` gives what speaks against it, in sentences."""

    def __init__(self, *, check: Callable[[str], list[str]], **others: Any) -> None:
        super().__init__(**others)
        self.check = check

    def runtest(self) -> None:
        """Fail with the sentences. Raises Faulty."""
        found = self.check(self.config.getoption("--quiz-lang"))
        if found:
            raise Faulty("\n".join(found))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The sentences alone, for a question; a traceback for a fault of the program."""
        return str(excinfo.value) if isinstance(excinfo.value, Faulty) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where it stands."""
        return self.path, 0, f"{self.path.name}: {self.name}"


def _told(problems: Iterable[Any], language: str) -> list[str]:
    from quiz.checking import problem_lines

    return problem_lines(problems, language)


def _key_faults(question: Question, language: str) -> list[str]:
    from quiz.checking import check_key, report

    checked = check_key(question)
    return [] if checked.is_usable else [report(checked, language)]


def _variant_faults(question: Question, count: int, language: str) -> list[str]:
    from quiz.checking import variant_lines
    from quiz.stress import stressed

    found = stressed(question, count)
    return variant_lines(found, language) if found.flaws else []


def _sample_faults(question: Question, language: str) -> list[str]:
    from quiz.checking import sample_problems

    return _told(sample_problems(question), language)
