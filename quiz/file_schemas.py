"""JSON Schemas of question files and test.yaml, for editors: made from the dataclasses that validate these files, with what their
docstrings say of each field, so that nothing is written twice.

Every scalar of a file is read as text: ``draw: 2`` is a number for an editor, and the text 2 for us; the schemas allow both.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import TypeAdapter

from derivations.equality.forms import FORMS
from quiz import kinds
from quiz.bank.schema import Common, TestFile
from quiz.registry import load

Schema = dict[str, Any]

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"Form": {"target": tuple(FORMS)}}
"""Fields whose text is one of a table's words, by the name of their dataclass."""


ASKED = [{"required": [field]} for field in ("wanted", "parts")]
"""A question says what is wanted, as a whole or part by part."""


def question_schema() -> Schema:
    """The front matter of a question file: what each kind of question takes, told apart by ``kind``."""
    branches, definitions = [], Schema()
    common = _of(Common)
    for name, module in load(kinds).items():
        own = _of(module.Fields)
        definitions |= {**common.get("$defs", {}), **own.get("$defs", {})}
        properties = {**common["properties"], **own["properties"], "kind": {"const": name}}
        required = list(dict.fromkeys([*(each for each in common["required"] if each != "wanted"), *own.get("required", [])]))
        about = (inspect.getdoc(module) or "").partition("\n")[0]
        branch: Schema = {"description": about, "properties": properties, "required": required, "additionalProperties": False}
        branch |= {} if getattr(module, "NOTHING_WANTED", False) else {"anyOf": ASKED}
        branches.append({"if": {"properties": {"kind": {"const": name}}, "required": ["kind"]}, "then": branch})
    kind = {"enum": list(load(kinds)), "description": described(Common)["kind"]}
    return {"type": "object", "properties": {"kind": kind}, "required": ["kind"], "allOf": branches, "$defs": definitions}


def test_schema() -> Schema:
    """The file test.yaml."""
    return _of(TestFile)


test_schema.__test__ = False  # type: ignore[attr-defined]  # for pytest: a test that students take


def described(shape: type) -> dict[str, str]:
    """What a dataclass's docstring says of its fields, where it says it as ``name: text`` or ``name, other: text``.

    >>> described(TestFile)["reveal"].startswith("when a student may be shown")
    True
    """
    inherited = {name: text for base in shape.__bases__ if is_dataclass(base) for name, text in described(base).items()}
    names = "|".join(each.name for each in fields(shape))
    text = " ".join((inspect.getdoc(shape) or "").split())
    starts = list(re.finditer(rf"(?:^|(?<=[.;:)] ))((?:{names})(?:, (?:{names}))*): ", text))
    found = {}
    for start, end in zip(starts, [*(each.start() for each in starts[1:]), len(text)], strict=True):
        for name in start[1].split(", "):
            found[name] = text[start.end() : end].strip(" ;")
    return {**inherited, **found}


def _of(shape: type) -> Schema:
    made: Schema = _as_written(TypeAdapter(shape).json_schema())
    for name, text in described(shape).items():
        made["properties"][name]["description"] = text
    for name, table in WORDS.items():
        for field, words in table.items():
            if name in made.get("$defs", {}):
                made["$defs"][name]["properties"][field]["enum"] = list(words)
    return made


def _as_written(schema: Any) -> Any:
    match schema:
        case {"type": "boolean" | "integer" as kind, **others}:
            return {**others, "type": [kind, "string"], "pattern": r"^(true|false)$" if kind == "boolean" else r"^-?\d+$"}
        case {"type": "string", "format": "fraction", **others}:
            return {**others, "type": "string", "pattern": r"^-?\d+(/[1-9]\d*|\.\d+)?$"}
        case {"type": "string", **others} if not others.keys() & {"enum", "pattern"}:
            return {**others, "type": ["string", "number"]}
        case dict():
            return {name: _as_written(each) for name, each in schema.items()}
        case list():
            return [_as_written(each) for each in schema]
    return schema
