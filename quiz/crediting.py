"""Marks apart from right and wrong, as the item declares them: credit for a named mistake, attempts and what they cost, hints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from quiz.answer import Result
from quiz.question import LANGUAGES, Question, Test
from quiz.verdict import Evidence, Outcome, Verdict

COUNTED = frozenset({Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT})
"""What makes an answer an attempt; one that can't be read, or that a person decides, is none."""


def credited(question: Question, verdict: Verdict) -> Verdict:
    """A wrong answer whose mistake the item gives credit for is partly right; of several mistakes that fit, the best counts."""
    shares = {
        each.label: question.crediting.credit[each.label] for each in verdict.diagnosis if each.label in question.crediting.credit
    }
    if verdict.outcome is not Outcome.INCORRECT or not any(shares.values()):
        return verdict
    label = max(shares, key=lambda each: shares[each])
    earned = Evidence("misconception", True, "credit", {"label": label, "share": str(shares[label])})
    points = question.points * shares[label]
    return replace(verdict, outcome=Outcome.PARTIAL, points=points, evidence=(*verdict.evidence, earned))


def after_attempts(question: Question, verdict: Verdict, earlier: Sequence[Verdict], attempt: int) -> Verdict:
    """The verdict with what earlier attempts take off its points; whether the answer is right stays as it is.

    earlier: the verdicts on them, as far as they are known; else ``attempt`` says how many there were.
    """
    number = 1 + sum(each.outcome in COUNTED for each in earlier) if earlier else attempt
    if verdict.outcome not in COUNTED or verdict.points is None or number <= 1:
        return verdict
    if question.crediting.attempts is not None and number > question.crediting.attempts:
        facts = {"attempt": str(number), "attempts": str(question.crediting.attempts)}
        return replace(verdict, points=Fraction(0), evidence=(*verdict.evidence, Evidence("attempt", None, "exceeded", facts)))
    left = max(Fraction(0), 1 - question.crediting.penalty * (number - 1))
    if left == 1 or not verdict.points:
        return verdict
    facts = {"attempt": str(number), "taken": str(1 - left)}
    return replace(verdict, points=verdict.points * left, evidence=(*verdict.evidence, Evidence("attempt", None, "penalty", facts)))


class Attempts:
    """The attempts of a class at a test as they come: each result with what the student's earlier attempts take off it."""

    def __init__(self, test: Test) -> None:
        self._questions = {each.name: each for each in test.questions}
        self._before: dict[tuple[str, str], list[Result]] = {}

    def charged(self, result: Result) -> Result:
        """A result that was graded as if it were the only one, after those of the same student that came before it."""
        answer = result.answer
        before = self._before.setdefault((answer.student, answer.question), [])
        earlier = [each.verdict for each in before if each.answer.attempt < answer.attempt]
        verdict = after_attempts(self._questions[answer.question], result.verdict, earlier, answer.attempt)
        before.append(replace(result, verdict=verdict))
        return before[-1]


def due_hint(question: Question, verdict: Verdict, attempt: int, language: str) -> str | None:
    """The hint that is due after an attempt that was not right: the first after the first, the last from then on."""
    hints = question.crediting.hints
    if not hints or verdict.outcome in (Outcome.CORRECT, Outcome.BLANK) or attempt < 1:
        return None
    texts = hints[min(attempt, len(hints)) - 1]
    return question.text(texts, language) or next((texts[each] for each in LANGUAGES if texts.get(each)), None)
