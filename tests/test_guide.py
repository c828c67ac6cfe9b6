"""What docs/writing-questions.md shows is what happens, in both directions: its files are written, its commands run in order."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from derivations.steps.text import derive_text
from quiz.cli import main
from quiz.starting import offered

GUIDE = (Path(__file__).parents[1] / "docs/writing-questions.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"`(my_test/\w+\.(?:quiz\.md|csv))`[^`]*\n```(?:markdown|csv)\n(.*?)```|```console\n(.*?)```", re.DOTALL)


def run(command: str) -> str:
    return CliRunner().invoke(main, shlex.split(command.removeprefix("quiz ")), env={"QUIZ_LANG": "en"}).output


def test_its_sessions_print_what_is_shown_and_its_questions_are_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sessions, files = 0, []
    for file, text, session in BLOCK.findall(GUIDE):
        if file:
            Path(file).write_text(text, encoding="utf-8")
            files.append(file)
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", session, re.MULTILINE):
            said = run(command)
            assert doctest.OutputChecker().check_output(shown, said, doctest.ELLIPSIS), said
            sessions += 1

    assert (sessions, len(files)) == (5, 4)
    good = [file for file in files if file.endswith(".md") and "broken" not in file]
    assert "2 of 2 keys" in run(f"quiz check {' '.join(good)}")
    assert "Correct" in run('quiz answer my_test/first_question.quiz.md "3cos(3x+y)"')


def test_it_names_every_kind_that_there_is() -> None:
    kinds = re.search(r"example of each kind: ([\w, ]+)\.", GUIDE)

    assert kinds
    assert set(kinds[1].split(", ")) >= set(offered())


GIVEN = {
    "dz/dx": "z = t^2; t = x + y",
    "d2f/dx2": "f = x^3",
    "dE/dy * dy/du": "E = y^2; y = 3u",
    "grad(E, w, v)": "E = w^2 v",
    "dz/dx at x=1, y=2": "z = x^2 y",
    "max(dy/dx)": "y = sigmoid(x)",
    "argmax(dy/dx)": "y = sigmoid(x)",
}


def test_what_can_be_wanted_can_be_derived() -> None:
    listed = re.search(r"- `wanted`: (.*)\.\n", GUIDE)

    assert listed
    assert re.findall(r"`([^`]+)`", listed[1]) == list(GIVEN)
    assert all(derive_text(given, wanted).answer for wanted, given in GIVEN.items())
