"""quiz new: what it writes passes quiz check as it stands, and nothing of anybody's is overwritten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quiz import kinds
from quiz.bank.loading import load_test
from quiz.bank.questions import load_question
from quiz.checking import check_question
from quiz.cli import main
from quiz.commands import writing
from quiz.registry import load
from quiz.starting import offered, with_question


def run(*arguments: str, status: int = 0, typed: str | None = None, language: str = "en") -> Result:
    result = CliRunner().invoke(main, [*arguments], env={"QUIZ_LANG": language}, input=typed)
    assert result.exit_code == status, (result.output, result.exception)
    return result


def test_every_kind_can_be_begun() -> None:
    assert set(offered()) == set(load(kinds))


@pytest.mark.parametrize("kind", load(kinds))
def test_a_new_question_passes_its_check_and_has_all_languages(kind: str, tmp_path: Path) -> None:
    run("new", str(tmp_path / "t"), "mine", "--kind", kind)

    checked = check_question(load_question(tmp_path / "t/mine.quiz.md"), 3)

    assert checked.is_usable, checked
    assert checked.question.kind == kind
    assert set(checked.question.bodies) == set(checked.question.titles) == {"ja", "en"}
    assert "\n# yaml-language-server: $schema=.schemas/question.json\n" in checked.question.source.read_text(encoding="utf-8")


GENERAL = {
    "t = 3x + y": "t = k x + c y",
    "u = 2x - 1": "u = k x + c",
    "t = 2x + y": "t = k x + c",
    "tanh(x/2)": "k tanh(x/2) + c",
    "x W + b": "k x W + c b",
}
"""The definitions of the new questions, with the parameters that stand beside them as comments."""


@pytest.mark.parametrize("kind", load(kinds))
def test_what_a_new_question_has_as_comments_can_be_used(kind: str, tmp_path: Path) -> None:
    run("new", str(tmp_path / "t"), "mine", "--kind", kind)
    file = tmp_path / "t/mine.quiz.md"

    used = re.sub(r"^# (?=[a-z_]+: )(?!yaml)", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for old, new in GENERAL.items():
        used = used.replace(old, new)
    file.write_text(used, encoding="utf-8")

    question = load_question(file)

    assert question.crediting.attempts == 3
    assert set(question.parameters) == {"k", "c"}


def test_a_question_is_added_to_a_test_that_there_is(tmp_path: Path) -> None:
    folder = str(tmp_path / "t")
    said = run("new", folder)
    assert f"quiz check {folder}" in said.output

    run("new", folder, "second", "--kind", "choice")

    assert [each.name for each in load_test(folder).questions] == ["first_question", "second"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["t"], "is a test; give the name of the new question"),
        (["t", "first_question"], "first_question.quiz.md"),
        (["t", "../second"], "can't be a question's name"),
        (["other"], "other is not empty"),
        (["t", "second", "--kind", "formla"], "formula"),
    ],
)
def test_nothing_is_overwritten(arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("new", "t")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/mine.txt").write_text("mine", encoding="utf-8")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}

    assert told in run("new", *arguments, status=2).output

    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize(("typed", "kind"), [("\n", "formula"), ("choice\n", "choice"), ("1\n", "choice"), ("nothing\n2\n", None)])
def test_a_terminal_is_asked_for_the_kind(typed: str, kind: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "is_terminal", lambda: True)

    said = run("new", str(tmp_path / "t"), typed=typed, language="ja").output

    assert "選択肢から選ぶ" in said
    assert load_test(str(tmp_path / "t")).questions[0].kind == (kind or offered()[1])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("questions: []\n", "questions: [new]\n"),
        ("questions: [\n  a,  # one\n  b\n]\nreveal: never\n", "questions: [\n  a,  # one\n  b, new]\nreveal: never\n"),
        ("questions:\n- a\n- b", "questions:\n- a\n- b\n- new\n"),
        ("questions:\n  - a  # one\n\ntitle: {en: T}\n", "questions:\n  - a  # one\n  - new\n\ntitle: {en: T}\n"),
        ("questions:\n  - {draw: 1, of: [a, b]}\n", "questions:\n  - {draw: 1, of: [a, b]}\n  - new\n"),
        ("questions: a\n", None),
        ("questions: [a\n", None),
    ],
)
def test_a_list_of_questions_is_lengthened_and_all_else_left(before: str, after: str | None) -> None:
    assert with_question(before, "new") == after
