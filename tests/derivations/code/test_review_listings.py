"""Laws of ``quiz review`` over listings in the styles people use: right ones, and each with single mistakes planted.

``listings.tsv`` names the right ones with their loss and shapes; ``mistakes.tsv`` gives a line that is replaced, and the finding.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from derivations.code.listing import parsed, read_source
from derivations.code.review import Review, review

FOLDER = Path(__file__).parents[2] / "data" / "code"


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


LISTINGS = {row["file"]: row for row in table("listings.tsv")}
ALL_MISTAKES = table("mistakes.tsv")
FIRST_MISTAKES = list({row["file"]: row for row in reversed(ALL_MISTAKES)}.values())
MISTAKES = ALL_MISTAKES if os.environ.get("QUIZ_ALL_LISTINGS") else FIRST_MISTAKES  # all of them in `make fuzz`


def shapes_of(row: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    pairs = (each.partition("=") for each in row["shapes"].split(";") if each)
    return {name: tuple(dimensions.split(",")) for name, _, dimensions in pairs}


def reviewed(file: str, source: str) -> list[Review]:
    row = LISTINGS[file]
    return review(parsed(source), loss=row["loss"] or None, shapes=shapes_of(row))


@cache
def right(file: str) -> list[Review]:
    return reviewed(file, read_source(FOLDER / file))


def with_line(file: str, line: int, text: str) -> str:
    lines = read_source(FOLDER / file).splitlines()
    old = lines[line - 1]
    lines[line - 1] = old[: len(old) - len(old.lstrip())] + text
    return "\n".join(lines)


def test_every_listing_of_the_folder_is_in_the_table() -> None:
    assert len(LISTINGS) >= 40
    assert {each.name for each in FOLDER.iterdir() if each.suffix in (".py", ".ipynb")} == set(LISTINGS)


@pytest.mark.parametrize("file", LISTINGS)
def test_no_right_line_is_accused(file: str) -> None:
    assert [finding for each in right(file) for finding in each.findings] == []


def test_nearly_all_lines_are_judged() -> None:
    judged = [line for file in LISTINGS for each in right(file) for line in each.judged]
    open_lines = [line for line in judged if line.status != "judged"]

    assert len(open_lines) <= 0.05 * len(judged), open_lines


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: f"{row['file']}:{row['line']} {row['mistake']}")
def test_a_planted_mistake_is_found_at_its_line(row: Mapping[str, str]) -> None:
    findings = [
        one for each in reviewed(row["file"], with_line(row["file"], int(row["line"]), row["mistake"])) for one in each.findings
    ]

    assert [(one.line, one.code) for one in findings] == [(int(row["line"]), row["code"])]
