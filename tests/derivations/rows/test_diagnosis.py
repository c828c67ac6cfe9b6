"""The figures of the diagnosis on our own planted mistakes, in all four ways of writing; truth and labels are the data's."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from derivations.rows.row import answer_row

DATA = Path(__file__).parents[2] / "data"

LEAST_VERDICTS, LEAST_LABELS = 0.99, 0.95

Judged = tuple[dict[str, Any], dict[str, Any]]


@cache
def derivatives() -> list[Judged]:
    """Each row of the data with what is answered to it, its key derived from the function."""
    judged = []
    for line in (DATA / "derivative_answers.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        given = [f"{name} = {meaning}" for name, meaning in (row["named"] or {"f": row["function"]}).items()]
        wanted = f"d{'z' if row['named'] else 'f'}/d{row['variable']}"
        spelling = "latex" if row["syntax"] == "latex" else "plain"
        judged.append((row, answer_row({"student": row["answer"], "given": given, "wanted": wanted, "format": spelling})))
    return judged


def labels(answer: dict[str, Any]) -> list[str]:
    return [each["label"] for each in answer["diagnosis"] or []]


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_no_wrong_answer_is_accepted_and_no_right_one_refused() -> None:
    wrong = [
        (row["id"], answer["outcome"]) for row, answer in derivatives() if answer["outcome"] not in (row["verdict"], "undecided")
    ]
    open_ones = {row["function"] for row, answer in derivatives() if answer["outcome"] == "undecided"}

    assert not wrong
    assert len(open_ones) <= 1, open_ones


def test_no_right_answer_is_accused() -> None:
    assert not [row["id"] for row, answer in derivatives() if row["verdict"] == "correct" and labels(answer)]


def test_planted_mistakes_are_named_first_or_among_the_first_three() -> None:
    planted = [(row, labels(answer)) for row, answer in derivatives() if row["label"] not in (None, "other")]

    assert share([found[:1] != [] and found[0] in row["labels_ok"] for row, found in planted]) >= 0.93
    assert share([not set(row["labels_ok"]).isdisjoint(found[:3]) for row, found in planted]) >= 0.97


def test_the_figures_hold_in_each_way_of_writing() -> None:
    hits: dict[str, list[bool]] = {}
    for row, answer in derivatives():
        if row["label"] not in (None, "other"):
            hits.setdefault(row["syntax"], []).append(not set(row["labels_ok"]).isdisjoint(labels(answer)[:3]))

    assert hits.keys() == {"plain", "student", "latex", "unicode"}
    assert all(share(found) >= 0.97 for found in hits.values()), {syntax: share(found) for syntax, found in hits.items()}


def test_nothing_is_said_of_answers_that_no_misconception_gives() -> None:
    others = [labels(answer) for row, answer in derivatives() if row["label"] == "other"]

    assert share([not found for found in others]) >= 0.98, Counter(label for found in others for label in found)


def test_factors_along_a_chain_get_their_verdict_and_their_label() -> None:
    judged = []
    for line in (DATA / "chain_factors.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spelling = "latex" if row["syntax"] == "latex" else "plain"
        found = answer_row({"student": row["answer"], "chain": row["chain"], "wanted": row["target"], "format": spelling})
        judged.append((row, found))

    assert share([found["outcome"] == row["verdict"] for row, found in judged]) >= LEAST_VERDICTS
    assert share([labels(found)[:1] == [row["label"]] for row, found in judged if row["label"]]) >= LEAST_LABELS
    assert not [row["id"] for row, found in judged if row["verdict"] == "correct" and labels(found)]
