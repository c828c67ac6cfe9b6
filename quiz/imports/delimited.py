"""CSV and TSV, as spreadsheets, forms and learning management systems write them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from quiz.imports import HEADER_WITHIN, IsHeader, Row, Skipped, Unusable, table, text_of

SUFFIXES = (".csv", ".tsv")
GUARDED = "=+-@\t\r\n'"


def rows(file: Path, skipped: list[Skipped], is_header: IsHeader) -> Iterator[Row]:
    """Every row that isn't empty. A row with more cells than the header can't be placed, and is skipped. Raises Unusable."""
    text = text_of(file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(file, text))
    try:
        yield from table(([unguarded(cell) for cell in cells] for cells in reader), skipped, is_header)
    except csv.Error as error:
        raise Unusable("answers-damaged", file=str(file), reason=str(error)) from error


def unguarded(cell: str) -> str:
    """A cell without the one apostrophe that keeps a spreadsheet from running it.

    >>> unguarded("'-2*x"), unguarded("'a'")
    ('-2*x', "'a'")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in GUARDED else cell


def _delimiter(file: Path, text: str) -> str:
    """A tab in a TSV file; in a CSV file what the first line with any has most of, since some countries' CSV has semicolons."""
    if file.suffix.lower() == ".tsv":
        return "\t"
    line = next((each for each in text.split("\n", HEADER_WITHIN) if re.search(r"[,;\t]", each)), "")
    return max(",;\t", key=line.count)
