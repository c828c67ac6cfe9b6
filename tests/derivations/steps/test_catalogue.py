"""Every misconception of the program is in the catalogue, and the item beside it shows it."""

from __future__ import annotations

import json
from operator import attrgetter
from pathlib import Path

import pytest

from derivations.rows.row import answer_row
from derivations.steps.catalogue import CATALOGUE, CODES, Misconception
from derivations.steps.misconceptions import diagnose, wrong_answers
from derivations.steps.text import read_definitions, read_wanted
from derivations.terms.reading import Names, Reading, read

DATA = Path(__file__).parents[2] / "data"


def test_the_catalogue_lists_every_code_once() -> None:
    assert sorted(each.code for each in CATALOGUE) == sorted(CODES)


@pytest.mark.parametrize("file", ["derivative_answers.jsonl", "chain_factors.jsonl"])
def test_the_labels_of_the_data_are_codes(file: str) -> None:
    labels = {json.loads(line)["label"] for line in (DATA / file).read_text(encoding="utf-8").splitlines()}

    assert labels - {None, "other"} <= set(CODES)


@pytest.mark.parametrize("each", CATALOGUE, ids=attrgetter("code"))
def test_the_worked_item_shows_the_misconception(each: Misconception) -> None:
    if each.given and each.given[0].startswith("layers"):
        classes = wrong_answers(read_definitions(each.given), read_wanted(each.wanted))
        written = read(each.answer, Names())
        assert isinstance(written, Reading)
        assert each.code in [label for label, _ in diagnose(classes, written.term)][:3]
        return
    asked = {"chain": list(each.chain)} if each.chain else {"given": list(each.given)}
    found = answer_row({"student": each.answer, "wanted": each.wanted, **asked})

    assert found["outcome"] == "incorrect", found
    assert each.code in [explanation["label"] for explanation in found["diagnosis"]][:3], found["diagnosis"]
