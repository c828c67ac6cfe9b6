"""Reads a class's answers from a file: CSV, TSV, XLSX or JSON lines; a row per answer, or a row per student.

Rows are never shifted or dropped: every row becomes answers or a ``Skipped`` with its reason. Which column was taken for which
question is part of what is returned, since a form's headers are free text.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quiz.answer import Answer
from quiz.extras import extra_module
from quiz.question import Question, Test

LARGEST_FILE = 200_000_000
ENCODINGS = ("utf-8-sig", "cp932")
STUDENT = (
    "student",
    "student id",
    "id",
    "name",
    "user",
    "email",
    "学籍番号",
    "学生番号",
    "学生証番号",
    "氏名",
    "名前",
    "メールアドレス",
)
QUESTION = ("question", "item", "設問", "問題", "問")
ANSWER = ("answer", "response", "解答", "回答")
OPTIONAL = {
    "variant": ("variant", "版", "バージョン"),
    "attempt": ("attempt", "回", "回数"),
    "time": ("time", "timestamp", "タイムスタンプ"),
}
GUARDED = "=+-@\t\r\n'"

Row = tuple[int, dict[str, str]]


class Unusable(Exception):
    """A file that answers can't be read from: a code with facts."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row, or one cell of it, that could not be used; ``row`` counts the header as 1."""

    row: int
    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What a file held. columns: header to what it was taken for (a question's name, ``student``, ``-`` for ignored)."""

    answers: tuple[Answer, ...]
    columns: Mapping[str, str]
    skipped: tuple[Skipped, ...]
    rows: int


def read_answers(file: Path, test: Test, mapped: Mapping[str, str] | None = None) -> AnswerFile:
    """The answers of a file to a test. mapped: columns to questions, where the caller says so. Raises Unusable."""
    if not file.is_file():
        raise Unusable("answers-no-file", file=str(file))
    if file.stat().st_size > LARGEST_FILE:
        raise Unusable("answers-too-large", file=str(file), most=str(LARGEST_FILE))
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise Unusable("answers-unknown-format", file=str(file), known=", ".join(READERS))
    skipped: list[Skipped] = []
    rows = list(reader(file, skipped))
    header = list(dict.fromkeys(column for _, row in rows for column in row))
    columns = _columns(header, test, mapped or {})
    answers = [answer for row in rows for answer in _answers(row, columns, test, skipped)]
    return AnswerFile(tuple(answers), columns, tuple(sorted(skipped, key=lambda each: each.row)), len(rows))


def _delimited(delimiter: str) -> Callable[[Path, list[Skipped]], Iterator[Row]]:
    def read(file: Path, skipped: list[Skipped]) -> Iterator[Row]:
        reader = csv.reader(io.StringIO(_text(file), newline=""), delimiter=delimiter)
        try:
            header = [column.strip() for column in next(reader, [])]
            for number, cells in enumerate(reader, 2):
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) > len(header):
                    skipped.append(Skipped(number, "row-too-long", {"found": str(len(cells)), "expected": str(len(header))}))
                    continue
                yield number, {column: _unguarded(cell) for column, cell in zip(header, cells, strict=False)}
        except csv.Error as error:
            raise Unusable("answers-damaged", file=str(file), reason=str(error)) from error

    return read


def _json_lines(file: Path, skipped: list[Skipped]) -> Iterator[Row]:
    for number, line in enumerate(_text(file).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, object_pairs_hook=_once, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            skipped.append(Skipped(number, "row-not-json", {"reason": str(error)[:80]}))
            continue
        if not isinstance(row, dict) or not all(isinstance(value, str | int) or value is None for value in row.values()):
            skipped.append(Skipped(number, "row-not-json", {"reason": "an object of texts is expected"}))
            continue
        yield number, {key: "" if value is None else str(value) for key, value in row.items()}


def _spreadsheet(file: Path, skipped: list[Skipped]) -> Iterator[Row]:
    del skipped  # a sheet's rows all have its width
    openpyxl = extra_module("openpyxl", "spreadsheets")
    try:
        rows = openpyxl.load_workbook(file, read_only=True, data_only=True).active.iter_rows(values_only=True)
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise Unusable("answers-damaged", file=str(file), reason=str(error)[:80]) from error
    header = [str(cell or "").strip() for cell in next(rows, ())]
    for number, cells in enumerate(rows, 2):
        texts = ["" if cell is None else str(cell) for cell in cells]
        if any(texts):
            yield number, dict(zip(header, texts, strict=False))


READERS = {
    ".csv": _delimited(","),
    ".tsv": _delimited("\t"),
    ".jsonl": _json_lines,
    ".xlsx": _spreadsheet,
}


def _text(file: Path) -> str:
    content = file.read_bytes()
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable("answers-unknown-encoding", file=str(file), known=", ".join(ENCODINGS))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no value")


def _unguarded(cell: str) -> str:
    """A cell without the one apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in GUARDED else cell


def _plain(text: str) -> str:
    return re.sub(r"[\s_]+", " ", unicodedata.normalize("NFKC", text)).strip().lower()


def _columns(header: list[str], test: Test, mapped: Mapping[str, str]) -> dict[str, str]:
    """What each column is: ``student``, ``question``, ``answer``, an optional field, ``=name`` of a question, or ``-``."""
    unknown = [column for column in mapped if column not in header]
    if unknown:
        raise Unusable("answers-no-column", column=unknown[0], known=", ".join(header))
    roles = {"student": STUDENT, "question": QUESTION, "answer": ANSWER, **OPTIONAL}
    found: dict[str, str] = {}
    for column in header:
        plain = _plain(column)
        if column in mapped:
            found[column] = f"={_question(mapped[column], test, required=True)}"
            continue
        role = next((role for role, names in roles.items() if plain in names and role not in found.values()), None)
        question = None if role else _question(column, test)
        found[column] = role or (f"={question}" if question else "-")
    if "student" not in found.values():
        raise Unusable("answers-no-student", known=", ".join(header))
    is_long = {"question", "answer"} <= set(found.values())
    if not is_long and not any(role.startswith("=") for role in found.values()):
        raise Unusable("answers-no-question", known=", ".join(header), questions=", ".join(each.name for each in test.questions))
    return found


def _question(text: str, test: Test, required: bool = False) -> str | None:
    """The question that a header or a cell means: its name or id, its title in any language, or its number.

    A number means nothing where sheets have other questions, or another order, in each variant.
    """
    plain = _plain(text)
    for question in test.questions:
        if plain in _names(question):
            return question.name
    numbered = () if test.draws or test.shuffle else tuple(enumerate(test.questions, 1))
    starts = [
        question.name
        for number, question in numbered
        if plain == str(number) or re.match(rf"(問題?|設問|q|question|第)\s*{number}(?!\d)", plain)
    ]
    if len(starts) == 1:
        return starts[0]
    if required:
        raise Unusable("answers-unknown-question", question=text, known=", ".join(each.name for each in test.questions))
    return None


def _names(question: Question) -> set[str]:
    return {_plain(each) for each in (question.name, question.id, *question.titles.values())}


def _answers(row: Row, columns: Mapping[str, str], test: Test, skipped: list[Skipped]) -> Iterator[Answer]:
    number, cells = row
    by_role = {role: cells.get(column, "") for column, role in columns.items() if not role.startswith("=")}
    student = by_role["student"].strip()
    if not student:
        skipped.append(Skipped(number, "row-no-student", {}))
        return
    attempt = by_role.get("attempt", "").strip()

    def answer(question: str, text: str) -> Answer:
        count = re.search(r"[1-9]\d{0,3}", unicodedata.normalize("NFKC", attempt))
        return Answer(student, question, text, by_role.get("variant") or None, int(count[0]) if count else 1, number)

    if "question" in by_role and "answer" in by_role:
        name = _question(by_role["question"], test)
        if name is None:
            skipped.append(Skipped(number, "row-unknown-question", {"question": by_role["question"], "student": student}))
            return
        yield answer(name, by_role["answer"])
        return
    for column, role in columns.items():
        if role.startswith("="):
            yield answer(role[1:], cells.get(column, ""))
