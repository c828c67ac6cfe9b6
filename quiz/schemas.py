"""JSON Schemas of what programs exchange and what people write; words that a table of the program holds are taken from that table.

Fields may be added to any format, so that only the files of a bank, where an unknown field is a slip, forbid others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivations.equality.forms import FORMS
from derivations.lines.judging import KINDS, STATUSES
from derivations.rows.answers import EMPTY
from derivations.rows.fields import SPELLINGS
from derivations.rows.lines import MOST_LINES
from quiz.verdict import Outcome

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
FACTS: Schema = {"type": "object", "additionalProperties": TEXT}
FRACTION: Schema = {"type": "string", "pattern": r"^\d+(/\d+)?$"}
DIAGNOSIS: Schema = {
    "type": "array",
    "items": {"type": "object", "required": ["label", "weight"], "properties": {"label": TEXT, "weight": {"type": "number"}}},
}
FORMULA: Schema = {"type": "object", "required": ["text", "latex"], "properties": {"text": TEXT, "latex": TEXT}}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(**properties: Schema) -> Schema:
    """An object that has all of these."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _row() -> Schema:
    """A line for ``quiz compare``."""
    size = {"anyOf": [{"type": "number", "minimum": 0}, TEXT]}
    options = {
        "rtol": size,
        "atol": size,
        "sig": {"type": "integer", "minimum": 1},
        "decimals": {"type": "integer", "minimum": 0},
        "sig_strict": {"type": "boolean"},
        "form": {"enum": list(FORMS)},
        "named": TEXTS,
    }
    dimension = {"anyOf": [TEXT, {"type": "integer", "minimum": 1}]}
    fields: Schema = {
        "id": {},
        "student": TEXT,
        "teacher": TEXT,
        "variables": TEXTS,
        "functions": TEXTS,
        "domain": {"anyOf": [TEXT, FACTS]},
        "shapes": {"type": "object", "additionalProperties": {"type": "array", "items": dimension}},
        "format": {"enum": list(SPELLINGS)},
        "options": {"type": "object", "properties": options, "additionalProperties": False},
        "asked": TEXT,
        "given": TEXTS,
        "wanted": TEXT,
        "chain": TEXTS,
    }
    optional = {name: schema if name in ("id", "student") else _or_null(schema) for name, schema in fields.items()}
    keys = [{"required": names} for names in (["teacher"], ["given", "wanted"], ["chain", "wanted"])]
    return {"type": "object", "required": ["student"], "properties": optional, "anyOf": keys}


def _answer() -> Schema:
    """A line from ``quiz compare``."""
    witness = _object(at=FACTS, student=TEXT, teacher=TEXT)
    count: Schema = {"type": "integer", "minimum": 0}
    fields: Schema = {
        "outcome": {"enum": ["correct", "incorrect", "invalid", "undecided"]},
        "how": TEXT,
        "error_bound": _or_null({"type": "string", "pattern": r"^\d(\.\d+)?e[-+]\d+$"}),
        "points": _or_null(count),
        "bits": _or_null(count),
        "witness": _or_null(witness),
        "form": {"enum": ["ok", "missed", None]},
        "note": _or_null(TEXT),
        "reading": _or_null(TEXT),
        "at": _or_null(count),
        "expected": _or_null(TEXTS),
        "found": _or_null(TEXT),
        "facts": _or_null(FACTS),
        "diagnosis": _or_null(DIAGNOSIS),
        "error": _or_null(_object(field=TEXT, reason=TEXT, at=_or_null(count))),
    }
    return _object(id={}, **{name: fields[name] for name in EMPTY})


def _lines_row() -> Schema:
    """A line for ``quiz lines``."""
    fields: Schema = {
        "id": {},
        "named": _or_null({**FACTS, "minProperties": 1}),
        "given": _or_null(TEXTS),
        "wanted": _or_null(TEXT),
        "variable": _or_null(TEXT),
        "domain": _or_null({"anyOf": [TEXT, FACTS]}),
        "lines": {**TEXTS, "maxItems": MOST_LINES},
    }
    keys = [{"required": names} for names in (["named", "wanted"], ["named", "variable"], ["given", "wanted"])]
    return {"type": "object", "required": ["lines"], "properties": fields, "anyOf": keys}


def _lines_answer() -> Schema:
    """A line from ``quiz lines``."""
    label = _or_null(TEXT)
    count: Schema = {"type": "integer", "minimum": 1}
    return _object(
        id={},
        first_wrong_line=_or_null(count),
        kind={"enum": [*dict.fromkeys(KINDS.values()), None]},
        label=label,
        finished={"enum": [True, False, None]},
        lines={"type": "array", "items": _object(line=count, status={"enum": list(STATUSES)}, label=label)},
        error=_or_null(_object(field=TEXT, reason=TEXT, at=_or_null({"type": "integer", "minimum": 0}))),
    )


def _reading() -> Schema:
    """What ``quiz read --json`` prints."""
    stopped = _object(code=TEXT, at={"type": "integer"}, found=TEXT, expected=TEXTS, facts=FACTS)
    span = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
    value = {"anyOf": [TEXT, {"type": "array", "items": {"type": "integer"}}, {"type": "null"}]}
    node = _object(op=TEXT, value=value, span=_or_null(span), args={"type": "array", "items": {"$ref": "#/$defs/node"}})
    tree = _or_null({"$ref": "#/$defs/node"})
    whole = _object(text=_or_null(TEXT), latex=_or_null(TEXT), dropped=_or_null(TEXT), tree=tree, unreadable=_or_null(stopped))
    return {**whole, "$defs": {"node": node}}


def _verdict() -> Schema:
    """What ``quiz answer --json`` prints, and a line of a class's results."""
    supports = {"enum": [True, False, None]}
    evidence = _object(check=TEXT, part=_or_null(TEXT), supports=supports, how=TEXT, facts=FACTS)
    reading = _object(text=TEXT, latex=_or_null(TEXT))
    return _object(
        question=TEXT,
        variant=_or_null(TEXT),
        outcome={"enum": [each.value for each in Outcome]},
        points=_or_null(FRACTION),
        of=FRACTION,
        reading=_or_null(reading),
        evidence={"type": "array", "items": evidence},
        diagnosis=DIAGNOSIS,
        fingerprint=TEXT,
    )


def _derivation() -> Schema:
    """What ``quiz derive --json`` prints."""
    verified = {"enum": [True, False, None]}
    rewrite = _object(rule=TEXT, before=FORMULA, after=FORMULA)
    trace: Schema = {"type": "array", "items": rewrite}
    step = _object(
        id=TEXT,
        rule=TEXT,
        before=FORMULA,
        after=FORMULA,
        result=FORMULA,
        premises=TEXTS,
        domain=TEXTS,
        trace=trace,
        verified=_or_null(_object(sympy=verified, numeric=verified)),
    )
    steps: Schema = {"type": "array", "items": step}
    return _object(given=TEXTS, wanted=FORMULA, answer=FORMULA, verified=verified, steps=steps, trace=trace)


def _question() -> Schema:
    """The front matter of a question file, for every kind of question."""
    from pydantic import TypeAdapter

    from quiz import kinds
    from quiz.bank.schema import Common
    from quiz.registry import load

    common = TypeAdapter(Common).json_schema()
    choices, definitions = [], {}
    for name, kind in load(kinds).items():
        own = TypeAdapter(kind.Fields).json_schema()
        definitions.update(own.get("$defs", {}))
        properties = {**common["properties"], **own["properties"], "kind": {"const": name}}
        required = [*common["required"], *own.get("required", [])]
        choices.append({"type": "object", "properties": properties, "required": required, "additionalProperties": False})
    whole: Schema = _as_written({"oneOf": choices, "$defs": definitions})
    return whole


def _test() -> Schema:
    """The file test.yaml."""
    from pydantic import TypeAdapter

    from quiz.bank.schema import TestFile

    whole: Schema = _as_written(TypeAdapter(TestFile).json_schema())
    return whole


def _as_written(schema: Any) -> Any:
    """A schema of a bank file, whose every scalar is read as text: ``draw: 2`` is a number for an editor, and the text 2 for us."""
    match schema:
        case {"type": "boolean" | "integer" as kind, **others}:
            return {**others, "type": [kind, "string"], "pattern": r"^(true|false)$" if kind == "boolean" else r"^-?\d+$"}
        case dict():
            return {name: _as_written(each) for name, each in schema.items()}
        case list():
            return [_as_written(each) for each in schema]
    return schema


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "compare-row": _row,
    "compare-answer": _answer,
    "lines-row": _lines_row,
    "lines-answer": _lines_answer,
    "reading": _reading,
    "verdict": _verdict,
    "derivation": _derivation,
    "question": _question,
    "test": _test,
}


def schema(name: str) -> Schema:
    """The JSON Schema of a format. Raises KeyError for a name that is not in ``SCHEMAS``.

    >>> schema("compare-row")["required"]
    ['student']
    """
    return {"$schema": DIALECT, "title": name, "description": SCHEMAS[name].__doc__, **SCHEMAS[name]()}
