"""Answers from files: encodings, long and wide, Japanese headers; no row is dropped or shifted without being said."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from quiz.answer import is_spreadsheet_date
from quiz.answer_files import read_answers
from quiz.bank.loading import load_test
from quiz.batch import grade_all
from quiz.grading import grade
from quiz.imports import Unusable
from quiz.key import key_of
from quiz.report import guarded
from quiz.verdict import Outcome

TEST = load_test("vanishing_gradient")

SHAPES = {
    "long.csv": "student,question,answer\nA,chain_rule,2x+2y\nB,vanishing_gradient/chain_rule,-2*x\n",
    "wide.csv": "学籍番号,問1\nA,2x+2y\nB,-2*x\n",
    "form.csv": "タイムスタンプ,氏名,問1 連鎖律\n9:00,A,2x+2y\n9:01,B,-2*x\n",
    "title.csv": "name,The chain rule\nA,2x+2y\nB,-2*x\n",
    "tabs.tsv": "student\tQ1\nA\t2x+2y\nB\t-2*x\n",
    "guarded.csv": "student,chain_rule\nA,2x+2y\nB,'-2*x\n",
    "semicolons.csv": "student;chain_rule\nA;2x+2y\nB;-2*x\n",
    "list.json": '[{"student": "A", "chain_rule": "2x+2y"}, {"student": "B", "chain_rule": "-2*x"}]',
    "moodle.json": '[[{"idnumber": "A", "state": "Finished", "response1": "2x+2y"}, '
    '{"idnumber": "B", "state": "Finished", "response1": "-2*x"}]]',
    "moodle.csv": "Surname,First name,ID number,State,Question 1,Response 1,Right answer 1\n"
    "X,Y,A,Finished,Find it,Seed: 3; ans1: 2x+2y [score]; prt1: # = 1 | right,2*(x+y)\n"
    "X,Y,B,Finished,Find it,-2*x,2*(x+y)\n",
    "moodle_ja.csv": "姓,名,IDナンバー,メールアドレス,状態,解答 1\nX,Y,A,a@b,終了,2x+2y\nX,Y,B,b@b,終了,-2*x\n",
    "address.csv": "名前,メールアドレス,学籍番号,問1\nX,x@b,A,2x+2y\nX,x@b,B,-2*x\n",
    "remark.csv": "メールアドレス,学籍番号（半角）,問1\na@b,A,2x+2y\nb@b,B,-2*x\n",
    "form_ja.csv": "メールアドレス,学籍番号を入力してください,問1\na@b,A,2x+2y\nb@b,B,-2*x\n",
    "lines.jsonl": '{"student": "A", "question": "chain_rule", "answer": "2x+2y"}\n'
    '{"student": "B", "question": "1", "answer": "-2*x"}\n',
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_every_shape_and_encoding_gives_the_same_answers(name: str, encoding: str, tmp_path: Path) -> None:
    if "json" in name and encoding == "cp932":
        pytest.skip("JSON is UTF-8")
    (tmp_path / name).write_bytes(SHAPES[name].encode(encoding))

    found = read_answers(tmp_path / name, TEST)

    assert [(each.student, each.question, each.text) for each in found.answers] == [
        ("A", "chain_rule", "2x+2y"),
        ("B", "chain_rule", "-2*x"),
    ]
    assert found.rows == 2
    assert not found.skipped


TITLES = ["小テスト,第5回\n\n作成日,2026年\n", "Test 5\n"]


@pytest.mark.parametrize("titles", TITLES)
@pytest.mark.parametrize("name", ["long.csv", "wide.csv", "tabs.tsv", "semicolons.csv"])
def test_titles_above_the_header_are_listed_and_rows_keep_their_numbers(titles: str, name: str, tmp_path: Path) -> None:
    delimiter = {"tabs.tsv": "\t", "semicolons.csv": ";"}.get(name, ",")
    (tmp_path / name).write_text(titles.replace(",", delimiter) + SHAPES[name], encoding="utf-8")

    found = read_answers(tmp_path / name, TEST)

    above = [number for number, line in enumerate(titles.splitlines(), 1) if line]
    header = len(titles.splitlines()) + 1
    assert [(each.row, each.code) for each in found.skipped] == [(number, "row-above-header") for number in above]
    assert [(each.text, each.row) for each in found.answers] == [("2x+2y", header + 1), ("-2*x", header + 2)]


def test_a_form_sent_twice_is_said_and_its_empty_cells_take_nothing_back(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("student,問1,問2\nA,2x,2\nB,1,1\nA,2x+2y,\n", encoding="utf-8")

    found = read_answers(tmp_path / "a.csv", TEST)
    keys = {each.name: key_of(each) for each in TEST.questions}
    last = grade_all(TEST, keys, found.answers).last

    assert [(each.row, each.code, each.facts["later"]) for each in found.skipped] == [(2, "row-answered-again", "4")]
    assert [last["A", name].answer.text for name in ("chain_rule", "sigmoid_maximum")] == ["2x+2y", "2"]


def book_of(rows: list[list[Any]], file: Path) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(file)


def test_a_spreadsheet_gives_what_was_typed_and_names_what_it_made_of_the_rest(tmp_path: Path) -> None:
    typed = [2, 2.0, 0.25, "=2*x+2*y", datetime(2026, 1, 4), time(1, 2), "#NAME?", True, None, " 2x "]
    book_of([["学籍番号", "chain_rule"], *([f"S{at}", each] for at, each in enumerate(typed))], tmp_path / "answers.xlsx")

    found = read_answers(tmp_path / "answers.xlsx", TEST)

    expected = ["2", "2", "0.25", "=2*x+2*y", "2026-01-04 00:00:00", "01:02:00", "#NAME?", "True", "", " 2x "]
    assert [each.text for each in found.answers] == expected
    question = TEST.questions[0]
    outcomes = [grade(question, key_of(question), text).outcome for text in expected[3:7]]
    assert outcomes == [Outcome.CORRECT, *[Outcome.INVALID] * 3]


def test_a_sheet_that_is_not_read_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["student", "chain_rule"], ["A", "2x"]):
        book.active.append(row)
    book.create_sheet("late").append(["B", "2x+2y"])
    book.create_sheet("empty")
    book.save(tmp_path / "answers.xlsx")

    found = read_answers(tmp_path / "answers.xlsx", TEST)

    assert [(each.code, each.facts["sheet"]) for each in found.skipped] == [("sheet-not-read", "late")]


def written_csv(rows: list[list[str]], file: Path, delimiter: str = ",") -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    file.write_bytes(text.getvalue().encode("utf-8"))


def written_lines(rows: list[list[str]], file: Path) -> None:
    lines = ["", *(json.dumps(dict(zip(rows[0], row, strict=False)), ensure_ascii=False) for row in rows[1:])]
    file.write_text("\n".join(lines), encoding="utf-8")


WRITERS: dict[str, Callable[[list[list[str]], Path], None]] = {
    "a.csv": written_csv,
    "a.tsv": lambda rows, file: written_csv(rows, file, "\t"),
    "a.xlsx": book_of,
    "a.jsonl": written_lines,
}
PIECES = ["2x", "+", " ", ",", ";", "\t", '"', "\n", "'", "=", "解答", "\u2028", "\x85", "😀", "{", "}", "\\", "-", "1/4", "#"]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("is_long", [True, False], ids=["long", "wide"])
def test_no_row_is_lost_or_shifted_whatever_stands_in_its_cells(name: str, is_long: bool, tmp_path: Path) -> None:
    rng = random.Random(name)
    names = [each.name for each in TEST.questions]
    header = ["student", "question", "answer"] if is_long else ["student", *names]
    rows, good, bad = [header], {}, []
    for number in range(2, 200):
        student = rng.choice(["", f"S{number}", f"S{number}", f"山田{number}"])
        typed = ["x" + "".join(rng.choices(PIECES, k=rng.randint(0, 6))) for _ in names]
        asked = rng.choice([*names, "nosuch"])
        rows.append([student, asked, typed[0]] if is_long else [student, *typed])
        if not student or (is_long and asked == "nosuch"):
            bad.append(number)
        else:
            good[number] = {asked: typed[0]} if is_long else dict(zip(names, typed, strict=True))
    WRITERS[name](rows, tmp_path / name)

    found = read_answers(tmp_path / name, TEST)

    read: dict[int | None, dict[str, str]] = {}
    for each in found.answers:
        read.setdefault(each.row, {})[each.question] = each.text
    assert read == good
    assert [each.row for each in found.skipped] == bad
    assert found.rows == len(rows) - 1 == len(good) + len(bad)


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
        ("a.csv", "student,chain_rule,問1\nA,1,2\n", "answers-column-twice"),
        ("a.csv", "student,chain_rule,chain_rule\nA,1,2\n", "answers-column-twice"),
        ("a.csv", "student,chain_rule\n", "answers-empty"),
        ("a.csv", "", "answers-empty"),
        ("a.xlsx", "no spreadsheet", "answers-damaged"),
        ("a.json", "{}", "answers-damaged"),
        ("a.ipynb", "[]", "answers-damaged"),
        ("a.ipynb", '{"cells": []}', "answers-empty"),
    ],
)
def test_files_that_cannot_be_used_say_why(name: str, text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")

    with pytest.raises(Unusable) as caught:
        read_answers(tmp_path / name, TEST)

    assert caught.value.code == code


MAPPED = [
    ("student,what\nA,2x\n", {"what": "chain_rule"}, [("A", "2x", 1)]),
    ("who,what\nA,2x\n", {"who": "student", "what": "1"}, [("A", "2x", 1)]),
    ("student,chain_rule,問1\nA,1,2\n", {"chain_rule": "-"}, [("A", "2", 1)]),
    ("student,id,chain_rule\nA,B,1\n", {"id": "student", "student": "-"}, [("B", "1", 1)]),
    ("student,try,chain_rule\nA,2,1\n", {"try": "attempt"}, [("A", "1", 2)]),
]


@pytest.mark.parametrize(("text", "mapped", "expected"), MAPPED)
def test_a_column_can_be_named_by_hand(
    text: str, mapped: dict[str, str], expected: list[tuple[str, str, int]], tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")

    found = read_answers(tmp_path / "a.csv", TEST, mapped)

    assert [(each.student, each.text, each.attempt) for each in found.answers] == expected
    assert {each.question for each in found.answers} == {"chain_rule"}


@pytest.mark.parametrize(("column", "meaning", "code"), [("no", "1", "answers-no-column"), ("a", "x", "answers-unknown-question")])
def test_a_column_named_wrongly_by_hand_is_refused(column: str, meaning: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("student,a\nA,2x\n", encoding="utf-8")

    with pytest.raises(Unusable) as caught:
        read_answers(tmp_path / "a.csv", TEST, {column: meaning})

    assert caught.value.code == code


def test_an_attempt_that_is_no_number_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("student,attempt,chain_rule\nA,second,2x\nB,２,2x\nC,第3回,2x\n", encoding="utf-8")

    found = read_answers(tmp_path / "a.csv", TEST)

    assert [(each.student, each.attempt) for each in found.answers] == [("A", 1), ("B", 2), ("C", 3)]
    assert [(each.row, each.code) for each in found.skipped] == [(2, "cell-no-attempt")]


def cell(source: str, kind: str = "code", **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "source": source.splitlines(keepends=True), "metadata": {}, **more}


def notebook(*cells: dict[str, Any], **metadata: Any) -> str:
    return json.dumps({"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


TAGGED: dict[str, Any] = {"metadata": {"tags": ["other", "answer:chain_rule"]}}
CELLS = [
    (cell("2x + 2y\n", "markdown", **TAGGED), "2x + 2y"),
    (cell("chain_rule = '2x+2y'", **TAGGED), "2x+2y"),
    (
        cell("### BEGIN SOLUTION\ndef chain_rule(x, y):\n    return 2 * (x + y)  # so\n### END SOLUTION", id="answer-1"),
        "2 * (x + y)",
    ),
    (cell("answer = 0.250", id="answer-chain_rule"), "0.250"),
    (cell("1/2x", **TAGGED), "1/2x"),
    (cell("__import__('os').system('x')", **TAGGED), "__import__('os').system('x')"),
    (cell("def f(", **TAGGED), "def f("),
    (cell("", **TAGGED), ""),
]


@pytest.mark.parametrize(("answered", "text"), CELLS)
def test_answers_in_a_notebook_are_found_by_tag_or_cell_id_and_never_run(
    answered: dict[str, Any], text: str, tmp_path: Path
) -> None:
    (tmp_path / "S1.ipynb").write_text(notebook(cell("x = 1"), answered), encoding="utf-8")

    found = read_answers(tmp_path / "S1.ipynb", TEST)

    assert [(each.student, each.question, each.text, each.row) for each in found.answers] == [("S1", "chain_rule", text, 2)]


def test_a_folder_of_notebooks_is_a_class_and_what_cannot_be_used_is_listed(tmp_path: Path) -> None:
    twice = {"metadata": {"tags": ["answer:chain_rule", "answer:sigmoid_maximum"]}}
    files = {
        "S1.ipynb": notebook(cell("2x", **TAGGED), cell("2", id="answer-2")),
        "S2/week1/test.ipynb": notebook(cell("3x", **TAGGED), cell("x", **twice), cell("y", id="answer-9")),
        "x.ipynb": notebook(cell("4x", **TAGGED), student="S3"),
        "S4.ipynb": "damaged",
        ".ipynb_checkpoints/S1.ipynb": notebook(cell("old", **TAGGED)),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    found = read_answers(tmp_path, TEST)

    assert [(each.student, each.question, each.text) for each in found.answers] == [
        ("S1", "chain_rule", "2x"),
        ("S1", "sigmoid_maximum", "2"),
        ("S2", "chain_rule", "3x"),
        ("S3", "chain_rule", "4x"),
    ]
    assert [each.code for each in found.skipped] == ["answers-damaged", "cell-several-questions", "row-unknown-question"]


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
