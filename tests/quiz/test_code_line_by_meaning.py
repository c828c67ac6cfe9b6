"""A line is right by what it computes: where the wanted value first stands, stands again, or only happens to be equal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quiz.bank.loading import find_question
from quiz.bank.problems import BankError
from quiz.grading import grade
from quiz.key import derive_key, key_of
from quiz.messages import languages, say

FOLDER = Path(__file__).parents[1] / "data" / "tests" / "lines"

LINES = [
    ("output", "delta2 = y - d", "correct", "proved"),
    ("output", "row = delta2.reshape(-1)", "correct", "later"),
    ("output", "again = delta2", "correct", "later"),
    ("output", "b2 = np.sum(delta2, axis=0)", "partial", "other_parameter"),
    ("output", "twice", "incorrect", "scaled"),
    ("output", "column", "incorrect", "transposed"),
    ("output", "W2_grad", "incorrect", "other_derivative"),
    ("layer", "self.dW", "correct", "proved"),
    ("layer", "self.db = np.sum(dout, axis=0)", "incorrect", "other_derivative"),
    ("labels", "delta /= len(t)", "correct", "shapes"),
    ("labels", "delta /= t.size", "correct", "shapes"),
    ("labels", "delta *= len(t)", "incorrect", "witness"),
    ("labels", "delta = (p - np.eye(p.shape[1])[t]) / len(t)", "correct", "shapes"),
    ("momentum", "v = mu * v - t", "correct", "proved"),
    ("momentum", "3行目", "correct", "proved"),
    ("momentum", "kept = v.copy()", "correct", "later"),
    ("momentum", "W = W + v", "incorrect", "other_equation"),
    ("momentum", "t", "incorrect", "other_equation"),
    ("momentum", "v = mu * v - lr * g", "invalid", "no_such_statement"),
]


@pytest.mark.parametrize(("name", "text", "outcome", "how"), LINES)
def test_a_line_is_judged_by_its_value(name: str, text: str, outcome: str, how: str) -> None:
    _, question = find_question(f"{FOLDER}/{name}")

    verdict = grade(question, key_of(question), text)

    assert verdict.outcome.value == outcome, verdict
    assert how in {each.how for each in verdict.evidence}, verdict
    for each in verdict.evidence:
        for language in languages():
            assert say(f"{each.check}-{each.how}", each.facts, language) != f"{each.check}-{each.how}"


@pytest.mark.parametrize("name", ["output", "momentum", "layer", "labels"])
def test_the_key_is_proved_and_cross_checked(name: str) -> None:
    _, question = find_question(f"{FOLDER}/{name}")

    key = derive_key(question)

    assert key.usable, key.evidence
    assert key.is_supported("numpy")


def test_an_equation_that_no_line_computes_has_no_key() -> None:
    _, question = find_question(f"{FOLDER}/momentum")

    key = derive_key(replace(question, wanted="v = mu*v + lr*g"))

    assert not key.usable


@pytest.mark.parametrize("wanted", ["v + 1 = mu", "v = ", "1 = v"])
def test_what_is_no_equation_is_refused(wanted: str, tmp_path: Path) -> None:
    text = (FOLDER / "momentum.quiz.md").read_text(encoding="utf-8").replace("v = mu*v - lr*g", f'"{wanted}"')
    (tmp_path / "momentum.quiz.md").write_text(text, encoding="utf-8")
    (tmp_path / "listings.py").write_text((FOLDER / "listings.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "test.yaml").write_text("questions: [momentum]\n", encoding="utf-8")

    with pytest.raises(BankError) as refused:
        find_question(f"{tmp_path}/momentum")

    assert {each.code for each in refused.value.problems} == {"wanted-not-an-equation"}


def test_an_equal_value_is_explained_by_the_shapes() -> None:
    _, question = find_question(f"{FOLDER}/output")

    verdict = grade(question, key_of(question), "b2")

    (found,) = [each for each in verdict.evidence if each.how == "other_parameter"]
    assert "x (1, I), d (1, K)" in say("statement-other-parameter", found.facts)
