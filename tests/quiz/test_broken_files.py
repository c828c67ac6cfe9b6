"""What an author is told of a broken file, word for word in both languages: every fault at its place, all of a file's at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from quiz.bank.problems import BankError
from quiz.bank.questions import load_question
from quiz.checking import check_questions, problem_lines, readable

CASES = yaml.safe_load((Path(__file__).parents[1] / "data/bank/broken.yaml").read_text(encoding="utf-8"))
TEXT = "---\n# ja\n求めよ。\n# en\nFind it.\n"
GOOD = {
    "formula": '---\nkind: formula\npoints: 2\ngiven: ["z = t^2", "t = x + y"]\nwanted: dz/dx\n' + TEXT,
    "choice": '---\nkind: choice\ngiven: ["z = t^2", "t = x + y"]\nwanted: dz/dx at x=1, y=2\nchoices: ["6", "7"]\n' + TEXT,
    "number": '---\nkind: number\ngiven: ["y = tanh(u)", "u = 2x - 1"]\nwanted: dy/dx at x=1\ndigits: {significant: 3}\n' + TEXT,
    "matrix": '---\nkind: matrix\ngiven: ["y = W x"]\nwanted: dy/dx\nshapes: {W: [M, N], x: [N]}\n' + TEXT,
    "text": "---\nkind: text\nrubric: {ja: 傾き, en: Slopes}\nkeywords: [[勾配, gradient]]\n" + TEXT,
    "derivation": '---\nkind: derivation\ngiven: ["z = t^3", "t = 2x + y"]\nwanted: dz/dx\ncredit: {line: 1/2, end: 1/2}\n' + TEXT,
    "code_line": """---
kind: code_line
listing: net.py:backward
forward: net.py:forward
loss: half_mse(d, y)
shapes: {x: [N, I], d: [N, K], W: [I, K]}
wanted: dE/dy * dy/dw
reading: {w: W}
"""
    + TEXT,
}
NET = """\
import numpy as np


def half_mse(d, y):
    return np.mean((y - d) ** 2) / 2


def forward(x, W):
    y = np.dot(x, W)
    return y


def backward(x, d, y):
    delta = (y - d) / y.size
    dW = np.dot(x.T, delta)
    return dW
"""


TEST, ALONE = "questions: [q, r]\n", "questions: [q]\n"


def broken(row: dict[str, Any]) -> tuple[str, str]:
    """The good question and the good test.yaml with the row's changes made; ``test`` holds those of the latter."""
    return changed(GOOD[row["base"]], row.get("changes", ())), changed(TEST if "test" in row else ALONE, row.get("test", ()))


def changed(text: str, changes: Iterable[tuple[str, str]]) -> str:
    """A text with each change made in turn."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def said(folder: Path, text: str, test: str) -> dict[str, list[str]]:
    """What is wrong with a question, in each language, one sentence a line."""
    (folder / "q.quiz.md").write_text(text, encoding="utf-8")
    (folder / "r.quiz.md").write_text(GOOD["formula"], encoding="utf-8")
    (folder / "test.yaml").write_text(test, encoding="utf-8")
    (folder / "net.py").write_text(NET, encoding="utf-8")
    (folder / "bad.py").write_text(NET.replace("delta = (", "delta = (("), encoding="utf-8")
    (folder / "other.py").write_text(NET, encoding="utf-8")
    questions, problems = readable(str(folder))
    found = [*problems, *(each for checked in check_questions(questions, 1, 1) for each in checked.problems)]
    return {language: problem_lines(found, language) for language in ("en", "ja")}


@pytest.mark.parametrize("row", CASES, ids=[row["name"] for row in CASES])
def test_a_broken_file_is_told_in_exactly_these_words(row: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    found = said(Path(), *broken(row))

    assert found == {"en": row["en"], "ja": row["ja"]}


UNREADABLE = {
    "empty": (b"", "bank-no-front-matter"),
    "UTF-16": (GOOD["formula"].encode("utf-16"), "bank-not-utf8"),
    "Shift JIS": (GOOD["formula"].encode("cp932"), "bank-not-utf8"),
    "nested": (b"---\ndomain: " + b"[" * 900 + b"]" * 900 + b"\n---\n# en\nx\n", "bank-too-large"),
    "brackets": (b"---\ndomain: " + b"[" * 100_000 + b"\n---\n", "bank-too-large"),
    "a circle": (b"---\nkind: formula\ncredit: &a {x: *a}\n---\n# en\nx\n", "bank-too-large"),
    "large": (GOOD["formula"].encode() + b"x" * 300_000, "bank-too-large"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_question_file_is_refused_at_once(name: str, tmp_path: Path) -> None:
    content, code = UNREADABLE[name]
    (tmp_path / "q.quiz.md").write_bytes(content)

    with pytest.raises(BankError) as caught:
        load_question(tmp_path / "q.quiz.md")

    assert [each.code for each in caught.value.problems] == [code]


@pytest.mark.parametrize("ends", [b"\r\n", b"\r", b"  \n"])
@pytest.mark.parametrize("begins", [b"", b"\xef\xbb\xbf"])
def test_ends_of_lines_and_a_byte_order_mark_make_no_difference(begins: bytes, ends: bytes, tmp_path: Path) -> None:
    (tmp_path / "q.quiz.md").write_bytes(begins + GOOD["formula"].encode().replace(b"\n", ends))

    assert load_question(tmp_path / "q.quiz.md").bodies["en"].strip() == "Find it."


@pytest.mark.parametrize("base", GOOD)
def test_the_files_that_are_broken_are_good_before(base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert said(Path(), GOOD[base], ALONE) == {"en": [], "ja": []}
