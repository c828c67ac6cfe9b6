"""Grades one answer: a ladder of questions, from the top down, that ends in a verdict with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from quiz import kinds, parted
from quiz.answer import LONGEST_ANSWER, SPREADSHEET_ERRORS, Answer, Result, is_spreadsheet_date
from quiz.answer_key import AnswerKey
from quiz.crediting import after_attempts, credited
from quiz.key import fingerprint
from quiz.question import Question
from quiz.registry import load
from quiz.verdict import Evidence, Verdict, blank, invalid, undecided


def grade(question: Question, key: AnswerKey, text: str, earlier: Sequence[Verdict] = (), attempt: int = 1) -> Verdict:
    """The verdict on an answer as it was typed.

    earlier: verdicts on earlier attempts, which may cost points; where they are not known, ``attempt`` counts them.
    """
    return after_attempts(question, credited(question, graded(question, key, text)), earlier, attempt)


def graded(question: Question, key: AnswerKey, text: str) -> Verdict:
    """The verdict of the question's kind, as if it were the only attempt."""
    if not text.strip():
        return blank(question.points)
    if len(text) > LONGEST_ANSWER:
        return invalid(question.points, "limit_length", {"limit": str(LONGEST_ANSWER)})
    if is_spreadsheet_date(text):
        return invalid(question.points, "spreadsheet_date", {"found": text.strip()})
    if text.strip().upper() in SPREADSHEET_ERRORS:
        return invalid(question.points, "spreadsheet_error", {"found": text.strip()})
    if not key.usable:
        return undecided(question.points, (Evidence("key", None, "key_not_usable"),))
    kind = load(kinds)[question.kind]
    verdict: Verdict = parted.grade(kind, question, key, text) if question.crediting.parts else kind.grade(question, key, text)
    return verdict


def result_of(question: Question, key: AnswerKey, answer: Answer) -> Result:
    """An answer with its verdict and fingerprint; what earlier attempts cost is for whoever knows them (``Attempts``)."""
    return Result(answer, question.id, grade(question, key, answer.text), fingerprint(question, key))
