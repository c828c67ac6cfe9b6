"""Every command as a person runs it: what it prints, what it writes, how it ends."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.bank.loading import load_test
from quiz.cli import main

SAMPLE_CLASS = Path(__file__).parents[2] / "quiz/bank/vanishing_gradient/sample_class.csv"


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, [*arguments], env={"QUIZ_LANG": "en"})
    assert result.exit_code == status, (result.output, result.exception)
    return result


def test_the_tests_and_their_questions_are_listed() -> None:
    assert "vanishing_gradient/find_dE_dw" in run("list").output
    assert "勾配消失" in run("list", "vanishing_gradient", "--lang", "ja").output


def test_a_derivation_from_text_ends_in_the_factored_answer() -> None:
    found = json.loads(run("derive", "z = t^2; t = x + y", "dz/dx", "--json").output)

    assert found["answer"]["text"] == "2*(x + y)"
    assert found["verified"] is True
    assert all(True in each["verified"].values() and False not in each["verified"].values() for each in found["steps"])


@pytest.mark.parametrize("place", ["vanishing_gradient/chain_rule", "sigmoid_maximum", "find_dE_dw"])
def test_a_question_is_derived(place: str) -> None:
    assert "Answer:" in run("derive", place).output


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["derive", "z = t^2", "dq/dx"], 3),
        (["derive", "z = ", "dz/dx"], 3),
        (["derive", "z = t; t = z", "dz/dt"], 3),
        (["answer", "nosuch/question", "1"], 3),
        (["answer", "chain_rule"], 2),
        (["check", "nosuch"], 3),
        (["grade", "nosuch.csv", "-o", "out"], 3),
        (["render", "-o", "out", "--lang", "fr"], 2),
    ],
)
def test_bad_input_ends_with_a_message_and_its_exit_code(arguments: list[str], status: int) -> None:
    result = run(*arguments, status=status)

    assert result.output.strip()
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("question", "text", "outcome", "points"),
    [
        ("vanishing_gradient/chain_rule", "2x+2y", "correct", "2"),
        ("vanishing_gradient/chain_rule", "2 t", "partial", "1"),
        ("vanishing_gradient/chain_rule", "2x", "incorrect", "0"),
        ("vanishing_gradient/chain_rule", "-2x", "incorrect", "0"),
        ("vanishing_gradient/chain_rule", "", "blank", "0"),
        ("vanishing_gradient/chain_rule", "x" * 30_000, "invalid", None),
        ("vanishing_gradient/chain_rule", "2*(x+", "invalid", None),
        ("find_dE_dw", "grad['W1']", "correct", "2"),
    ],
)
def test_an_answer_is_graded_as_json(question: str, text: str, outcome: str, points: str | None) -> None:
    found = json.loads(run("answer", question, text, "--json").output)

    assert (found["outcome"], found["points"], found["of"]) == (outcome, points, "2")
    assert {"question", "variant", "reading", "evidence", "diagnosis", "fingerprint"} <= set(found)


def test_an_answer_is_explained_with_its_reading_and_a_counterexample() -> None:
    output = run("answer", "chain_rule", "2x").output

    assert "Read as: 2*x" in output
    assert "at x = 3, y = 2 the answer is 6" in output
    assert "10" not in output, "the derived value is not for a student before the deadline"


def test_an_answer_under_the_other_reading_is_told_so() -> None:
    assert "u = u2, w = W2" in run("answer", "find_dE_dw", "grad['W2'] = np.dot(z1.T, delta2)").output


def test_check_has_a_line_for_every_question() -> None:
    lines = [line for line in run("check", "vanishing_gradient").output.splitlines() if line.startswith("ok")]

    assert len(lines) == len(load_test("vanishing_gradient").questions)


def test_a_class_is_graded_with_table_results_and_feedback(tmp_path: Path) -> None:
    output = run("grade", str(SAMPLE_CLASS), "-o", str(tmp_path), "--format", "markdown").output

    with (tmp_path / "results.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    results = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 30
    assert len(results) == 150
    assert rows[0]["Earned"] == "10"
    assert next(row for row in rows if row["Student"] == "S2607")["Decided"] == "8"
    assert {each["outcome"] for each in results} == {"correct", "partial", "incorrect", "invalid", "blank"}
    assert "S2605" in output
    assert len(list((tmp_path / "feedback").iterdir())) == 30
    run("grade", str(SAMPLE_CLASS), "-o", str(tmp_path), "--format", "markdown")
    (tmp_path / "results.csv").write_text("mine", encoding="utf-8")
    assert "results.csv" in run("grade", str(SAMPLE_CLASS), "-o", str(tmp_path), "--format", "markdown", status=2).output


def test_a_test_of_ones_own_is_begun_checked_rendered_and_answered(tmp_path: Path) -> None:
    folder = tmp_path / "my_test"
    run("new", str(folder))
    assert "3*cos(3*x + y)" in run("check", str(folder)).output
    run("render", str(folder), "-o", str(tmp_path / "sheets"), "--format", "markdown")
    assert (tmp_path / "sheets/my_test.questions.ja.md").is_file()
    assert "Correct" in run("answer", str(folder / "first_question.quiz.md"), "3cos(3x+y)").output
    run("new", str(folder), status=2)


def test_a_test_in_one_language_is_rendered_in_it(tmp_path: Path) -> None:
    text = '---\nkind: formula\ngiven: ["z = t^2", "t = x + y"]\nwanted: dz/dx\n---\n# en\nFind it.\n'
    (tmp_path / "q.quiz.md").write_text(text, encoding="utf-8")
    (tmp_path / "test.yaml").write_text("questions: [q]\n", encoding="utf-8")

    for options, languages in (([], {"en"}), (["--lang", "both"], {"en", "ja"}), (["--lang", "ja"], {"ja"})):
        run("render", str(tmp_path), "-o", str(tmp_path / "-".join(["out", *options])), "--format", "markdown,notebook", *options)
        files = [each.name.split(".") for each in (tmp_path / "-".join(["out", *options])).glob("[!.]*")]
        assert {each[-2] for each in files} == languages
        assert {each[-1] for each in files} == {"md", "ipynb"}


@pytest.mark.parametrize("command", ["list", "derive", "render", "answer", "grade", "compare", "read", "schema", "check", "new"])
def test_every_command_has_help(command: str) -> None:
    assert len(run(command, "--help").output) > 100
