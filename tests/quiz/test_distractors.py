"""Choices made of misconceptions: one is the derived value, every other is the answer of someone whose mistake is named."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from derivations.equality.compare import compare
from derivations.equality.outcome import Refuted
from derivations.terms.reading import Reading, read
from quiz.bank.loading import find_question, load_test
from quiz.bank.problems import BankError
from quiz.grading import grade
from quiz.key import key_of
from quiz.kinds._distractors import offered
from quiz.kinds.choice import choices_of
from quiz.verdict import Outcome

TWINS = "vanishing_gradient_twins"
PLACES = (f"{TWINS}/sigmoid_maximum_diagnostic", f"{TWINS}/chain_rule_choice", f"{TWINS}/hidden_error_choice")
ASKED = [
    (("y = sigmoid(x)",), "max(dy/dx)"),
    (("z = t^2", "t = x + y"), "dz/dx"),
    (("y = x^2*sin(x)",), "dy/dx"),
    (("y = x^3",), "dy/dx at x=2"),
    (("y = exp(2*x)/x",), "dy/dx"),
]


@pytest.mark.parametrize("place", PLACES)
def test_one_choice_is_right_and_every_other_is_a_diagnosis(place: str) -> None:
    _, question = find_question(place)
    key = key_of(question)
    verdicts = [grade(question, key, f"({number})") for number in range(1, len(choices_of(question)) + 1)]

    assert [each.outcome for each in verdicts].count(Outcome.CORRECT) == 1
    assert all(each.diagnosis for each in verdicts if each.outcome is Outcome.INCORRECT)
    assert len({each.diagnosis[0].label for each in verdicts if each.diagnosis}) == len(verdicts) - 1


@pytest.mark.parametrize(("given", "wanted"), ASKED)
def test_choices_are_pairwise_different_and_written_alike(given: tuple[str, ...], wanted: str) -> None:
    choices = [read(each) for each in offered(given, wanted, {})]
    terms = [each.term for each in choices if isinstance(each, Reading)]

    assert len(terms) == len(choices) >= 3
    assert all(isinstance(compare(*pair), Refuted) for pair in combinations(terms, 2))


def test_a_choice_can_be_answered_by_its_value() -> None:
    _, question = find_question(PLACES[1])

    assert grade(question, key_of(question), "4x(x^2 + y)").outcome is Outcome.CORRECT
    assert grade(question, key_of(question), "2(x^2 + y)").diagnosis[0].label == "chain_forgot_inner"


def test_the_seeds_own_choices_stay_as_they_are() -> None:
    _, question = find_question("vanishing_gradient/sigmoid_maximum")

    assert choices_of(question) == ("0.15", "0.25", "0.35", "0.45")


def test_choices_and_distractors_exclude_each_other(tmp_path: Path) -> None:
    (tmp_path / "test.yaml").write_text("questions: [one]\n", encoding="utf-8")
    fields = 'kind: choice\ngiven: ["y = x^2"]\nwanted: dy/dx\nchoices: ["1", "2"]\ndistractors: misconceptions'
    (tmp_path / "one.quiz.md").write_text(f"---\n{fields}\n---\n# en\nChoose.\n", encoding="utf-8")
    with pytest.raises(BankError) as caught:
        load_test(str(tmp_path))

    assert [each.code for each in caught.value.problems] == ["choices-twice"]
