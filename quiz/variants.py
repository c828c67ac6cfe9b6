"""Variants: the same question with other numbers and another order of choices, the same test with other questions.

A variant is named by a label, a number such as 17 that is printed on the sheet and stands beside an answer. Everything about it
follows from the label and from what the author wrote (``quiz.parameters``), so that it can be made again at any time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from quiz.bodies import filled
from quiz.parameters import Values, drawn, hashed, with_values
from quiz.question import Crediting, Question, Test

FIRST = "1"
FORMULAS = ("given", "choices")
"""Fields of kinds that hold formulas, in which parameters may stand."""

Item = TypeVar("Item")


def label_of(text: str | None) -> str | None:
    """The label that a text means, None where it means none; a sheet's ``v17`` is 17.

    >>> label_of(" Ｖ１７ "), label_of("017"), label_of("x"), label_of(None)
    ('17', '17', None, None)
    """
    found = re.fullmatch(r"(?:v|variant\s*)?0*([1-9]\d{0,8})", unicodedata.normalize("NFKC", text or "").strip().lower())
    return found[1] if found else None


def question_varies(question: Question) -> bool:
    """Whether the question differs from variant to variant."""
    return question.variant is None and (bool(question.parameters) or _shuffles(question))


def test_varies(test: Test) -> bool:
    """Whether sheets of the test differ from variant to variant."""
    return test.shuffle or bool(test.draws) or any(map(question_varies, test.questions))


def variant_of(question: Question, label: str) -> Question:
    """The question in a variant; one that does not vary, as it is. Raises NoValues."""
    if not question_varies(question):
        return question
    values = drawn(question, label)
    changed = {
        name: tuple(with_values(each, values) for each in getattr(question.fields, name))
        for name in FORMULAS
        if hasattr(question.fields, name)
    }
    if _shuffles(question):
        changed["choices"] = shuffled(changed["choices"], label, question.id, "choices")
    bodies, explanations, crediting = question.bodies, question.explanations, question.crediting
    if question.parameters:
        crediting = _crediting_in(crediting, values)
        bodies, explanations = ({each: filled(body, values) for each, body in text.items()} for text in (bodies, explanations))
    return replace(
        question,
        wanted=with_values(question.wanted, values),
        fields=replace(question.fields, **changed),
        domain={name: word for name, word in question.domain.items() if name not in values},
        answer=None if question.answer is None else with_values(question.answer, values),
        bodies=bodies,
        explanations=explanations,
        crediting=crediting,
        parameters={},
        where=(),
        variant=label,
        values=values,
        origin=question,
    )


def _crediting_in(crediting: Crediting, values: Values) -> Crediting:
    """Parts and hints with values for the parameters."""
    parts = tuple(replace(each, wanted=with_values(each.wanted, values)) for each in crediting.parts)
    hints = tuple({language: filled(text, values) for language, text in each.items()} for each in crediting.hints)
    return replace(crediting, parts=parts, hints=hints)


def sheet_of(test: Test, label: str | None = None) -> Test:
    """The test as it stands on a variant's sheet, without a label the first; one that does not vary, as it is. Raises NoValues."""
    if not test_varies(test):
        return test
    label = label or FIRST
    questions = test.questions
    if test.draws:
        chosen = {name for draw in test.draws for name in shuffled(draw.names, label, test.name, *draw.names)[: draw.count]}
        questions = tuple(each for each in questions if each.name in chosen)
    if test.shuffle:
        questions = shuffled(questions, label, test.name, "questions")
    return replace(test, questions=tuple(variant_of(each, label) for each in questions), draws=(), shuffle=False, variant=label)


def shuffled(items: Sequence[Item], *by: str) -> tuple[Item, ...]:
    """The items in an order that depends on these texts alone.

    >>> shuffled("abcd", "1") == shuffled("abcd", "1"), sorted(shuffled("abcd", "2"))
    (True, ['a', 'b', 'c', 'd'])
    """
    order = sorted(range(len(items)), key=lambda index: (hashed(2**64, *by, str(index)), index))
    return tuple(items[index] for index in order)


def _shuffles(question: Question) -> bool:
    return bool(getattr(question.fields, "shuffle", False))
