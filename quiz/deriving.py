"""``quiz derive``: a derivation as data, and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from derivations.steps.fold import as_json
from derivations.steps.text import derive_text
from derivations.steps.verify import verification
from quiz.derivation_lines import lines_of
from quiz.messages import speaker


def derived_from_text(given: str, wanted: str) -> dict[str, Any]:
    """Derive and verify. Raises CannotDerive."""
    derivation = derive_text(given, wanted)
    return as_json(derivation, verification(derivation))


def lines(derivation: Mapping[str, Any], language: str) -> Iterator[str]:
    """The derivation as lines of text."""
    say = speaker(language)
    for line in lines_of(derivation, say, "text"):
        yield f"{line.tex}"
        yield f"    {line.sentence}"
    yield from (say("derive-condition", condition=each["text"]) for each in derivation.get("conditions", ()))
    yield say("derive-answer", answer=derivation["answer"]["text"])
    if derivation.get("verified") is not None:
        yield say("derive-verified" if derivation["verified"] else "derive-not-verified")
