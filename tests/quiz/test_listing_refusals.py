"""A question about a listing that can't be followed says why, at the field that is at fault; no command ends in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli import main

SOURCE = """import numpy as np
import functions


def mse(d, y):
    return np.mean((d - y) ** 2) / 2


def elsewhere(d, y):
    return functions.loss(d, y)


def forward(x, W):
    y = x @ W
    return y


def forward_elsewhere(x, W):
    y = functions.act(x @ W)
    return y


def forward_endless(x, W):
    y = x @ W
    while True:
        y = y + 1
    return y


def backward(x, d, y, W):
    delta = (y - d) / d.size
    gW = x.T @ delta
    return gW


def backward_elsewhere(x, d, y, W):
    delta = functions.d_mse(d, y)
    gW = x.T @ delta
    return gW


def backward_branching(x, d, y, W):
    delta = (y - d) / d.size
    if delta[0, 0] > 0:
        delta = -delta
    gW = x.T @ delta
    return gW


def backward_recursive(x, d, y, W):
    gW = backward_recursive(x, d, y, W)
    return gW
"""
PLAIN = {
    "kind": "code_line", "listing": "net.py:backward", "forward": "net.py:forward", "loss": "mse(d, y)",
    "shapes": "{x: [N, I], d: [N, K], W: [I, K]}", "wanted": "dE/dW",
}  # fmt: skip
EQUATION = {**PLAIN, "forward": "", "loss": "", "shapes": "{x: [N, I], d: [N, K], W: [I, K], y: [N, K]}"}
CODE = {**PLAIN, "kind": "code", "replace": "gW"}

REFUSED = [
    ({**PLAIN, "loss": "gone(d, y)"}, "loss", "line 1 calls “gone”"),
    ({**PLAIN, "loss": ""}, None, "say which it is, as loss or --loss: mse(d, y)"),
    ({**PLAIN, "loss": "mse(d,"}, "loss", "not valid Python"),
    ({**PLAIN, "loss": "E = mse(d, y)"}, "loss", "not valid Python"),
    ({**PLAIN, "loss": "elsewhere(d, y)"}, "forward", "net.py, line 10): line 10 calls “functions.loss”"),
    ({**PLAIN, "loss": "y - d"}, "loss", "no single number"),
    ({**PLAIN, "loss": "mse(d, z)"}, "loss", "“z”"),
    ({**PLAIN, "forward": "net.py:forward_elsewhere"}, "forward", "net.py, line 19): line 19 calls “functions.act”"),
    ({**PLAIN, "forward": "net.py:forward_endless"}, "forward", "too many steps"),
    ({**PLAIN, "listing": "net.py:backward_elsewhere"}, "forward", "net.py, line 37): line 37 calls “functions.d_mse”"),
    ({**PLAIN, "listing": "net.py:backward_branching"}, "forward", "net.py, line 46): line 46 needs “delta”"),
    ({**PLAIN, "listing": "net.py:backward_recursive"}, "forward", "too many levels"),
    ({**PLAIN, "shapes": "{x: [N, I], d: [N, K], W: [J, K]}"}, "shapes", "net.py, line 14): shapes do not fit in x @ W"),
    ({**PLAIN, "shapes": "{x: [N, I], W: [I, K]}"}, "shapes", "shapes says nothing of d"),
    ({**PLAIN, "wanted": "dE/dQ"}, "wanted", "“Q” is no variable of the listing"),
    ({**PLAIN, "given": '["y = x W", "y = x"]'}, "given", "“y” is defined twice"),
    ({**PLAIN, "loss": "gone(d, y)", "answer": "gW"}, "loss", "line 1 calls “gone”"),
    ({**PLAIN, "loss": "gone(d, y)", "parameters": "{a: integer 2..4}"}, "loss", "line 1 calls “gone”"),
    ({**PLAIN, "loss": "gone(d, y)", "parts": "[{wanted: dE/dy}, {wanted: dE/dW}]"}, "loss", "line 1 calls “gone”"),
    ({**EQUATION, "wanted": '"gW = gone(x)"'}, "wanted", "the equation “gW = gone(x)” can't be followed: line 1 calls “gone”"),
    ({**EQUATION, "wanted": '"delta = y - q"'}, "wanted", "“q”"),
    ({**EQUATION, "wanted": '"delta = y"', "listing": "net.py:backward_elsewhere"}, "listing", "net.py, line 37)"),
    ({**CODE, "loss": "gone(d, y)"}, "loss", "line 1 calls “gone”"),
    ({**CODE, "listing": "net.py:backward_elsewhere"}, "forward", "net.py, line 37)"),
]  # fmt: skip


def written(fields: dict[str, str], folder: Path) -> list[str]:
    """The lines of a question with these fields; it is written into a test of its own beside its source and a class's answers."""
    lines = ["---", *(f"{name}: {value}" for name, value in fields.items() if value), "---", "# en", "", "Which statement is it?"]
    (folder / "net.py").write_text(SOURCE, encoding="utf-8")
    (folder / "test.yaml").write_text("questions: [asked]\n", encoding="utf-8")
    (folder / "asked.quiz.md").write_text("\n".join(lines), encoding="utf-8")
    (folder / "class.csv").write_text("student,question,answer\na,asked,gW = x.T @ delta\n", encoding="utf-8")
    return lines


def said(*arguments: str) -> tuple[int, str]:
    """How a command ends and all that it says; a traceback fails the test."""
    found = CliRunner().invoke(main, [*arguments, "--lang", "en"])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found.exit_code, found.output


@pytest.mark.parametrize(("fields", "field", "text"), REFUSED, ids=lambda each: each[:40] if isinstance(each, str) else "")
def test_a_refusal_points_at_what_is_at_fault(fields: dict[str, str], field: str | None, text: str, tmp_path: Path) -> None:
    lines = written(fields, tmp_path)
    line = next((at for at, each in enumerate(lines, 1) if field and each.startswith(f"{field}:")), 1)

    code, output = said("check", str(tmp_path))

    assert code == 1
    assert f"asked.quiz.md:{line}:" in output, output
    assert text in output


@pytest.mark.parametrize("fields", [REFUSED[0][0], REFUSED[9][0], {**REFUSED[0][0], "parameters": "{a: integer 2..4}"}, CODE])
def test_no_command_ends_in_a_traceback(fields: dict[str, str], tmp_path: Path) -> None:
    written(fields, tmp_path)
    place, out = str(tmp_path), str(tmp_path / "out")

    for arguments in (
        ("answer", f"{place}/asked", "gW"),
        ("render", place, "-o", out, "--format", "markdown"),
        ("render", place, "-o", out, "--format", "moodle"),
        ("take", place),
        ("grade", f"{place}/class.csv", "--test", place, "-o", out, "--format", "markdown"),
    ):
        assert said(*arguments)[0] in ((0,) if fields is CODE else (0, 3))
