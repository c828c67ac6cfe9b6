"""From a code with facts to a sentence in the reader's language. Sentences live in ``languages/``, one file per language.

Nothing in ``derivations`` and no verdict holds prose; whoever speaks to a person passes codes through ``say``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

FOLDER = Path(__file__).parent / "languages"
Say = Callable[..., str]


def languages() -> tuple[str, ...]:
    """The languages that there are sentences in.

    >>> languages()
    ('en', 'ja')
    """
    return tuple(sorted(file.stem for file in FOLDER.glob("*.ftl")))


@cache
def _bundle(language: str) -> Any:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((FOLDER / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


LONGEST_FACT = 2_000
"""Fluent puts nothing in that is longer than 2,500."""


def has(code: str, language: str) -> bool:
    """Whether the language has a sentence for the code."""
    return bool(_bundle(language).has_message(_identifier(code)))


def say(code: str, facts: Mapping[str, str] | None = None, language: str = "en") -> str:
    """The sentence for a code, with the facts put in. A code without a sentence is shown as it is.

    >>> say("outcome-correct", language="ja")
    '正解'
    """
    bundle = _bundle(language)
    identifier = _identifier(code)
    if not bundle.has_message(identifier):
        return code
    written = {name: _selectable(value) for name, value in (facts or {}).items()}
    text, _ = bundle.format_pattern(bundle.get_message(identifier).value, written)
    return str(text)


def _selectable(value: str) -> Any:
    """Small whole numbers as numbers, for plurals, and nothing as ``none``: what a message can choose by."""
    if value.isascii() and value.isdecimal() and len(value) < 9 and str(int(value)) == value:
        return fluent_number(int(value), useGrouping=False)
    return (value if len(value) <= LONGEST_FACT else f"{value[:LONGEST_FACT]}...") or "none"


def speaker(language: str) -> Say:
    """``say`` in one language, with the facts as keywords: what sheets and templates are given."""
    return lambda code, **facts: say(code, {name: str(value) for name, value in facts.items()}, language)


def _identifier(code: str) -> str:
    return code.replace("_", "-").replace(":", "-")
