"""What README shows is what happens."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli import main

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8")
SESSION = re.findall(r"^\$ (?:echo '(.*)' \| )?quiz (.*)\n((?:(?!\$ |```).*\n)*)", TEXT, re.MULTILINE)


@pytest.mark.parametrize(("typed", "command", "shown"), SESSION, ids=[command for _, command, _ in SESSION])
def test_the_session_prints_what_is_shown(typed: str, command: str, shown: str) -> None:
    result = CliRunner().invoke(main, shlex.split(command), input=typed, env={"QUIZ_LANG": "en"})

    assert result.output == shown


def test_the_python_examples_hold() -> None:
    assert doctest.testfile(str(README), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


@pytest.mark.parametrize("picture", re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT))
def test_every_picture_is_there(picture: str) -> None:
    assert (README.parent / picture).read_bytes().startswith(b"\x89PNG")


def test_the_map_names_what_is_there() -> None:
    root = README.parent
    for place in (
        "derivations/terms",
        "derivations/network.py",
        "quiz/kinds",
        "quiz/languages",
        "quiz/cli.py",
        "templates",
        "tests/laws",
    ):
        assert (root / place).exists(), place
