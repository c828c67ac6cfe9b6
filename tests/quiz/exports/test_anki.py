"""The Anki deck, opened as Anki opens it: a package with a database of notes."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from quiz.bank.loading import load_test
from quiz.exports import anki
from quiz.question import Test
from tests.quiz.exports.tests_of_our_own import HOSTILE, hostile, keys

SHIPPED = load_test("vanishing_gradient")


def notes(test: Test, folder: Path, language: str = "en") -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Identity and fields of each note, and the names of the decks."""
    with zipfile.ZipFile(io.BytesIO(anki.write(test, keys(test), language))) as package:
        package.extract("collection.anki2", folder)
    with sqlite3.connect(folder / "collection.anki2") as database:
        found = [(guid, fields.split("\x1f")) for guid, fields in database.execute("select guid, flds from notes order by id")]
        decks = json.loads(database.execute("select decks from col").fetchone()[0])
        cards = database.execute("select count(*) from cards").fetchone()[0]
    database.close()
    assert cards == len(found)
    return found, [each["name"] for each in decks.values()]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_question_is_a_card_with_its_worked_answer(language: str, tmp_path: Path) -> None:
    found, decks = notes(SHIPPED, tmp_path, language)

    assert SHIPPED.titles[language] in decks
    assert [fields[0] for _, fields in found] == [f"{at}. {each.titles[language]}" for at, each in enumerate(SHIPPED.questions, 1)]
    assert r"\(2 \left(x + y\right)\)" in found[0][1][2] or r"= 2 \left(x + y\right)\)" in found[0][1][2]
    assert "grad['W1'] = np.dot(x.T, delta1)" in found[4][1][2].replace("&#39;", "'")
    assert r"\(0.25\)" in found[1][1][1]


def test_a_deck_that_is_made_again_has_the_same_cards(tmp_path: Path) -> None:
    assert notes(SHIPPED, tmp_path) == notes(SHIPPED, tmp_path)


def test_titles_and_texts_are_shown_as_they_are(tmp_path: Path) -> None:
    found, decks = notes(hostile(tmp_path / "own"), tmp_path)

    assert any(name.startswith("<b>&\"'</b> ]]> : : {= ~") for name in decks)
    assert "&lt;b&gt;" in found[0][1][0]
    assert HOSTILE[-50:] in found[0][1][0]
    assert "{@a@}" in found[0][1][1]
