"""What a row's answer says: one object with all fields, filled from what a comparison came to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, Undefined, WrongType
from derivations.rows.fields import Options, RowError
from derivations.terms.printing import plain
from derivations.terms.reading import Unreadable
from derivations.terms.term import Term

Answer = dict[str, Any]

EMPTY: Answer = {
    "outcome": "undecided",
    "how": None,
    "error_bound": None,
    "points": None,
    "bits": None,
    "witness": None,
    "form": None,
    "note": None,
    "reading": None,
    "at": None,
    "expected": None,
    "found": None,
    "facts": None,
    "diagnosis": None,
    "error": None,
}


def refused(error: RowError) -> Answer:
    """A row that can't be judged."""
    said = {"field": error.field, "reason": error.reason, "at": error.at}
    return {**EMPTY, "how": f"error:{error.field}", "error": said}


def unreadable(found: Unreadable) -> Answer:
    """A student's text that can't be read."""
    said = {"how": found.code, "at": found.at, "expected": list(found.expected), "found": found.found, "facts": dict(found.facts)}
    return {**EMPTY, "outcome": "invalid", **said}


def invalid(code: str, term: Term, **facts: str) -> Answer:
    """A text that was read, and is no answer to what was asked."""
    return {**EMPTY, "outcome": "invalid", "how": code, "reading": plain(term), "facts": facts}


def settled(term: Term, found: Comparison, options: Options) -> Answer:
    """A comparison, and the form of an answer that is right.

    >>> x = Term("name", (), "x")
    >>> answer = settled(2 * x, Proved("exact"), Options(form="factored"))
    >>> answer["outcome"], answer["form"], answer["reading"]
    ('correct', 'ok', '2*x')
    """
    answer = {**EMPTY, **_DESCRIBED[type(found)](found), "reading": plain(term)}
    if options.form is not None and answer["outcome"] == "correct":
        from derivations.equality.forms import misses

        answer["form"] = "missed" if misses(term, options.form, options.named) else "ok"
    return answer


def _proved(found: Proved) -> Answer:
    return {"outcome": "correct", "how": found.how, "error_bound": found.error_bound, "note": found.note}


def _agreed(found: Agreed) -> Answer:
    return {"outcome": "correct", "how": "agreed", "points": found.points, "bits": found.bits}


def _refuted(found: Refuted) -> Answer:
    shown = found.witness and {"at": found.witness.at, "student": found.witness.left, "teacher": found.witness.right}
    return {"outcome": "incorrect", "how": found.how, "witness": shown, "facts": dict(found.facts) or None}


def _undecided(found: Undecided) -> Answer:
    return {"how": found.reason}


def _undefined(found: Undefined) -> Answer:
    """Defined nowhere: the student's answer is invalid; if only the teacher's is, the key is at fault."""
    is_students = found.side == "left"
    return {"outcome": "invalid" if is_students else "undecided", "how": "undefined" if is_students else "key_undefined"}


def _wrong_type(found: WrongType) -> Answer:
    return {"outcome": "invalid", "how": "wrong_type", "found": found.found, "expected": [found.expected]}


_DESCRIBED: dict[type, Callable[[Any], Answer]] = {
    Proved: _proved,
    Agreed: _agreed,
    Refuted: _refuted,
    Undecided: _undecided,
    Undefined: _undefined,
    WrongType: _wrong_type,
}
