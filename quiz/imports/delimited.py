"""CSV and TSV, as spreadsheets, forms and learning management systems write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from quiz.imports import Row, Skipped, Unusable, header_of, placed, text_of

SUFFIXES = (".csv", ".tsv")
GUARDED = "=+-@\t\r\n'"


def rows(file: Path, skipped: list[Skipped]) -> Iterator[Row]:
    """Every row that isn't empty. A row with more cells than the header can't be placed, and is skipped. Raises Unusable."""
    text = text_of(file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(file, text))
    try:
        header = header_of(next(reader, []))
        for number, cells in enumerate(reader, 2):
            yield from placed(number, header, [unguarded(cell) for cell in cells], skipped)
    except csv.Error as error:
        raise Unusable("answers-damaged", file=str(file), reason=str(error)) from error


def unguarded(cell: str) -> str:
    """A cell without the one apostrophe that keeps a spreadsheet from running it.

    >>> unguarded("'-2*x"), unguarded("'a'")
    ('-2*x', "'a'")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in GUARDED else cell


def _delimiter(file: Path, text: str) -> str:
    """A tab in a TSV file; in a CSV file what its header has most of, since some countries' CSV has semicolons."""
    if file.suffix.lower() == ".tsv":
        return "\t"
    header = text.split("\n", 1)[0]
    return max(",;\t", key=header.count)
