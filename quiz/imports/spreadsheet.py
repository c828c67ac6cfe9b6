"""XLSX. What was typed is wanted, and a spreadsheet keeps what it made of it: formulas are read as they were typed, not as values.

A fraction that became a date stays visible as one, and so does an error; what becomes of these is the business of grading.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from quiz.extras import extra_module
from quiz.imports import IsHeader, Row, Skipped, Unusable, table

SUFFIXES = (".xlsx",)


def rows(file: Path, skipped: list[Skipped], is_header: IsHeader) -> Iterator[Row]:
    """Every row of the active sheet that isn't empty; other sheets with content are named in ``skipped``. Raises Unusable."""
    openpyxl = extra_module("openpyxl", "spreadsheets")
    with file.open("rb") as opened:
        try:
            book = openpyxl.load_workbook(opened, read_only=True)
            read = book.active
            found = read.iter_rows(values_only=True)
            others = [
                each.title for each in book.worksheets if each is not read and any(map(any, each.iter_rows(values_only=True)))
            ]
        except (OSError, ValueError, KeyError, AttributeError, TypeError, BadZipFile) as error:
            raise Unusable("answers-damaged", file=str(file), reason=str(error)[:80]) from error
        skipped.extend(Skipped(0, "sheet-not-read", {"sheet": each, "read": str(read.title)}) for each in others)
        yield from table(([text_of_cell(cell) for cell in cells] for cells in found), skipped, is_header)


def text_of_cell(cell: Any) -> str:
    """A cell as text: a whole number without a point, a date as a spreadsheet shows it.

    >>> text_of_cell(2.0), text_of_cell(0.25), text_of_cell("=2*x"), text_of_cell(None)
    ('2', '0.25', '=2*x', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
