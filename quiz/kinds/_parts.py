"""Several formulas asked for in one question, part by part. A part that is wrong beside the truth and right beside the answers to
the parts before it carries an error forward: it earns its points, and the verdict says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol

from derivations.equality.compare import compare
from derivations.equality.forms import misses
from derivations.equality.outcome import Agreed, Proved, Refuted, Undefined, WrongType
from derivations.lines.world import Claims, Truth, derivatives_of
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive
from derivations.steps.text import read_wanted
from derivations.terms.printing import latex, plain
from derivations.terms.reading import Names, Unreadable, read
from derivations.terms.term import Term, names
from quiz.answer_key import AnswerKey
from quiz.explaining import unreadable_facts
from quiz.kinds import _formulas
from quiz.kinds._formulas import Asked, Fault
from quiz.question import Part, Question
from quiz.verdict import Evidence, ShownReading, Verdict, blank, correct, incorrect, invalid, partial, undecided


class Form(Protocol):
    """A demand on how an answer is written, and the share that is earned without it."""

    @property
    def target(self) -> str:
        """The form's name."""

    @property
    def credit(self) -> Fraction:
        """The share."""


_SEPARATORS = re.compile(r"[\n;；]")


def faults(question: Question) -> Iterator[Fault]:
    """Parts whose wanted quantity can't be read."""
    for at, part in enumerate(question.crediting.parts):
        try:
            read_wanted(part.wanted)
        except CannotDerive as error:
            yield ("parts", at, "wanted"), "wanted-unreadable", {"wanted": part.wanted, **_formulas.texts(error)}


def make_key(question: Question) -> AnswerKey:
    """The key of every part, each derived, verified and cross-checked; the last part's stands for the question. Raises NoKey."""
    keys = [(part, _formulas.derived_key(_alone(question, part))[0]) for part in question.crediting.parts]
    evidence = tuple(replace(each, part=part.name) for part, key in keys for each in key.evidence)
    answers = {part.name: key.answer for part, key in keys}
    shown = [rf"\text{{({part.name})}}\ {key.facts['asked_tex']} = {key.latex}" for part, key in keys]
    return replace(keys[-1][1], evidence=evidence, facts={**keys[-1][1].facts, "parts": answers, "parts_tex": shown})


def recheck(question: Question, key: AnswerKey) -> bool:
    """Whether the rules still derive every part's kept answer."""
    kept = key.facts.get("parts", {})
    return all(
        part.name in kept and _formulas.rederives(_alone(question, part), replace(key, answer=kept[part.name]))
        for part in question.crediting.parts
    )


def _alone(question: Question, part: Part) -> Question:
    return replace(question, wanted=part.wanted, answer=None)


def grade(question: Question, key: AnswerKey, text: str, form: Form | None) -> Verdict:
    """Every part beside its key, then beside what the answers before it lead to."""
    parts = question.crediting.parts
    typed = assigned(parts, text)
    if typed is None:
        return invalid(question.points, "parts_not_told_apart", {"parts": ", ".join(each.name for each in parts)})
    if not any(typed.values()):
        return blank(question.points)
    formulas = _formulas.asked(question)
    truth = Truth(Scope(formulas.definitions), formulas.domain)
    grading = _Grading(question, formulas, key.facts["parts"], Claims(truth), form)
    found: list[_Graded] = []
    for part in parts:
        graded = grading.part(part, typed[part.name])
        if isinstance(graded, Verdict):
            return graded
        found.append(graded)
    evidence = tuple(each.evidence for each in found)
    reading = _reading(found)
    if any(each.supports is None for each in evidence):
        return undecided(question.points, evidence, reading)
    whole = sum((part.points for part in parts), Fraction(0))
    earned = sum((part.points * each.share for part, each in zip(parts, found, strict=True)), Fraction(0)) / whole
    supports = {each.supports for each in evidence}
    if supports == {True}:
        return correct(question.points, evidence, reading)
    return (
        partial(question.points, earned, evidence, reading) if True in supports else incorrect(question.points, evidence, reading)
    )


def assigned(parts: Sequence[Part], text: str) -> Mapping[str, str] | None:
    """Which part of a text answers which part of the question: by name, by left side, or by order; None where it can't be told.

    >>> assigned((Part("a", "dz/dt"), Part("b", "dz/dx")), "(b) 2x; (a) 2t")
    {'a': '2t', 'b': '2x'}
    """
    by_name = "|".join(re.escape(each.name) for each in sorted(parts, key=lambda each: -len(each.name)))
    label = re.compile(rf"(?:^|(?<=[\n;；,、]))\s*[(（]?\s*({by_name})\s*[)）:：.．]\s*")
    places = [*label.finditer(text)]
    found = dict.fromkeys([each.name for each in parts], "")
    if places:
        ends = [*(each.start() for each in places[1:]), len(text)]
        for place, end in zip(places, ends, strict=True):
            if found[place[1]]:
                return None
            found[place[1]] = text[place.end() : end].strip(" \t\n;；,、")
        return found if not text[: places[0].start()].strip() else None
    pieces = [each.strip() for each in _SEPARATORS.split(text) if each.strip()]
    by_side = {_side(each): each for each in pieces}
    wanted = {_spelled(each.wanted): each.name for each in parts}
    if len(by_side) == len(pieces) and all(side in wanted for side in by_side):
        return {**found, **{wanted[side]: piece for side, piece in by_side.items()}}
    return dict(zip(found, pieces, strict=True)) if len(pieces) == len(parts) else None


def _side(piece: str) -> str:
    left, equals, _ = piece.partition("=")
    return _spelled(left) if equals else ""


def _spelled(wanted: str) -> str:
    found = read(wanted, Names())
    return "" if isinstance(found, Unreadable) else plain(found.term).replace("∂", "d")


@dataclass(frozen=True, slots=True)
class _Graded:
    """One part: its finding, the share of its points, and how it was read."""

    evidence: Evidence
    share: Fraction
    wanted: Term
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class _Grading:
    question: Question
    formulas: Asked
    answers: Mapping[str, Any]
    claims: Claims
    form: Form | None

    def part(self, part: Part, text: str) -> _Graded | Verdict:
        """One part, and note what it said; a Verdict where it can't be read."""
        wanted = read_wanted(part.wanted)
        if not text:
            return _Graded(_finding(part, False, "blank"), Fraction(0), wanted)
        found = read(text, Names(self.formulas.free_names | self.formulas.intermediates), asked=wanted)
        if isinstance(found, Unreadable):
            return invalid(self.question.points, found.code, {**unreadable_facts(found), "part": part.name})
        if found.term == wanted:
            return invalid(self.question.points, "restates_question", {"asked": plain(wanted), "part": part.name})
        expected = read(self.answers[part.name], Names(self.formulas.free_names))
        if isinstance(expected, Unreadable):
            return _Graded(Evidence("key", None, "key_not_usable", {}, part.name), Fraction(0), wanted)
        try:
            return self._compared(part, wanted, found.term, expected.term)
        except CannotDerive as error:
            return invalid(self.question.points, f"cannot_derive_{error.code}", _formulas.texts(error))

    def _compared(self, part: Part, wanted: Term, term: Term, expected: Term) -> _Graded | Verdict:
        value = self.claims.truth.value(term)
        comparison = compare(value, expected, self.formulas.domain)
        if isinstance(comparison, WrongType):
            return invalid(self.question.points, "wrong_type", {"found": comparison.found, "expected": comparison.expected})
        if isinstance(comparison, Proved | Agreed):
            self.claims.record(wanted, value)
            if self._misses_form(wanted, term):
                return _Graded(_finding(part, False, "form"), self.form.credit if self.form else Fraction(0), wanted, term)
            if derivatives_of(term):
                return _Graded(
                    _finding(part, False, "derivatives_left"), self.form.credit if self.form else Fraction(1, 2), wanted, term
                )
            return _Graded(_finding(part, True, "right", {"how": _how(comparison)}), Fraction(1), wanted, term)
        if not isinstance(comparison, Refuted | Undefined):
            return _Graded(_finding(part, None, "undecided"), Fraction(0), wanted, term)
        said = self.claims.value(term)
        follows = self.claims.has_slip and any(
            isinstance(compare(said, each, self.formulas.domain), Proved | Agreed) for each in self.claims.expected(wanted)
        )
        self._note(wanted, said)
        if follows:
            return _Graded(_finding(part, True, "follows"), Fraction(1), wanted, term)
        return _Graded(_finding(part, False, "wrong", _witness(comparison)), Fraction(0), wanted, term)

    def _misses_form(self, wanted: Term, term: Term) -> bool:
        """Whether a right part is not written as asked; it may use what it is differentiated by."""
        by = {str(each.value) for derivative in derivatives_of(wanted) for each in derivative.args[1:]}
        return self.form is not None and misses(term, self.form.target, self.formulas.intermediates - by)

    def _note(self, wanted: Term, said: Term) -> None:
        if wanted.op == "name" and str(wanted.value) in self.claims.truth.scope and not names(said) & {str(wanted.value)}:
            self.claims.definitions[str(wanted.value)] = said
        self.claims.record(wanted, said)
        self.claims.has_slip = True


def _finding(part: Part, supports: bool | None, how: str, facts: Mapping[str, str] | None = None) -> Evidence:
    return Evidence("part", supports, how, {"part": part.name, **(facts or {})}, part.name)


def _how(comparison: Proved | Agreed) -> str:
    return comparison.how if isinstance(comparison, Proved) else "agreed"


def _witness(comparison: Refuted | Undefined) -> dict[str, str]:
    if isinstance(comparison, Undefined) or comparison.witness is None:
        return {}
    at = ", ".join(f"{name} = {value}" for name, value in comparison.witness.at.items())
    return {"at": at, "student": comparison.witness.left}


def _reading(found: Sequence[_Graded]) -> ShownReading | None:
    read_parts = [each for each in found if each.term is not None]
    if not read_parts:
        return None
    text = "; ".join(f"({each.evidence.part}) {plain(each.term)}" for each in read_parts if each.term is not None)
    tex = r",\quad ".join(rf"\text{{({each.evidence.part})}}\ {latex(each.term)}" for each in read_parts if each.term is not None)
    return ShownReading(text, tex)
