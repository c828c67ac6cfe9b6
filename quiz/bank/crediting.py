"""What an item declares of marks apart from right and wrong, as its file says it, and what of that can't be meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from derivations.lines.labels import LABELS
from quiz.bank.schema import Common
from quiz.kinds._faults import Fault, wanted_faults
from quiz.question import Crediting, Part


def with_wanted(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with ``wanted``, which may be left out where ``parts`` are wanted: it is what the last part wants."""
    parts = fields.get("parts")
    if "wanted" in fields or not isinstance(parts, list) or not parts or not isinstance(parts[-1], dict):
        return fields
    return {**fields, **({"wanted": parts[-1]["wanted"]} if "wanted" in parts[-1] else {})}


def crediting_of(fields: Common) -> Crediting:
    """What validated fields declare; parts without a name are called a, b, c."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    parts = tuple(Part(each.name or letters[at % 26], each.wanted, each.points) for at, each in enumerate(fields.parts))
    hints = tuple({str(name): text for name, text in each.items()} for each in fields.hints)
    return Crediting(fields.credit, fields.attempts, fields.penalty, hints, parts)


def crediting_faults(crediting: Crediting, kind: ModuleType) -> Iterator[Fault]:
    """What is wrong with what an item declares: shares for what nobody knows, parts that can't be read or told apart."""
    known = (*getattr(kind, "CREDITS", ()), *LABELS)
    for name in crediting.credit:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            words = "" if near else ", ".join(getattr(kind, "CREDITS", ()))
            yield ("credit", name), "credit-unknown", {"name": name, "near": near[0] if near else "", "known": words}
    for at, part in enumerate(crediting.parts):
        yield from wanted_faults(("parts", at, "wanted"), part.wanted)
    names = [each.name for each in crediting.parts]
    for at, name in enumerate(names):
        if name in names[:at]:
            yield ("parts", at), "part-twice", {"name": name}
