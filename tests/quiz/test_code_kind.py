"""Code as an answer: every spelling of a statement is one answer, what differs is shown and named, nothing is run."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from quiz.bank.loading import find_question
from quiz.bank.problems import BankError
from quiz.grading import grade
from quiz.key import key_of
from quiz.kinds.code import presented
from quiz.messages import has, languages
from quiz.verdict import Verdict

FOLDER = Path(__file__).parents[1] / "data" / "tests" / "written"

DELTA, WEIGHTS = "write_dE_du1", "write_dE_dW1"
ANSWERS = [
    (DELTA, "np.dot(delta2, W2.T) * d_sigmoid(z1)", "correct", "all_shapes"),
    (DELTA, "delta1 = delta2 @ network['W2'].T * z1 * (1 - z1)", "correct", "all_shapes"),
    (DELTA, "a = delta2.dot(W2.T)\ndelta1 = np.multiply(a, functions.d_sigmoid(z1))", "correct", "all_shapes"),
    (DELTA, "delta2 @ W2 * d_sigmoid(z1)", "incorrect", "slip_transpose"),
    (DELTA, "delta2 @ W2.T", "incorrect", "witness"),
    (DELTA, "delta2 @ W2.T * d_sigmoid(u1)", "invalid", "code_unknown_name"),
    (DELTA, "delta2 @", "invalid", "code_syntax"),
    (WEIGHTS, "np.dot(x.T, delta1)", "correct", "all_shapes"),
    (WEIGHTS, "13: grad['W1'] = x．T @ delta1", "correct", "all_shapes"),
    (WEIGHTS, "```python\ngrad[“W1”] = x.T @ delta1\n```", "correct", "all_shapes"),
    (WEIGHTS, "np.einsum('ni,nh->ih', x, delta1)", "correct", "all_shapes"),
    (WEIGHTS, "sum(np.outer(x[i], delta1[i]) for i in range(len(x)))", "correct", "shapes"),
    (WEIGHTS, "delta1 *= 1\ngrad['W1'] = (delta1.T @ x).T", "correct", "all_shapes"),
    (WEIGHTS, "dW1 = x.T @ delta1", "correct", "all_shapes"),
    (WEIGHTS, "grad['W1'] = x.T @ delta1\ngrad['b1'] *= 2", "partial", "spoils"),
    (WEIGHTS, "np.outer(x, delta1)", "incorrect", "equal_if"),
    (WEIGHTS, "np.dot(x, delta1)", "incorrect", "slip_transpose"),
    (WEIGHTS, "np.dot(x.T, delta1) / len(x)", "incorrect", "slip_factor"),
    (WEIGHTS, "-np.dot(x.T, delta1)", "incorrect", "slip_sign"),
    (WEIGHTS, "np.dot(x.T, delta1).astype(np.float32)", "incorrect", "precision"),
    (WEIGHTS, "np.linalg.multi_dot([x.T, delta1])", "undecided", "open_unsupported"),
    (WEIGHTS, "__import__('os').system('true')", "invalid", "code_refused"),
    (WEIGHTS, "def f(x):\n    return x", "invalid", "code_no_value"),
    (WEIGHTS, "W1", "invalid", "code_unknown_name"),
]  # fmt: skip


def graded(name: str, text: str) -> Verdict:
    _, question = find_question(f"{FOLDER}/{name}")
    return grade(question, key_of(question), text)


@pytest.mark.parametrize(("name", "text", "outcome", "how"), ANSWERS)
def test_an_answer_comes_to_its_verdict_and_the_evidence_says_why(name: str, text: str, outcome: str, how: str) -> None:
    verdict = graded(name, text)

    assert verdict.outcome.value == outcome, verdict
    assert how in {*(each.how for each in verdict.evidence), *(f"slip_{each.label}" for each in verdict.diagnosis)}, verdict
    for each in verdict.diagnosis:
        assert all(has(f"misconception-{each.label}", language) for language in languages())


def test_each_gradient_of_a_function_earns_its_share() -> None:
    _, question = find_question("backward_pass/write_backward")
    text = "def backward(network, x, d, z1, y):\n    e = (y - d) / d.size\n    return {'b2': e.sum(0), 'W2': z1.T @ e}"

    verdict = grade(question, key_of(question), text)

    assert (verdict.outcome.value, verdict.points) == ("partial", question.points * Fraction(1, 2))


def test_a_sheet_shows_a_gap_and_not_what_belongs_there() -> None:
    _, question = find_question(f"{FOLDER}/{WEIGHTS}")

    listing = presented(question).listing or ""

    assert "grad['W1'] = ______" in listing
    assert "np.dot(x.T, delta1)" not in listing
    assert len(listing.splitlines()) == 15


FAULTS = [
    ("", "code-replace-or-function"),
    ("replace: \"grad['W9'] = 1\"", "code-no-such-statement"),
    ("function: forward", "code-other-function"),
]


@pytest.mark.parametrize(("line", "code"), FAULTS)
def test_a_question_that_does_not_say_what_is_to_be_written_is_refused(line: str, code: str, tmp_path: Path) -> None:
    text = (FOLDER / f"{WEIGHTS}.quiz.md").read_text(encoding="utf-8")
    replaced = "\n".join(
        line if each.startswith("replace:") else each for each in text.split("\n") if line or not each.startswith("replace:")
    )
    (tmp_path / "one.quiz.md").write_text(replaced, encoding="utf-8")
    (tmp_path / "test.yaml").write_text("questions: [one]\n", encoding="utf-8")

    with pytest.raises(BankError) as refused:
        find_question(f"{tmp_path}/one")

    assert code in {each.code for each in refused.value.problems}
