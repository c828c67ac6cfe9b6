"""quiz take: the order of the questions follows from the answers; it ends politely, and tells no key before it may."""

from __future__ import annotations

import builtins
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz.answer_key import AnswerKey
from quiz.bank.loading import load_test
from quiz.cli import main
from quiz.grading import grade
from quiz.key import key_of
from quiz.question import Question
from quiz.taking import Taking

QUESTION = "---\nkind: formula\ngiven: {given}\nwanted: dz/dx\n---\n# ja\n求めよ。\n# en\nFind it.\n"
GIVEN = {
    "first": '["z = t^2", "t = x + y"]',
    "same": '["z = t^2", "t = x + 2y"]',
    "other": '["z = t^3", "t = 5x + 2"]',
}


@pytest.fixture
def place(tmp_path: Path) -> str:
    for name, given in GIVEN.items():
        (tmp_path / f"{name}.quiz.md").write_text(QUESTION.format(given=given), encoding="utf-8")
    (tmp_path / "test.yaml").write_text("questions: [first, same, other]\nreveal: after\n", encoding="utf-8")
    return str(tmp_path)


def take(place: str, typed: str, language: str = "en", status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["take", place], input=typed, env={"QUIZ_LANG": language})
    assert result.exit_code == status, (result.output, result.exception)
    return result


def asked(place: str, at: int) -> tuple[Question, AnswerKey]:
    question = load_test(place).questions[at]
    return question, key_of(question)


def answered(taking: Taking, *texts: str) -> list[str]:
    """The names of the questions that were asked, each answered in turn, and of the one that would be next."""
    names = []
    for text in texts:
        question = taking.next()
        assert question is not None
        names.append(question.name)
        taking.record(question, grade(question, key_of(question), text))
    following = taking.next()
    return [*names, following.name if following else "end"]


def test_right_answers_go_through_the_test_in_order(place: str) -> None:
    assert answered(Taking(load_test(place)), "2x+2y", "2x+4y", "15(5x+2)^2") == ["first", "same", "other", "end"]


def test_a_wrong_answer_comes_once_more_and_an_unreadable_one_is_no_attempt(place: str) -> None:
    taking = Taking(load_test(place))

    assert answered(taking, "2(", "x^5", "2x+4y", "15(5x+2)^2", "x^5") == ["first", "first", "same", "other", "first", "end"]
    assert taking.totals() == (2, 3, 3)


def test_the_next_question_tells_apart_what_the_last_answer_left_open(place: str) -> None:
    taking = Taking(load_test(place))

    assert answered(taking, "(x+y)^2") == ["first", "other"], "in “same” the two mistakes that explain it give one answer"
    assert taking.open == {"chain_outer_not_differentiated", "not_differentiated"}
    taking.record(load_test(place).questions[2], grade(*asked(place, 2), "(5x+2)^3"))
    assert len(taking.open) == 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_piped_session_is_told_in_the_learners_language(place: str, language: str) -> None:
    output = take(place, "2(\n2x+2y\n\n75x\n15(5x+2)^2\n", language).output

    expected = {
        "ja": (
            "読み取れません",
            "正解",
            "飛ばしました",
            "不正解",
            "3 問のうち 2 問に答えました。2 点（判定済みの配点 2、配点 3）。",
        ),
        "en": (
            "Could not be read",
            "Correct",
            "Left out",
            "Incorrect",
            "2 of 3 questions answered: 2 points of 2 decided",
        ),
    }
    assert all(each in output for each in expected[language]), output
    assert "\x1b[" not in output


def test_a_key_is_told_in_practice_only(place: str) -> None:
    assert "2*(x + y)" not in take(place, "x\n\n\nx\n").output
    (Path(place) / "test.yaml").write_text("questions: [first]\nreveal: practice\n", encoding="utf-8")
    assert "2*(x + y)" in take(place, "x\nx\n").output


HINTED = """---
kind: formula
given: ["z = t^2", "t = x + y"]
wanted: dz/dx
attempts: 3
penalty: 1/4
hints: ['Think of $\\dfrac{dz}{dt} \\cdot \\dfrac{dt}{dx}$.', second]
---
# en
Let $z = t^{2}$. Find $\\dfrac{dz}{dx}$.
## explanation
The inner slope is $1$.
"""


def test_hints_come_one_by_one_the_attempts_are_the_items_and_the_end_is_told_in_practice(tmp_path: Path) -> None:
    (tmp_path / "q.quiz.md").write_text(HINTED, encoding="utf-8")
    (tmp_path / "test.yaml").write_text("questions: [q]\nreveal: practice\n", encoding="utf-8")

    wrong = take(str(tmp_path), "x\nx\nx\nx\n").output
    right = take(str(tmp_path), "x\n2x+2y\n").output

    assert wrong.count("Let z = t^2. Find dz/dx.") == 3
    assert [wrong.count(each) for each in ("Think of dz/dt · dt/dx.", "Hint: second", "The inner slope is 1.")] == [1, 1, 1]
    assert wrong.index("Hint: second") < wrong.index("dz/dt = ") < wrong.index("The inner slope is 1.")
    assert "3/4 / 1" in right
    assert "Hint: second" not in right
    assert not set("$\\{}") & set(wrong + right)


def test_a_key_without_a_derivation_is_told_as_the_answer(tmp_path: Path) -> None:
    for kind in ("code_line", "text"):
        CliRunner().invoke(main, ["new", str(tmp_path / kind), "q", "--kind", kind], env={"QUIZ_LANG": "en"})
        test = tmp_path / kind / "test.yaml"
        test.write_text(test.read_text(encoding="utf-8").replace("reveal: after", "reveal: practice"), encoding="utf-8")

    assert "Answer: Line 3: `dW = np.dot(x.T, delta)`" in take(str(tmp_path / "code_line"), "2\n2\n").output
    assert "Each layer multiplies by a slope" in take(str(tmp_path / "text"), "words\n\n").output


def test_the_end_of_the_input_and_an_interruption_end_with_a_summary(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "0 of 3 questions answered" in take(place, "").output

    def interrupted(prompt: str = "") -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(builtins, "input", interrupted)
    assert "0 of 3 questions answered" in take(place, "", status=130).output


def test_an_answer_of_several_lines_ends_with_an_empty_one(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["new", str(tmp_path / "t"), "steps", "--kind", "derivation"])
    if not (tmp_path / "t").exists():
        pytest.skip("there is no kind with lines here")

    assert "1 of 1 questions answered" in take(str(tmp_path / "t"), "dz/dx = dz/dt dt/dx\n= 6(2x + y)^2\n\n").output
