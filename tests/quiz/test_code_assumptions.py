"""Some lines are right only under an assumption, as softmax with cross-entropy needs targets that sum to 1: found, and said."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from quiz.answer_key import AnswerKey
from quiz.bank.loading import find_question
from quiz.grading import grade
from quiz.key import derive_key
from quiz.messages import has, languages
from quiz.question import Question

FOLDER = Path(__file__).parents[1] / "data" / "tests" / "assumed"
ONES, TINY = ("one_hot", "sum(d, axis=1) = 1"), ("vanishing", "eps -> 0")

KEYS = [("delta", [ONES]), ("weights", [ONES, TINY]), ("write", [ONES])]

ANSWERS = [
    ("delta", "delta", "correct"),
    ("delta", "gb", "incorrect"),
    ("weights", "gW = np.dot(x.T, delta)", "correct"),
    ("write", "(y - d) / d.shape[0]", "correct"),
    ("write", "(y * np.sum(d, axis=1, keepdims=True) - d) / len(d)", "correct"),
    ("write", "(y - d)", "incorrect"),
    ("write", "(y - d / np.sum(d)) / len(d)", "incorrect"),
]


@cache
def asked(name: str) -> tuple[Question, AnswerKey]:
    _, question = find_question(f"{FOLDER}/{name}")
    return question, derive_key(question)


@pytest.mark.parametrize(("name", "conditions"), KEYS)
def test_a_key_is_proved_under_the_weakest_assumptions_and_says_them(name: str, conditions: list[tuple[str, str]]) -> None:
    _, key = asked(name)

    assert key.usable, key.evidence
    assert [(each.how, each.facts["condition"]) for each in key.evidence if each.check == "assumption"] == conditions
    assert all(has(f"assumption-{how.replace('_', '-')}", language) for how, _ in conditions for language in languages())


@pytest.mark.parametrize(("name", "text", "outcome"), ANSWERS)
def test_answers_are_judged_under_the_assumption_and_the_right_ones_are_told_of_it(name: str, text: str, outcome: str) -> None:
    question, key = asked(name)

    verdict = grade(question, key, text)

    assert verdict.outcome.value == outcome, verdict
    assert (outcome == "correct") == any(each.check == "assumption" for each in verdict.evidence)
