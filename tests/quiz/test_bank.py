"""Bank files: what is read, and what keeps a folder from being a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.bank import frontmatter
from quiz.bank.loading import load_test
from quiz.bank.problems import BankError
from quiz.bank.questions import load_question

GOOD = """---
kind: formula
points: 2
given: ["z = t^2", "t = x + y"]
wanted: dz/dx
---
# ja
求めよ。
# en
Find it.
"""


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "q.quiz.md").write_text(GOOD, encoding="utf-8")

    question = load_question(tmp_path / "q.quiz.md")

    assert (question.kind, question.points, question.bodies["ja"]) == ("formula", 2, "求めよ。")


def test_one_text_is_the_text_in_every_language(tmp_path: Path) -> None:
    text = GOOD.replace("points: 2", 'title: Slope\nhints: ["Look at t", {ja: 連鎖律}]')
    (tmp_path / "q.quiz.md").write_text(text, encoding="utf-8")
    (tmp_path / "test.yaml").write_text("title: Homework\nquestions: [q]\n", encoding="utf-8")

    test = load_test(str(tmp_path))

    assert {test.title(each) for each in ("ja", "en")} == {"Homework"}
    assert test.questions[0].titles == {"ja": "Slope", "en": "Slope"}
    assert test.questions[0].crediting.hints == ({"ja": "Look at t", "en": "Look at t"}, {"ja": "連鎖律"})


def test_aliases_that_repeat_themselves_are_refused(tmp_path: Path) -> None:
    bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdef", "bcdefg", strict=True)
    )
    (tmp_path / "q.quiz.md").write_text(bomb + "---\n# en\nx\n", encoding="utf-8")

    with pytest.raises(BankError, match="bank-too-large"):
        load_question(tmp_path / "q.quiz.md")


def test_headings_inside_code_fences_are_code() -> None:
    text = "# en\n```\n# no heading\n```\nend"

    assert list(frontmatter.sections(text, 1)) == [("en", "```\n# no heading\n```\nend")]


def test_an_unknown_test_and_a_missing_question_are_said(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="bank-no-test"):
        load_test("vanishing")
    (tmp_path / "test.yaml").write_text("questions: [nothing]\n", encoding="utf-8")
    with pytest.raises(BankError, match="bank-no-question"):
        load_test(str(tmp_path))
