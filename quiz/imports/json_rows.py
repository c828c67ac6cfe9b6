"""JSON lines, and one JSON list of objects, as learning management systems export it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quiz.imports import IsHeader, Row, Skipped, Unusable, text_of

SUFFIXES = (".jsonl", ".json")


def rows(file: Path, skipped: list[Skipped], is_header: IsHeader) -> Iterator[Row]:
    """Every line, or every member of the list, that is an object of texts and numbers; numbers stay as they are written."""
    del is_header
    yield from _lines(file, skipped) if file.suffix.lower() == ".jsonl" else _members(file, skipped)


def _lines(file: Path, skipped: list[Skipped]) -> Iterator[Row]:
    for number, line in enumerate(text_of(file).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = _read(line)
        except (ValueError, RecursionError) as error:
            skipped.append(Skipped(number, "row-not-json", {"reason": str(error)[:80]}))
            continue
        yield from _row(number, row, skipped)


def _members(file: Path, skipped: list[Skipped]) -> Iterator[Row]:
    try:
        found = _read(text_of(file))
    except (ValueError, RecursionError) as error:
        raise Unusable("answers-damaged", file=str(file), reason=str(error)[:80]) from error
    while isinstance(found, list) and len(found) == 1 and isinstance(found[0], list):
        found = found[0]  # Moodle's export is a list in a list
    if not isinstance(found, list):
        raise Unusable("answers-damaged", file=str(file), reason="a list of objects is expected")
    for number, row in enumerate(found, 1):
        yield from _row(number, row, skipped)


def _row(number: int, row: Any, skipped: list[Skipped]) -> Iterator[Row]:
    if isinstance(row, dict) and all(value is None or isinstance(value, str) for value in row.values()):
        yield number, {name: value or "" for name, value in row.items()}
    else:
        skipped.append(Skipped(number, "row-not-json", {"reason": "an object of texts is expected"}))


def _read(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse, parse_float=str, parse_int=str)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name occurs twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no value")
