"""``quiz read``: text, LaTeX and tree of what can be read; a caret under what can't."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from quiz.cli import main
from quiz.shown_reading import caret


def shown(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["read", *arguments], env={"QUIZ_LANG": "en"})


def test_a_formula_is_shown_as_text_latex_and_tree() -> None:
    lines = shown("2(x+y)").output.splitlines()

    assert lines == ["2*(x + y)", r"2 \left(x + y\right)", "mul", "├ 2", "└ add", "  ├ x", "  └ y"]


def test_a_formula_is_shown_as_json() -> None:
    found = json.loads(shown("-x/2", "--json").output)

    assert found["text"] == "-x/2"
    assert found["tree"]["op"] == "neg"
    assert found["tree"]["args"][0] == {
        "op": "div",
        "value": None,
        "span": [1, 4],
        "args": [
            {"op": "name", "value": "x", "span": [1, 2], "args": []},
            {"op": "number", "value": "2", "span": [3, 4], "args": []},
        ],
    }


def test_where_reading_stops_is_marked_under_the_text_as_typed() -> None:
    found = shown("2 delta qq", "--variables", "delta,x")

    assert found.exit_code == 3
    assert found.output.splitlines()[:2] == ["2 delta qq", "        ^^"]
    assert json.loads(shown("2*(", "--json").output)["unreadable"]["code"] == "missing_operand"


CARETS = [
    ("2*(x+", 5, 0, "2*(x+", "     ^"),
    ("２（ｘ+", 4, 0, "２（ｘ+", "       ^"),
    ("x\n+ q", 4, 1, "+ q", "  ^"),
    ("\x1b[31mq", 5, 1, "·[31mq", "     ^"),
    ("", 0, 0, "", "^"),
]


@pytest.mark.parametrize(("text", "at", "length", "line", "mark"), CARETS)
def test_a_caret_stands_in_the_right_column(text: str, at: int, length: int, line: str, mark: str) -> None:
    assert caret(text, at, length) == (line, mark)


def test_a_long_line_is_cut_round_the_place() -> None:
    line, mark = caret("x+" * 1000 + "q" + "+x" * 1000, 2000)

    assert len(line) == 100
    assert line[len(mark) - 1] == "q"
