"""quiz check: what it says of quality, that it goes on with the sound questions, in processes, and again after a file is saved."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from derivations.steps.text import derive_text
from derivations.terms.printing import plain
from quiz import watching
from quiz.answer_key import AnswerKey
from quiz.bank.loading import load_test
from quiz.checking import check_questions
from quiz.cli import main
from quiz.doubles import RENUMBERED, SAME, alike
from quiz.question import Question

FORMULA = "---\nkind: formula\ngiven: {given}\nwanted: {wanted}\n---\n# en\nFind it.\n"
QUESTIONS = {
    "one": ('["z = t^2", "t = x + y"]', "dz/dx"),
    "other_names": ('["w = s^2", "s = u + v"]', "dw/du"),
    "expanded": ('["z = x^2 + 2 x y + y^2"]', "dz/dx"),
    "other_numbers": ('["z = t^2", "t = 3x + y"]', "dz/dx"),
    "another": ('["z = exp(t)", "t = x y"]', "dz/dx"),
    "by_the_other": ('["z = exp(t)", "t = x y"]', "dz/dy"),
}


def write(folder: Path, **questions: tuple[str, str]) -> str:
    for name, (given, wanted) in questions.items():
        (folder / f"{name}.quiz.md").write_text(FORMULA.format(given=given, wanted=wanted), encoding="utf-8")
    (folder / "test.yaml").write_text(f"questions: [{', '.join(questions)}]\n", encoding="utf-8")
    return str(folder)


def check(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["check", *arguments], env={"QUIZ_LANG": "en"})
    assert result.exit_code == status, (result.output, result.exception)
    return result


PAIRS = [
    (('["z = t^2", "t = x + y"]', "dz/dx"), ('["z = t^2", "t = y + x"]', "dz/dx"), SAME),
    (('["z = t^2", "t = x + y"]', "dz/dx"), ('["z = (x + y)(x + y)"]', "dz/dy"), SAME),
    (('["L = a b + c^2", "a = w c"]', "dL/dw"), ('["y = s^2 + s v r"]', "dy/dv"), SAME),
    (('["z = exp(u v) + v w + u"]', "dz/dw"), ('["z = b + a q + exp(b a)"]', "dz/dq"), SAME),
    (('["y = sin(x) + c"]', "dy/dx at x=1"), ('["h = b + sin(a)"]', "dh/da at a=1"), SAME),
    (('["z = t^2", "t = x + y"]', "dz/dx"), ('["z = t^3", "t = 4y + 5x"]', "dz/dx"), RENUMBERED),
    (('["z = exp(t)", "t = 2x y + y^2"]', "dz/dx"), ('["h = exp(g)", "g = 3b^2 + 7b a"]', "dh/da"), RENUMBERED),
    (('["y = sin(x) + c"]', "dy/dx at x=1"), ('["y = c + sin(x)"]', "dy/dx at x=2"), RENUMBERED),
    (('["z = t^2", "t = x y"]', "dz/dx"), ('["z = t^2", "t = x + y"]', "dz/dx"), None),
    (('["z = x y^2"]', "dz/dx"), ('["z = x y^2"]', "dz/dy"), None),
    (('["z = x - y"]', "dz/dx"), ('["z = x y"]', "dz/dx"), None),
    (('["z = x/y"]', "dz/dx"), ('["z = x/y"]', "dz/dy"), None),
    (('["z = exp(x)"]', "dz/dx"), ('["z = sin(x)"]', "dz/dx"), None),
    (('["z = x^2 + y"]', "dz/dx"), ('["z = x^2 + y"]', "d2z/dx2"), None),
    (('["z = a x + b y"]', "dz/dx"), ('["z = a x + a y"]', "dz/dx"), None),
    (('["y = sigmoid(x)"]', "max(dy/dx)"), ('["y = tanh(x)"]', "max(dy/dx)"), None),
]


def test_a_file_that_is_named_twice_is_told_once(tmp_path: Path) -> None:
    place = write(tmp_path, one=QUESTIONS["one"], broken=('["z = t^2"]', "dz/dq"))

    output = check(f"{place}/test.yaml", f"{place}/one.quiz.md", f"{place}/broken.quiz.md", status=1).output

    assert output.count("broken.quiz.md:") == output.count("ok  ") == 1
    assert "1 of 1 keys derived, proved and cross-checked; 1 file has faults." in output


def derived(question: Question) -> AnswerKey:
    """A key with its answer, without the checks that a key needs before it grades anything."""
    answer = derive_text("; ".join(question.fields.given), question.wanted).answer
    return AnswerKey(plain(answer), question.digest(), ())


@pytest.mark.parametrize(("one", "other", "how"), PAIRS)
def test_questions_are_one_whatever_their_names_and_the_order_of_their_sums(
    one: tuple[str, str], other: tuple[str, str], how: str | None, tmp_path: Path
) -> None:
    first, second = ((each, derived(each)) for each in load_test(write(tmp_path, one=one, other=other)).questions)

    found = [[each.how for each in alike(pair)] for pair in ((first, second), (second, first))]

    assert found == [[how] if how else []] * 2


def test_the_report_says_what_a_question_sees_and_what_the_test_covers(tmp_path: Path) -> None:
    found: dict[str, Any] = json.loads(check(write(tmp_path, **QUESTIONS), "--report", "--json").output)["report"]
    items = {each["question"].split("/")[1]: each for each in found["items"]}

    assert "chain_forgot_inner" in items["one"]["blind"], "its inner derivative is 1"
    assert "chain_forgot_inner" in items["other_numbers"]["sees"]
    assert items["one"]["steps"] > 3
    assert len(found["rules"]["chain"]) == 5
    assert "quotient_swapped" in found["unseen"]
    assert "chain_forgot_inner" not in found["unseen"]


def test_a_question_about_a_listing_claims_nothing_of_misconceptions() -> None:
    found = json.loads(check("vanishing_gradient", "--report", "--json").output)["report"]

    assert {each["kind"] for each in found["items"] if each["sees"] is None} == {"code_line"}


def test_sound_questions_are_checked_beside_broken_ones(tmp_path: Path) -> None:
    place = write(tmp_path, one=QUESTIONS["one"], broken=('["z = "]', "dz/dx"), another=QUESTIONS["another"])
    (tmp_path / "forgotten.quiz.md").write_text(FORMULA.format(given='["y = x"]', wanted="dy/dx"), encoding="utf-8")

    said = check(place, status=1).output

    assert said.count("\nok ") == 2
    assert "broken.quiz.md:3:14: “z = ” can't be read" in said
    assert "forgotten.quiz.md: this question is not named in test.yaml" in said
    assert "2 of 2 keys derived, proved and cross-checked; 1 file has faults." in said


def test_processes_make_no_difference(tmp_path: Path) -> None:
    questions = load_test(
        write(tmp_path, **QUESTIONS, **{f"more{n}": ('["z = t^3", "t = x + y"]', "dz/dx") for n in range(2)})
    ).questions

    assert list(check_questions(questions, 1, 2)) == list(check_questions(questions, 1, 1))


def test_what_was_saved_is_checked_again_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = write(tmp_path, one=QUESTIONS["one"], another=QUESTIONS["another"])

    def corrected() -> None:
        write(tmp_path, one=('["z = t^2", "t = 5x + y"]', "dz/dx"), another=QUESTIONS["another"])

    def broken() -> None:
        (tmp_path / "one.quiz.md").write_text("nothing", encoding="utf-8")

    said = _watched(place, [corrected, broken], monkeypatch)

    first, second, third = said.split("Saved: ")
    assert first.count("\nok ") + first.startswith("ok ") == 2
    assert "one.quiz.md" in second
    assert "10*(5*x + y)" in second
    assert "another:" not in second
    assert "one.quiz.md:1:1:" in third
    assert "Waiting for a file to be saved" in third


def _watched(place: str, edits: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch) -> str:
    """What quiz check --watch says while somebody edits, and then presses Ctrl-C."""
    waiting = iter(edits)

    def pause(seconds: float) -> None:
        edit = next(waiting, None)
        if edit is None:
            raise KeyboardInterrupt
        edit()

    monkeypatch.setattr(watching.saved, "__defaults__", (pause,))
    return check(place, "--watch", status=130).output
