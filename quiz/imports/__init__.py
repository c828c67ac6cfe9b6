"""ONE FILE PER FORMAT in which answers come in. A format is a module with

SUFFIXES              of its files
rows(file, skipped, is_header)   its rows as (number, column to text), in order; a row that can't be one goes to ``skipped`` with
                      its reason. is_header: whether cells name columns, for formats that may have titles above their header

A row's number is what a person sees who opens the file: the first row of a table is row 1. Rows are never shifted, joined or
dropped, and a cell is what was typed, as far as the file still knows it. What a column means is no format's business
(``answer_columns``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

ENCODINGS = ("utf-8-sig", "cp932")
UTF16 = (b"\xff\xfe", b"\xfe\xff")

HEADER_WITHIN = 20

Row = tuple[int, dict[str, str]]
IsHeader = Callable[[Sequence[str]], bool]


class Unusable(Exception):
    """A file that answers can't be read from: a code with facts."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row, or one cell of it, that could not be used; ``row`` counts the first as 1, and is 0 for what is no row."""

    row: int
    code: str
    facts: Mapping[str, str]


def text_of(file: Path) -> str:
    """The text of a file in one of the encodings that Japanese and other spreadsheets write. Raises Unusable."""
    content = file.read_bytes()
    encodings = ("utf-16",) if content.startswith(UTF16) else ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unusable("answers-unknown-encoding", file=str(file), known=", ".join(ENCODINGS))


def header_of(cells: Iterable[str]) -> list[str]:
    """The names of columns, each once: the second of the same name is ``name (2)``, so that neither hides the other.

    >>> header_of(["a", "b", " a "])
    ['a', 'b', 'a (2)']
    """
    names: list[str] = []
    for cell in cells:
        name, count = cell.strip(), 1
        while name in names:
            count += 1
            name = f"{cell.strip()} ({count})"
        names.append(name)
    return names


def table(cells: Iterable[list[str]], skipped: list[Skipped], is_header: IsHeader) -> Iterator[Row]:
    """The rows of a table, by the names in its header; what stands above the header, as a title does, is said in ``skipped``.

    The header is the first row that is one among the first twenty, else the first of all.

    >>> said = []
    >>> list(table([["Test 1"], [], ["id", "Q1"], ["A", "2x"]], said, lambda cells: "id" in cells))
    [(4, {'id': 'A', 'Q1': '2x'})]
    >>> [(each.row, each.code) for each in said]
    [(1, 'row-above-header')]
    """
    numbered = enumerate(cells, 1)
    first = list(islice(numbered, HEADER_WITHIN))
    at = next((index for index, (_, row) in enumerate(first) if is_header(row)), 0)
    for number, row in first[:at]:
        if any(cell.strip() for cell in row):
            skipped.append(Skipped(number, "row-above-header", {"header": str(at + 1)}))
    header = header_of(first[at][1]) if first else []
    for number, row in chain(first[at + 1 :], numbered):
        yield from placed(number, header, row, skipped)


def placed(number: int, header: list[str], cells: list[str], skipped: list[Skipped]) -> Iterator[Row]:
    """The row of a table; none where it is empty, or has something beyond the header, which is said in ``skipped``."""
    if not any(cell.strip() for cell in cells):
        return
    if any(cell.strip() for cell in cells[len(header) :]):
        skipped.append(Skipped(number, "row-too-long", {"found": str(len(cells)), "expected": str(len(header))}))
        return
    yield number, {column: cell for column, cell in zip(header, cells, strict=False) if column or cell.strip()}
