"""Reads a class's answers from a file of ``quiz.imports``, or from a folder of notebooks; a row per answer, or a row per student.

Rows are never shifted or dropped: every row becomes answers or a ``Skipped`` with its reason. Which column was taken for which
question is part of what is returned, since a form's headers are free text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType

from quiz import imports
from quiz.answer import Answer
from quiz.answer_columns import columns_of, is_header, is_moodle, moodle_answer, question_of
from quiz.imports import Row, Skipped, Unusable, notebook
from quiz.question import Test
from quiz.registry import load

LARGEST_FILE = 200_000_000


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What a file held. columns: header to what it was taken for (a question's name, ``student``, ``-`` for ignored)."""

    answers: tuple[Answer, ...]
    columns: Mapping[str, str]
    skipped: tuple[Skipped, ...]
    rows: int


def read_answers(file: Path, test: Test, mapped: Mapping[str, str] | None = None) -> AnswerFile:
    """The answers of a file, or of the notebooks in a folder, to a test. mapped: columns to what they are. Raises Unusable."""
    skipped: list[Skipped] = []
    rows = list(_notebooks(file, skipped) if file.is_dir() else _rows(file, skipped, mapped or {}))
    if not rows:
        raise Unusable("answers-empty", file=str(file), skipped=str(len(skipped)))
    header = list(dict.fromkeys(column for _, row in rows for column in row))
    columns = columns_of(header, test, mapped or {})
    from_moodle = is_moodle(header)
    answers = [answer for row in rows for answer in _answers(row, columns, test, from_moodle, skipped)]
    skipped.extend(_answered_again(answers))
    return AnswerFile(tuple(answers), columns, tuple(sorted(skipped, key=lambda each: each.row)), len(rows))


def _answered_again(answers: Sequence[Answer]) -> Iterator[Skipped]:
    """Rows of a student who answered the same question in the same attempt in a later row, which counts (``batch.ClassResult``)."""
    given = [each for each in answers if each.text.strip()]
    latest = {(each.student, each.question, each.attempt): each.row or 0 for each in given}
    again = {(each.row or 0, latest[each.student, each.question, each.attempt]): each.student for each in given}
    for (row, later), student in again.items():
        if row < later:
            yield Skipped(row, "row-answered-again", {"student": student, "later": str(later)})


def readers() -> dict[str, ModuleType]:
    """The formats by the suffixes of their files.

    >>> sorted(readers())
    ['.csv', '.ipynb', '.json', '.jsonl', '.tsv', '.xlsx']
    """
    return {suffix: module for module in load(imports).values() for suffix in module.SUFFIXES}


def _rows(file: Path, skipped: list[Skipped], mapped: Mapping[str, str]) -> Iterator[Row]:
    if not file.is_file():
        raise Unusable("answers-no-file", file=str(file))
    if file.stat().st_size > LARGEST_FILE:
        raise Unusable("answers-too-large", file=str(file), most=str(LARGEST_FILE))
    reader = readers().get(file.suffix.lower())
    if reader is None:
        raise Unusable("answers-unknown-format", file=str(file), known=", ".join(sorted(readers())))
    yield from reader.rows(file, skipped, partial(is_header, mapped=mapped))


def _notebooks(folder: Path, skipped: list[Skipped]) -> Iterator[Row]:
    """A folder of notebooks, each by the student whose folder it lies in, or whose name it has. Raises Unusable without one."""
    found = {file: file.relative_to(folder).parts for file in folder.rglob("*.ipynb")}
    files = sorted(file for file, parts in found.items() if not any(part.startswith(".") for part in parts))
    if not files:
        raise Unusable("answers-no-notebooks", folder=str(folder))
    for file in files:
        student = found[file][0] if len(found[file]) > 1 else file.stem
        try:
            yield from notebook.rows_of(file, student, skipped)
        except Unusable as error:
            skipped.append(Skipped(0, error.code, error.facts))


def _answers(row: Row, columns: Mapping[str, str], test: Test, from_moodle: bool, skipped: list[Skipped]) -> Iterator[Answer]:
    number, cells = row
    by_role = {role: cells.get(column, "") for column, role in columns.items() if not role.startswith("=")}
    student = by_role["student"].strip()
    if not student:
        skipped.append(Skipped(number, "row-no-student", {}))
        return
    attempt = unicodedata.normalize("NFKC", by_role.get("attempt", "")).strip()
    count = re.search(r"[1-9]\d{0,3}", attempt)
    if attempt and count is None:
        skipped.append(Skipped(number, "cell-no-attempt", {"found": attempt, "student": student}))

    def answer(question: str, text: str) -> Answer:
        typed = moodle_answer(text) if from_moodle else text
        return Answer(student, question, typed, by_role.get("variant") or None, int(count[0]) if count else 1, number)

    if "question" in by_role and "answer" in by_role:
        name = question_of(by_role["question"], test)
        if name is None:
            skipped.append(Skipped(number, "row-unknown-question", {"question": by_role["question"], "student": student}))
            return
        yield answer(name, by_role["answer"])
        return
    for column, role in columns.items():
        if role.startswith("="):
            yield answer(role[1:], cells.get(column, ""))
