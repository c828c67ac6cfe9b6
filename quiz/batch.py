"""Grades a class: every answer of every student, each distinct answer once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from quiz.answer import Answer, Result
from quiz.answer_key import AnswerKey, NoKey
from quiz.crediting import Attempts
from quiz.grading import result_of
from quiz.key import fingerprint, key_of
from quiz.question import Question, Test
from quiz.variants import FIRST, label_of, sheet_of, test_varies, variant_of
from quiz.verdict import OPEN, Outcome, blank, invalid


@dataclass(frozen=True)
class Total:
    """earned of the decided points; ``decided`` of all: points of answers that a person has yet to decide are in neither."""

    earned: Fraction
    decided: Fraction
    of: Fraction


@dataclass(frozen=True)
class ClassResult:
    """The results of a class, in the order in which the answers came; of several attempts at a question the last counts."""

    test: Test
    results: tuple[Result, ...]

    @cached_property
    def students(self) -> tuple[str, ...]:
        """Every student, in the order of their first answer."""
        return tuple(dict.fromkeys(each.answer.student for each in self.results))

    @cached_property
    def last(self) -> Mapping[tuple[str, str], Result]:
        """The result that counts, by student and question name: that of the last attempt, of equal attempts the later row.

        An empty cell counts only where nothing else was answered: whoever sends a form once more takes nothing back by it.
        """
        found: dict[tuple[str, str], Result] = {}
        for each in self.results:
            place = (each.answer.student, each.question.rpartition("/")[2])
            before = found.get(place)
            if (
                before is None
                or before.verdict.outcome is Outcome.BLANK
                or (each.verdict.outcome is not Outcome.BLANK and each.answer.attempt >= before.answer.attempt)
            ):
                found[place] = each
        return found

    def total(self, student: str) -> Total:
        """What a student has earned; a question without an answer is decided, and earned nothing."""
        sheet = self.sheet(student)
        found = {name: self.last.get((student, name)) for name in (each.name for each in sheet.questions)}
        open_points = sum((each.verdict.of for each in found.values() if each and each.verdict.outcome in OPEN), Fraction(0))
        earned = sum((each.verdict.points or Fraction(0) for each in found.values() if each), Fraction(0))
        return Total(earned, sheet.points - open_points, sheet.points)

    def sheet(self, student: str) -> Test:
        """The test as it stood on the student's sheet: in the variant of the last answer that names one."""
        if student not in self._sheets:
            self._sheets[student] = sheet_of(self.test, self._variants.get(student))
        return self._sheets[student]

    @cached_property
    def _variants(self) -> Mapping[str, str]:
        named = ((each.answer.student, label_of(each.answer.variant)) for each in self.results)
        return {student: label for student, label in named if label}

    @cached_property
    def _sheets(self) -> dict[str, Test]:
        return {}


def grade_all(
    test: Test, keys: Mapping[str, AnswerKey], answers: Iterable[Answer], done: Callable[[int], None] | None = None
) -> ClassResult:
    """Grade answers to a test. keys: by question name. done: told how many answers are graded, for a progress display.

    Of a test that varies each answer is graded in its variant; keys holds then only those of questions that do not vary.
    """
    sheets = _Sheets(test, keys)
    graded: dict[tuple[str, str | None, str], Result] = {}
    attempts = Attempts(test)
    results = []
    for answer in answers:
        same = (answer.question, answer.variant, answer.text)
        if same not in graded:
            graded[same] = sheets.result(answer)
        results.append(attempts.charged(replace(graded[same], answer=answer)))
        if done:
            done(len(results))
    return ClassResult(test, tuple(results))


class _Sheets:
    """The variants of a test that answers speak of, each made once, with the keys of its questions."""

    def __init__(self, test: Test, keys: Mapping[str, AnswerKey]) -> None:
        self.test = test
        self.keys = keys
        self.varies = test_varies(test)
        self.made: dict[str, Mapping[str, Question]] = {}
        self.questions = dict(test.by_name)

    def result(self, answer: Answer) -> Result:
        """The result of one answer; an answer whose variant is not known, or does not ask the question, decides nothing."""
        written = self.questions[answer.question]
        if not self.varies:
            return result_of(written, self.keys[written.name], answer)
        label = label_of(answer.variant)
        if label is None:
            return self._open(written, answer, "no_variant", {"found": answer.variant or ""})
        if label not in self.made:
            self.made[label] = dict(sheet_of(self.test, label).by_name)
        asked = self.made[label].get(written.name)
        if asked is None:
            return self._open(written, answer, "not_on_sheet", {"variant": label})
        key = self.keys[asked.name] if asked is written else _key_or_none(asked)
        return result_of(asked, key, replace(answer, variant=label))

    def _open(self, written: Question, answer: Answer, code: str, facts: Mapping[str, str]) -> Result:
        asked = variant_of(written, FIRST)
        verdict = invalid(written.points, code, facts) if answer.text.strip() else blank(written.points)
        return Result(answer, written.id, verdict, fingerprint(asked, _key_or_none(asked)))


def _key_or_none(question: Question) -> AnswerKey:
    """The key of a variant; one that grades nothing where it has none."""
    try:
        return key_of(question)
    except NoKey:
        return AnswerKey("", question.digest(), ())
