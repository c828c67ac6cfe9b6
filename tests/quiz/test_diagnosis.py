"""A wrong answer to a question carries the mistake behind it, and its hint leads back to the step without the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivations.steps.catalogue import CATALOGUE, CODES
from derivations.steps.twins import invisible
from quiz.bank.loading import find_question, load_test, shipped_tests
from quiz.bank.problems import BankError
from quiz.blind_spots import report
from quiz.diagnosis import classes_of, hint
from quiz.grading import grade
from quiz.key import key_of
from quiz.messages import say, speaker
from quiz.variants import FIRST, variant_of
from quiz.verdict import Diagnosis, Outcome, Verdict

PLACE = "vanishing_gradient/chain_rule"


def graded(text: str) -> Verdict:
    _, question = find_question(PLACE)
    return grade(question, key_of(question), text)


DIAGNOSED = [
    ("x + y", "power_no_coefficient"),
    ("2x", "freshman_dream"),
    ("t", "power_no_coefficient"),
    ("dz/dt + dt/dx", "chain_added"),
    ("2t + 1", "chain_added"),
    ("4(x + y)", "const_one"),
]


@pytest.mark.parametrize(("text", "label"), DIAGNOSED)
def test_a_wrong_answer_carries_its_mistake(text: str, label: str) -> None:
    verdict = graded(text)

    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.diagnosis[0].label == label


@pytest.mark.parametrize("text", ["2x + 2y", "2t", "dz/dt * dt/dx", "2*(x+", "dz/dx", "2x + 2y + 1/50", "sin(x)"])
def test_nobody_is_accused_whose_answer_is_right_unread_or_unexplained(text: str) -> None:
    assert graded(text).diagnosis == ()


LINES = [
    ("find_dE_dw", "delta1", "missing_last"),
    ("find_dE_dw", "delta2", "missing_last"),
    ("find_dE_dw", "grad['b2']", "wrong_variable"),
    ("find_dE_du", "grad['W1']", "extra_factor"),
    ("find_dE_dy", "delta1", "extra_factor"),
]


@pytest.mark.parametrize(("question", "text", "label"), LINES)
def test_a_wrong_line_says_where_the_chain_stopped(question: str, text: str, label: str) -> None:
    _, asked = find_question(f"vanishing_gradient/{question}")
    verdict = grade(asked, key_of(asked), text)

    assert verdict.outcome is Outcome.INCORRECT
    assert [each.label for each in verdict.diagnosis] == [label]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("code", CODES)
def test_a_hint_holds_no_formula(code: str, language: str) -> None:
    (text,) = hint([Diagnosis(code, 1.0)], speaker(language))

    assert say(f"misconception-{code}", language=language) in text
    assert not set("$\\=^") & set(text)


def test_two_explanations_are_given_where_neither_is_clearly_the_likelier() -> None:
    one = list(hint([Diagnosis("const_one", 0.8), Diagnosis("trig_sign", 0.2)], speaker("en")))
    two = list(hint([Diagnosis("const_one", 0.5), Diagnosis("trig_sign", 0.4)], speaker("en")))

    assert say("misconception-trig-sign") not in one[0]
    assert say("misconception-trig-sign") in two[0]
    assert not list(hint([], speaker("en")))


def test_the_seed_question_is_blind_to_the_forgotten_inner_derivative_and_a_twin_is_not() -> None:
    seed, twin = (classes_of(("z = t^2", given), "dz/dx", {}) for given in ("t = x + y", "t = 3x + y"))

    assert "chain_forgot_inner" in {each.rule.code for each in seed.invisible}
    assert "chain_forgot_inner" not in {each.rule.code for each in twin.invisible}


def test_the_catalogue_can_be_spoken_of_in_every_language() -> None:
    for language in ("ja", "en"):
        spoken = [say(f"misconception-{each.code}", language=language) for each in CATALOGUE]
        assert len(set(spoken)) == len(spoken)


@pytest.mark.parametrize("place", [question.id for test in shipped_tests() for question in load_test(test).questions])
def test_every_shipped_question_declares_what_it_cannot_see_and_nothing_else(place: str) -> None:
    question = variant_of(find_question(place)[1], FIRST)
    classes = classes_of(getattr(question.fields, "given", ()), question.wanted, question.domain)

    assert set(question.blind_spots) == (set(invisible(classes)) if classes else set())


def test_quiz_check_lists_what_a_question_cannot_see_and_proposes_a_twin() -> None:
    _, question = find_question(PLACE)
    told = "\n".join(report(question, speaker("en")))

    assert "as declared: chain_forgot_inner, chain_inverted, wrong_variable" in told
    assert "t = x^2 + y" in told


def test_a_blind_spot_that_is_no_misconception_is_a_fault_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "test.yaml").write_text("questions: [one]\n", encoding="utf-8")
    (tmp_path / "one.quiz.md").write_text(
        '---\nkind: formula\ngiven: ["z = x^2"]\nwanted: dz/dx\nblind_spots: [chain_forgot_iner]\n---\n# en\nFind it.\n',
        encoding="utf-8",
    )
    with pytest.raises(BankError) as caught:
        load_test(str(tmp_path))

    (problem,) = caught.value.problems
    assert (problem.code, problem.facts["near"]) == ("bank-unknown-misconception", "chain_forgot_inner")
