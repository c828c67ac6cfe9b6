"""Rows of NumPy code: a student's statements beside a teacher's. Only such rows pay for NumPy and for what follows its code."""

from __future__ import annotations

from derivations.code.comparing import Compared, compare_statements
from derivations.code.errors import CodeError
from derivations.rows.answers import EMPTY, Answer
from derivations.rows.fields import Declarations, Row, RowError, text

LONGEST_READING = 500
OTHERS = ("functions", "options", "given", "wanted", "chain")  # fields that say something of formulas, and nothing of code


def judged(row: Row, declared: Declarations) -> Answer:
    """The answer to a row with ``format: numpy``. Raises RowError.

    >>> row = {"student": "x.T @ d", "teacher": "dW = np.dot(x.T, d) / n", "shapes": {"x": ["n", "i"], "d": ["n", "k"]}}
    >>> answer = judged(row, Declarations(shapes=(("x", ("n", "i")), ("d", ("n", "k")))))
    >>> answer["outcome"], answer["diagnosis"], answer["note"]
    ('incorrect', [{'label': 'factor', 'weight': 1.0}], 'equal_if: n = 1')
    """
    for field in OTHERS:
        if row.get(field):
            raise RowError(field, "not_for_code")
    student, teacher = text(row, "student"), text(row, "teacher")
    try:
        found = compare_statements(student, teacher, declared.variables, dict(declared.shapes))
    except CodeError as error:
        raise RowError("teacher", error.code, _line_start(teacher, error.line)) from error
    return {**EMPTY, **_described(found), "reading": " ".join(student.split())[:LONGEST_READING], "at": _place(found, student)}


def _described(found: Compared) -> Answer:
    return {
        "outcome": found.outcome,
        "how": found.how,
        "points": int(found.facts["points"]) if found.how == "agreed" else None,
        "witness": dict(found.witness) if found.witness is not None else None,
        "note": found.note,
        "facts": dict(found.facts) or None,
        "found": found.facts.get("construct") or found.facts.get("name"),
        "diagnosis": [{"label": found.label, "weight": 1.0}] if found.label is not None else None,
    }


def _place(found: Compared, student: str) -> int | None:
    """Where the line of a refusal begins in the student's text."""
    return _line_start(student, int(found.facts["line"])) if found.outcome == "invalid" and "line" in found.facts else None


def _line_start(source: str, line: int | None) -> int | None:
    if line is None:
        return None
    return sum(len(each) + 1 for each in source.split("\n")[: line - 1])
