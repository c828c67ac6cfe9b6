"""A formula is asked for: dz/dx from definitions. Value and form are two findings: a right value in the wrong form earns a part."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from derivations.equality.compare import compare
from derivations.equality.forms import FORMS, misses
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, Undefined, WrongType
from derivations.steps.step import CannotDerive
from derivations.terms.printing import latex, plain
from derivations.terms.reading import Names, Unreadable, read
from derivations.terms.term import Term, name, names, subterms
from quiz.answer_key import AnswerKey
from quiz.diagnosis import classes_of, diagnosed, likeliest
from quiz.explaining import unreadable_facts
from quiz.kinds import _carrying, _formulas
from quiz.kinds._faults import Fault, texts
from quiz.kinds._fields import STRICT
from quiz.kinds._formulas import Asked
from quiz.kinds._marking import ByPerson, Expression, Marking, Mistake
from quiz.kinds._numpy import numpy_evidence
from quiz.kinds._presented import Presented
from quiz.kinds._samples import Sample
from quiz.question import Question
from quiz.verdict import Evidence, Outcome, ShownReading, Verdict, correct, incorrect, invalid, partial, undecided


@dataclass(frozen=True)
class Form:
    """A demand apart from value: ``target`` is factored, expanded, no_named, lowest_terms or sigma; ``credit`` without it."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    target: str
    credit: Fraction = Fraction(1, 2)


@dataclass(frozen=True)
class Fields:
    """given: definitions, in order. form: an optional demand."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    given: tuple[str, ...]
    form: Form | None = None


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with the question's fields."""
    yield from _formulas.faults(question)
    form = question.fields.form
    if form and form.target not in FORMS:
        near = difflib.get_close_matches(form.target, FORMS, 1)
        yield (
            ("form", "target"),
            "form-unknown",
            {"target": form.target, "known": ", ".join(FORMS), "near": near[0] if near else ""},
        )
    if form and not 0 <= form.credit <= 1:
        yield ("form", "credit"), "credit-not-a-share", {"credit": str(form.credit)}


def make_key(question: Question) -> AnswerKey:
    """Derive, verify and cross-check. Raises NoKey."""
    return _formulas.derived_key(question)[0]


def put_in(question: Question, key: AnswerKey) -> AnswerKey | None:
    """The key of a variant, from the key of its question."""
    found = _formulas.put_in(question, key)
    return found and found[0]


recheck = _formulas.rederives


def presented(question: Question) -> Presented:
    """Room to write; the question's text says the rest."""
    del question
    return Presented(room=4)


carried = _carrying.carried


def grade(question: Question, key: AnswerKey, text: str) -> Verdict:
    """Read, compare by value, look at the form."""
    formulas = _formulas.asked(question)
    found = read(text, Names(formulas.free_names | formulas.intermediates), asked=formulas.wanted)
    if isinstance(found, Unreadable):
        return invalid(question.points, found.code, unreadable_facts(found))
    reading = ShownReading(plain(found.term), latex(found.term), found.dropped)
    expected = read(key.answer, Names(formulas.free_names))
    if isinstance(expected, Unreadable):
        return undecided(question.points, (Evidence("key", None, "key_not_usable"),), reading)
    if found.term.op in RELATIONS:
        return invalid(
            question.points, "other_left_side", {"found": plain(found.term.args[0]), "asked": plain(formulas.wanted)}, reading
        )
    if found.term.op in COLLECTIONS and expected.term.op not in COLLECTIONS:
        return invalid(question.points, "several_answers", reading=reading)
    if found.term == formulas.wanted:
        return invalid(question.points, "restates_question", {"asked": plain(formulas.wanted)}, reading)
    try:
        value = _formulas.value_of(formulas, found.term)
    except CannotDerive as error:
        return invalid(question.points, f"cannot_derive_{error.code}", texts(error), reading)
    return _settled(question, formulas, found.term, value, compare(value, expected.term, formulas.domain), reading)


def marking(question: Question, key: AnswerKey) -> Marking:
    """The key as an expression, with what an answer may be written in."""
    formulas = _formulas.asked(question)
    expected = read(key.answer, Names(formulas.free_names))
    if isinstance(expected, Unreadable):
        return ByPerson()
    form = question.fields.form
    return Expression(
        answer=expected.term,
        names=names(expected.term) if formulas.wanted.op in PLACED else formulas.free_names,
        named={each: formulas.expanded(name(each)) for each, _ in formulas.definitions if each in formulas.intermediates},
        domain=formulas.domain,
        quantities=frozenset({formulas.quantity} - {""}) | formulas.intermediates | formulas.free_names,
        form=(form.target, form.credit) if form else None,
        mistakes=tuple(_mistakes(question, key)),
    )


PLACED = ("max", "min", "opaque", "at")
"""What is asked for at one place, by its operation: a largest value, where it lies (opaque ``argmax``), a value at a point."""
MOST_MISTAKES = 20


def _mistakes(question: Question, key: AnswerKey) -> Iterator[Mistake]:
    """The wrong answers that are most to be expected, each with the share that we give for it."""
    classes = classes_of(question.fields.given, question.wanted, question.domain)
    for term, diagnosis in likeliest(classes, MOST_MISTAKES) if classes else ():
        verdict = grade(question, key, plain(term))
        if verdict.outcome in (Outcome.INCORRECT, Outcome.PARTIAL) and verdict.points is not None:
            yield Mistake(term, diagnosis, verdict.points / verdict.of)


COLLECTIONS = ("list", "set", "tuple", "matrix")
RELATIONS = ("eq", "ne", "lt", "le", "gt", "ge")


def _settled(
    question: Question, formulas: Asked, term: Term, value: Term, comparison: Comparison, reading: ShownReading
) -> Verdict:
    """A comparison as a verdict, together with what NumPy says and what the form is."""
    if isinstance(comparison, WrongType):
        return invalid(question.points, "wrong_type", {"found": comparison.found, "expected": comparison.expected}, reading)
    evidence = value_evidence(comparison)
    if evidence.supports is None:
        if isinstance(comparison, Undefined):
            return invalid(question.points, "undefined", {"reason": comparison.reason}, reading)
        return undecided(question.points, (evidence,), reading)
    numeric = numpy_evidence(formulas, value)
    if numeric is not None and numeric.supports is not evidence.supports:
        return undecided(question.points, (evidence, numeric, Evidence("value", None, "oracle")), reading)
    found = (evidence,) if numeric is None else (evidence, numeric)
    if not evidence.supports:
        explained = diagnosed(question.fields.given, question.wanted, question.domain, value)
        return incorrect(question.points, found, reading, explained)
    form = question.fields.form
    if any(each.op == "derivative" for each in subterms(term)):
        credit = form.credit if form else Fraction(1, 2)
        return partial(question.points, credit, (*found, Evidence("form", False, "derivatives_left")), reading)
    if form and misses(term, form.target, formulas.intermediates - formulas.by):
        left = ", ".join(sorted(names(term) & (formulas.intermediates - formulas.by)))
        return partial(question.points, form.credit, (*found, Evidence("form", False, form.target, {"names": left})), reading)
    return correct(question.points, found, reading)


def value_evidence(comparison: Comparison) -> Evidence:
    """What a comparison with the derived answer says, as evidence."""
    match comparison:
        case Proved(how=how, error_bound=bound):
            return Evidence("value", True, how, {"error_bound": bound} if bound else {})
        case Agreed(points=points, bits=bits):
            return Evidence("value", True, "agreed", {"points": str(points), "bits": str(bits)})
        case Refuted(how="witness" | "tolerance" | "infinite", witness=witness) if witness is not None:
            at = ", ".join(f"{name} = {value}" for name, value in witness.at.items())
            facts = {"at": at, "student": witness.left, "key_value": witness.right}
            return Evidence("value", False, "witness" if at else "constant", facts)
        case Refuted(how=how, facts=facts):
            return Evidence("value", False, how, {_SPOKEN.get((how, name), name): value for name, value in facts.items()})
        case Undecided(reason=reason):
            return Evidence("value", None, "undecided", {"reason": reason})
    return Evidence("value", None, "undecided", {"reason": "undefined"})


# What a refutation calls its facts, as facts of evidence: those of the key begin with ``key_``.
_SPOKEN = {
    **{(how, "found"): "student" for how in ("shape", "brackets", "digits", "missing", "extra")},
    **{(how, "expected"): "key_value" for how in ("shape", "brackets", "digits", "missing", "extra")},
    ("extra", "member"): "member",
    ("missing", "member"): "key_member",
}

SAMPLES = (
    Sample("vanishing_gradient/chain_rule", "2*(x+y)", Outcome.CORRECT),
    Sample("vanishing_gradient/chain_rule", "2x+2y", Outcome.CORRECT),
    Sample("vanishing_gradient/chain_rule", "dz/dx = 2（ｘ＋ｙ）", Outcome.CORRECT),
    Sample("vanishing_gradient/chain_rule", "2 t", Outcome.PARTIAL),
    Sample("vanishing_gradient/chain_rule", "dz/dt * dt/dx", Outcome.PARTIAL),
    Sample("vanishing_gradient/chain_rule", "2x", Outcome.INCORRECT),
    Sample("vanishing_gradient/chain_rule", "dz/dx", Outcome.INVALID),
    Sample("vanishing_gradient/chain_rule", "dz/dt * dw/dx", Outcome.INVALID),
    Sample("vanishing_gradient/chain_rule", "(x+y)^2", Outcome.INCORRECT),
    Sample("vanishing_gradient/chain_rule", "2*(x+", Outcome.INVALID),
    Sample("vanishing_gradient/chain_rule", "1/0", Outcome.INVALID),
    Sample("vanishing_gradient/chain_rule", "{2x, 2y}", Outcome.INVALID),
    Sample("vanishing_gradient/chain_rule", "2(x+z)", Outcome.INVALID),
    Sample("vanishing_gradient/chain_rule", "__import__('os')", Outcome.INVALID),
    Sample("vanishing_gradient/chain_rule", "4-Jan", Outcome.INVALID),
    Sample("vanishing_gradient/chain_rule", "  ", Outcome.BLANK),
)
