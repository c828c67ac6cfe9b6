"""One row in, one answer out; a row never stops a stream.

What is wrong with the student's text is ``invalid``; what is wrong with the row or with the teacher's text leaves the answer
``undecided`` and stands in ``error``. A teacher's text that comes again under the same declarations is not read again. Only what
reading and deciding need is imported at once: a fresh process should answer at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from derivations.equality.assumptions import equal_if
from derivations.equality.compare import compare
from derivations.equality.key import Key
from derivations.equality.outcome import Refuted, WrongType
from derivations.rows.answers import Answer, refused, settled, unreadable
from derivations.rows.fields import Declarations, Options, Row, RowError, declarations, options, text
from derivations.rows.labels import may_have_label, read_behind_label, without_label
from derivations.terms.printing import plain
from derivations.terms.reading import Names, Unreadable
from derivations.terms.term import Term

KEYS = 512  # that are kept


def answer_row(row: object) -> Answer:
    """The verdict on one row of ``quiz compare``; never raises on its content.

    >>> found = answer_row({"id": "1", "student": "2x + 2y", "teacher": "2*(x+y)"})
    >>> found["outcome"], found["reading"], answer_row({"student": "2*(x+", "teacher": "x"})["at"]
    ('correct', '2*x + 2*y', 5)
    """
    if not isinstance(row, Mapping):
        return refused_row(RowError("row", "not_an_object"))
    identifier = row.get("id")
    try:
        return {"id": identifier, **_judged(row)}
    except RowError as error:
        return refused_row(error, identifier)


def refused_row(error: RowError, identifier: object = None) -> Answer:
    """The answer to what is no row that can be judged."""
    return {"id": identifier, **refused(error)}


def _judged(row: Row) -> Answer:
    declared = declarations(row)
    if declared.spelling == "numpy":
        from derivations.rows.code import judged as judged_as_code

        return judged_as_code(row, declared)
    if row.get("chain") is not None:
        from derivations.rows.chain import judged

        return judged(row, declared)
    if row.get("given") is not None:
        from derivations.rows.given import judged as judged_as_derived

        return judged_as_derived(row, declared)
    wanted = options(row)
    names, asked = _kept_names(declared)
    found = declared.read(row, names, asked)
    if isinstance(found, Unreadable) and may_have_label(row, declared, found):
        found = read_behind_label(row, declared, found, _kept_key(text(row, "teacher"), declared).term)
    if isinstance(found, Unreadable):
        return unreadable(found)
    key = _kept_key(text(row, "teacher"), declared)
    comparison = key.compare_term(found.term, wanted.allowed)
    if isinstance(comparison, WrongType) and asked is None:
        return _beside_label(found.term, key, comparison, wanted)
    answer = settled(found.term, comparison, wanted)
    if isinstance(comparison, Refuted) and comparison.how == "witness" and not comparison.facts:
        assumption = equal_if(found.term, key.term, key.domain)
        return {**answer, "note": assumption and f"equal_if: {assumption}"}
    return answer


def _beside_label(term: Term, key: Key, comparison: WrongType, wanted: Options) -> Answer:
    """The answer where a value stands beside an equation that may only name it."""
    answer, value = without_label(term, key.term), without_label(key.term, term)
    if answer is None and value is None:
        return settled(term, comparison, wanted)
    found = settled(answer or term, compare(answer or term, value or key.term, key.domain, wanted.allowed), wanted)
    return found if answer is None else {**found, "facts": {**(found["facts"] or {}), "left_side": plain(term.args[0])}}


@lru_cache(maxsize=KEYS)
def _kept_names(declared: Declarations) -> tuple[Names, Term | None]:
    return declared.names, declared.asked_term()


@lru_cache(maxsize=KEYS)
def _kept_key(teacher: str, declared: Declarations) -> Key:
    return declared.key(teacher)
