"""An Anki deck for practice: a card for each question, the worked answer on its back.

A card's identity is that of its question, and the package bears the time at which it was made: by these Anki updates the cards of a
deck that is imported again, and keeps what was learnt. The deck holds every key: it is for a test that students may practise with.
"""

from __future__ import annotations

import hashlib
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path

from quiz.answer_key import AnswerKey
from quiz.escaping import html_text
from quiz.exports._items import items
from quiz.exports._pictures import under
from quiz.exports._tex_html import pieces
from quiz.extras import extra_module
from quiz.question import Test

NAME = "Anki deck"
SUFFIX = ".apkg"
TAKES = "test"
HAS_KEYS = True

STYLE = ".card { font-family: sans-serif; text-align: left; } pre { white-space: pre-wrap; } td { padding: 0 .4em; }"
MEDIA = "derivation-quiz-"  # all pictures of a collection lie in one folder
FRONT = "<h3>{{Title}}</h3>{{Question}}"
BACK = "{{FrontSide}}<hr id=answer>{{Answer}}"


def write(test: Test, keys: Mapping[str, AnswerKey], language: str) -> bytes:
    """The deck as a package. Raises ConversionFailed, MissingExtra without the anki or the documents extra."""
    genanki = extra_module("genanki", "anki")
    fields = [{"name": each} for each in ("Title", "Question", "Answer")]
    templates = [{"name": "Card", "qfmt": FRONT, "afmt": BACK}]
    model = genanki.Model(number_of("quiz card"), "quiz", fields=fields, templates=templates, css=STYLE)
    deck = genanki.Deck(number_of(f"{test.name}.{language}"), test.title(language).replace("::", ": :"))
    found = items(test, keys, language)
    shown = iter(pieces([each for item in found for each in (item.asked_in_full, item.worked)], language))
    for item in found:
        identity = genanki.guid_for(item.id, language)
        title = html_text(f"{item.number}. {item.title}")
        texts = [under(next(shown), item.figures, MEDIA) for _ in range(2)]
        deck.add_note(genanki.Note(model=model, fields=[title, *texts], guid=identity))
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # genanki warns of HTML that it takes for a slip; ours is pandoc's
        drawings = {Path(folder) / f"{MEDIA}{name}": svg for item in found for name, svg in item.figures.items()}
        for drawing, svg in drawings.items():
            drawing.write_text(svg, encoding="utf-8")
        file = Path(folder) / "deck.apkg"
        genanki.Package(deck, media_files=list(map(str, drawings))).write_to_file(str(file))
        return file.read_bytes()


def number_of(name: str) -> int:
    """An identity for a deck or a model: the same for the same name, between 2^30 and 2^31 as Anki has them.

    >>> number_of("quiz card") == number_of("quiz card"), 2**30 <= number_of("a") < 2**31
    (True, True)
    """
    return 2**30 + int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) % 2**30
