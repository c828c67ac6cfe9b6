"""The form for answers: its cells are text, and what is typed into it is read back as it was typed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from quiz.answer_files import read_answers
from quiz.bank.loading import load_test
from quiz.exports import answer_form

TEST = load_test("vanishing_gradient")
TYPED = ["1/4", "(2)", "-2", "=2x", "007"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_typed_into_the_form_is_read_back(language: str, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(answer_form.write(TEST, {}, language))
    book = openpyxl.load_workbook(file)
    sheet = book.active
    names = [cell.value for cell in sheet[1]]
    assert all(cell.number_format == "@" for row in sheet["A2:H201"] for cell in row)
    for row, student in enumerate(["0012", "S2"], 2):
        sheet.cell(row, 1).value = student
        for question, text in zip(TEST.questions, TYPED, strict=True):
            sheet.cell(row, names.index(question.name) + 1).value = text
    book.save(file)

    found = read_answers(file, TEST)

    assert [(each.student, each.question, each.text) for each in found.answers] == [
        (student, question.name, text) for student in ("0012", "S2") for question, text in zip(TEST.questions, TYPED, strict=True)
    ]
    assert not found.skipped
