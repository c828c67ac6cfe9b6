"""The shipped banks: every kind, both languages, and no question that a neighbour can copy: numbers that vary, or a twin."""

from __future__ import annotations

from collections import Counter
from math import prod

import pytest

from quiz import kinds
from quiz.bank.loading import load_test, shipped_tests
from quiz.parameters import range_of
from quiz.question import LANGUAGES, Question
from quiz.registry import load
from quiz.stress import stressed
from quiz.variants import question_varies

QUESTIONS = [question for test in shipped_tests() for question in load_test(test).questions]
KINDS = load(kinds)


def family(question: Question) -> str:
    """The test of a question; that of twins counts as the test whose twins they are."""
    return question.test.removesuffix("_twins")


def asked(question: Question) -> dict[str, object]:
    """What a question takes from its file: the listing, the definitions, what is wanted and how its symbols are read."""
    names = ("listing", "given", "reading", "choices", "function", "replace")
    return {"wanted": question.wanted, **{each: getattr(question.fields, each) for each in names if hasattr(question.fields, each)}}


def are_twins(one: Question, other: Question) -> bool:
    """Whether one asks for the same of other definitions, or for something else of the same definitions or listing."""
    ours, theirs = asked(one), asked(other)
    shared = [each for each in ("wanted", "listing", "given") if ours.get(each) and ours.get(each) == theirs.get(each)]
    given = [frozenset(each.get("given", ())) for each in (ours, theirs)]
    is_contained = all(given) and (given[0] <= given[1] or given[1] <= given[0])
    return family(one) == family(other) and one.id != other.id and ours != theirs and bool(shared or is_contained)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_question_varies_or_has_a_twin(question: Question) -> None:
    if hasattr(KINDS[question.kind], "NOTHING_WANTED"):
        pytest.skip("words are marked by a person")

    assert question_varies(question) or any(are_twins(question, other) for other in QUESTIONS)


def test_the_banks_have_sixty_questions_and_several_of_every_kind() -> None:
    found = Counter(question.kind for question in QUESTIONS)

    assert found.total() >= 60
    assert found.keys() == KINDS.keys()
    assert min(found.values()) >= 2, found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_a_question_speaks_both_languages(question: Question) -> None:
    assert all(question.titles.get(each) and question.bodies.get(each) for each in LANGUAGES)
    assert bool(question.explanations.get("ja")) == bool(question.explanations.get("en"))


@pytest.mark.parametrize("question", [each for each in QUESTIONS if each.parameters], ids=lambda question: question.id)
def test_variants_can_be_asked(question: Question) -> None:
    assert prod(len(range_of(declaration)) for declaration in question.parameters.values()) >= 3
    assert not stressed(question, 2).flaws
