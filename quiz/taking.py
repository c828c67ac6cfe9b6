"""A learner's way through a test: which question comes next, and what the answers so far say.

A wrong answer may have several misconceptions behind it. The next question is one whose wrong answers tell these apart; where
nothing is open, or no question does, the next in order; and what was answered wrongly comes again at the end, as often as it
may be attempted, with other numbers where the question has parameters. It asks nobody and prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from derivations.steps.twins import invisible
from quiz.blind_spots import wrong_answers_to
from quiz.question import Question, Test
from quiz.variants import FIRST, variant_of
from quiz.verdict import OPEN, Outcome, Verdict

TRIES = 2
"""How often a question comes, where it declares no number of attempts."""


@dataclass
class Taking:
    """The state of one learner's session.

    asked: how often each question was given an answer that could be judged. last: the last verdict on each.
    open: the misconceptions that the answers so far leave possible.
    """

    test: Test
    asked: dict[str, int] = field(default_factory=dict)
    last: dict[str, Verdict] = field(default_factory=dict)
    open: frozenset[str] = frozenset()

    def next(self) -> Question | None:
        """The question to ask now, as the variant that it is asked in; None at the end."""
        fresh = [each for each in self.test.questions if each.name not in self.asked]
        again = [each for each in self.test.questions if self.is_due_again(each)]
        if not fresh and not again:
            return None
        waiting = fresh or again
        chosen = max(waiting, key=lambda each: (self._tells_apart(each), -waiting.index(each)))
        return variant_of(chosen, str(int(FIRST) + self.asked.get(chosen.name, 0)))

    def is_due_again(self, question: Question) -> bool:
        """Whether the last answer to the question was wrong, and another attempt is left."""
        verdict = self.last.get(question.name)
        is_wrong = verdict is not None and verdict.outcome in (Outcome.INCORRECT, Outcome.PARTIAL)
        return is_wrong and self.asked[question.name] < tries(question)

    def attempt(self, question: Question) -> int:
        """Which attempt at the question the next answer is."""
        return self.asked.get(question.name, 0) + 1

    def record(self, question: Question, verdict: Verdict) -> None:
        """Note a verdict. What could not be read is no attempt."""
        if verdict.outcome is Outcome.INVALID:
            return
        self.asked[question.name] = self.asked.get(question.name, 0) + 1
        self.last[question.name] = verdict
        labels = frozenset(each.label for each in verdict.diagnosis)
        if verdict.outcome is Outcome.CORRECT:
            self.open -= frozenset(_answers_by_label(question)) - _invisible(question)
        elif labels:
            self.open = (self.open & labels) or labels

    def skip(self, question: Question) -> None:
        """Leave a question without an answer; it does not come again."""
        self.asked[question.name] = tries(question)

    def totals(self) -> tuple[Fraction, Fraction, Fraction]:
        """Earned, decided, of."""
        decided = [each for each in self.last.values() if each.outcome not in OPEN]
        earned = sum((each.points or Fraction(0) for each in decided), Fraction(0))
        return earned, sum((each.of for each in decided), Fraction(0)), self.test.points

    def _tells_apart(self, question: Question) -> int:
        """How many pairs of the open misconceptions lead to different answers to the question."""
        if len(self.open) < 2:
            return 0
        answers = _answers_by_label(question)
        hidden = _invisible(question)
        return sum(_differ(one, other, answers, hidden) for one, other in combinations(sorted(self.open), 2))


def tries(question: Question) -> int:
    """How often a question is asked of somebody who does not answer it correctly."""
    return question.crediting.attempts or TRIES


def _differ(one: str, other: str, answers: Mapping[str, frozenset[int]], hidden: frozenset[str]) -> bool:
    """Whether one answer to a question speaks for one misconception and against the other."""
    places = [answers.get(each, frozenset()) | (frozenset({-1}) if each in hidden else frozenset()) for each in (one, other)]
    return bool(places[0] and places[1] and not places[0] & places[1])


def _answers_by_label(question: Question) -> dict[str, frozenset[int]]:
    """The wrong answers, by number, that each misconception leads to; nothing where they are not known."""
    classes = wrong_answers_to(question)
    found: dict[str, set[int]] = {}
    for number, each in enumerate(classes.classes if classes else ()):
        for label in each.labels:
            found.setdefault(label, set()).add(number)
    return {label: frozenset(numbers) for label, numbers in found.items()}


def _invisible(question: Question) -> frozenset[str]:
    classes = wrong_answers_to(question)
    return frozenset(invisible(classes)) if classes else frozenset()
