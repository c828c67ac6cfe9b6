"""The shipped questions, and the keys of their first variants, derived once for all tests that ask for them."""

from __future__ import annotations

from functools import cache

from quiz.answer_key import AnswerKey
from quiz.bank.loading import load_test, shipped_tests
from quiz.key import key_of
from quiz.question import Question
from quiz.variants import variant_of

QUESTIONS = {question.id: question for test in shipped_tests() for question in load_test(test).questions}


@cache
def asked_as(place: str, label: str) -> tuple[Question, AnswerKey]:
    """A question in a variant, with its key."""
    variant = variant_of(QUESTIONS[place], label)
    return variant, key_of(variant)
