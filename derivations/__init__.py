"""What is true: formulas, their equality, derivations, NumPy listings. The names below are loaded when they are first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

PUBLIC = {
    "answer_row": "derivations.rows.row",
    "compare": "derivations.equality.key",
    "compile_key": "derivations.equality.key",
    "read": "derivations.terms.reading",
    "derive": "derivations.steps.text:derive_text",
}

__all__ = ["answer_row", "compare", "compile_key", "derive", "read"]


def __getattr__(name: str) -> Any:
    place = PUBLIC.get(name)
    if place is None:
        raise AttributeError(f"derivations has no {name!r}")
    module, _, attribute = place.partition(":")
    return getattr(import_module(module), attribute or name)
