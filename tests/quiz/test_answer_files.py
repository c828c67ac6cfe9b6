"""Answers from files: encodings, long and wide, Japanese headers; no row is dropped or shifted without being said."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from quiz.answer import is_spreadsheet_date
from quiz.answer_files import Unusable, read_answers
from quiz.bank.loading import load_test
from quiz.report import guarded

TEST = load_test("vanishing_gradient")

SHAPES = {
    "long.csv": "student,question,answer\nA,chain_rule,2x+2y\nB,vanishing_gradient/chain_rule,-2*x\n",
    "wide.csv": "学籍番号,問1\nA,2x+2y\nB,-2*x\n",
    "form.csv": "タイムスタンプ,氏名,問1 連鎖律\n9:00,A,2x+2y\n9:01,B,-2*x\n",
    "title.csv": "name,The chain rule\nA,2x+2y\nB,-2*x\n",
    "tabs.tsv": "student\tQ1\nA\t2x+2y\nB\t-2*x\n",
    "guarded.csv": "student,chain_rule\nA,2x+2y\nB,'-2*x\n",
    "lines.jsonl": '{"student": "A", "question": "chain_rule", "answer": "2x+2y"}\n'
    '{"student": "B", "question": "1", "answer": "-2*x"}\n',
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_every_shape_and_encoding_gives_the_same_answers(name: str, encoding: str, tmp_path: Path) -> None:
    if name.endswith("jsonl") and encoding == "cp932":
        pytest.skip("JSON is UTF-8")
    (tmp_path / name).write_bytes(SHAPES[name].encode(encoding))

    found = read_answers(tmp_path / name, TEST)

    assert [(each.student, each.question, each.text) for each in found.answers] == [
        ("A", "chain_rule", "2x+2y"),
        ("B", "chain_rule", "-2*x"),
    ]
    assert found.rows == 2
    assert not found.skipped


def test_a_spreadsheet_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["student", "chain_rule", "sigmoid_maximum"], ["A", "2x+2y", 2], ["B", "=1+1", None]):
        book.active.append(row)
    book.save(tmp_path / "answers.xlsx")

    found = read_answers(tmp_path / "answers.xlsx", TEST)

    assert [each.text for each in found.answers if each.student == "A"] == ["2x+2y", "2"]


def test_rows_that_cannot_be_used_are_listed_and_no_other_is_shifted(tmp_path: Path) -> None:
    text = "student,question,answer\nA,chain_rule,2x\n,chain_rule,1\nB,nosuch,1\nC,chain_rule,1,2,3\nD,chain_rule,3x\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")

    found = read_answers(tmp_path / "a.csv", TEST)

    assert [(each.student, each.row, each.text) for each in found.answers] == [("A", 2, "2x"), ("D", 6, "3x")]
    assert [(each.row, each.code) for each in found.skipped] == [
        (3, "row-no-student"),
        (4, "row-unknown-question"),
        (5, "row-too-long"),
    ]


@pytest.mark.parametrize("line", ['{"student": "A", "student": "B"}', '{"a": NaN}', "[" * 100_000, "no", '{"answer": {"a": 1}}'])
def test_damaged_json_lines_are_listed(line: str, tmp_path: Path) -> None:
    good = json.dumps({"student": "A", "question": "chain_rule", "answer": "2x"})
    (tmp_path / "a.jsonl").write_text(f"{line}\n{good}\n", encoding="utf-8")

    found = read_answers(tmp_path / "a.jsonl", TEST)

    assert [each.row for each in found.skipped] == [1]
    assert len(found.answers) == 1


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.txt", "x", "answers-unknown-format"),
        ("a.csv", "who,what\nA,1\n", "answers-no-student"),
        ("a.csv", "student,what\nA,1\n", "answers-no-question"),
    ],
)
def test_files_that_cannot_be_used_say_why(name: str, text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(Unusable) as caught:
        read_answers(tmp_path / name, TEST)

    assert caught.value.code == code


def test_a_column_can_be_named_by_hand(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("student,what\nA,2x\n", encoding="utf-8")

    found = read_answers(tmp_path / "a.csv", TEST, {"what": "chain_rule"})

    assert [each.question for each in found.answers] == ["chain_rule"]


@pytest.mark.parametrize("text", ["4-Jan", "Jan-04", "1月4日", "2026/1/4", "2026-01-04 00:00:00", "4-jan-26"])
def test_dates_that_a_spreadsheet_makes_are_known(text: str) -> None:
    assert is_spreadsheet_date(text)


@pytest.mark.parametrize("text", ["1/4", "-2", "2x", "x/4", "0.25", "12-x"])
def test_answers_are_no_dates(text: str) -> None:
    assert not is_spreadsheet_date(text)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2*x", "@x", "\tx", "'x"])
def test_cells_that_would_run_are_guarded(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


def test_attempts_are_counted_as_people_write_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("学籍番号,設問,解答,回数\nA,1,2x,1\nA,1,2y,２回目\nA,1,2z,3\nB,1,2x,\n", encoding="utf-8")

    found = read_answers(tmp_path / "a.csv", TEST)

    assert [each.attempt for each in found.answers] == [1, 2, 3, 1]


def test_an_answer_of_several_lines_stays_one_answer(tmp_path: Path) -> None:
    test = load_test("chain_rule_derivation")
    (tmp_path / "a.csv").write_text('student,chain_rule_steps\nA,"dz/dt = 2t\ndz/dx = 4x(x^2+y)"\n', encoding="utf-8")

    (answer,) = read_answers(tmp_path / "a.csv", test).answers

    assert answer.text == "dz/dt = 2t\ndz/dx = 4x(x^2+y)"
