"""Grades a class: every answer of every student, each distinct answer once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from quiz.answer import Answer, Result
from quiz.answer_key import AnswerKey
from quiz.crediting import Attempts
from quiz.grading import result_of
from quiz.question import Test
from quiz.verdict import OPEN


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
        """The result that counts, by student and question name: that of the last attempt, of equal attempts the later row."""
        found: dict[tuple[str, str], Result] = {}
        for each in self.results:
            place = (each.answer.student, each.question.rpartition("/")[2])
            if place not in found or each.answer.attempt >= found[place].answer.attempt:
                found[place] = each
        return found

    def total(self, student: str) -> Total:
        """What a student has earned; a question without an answer is decided, and earned nothing."""
        found = {name: self.last.get((student, name)) for name in (each.name for each in self.test.questions)}
        open_points = sum((each.verdict.of for each in found.values() if each and each.verdict.outcome in OPEN), Fraction(0))
        earned = sum((each.verdict.points or Fraction(0) for each in found.values() if each), Fraction(0))
        return Total(earned, self.test.points - open_points, self.test.points)


def grade_all(
    test: Test, keys: Mapping[str, AnswerKey], answers: Iterable[Answer], done: Callable[[int], None] | None = None
) -> ClassResult:
    """Grade answers to a test. keys: by question name. done: told how many answers are graded, for a progress display."""
    questions = {each.name: each for each in test.questions}
    graded: dict[tuple[str, str], Result] = {}
    attempts = Attempts(test)
    results = []
    for answer in answers:
        same = (answer.question, answer.text)
        if same not in graded:
            graded[same] = result_of(questions[answer.question], keys[answer.question], answer)
        results.append(attempts.charged(replace(graded[same], answer=answer)))
        if done:
            done(len(results))
    return ClassResult(test, tuple(results))
