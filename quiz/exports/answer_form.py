"""An empty XLSX form for answers, a row per student: what is typed into it stays as it was typed.

Its cells are text, so that a spreadsheet makes no date of 1/4 and no number of (2). ``quiz grade`` reads it back.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from quiz.answer_key import AnswerKey
from quiz.extras import extra_module
from quiz.messages import speaker
from quiz.question import Test

NAME = "form for answers"
SUFFIX = ".xlsx"
TAKES = "test"
HAS_KEYS = False

ROWS = 200
WIDTH = 24


def write(test: Test, keys: Mapping[str, AnswerKey], language: str) -> bytes:
    """The form; the columns are the student, variant and attempt, which may stay empty, and the questions by name."""
    del keys
    openpyxl = extra_module("openpyxl", "spreadsheets")
    say = speaker(language)
    header = [say("sheet-student-id"), "variant", "attempt", *(each.name for each in test.questions)]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "answers"
    sheet.append(header)
    sheet.freeze_panes = "B2"
    for column in range(1, len(header) + 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = WIDTH
        for row in range(1, ROWS + 2):
            sheet.cell(row, column).number_format = "@"
    made = BytesIO()
    book.save(made)
    return made.getvalue()
