"""The shipped banks: every kind, both languages, and no question that a neighbour can copy: numbers that vary, or a twin."""

from __future__ import annotations

from collections import Counter
from math import prod

import pytest

from quiz import kinds
from quiz.grading import grade
from quiz.kinds.choice import choices_of
from quiz.parameters import range_of
from quiz.parted import keys_of
from quiz.question import LANGUAGES, Question
from quiz.registry import load
from quiz.stress import stressed
from quiz.variants import FIRST, question_varies
from quiz.verdict import Outcome
from tests.banks import QUESTIONS, asked_as

KINDS = load(kinds)
DERIVED = [each for each in QUESTIONS.values() if not hasattr(KINDS[each.kind], "NOTHING_WANTED")]
"""The questions with something to derive: all but those that ask for words."""


def family(question: Question) -> str:
    """The test of a question; that of twins counts as the test whose twins they are."""
    return question.test.removesuffix("_twins")


def asked(question: Question) -> dict[str, object]:
    """What a question takes from its file: the listing, the definitions, what is wanted and how its symbols are read."""
    names = ("given", "reading", "choices", "function", "replace")
    found = {each: getattr(question.fields, each) for each in names if hasattr(question.fields, each)}
    return {"wanted": question.wanted, "kind": question.kind, "listing": listing(question), **found}


def listing(question: Question) -> str | None:
    """The listing's function, however its file is reached from the question."""
    place, _, function = getattr(question.fields, "listing", "").rpartition(":")
    return f"{(question.source.parent / place).resolve() if place.endswith('.py') else place}:{function}" if place else None


def are_twins(one: Question, other: Question) -> bool:
    """Whether one asks for the same of other definitions, or for something else of the same definitions or the same listing."""
    if one.id == other.id or asked(one) == asked(other):
        return False
    if listing(one) and listing(one) == listing(other):
        return True
    ours, theirs = (frozenset(getattr(each.fields, "given", ())) for each in (one, other))
    shares_definitions = bool(ours and theirs) and (ours <= theirs or theirs <= ours)
    return family(one) == family(other) and (one.wanted == other.wanted or shares_definitions)


@pytest.mark.parametrize("question", DERIVED, ids=lambda question: question.id)
def test_a_question_varies_or_has_a_twin(question: Question) -> None:
    assert question_varies(question) or any(are_twins(question, other) for other in DERIVED)


def test_the_banks_have_sixty_questions_and_several_of_every_kind() -> None:
    found = Counter(question.kind for question in QUESTIONS.values())

    assert found.total() >= 60
    assert found.keys() == KINDS.keys()
    assert min(found.values()) >= 2, found


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.id)
def test_a_question_speaks_both_languages(question: Question) -> None:
    assert all(question.titles.get(each) and question.bodies.get(each) for each in LANGUAGES)
    assert bool(question.explanations.get("ja")) == bool(question.explanations.get("en"))


@pytest.mark.parametrize("question", [each for each in DERIVED if each.parameters], ids=lambda question: question.id)
def test_variants_are_several_and_choices_can_be_told_apart_in_each(question: Question) -> None:
    assert prod(len(range_of(declaration)) for declaration in question.parameters.values()) >= 3
    assert question.kind != "choice" or not stressed(question, 5).flaws


@pytest.mark.parametrize("question", [each for each in DERIVED if each.kind != "derivation"], ids=lambda question: question.id)
def test_the_key_is_graded_as_right_and_no_number_of_a_choice_means_two(question: Question) -> None:
    variant, key = asked_as(question.id, FIRST)
    if question.kind == "choice":
        found = [grade(variant, key, str(number)).outcome for number in range(1, len(choices_of(variant)) + 1)]
        assert (found.count(Outcome.CORRECT), set(found)) == (1, {Outcome.CORRECT, Outcome.INCORRECT})
        return

    answer = "; ".join(each.answer for each in keys_of(key).values()) or key.answer
    assert grade(variant, key, answer.replace("1_", "ones_")).outcome is Outcome.CORRECT
