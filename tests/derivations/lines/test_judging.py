"""Derivations line by line: a table of derivations in many hands, and planted mistakes with their figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from derivations.lines.judging import DerivationVerdict, judge
from derivations.lines.question import Question, question
from derivations.rows.lines import lines_row
from derivations.steps.text import read_definitions, read_wanted
from derivations.terms.domain import Domain
from tests.derivations.lines.cases import CASES, Case

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parents[2] / "data/derivation_lines.jsonl").read_text("utf-8").splitlines()
]
RIGHT = ("expected", "correct", "detour")
LETTERS = {
    **dict.fromkeys(RIGHT, "."),
    "follow_through": "f",
    "incomplete": "i",
    "form": "F",
    "buggy": "x",
    "not_equivalent": "x",
    "unreadable": "u",
    "undecided": "?",
}


def asked(given: str, wanted: str) -> Question:
    return question(read_definitions(given.split(";")), read_wanted(wanted), Domain())


def judged(given: str, wanted: str, lines: list[str]) -> DerivationVerdict:
    return judge(asked(given, wanted), lines)


@pytest.mark.parametrize("case", CASES, ids=[each[0] for each in CASES])
def test_each_line_is_judged_as_a_teacher_would(case: Case) -> None:
    _, given, wanted, lines, statuses = case

    found = judged(given, wanted, lines)

    assert "".join(LETTERS[each.status] for each in found.lines) == statuses.replace("D", "."), found
    assert all(found.lines[at].status == "detour" for at, letter in enumerate(statuses) if letter == "D"), found


def test_planted_mistakes_are_found_in_their_line() -> None:
    answers = [(row, lines_row({**row, "wanted": None})) for row in ROWS]
    wrong = [row["id"] for row, found in answers if found["first_wrong_line"] != row["first_wrong_line"]]
    named = [row["id"] for row, found in answers if row["label"] and found["label"] != row["label"]]

    assert len(ROWS) == 600
    assert not [row["id"] for row, found in answers if found["error"]]
    assert len(wrong) <= 0.01 * len(ROWS), wrong
    assert not [row["id"] for row, _ in answers if row["planted_invisible_in_value"] and row["id"] in wrong]
    assert len(named) <= 0.15 * sum(bool(row["label"]) for row in ROWS), named
