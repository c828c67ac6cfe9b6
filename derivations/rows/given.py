"""Rows whose key is derived: ``given`` definitions and what is ``wanted``, as of a question about a formula.

The key is derived by our rules and every step is checked, once for all answers to it. A teacher's text beside it must agree with
what was derived, or nothing is judged.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from derivations.equality.compare import compare
from derivations.equality.outcome import Refuted
from derivations.rows.answers import Answer, invalid, settled, unreadable
from derivations.rows.fields import Declarations, Row, RowError, names, options, text
from derivations.steps.derive import derive
from derivations.steps.misconceptions import WrongAnswers, diagnose, wrong_answers
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive
from derivations.steps.text import read_definitions, read_wanted
from derivations.steps.verify import verification
from derivations.terms.domain import Domain
from derivations.terms.names import Names
from derivations.terms.printing import plain
from derivations.terms.reading import Unreadable
from derivations.terms.term import Term, subterms
from derivations.terms.term import names as names_of

KEYS = 256  # that are kept


class _Derived(NamedTuple):
    """A question with its derived answer."""

    scope: Scope
    wanted: Term
    answer: Term
    domain: Domain

    @property
    def free(self) -> frozenset[str]:
        """What an answer is to be written in: names that occur in the definitions and are not defined."""
        return self.scope.known() - self.defined

    @property
    def defined(self) -> frozenset[str]:
        return frozenset(each for each, _ in self.scope.definitions)

    def value(self, answer: Term) -> Term:
        """An answer in the free names: derivatives taken, definitions put in. Raises CannotDerive."""
        if any(each.op == "derivative" for each in subterms(answer)):
            return derive(self.scope.definitions, answer, self.domain).answer
        return self.scope.expanded(answer)


def judged(row: Row, declared: Declarations) -> Answer:
    """The answer to a row with ``given`` and ``wanted``. Raises RowError.

    >>> row = {"student": "2t", "given": ["z = t^2", "t = x + y"], "wanted": "dz/dx", "options": {"form": "no_named"}}
    >>> answer = judged(row, Declarations())
    >>> answer["outcome"], answer["form"]
    ('correct', 'missed')
    """
    asked = (names(row, "given") or (), text(row, "wanted"), declared)
    question = _kept_question(*asked)
    if row.get("teacher") is not None:
        _check_teacher(declared.key(text(row, "teacher")).term, question)
    wanted = options(row, question.defined)
    found = declared.read(row, Names(question.free | question.defined), question.wanted)
    if isinstance(found, Unreadable):
        return unreadable(found)
    if found.term == question.wanted:
        return invalid("restates_question", found.term, asked=plain(question.wanted))
    try:
        value = question.value(found.term)
    except CannotDerive as error:
        return invalid(f"cannot_derive_{error.code}", found.term, **_texts(error))
    answer = settled(found.term, compare(value, question.answer, question.domain, wanted.allowed), wanted)
    if answer["outcome"] == "incorrect":
        return {**answer, "diagnosis": _diagnosed(_kept_wrong_answers(*asked), value)}
    if answer["outcome"] == "correct" and any(each.op == "derivative" for each in subterms(found.term)):
        return {**answer, "form": "missed", "note": "derivatives_left"}
    return answer


@lru_cache(maxsize=KEYS)
def _kept_question(given: tuple[str, ...], wanted: str, declared: Declarations) -> _Derived:
    try:
        domain = declared.on()
        definitions = read_definitions(given)
        asked = read_wanted(wanted)
        derivation = derive(definitions, asked, domain)
        checked = verification(derivation)
    except CannotDerive as error:
        raise RowError("given", f"cannot_derive: {error.code}") from error
    if not checked.verified:
        raise RowError("given", "not_verified")
    return _Derived(Scope(definitions), asked, derivation.answer, domain)


@lru_cache(maxsize=KEYS)
def _kept_wrong_answers(given: tuple[str, ...], wanted: str, declared: Declarations) -> WrongAnswers | None:
    """The question's wrong answers; None where it is not one that can be replayed."""
    question = _kept_question(given, wanted, declared)
    try:
        return wrong_answers(question.scope.definitions, question.wanted, question.domain)
    except CannotDerive:
        return None


def _diagnosed(classes: WrongAnswers | None, value: Term) -> list[dict[str, str | float]]:
    found = [] if classes is None else diagnose(classes, value)
    return [{"label": label, "weight": weight} for label, weight in found]


def _check_teacher(teacher: Term, question: _Derived) -> None:
    """Raises RowError where the teacher's text is not what was derived."""
    if not names_of(teacher) <= question.free | question.defined:
        raise RowError("teacher", "unknown_name")
    try:
        value = question.value(teacher)
    except CannotDerive as error:
        raise RowError("teacher", f"cannot_derive: {error.code}") from error
    if isinstance(compare(value, question.answer, question.domain), Refuted):
        raise RowError("teacher", "not_what_was_derived")


def _texts(error: CannotDerive) -> dict[str, str]:
    return {name: value if isinstance(value, str) else plain(value) for name, value in error.facts.items()}
