"""One derivation in, the verdict on each of its lines out: the rows of ``quiz lines``. A row never stops a stream.

The question is derived once for all rows that ask it. What is wrong with the row stands in ``error``; then no line is judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from derivations.lines.judging import judge
from derivations.lines.question import Question, question
from derivations.lines.verdicts import DerivationVerdict
from derivations.rows.fields import Declarations, Row, RowError, declarations, names, text
from derivations.steps.step import CannotDerive
from derivations.steps.text import read_definitions, read_wanted
from derivations.terms.names import canonical

Answer = dict[str, Any]

MOST_LINES = 200
QUESTIONS = 256  # that are kept

EMPTY: Answer = {"first_wrong_line": None, "kind": None, "label": None, "finished": None, "lines": [], "error": None}


def lines_row(row: object) -> Answer:
    """The verdict on the lines of one derivation; never raises on its content.

    >>> row = {"named": {"t": "x + y", "z": "t^2"}, "wanted": "dz/dx", "lines": ["dz/dx = 2t * dt/dx", "= 2(x + y)"]}
    >>> found = lines_row({"id": 1, **row})
    >>> found["first_wrong_line"], [each["status"] for each in found["lines"]]
    (None, ['correct', 'expected'])
    """
    if not isinstance(row, Mapping):
        return refused_row(RowError("row", "not_an_object"))
    identifier = row.get("id")
    try:
        return {"id": identifier, **_described(judge(_asked(row), _written(row)))}
    except RowError as error:
        return refused_row(error, identifier)


def refused_row(error: RowError, identifier: object = None) -> Answer:
    """The answer to what is no row that can be judged."""
    return {"id": identifier, **EMPTY, "error": {"field": error.field, "reason": error.reason, "at": error.at}}


def _written(row: Row) -> tuple[str, ...]:
    written = names(row, "lines")
    if written is None:
        raise RowError("lines", "missing")
    if len(written) > MOST_LINES:
        raise RowError("lines", "too_many")
    return written


def _described(found: DerivationVerdict) -> Answer:
    wrong = found.first_wrong
    return {
        "first_wrong_line": wrong.line if wrong else None,
        "kind": found.kind,
        "label": wrong.label if wrong else None,
        "finished": found.finished,
        "lines": [{"line": each.line, "status": each.status, "label": each.label} for each in found.lines],
        "error": None,
    }


def _asked(row: Row) -> Question:
    """The question of a row: ``named`` or ``given``, and ``wanted`` or, beside ``named``, the ``variable``. Raises RowError."""
    named = row.get("named")
    if named is None:
        given = names(row, "given")
        if given is None:
            raise RowError("named", "missing")
        return _kept_question(given, text(row, "wanted"), declarations(row), names(row, "keep") or ())
    if not isinstance(named, Mapping) or not named or not all(isinstance(each, str) for each in named.values()):
        raise RowError("named", "not_a_map_of_texts")
    given = tuple(f"{each} = {meaning}" for each, meaning in named.items())
    wanted = text(row, "wanted") if row.get("wanted") is not None or row.get("variable") is None else None
    return _kept_question(given, wanted or f"d{[*named][-1]}/d{text(row, 'variable')}", declarations(row), names(row, "keep") or ())


@lru_cache(maxsize=QUESTIONS)
def _kept_question(given: tuple[str, ...], wanted: str, declared: Declarations, kept: tuple[str, ...]) -> Question:
    try:
        definitions = read_definitions(given)
    except CannotDerive as error:
        raise RowError("named", error.code) from error
    try:
        return question(definitions, read_wanted(wanted), declared.on(), map(canonical, kept))
    except CannotDerive as error:
        raise RowError("wanted", f"cannot_derive: {error.code}") from error
