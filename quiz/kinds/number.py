"""A number is asked for: a value at a point, a maximum or where it lies. How near is near enough is the question's to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar

from derivations.equality.compare import compare
from derivations.equality.numbers import MAX_DIGITS, bound
from derivations.equality.numbers import Tolerance as Allowed
from derivations.equality.outcome import Proved, Undefined, WrongType
from derivations.steps.numbers import rational
from derivations.terms.printing import latex, plain
from derivations.terms.reading import Names, Unreadable, read
from derivations.terms.term import Term, name, names
from quiz.answer_key import AnswerKey, NoKey
from quiz.explaining import unreadable_facts
from quiz.kinds import _formulas
from quiz.kinds._faults import Fault
from quiz.kinds._fields import STRICT
from quiz.kinds._formulas import Asked
from quiz.kinds._marking import ByPerson, Expression, Marking, Number
from quiz.kinds._presented import Presented
from quiz.kinds._samples import Sample
from quiz.kinds.formula import COLLECTIONS, RELATIONS, value_evidence
from quiz.question import Question
from quiz.verdict import Evidence, Outcome, ShownReading, Verdict, correct, incorrect, invalid, undecided


@dataclass(frozen=True)
class Tolerance:
    """|answer - key| <= atol + rtol*|key|."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    rtol: Fraction = Fraction(0)
    atol: Fraction = Fraction(0)


@dataclass(frozen=True)
class Digits:
    """So many significant digits of the key, or so many decimals, are to be right."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    significant: int | None = None
    decimals: int | None = None


@dataclass(frozen=True)
class Fields:
    """given: definitions. tolerance or digits, not both; without either the number must be exact."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    given: tuple[str, ...]
    tolerance: Tolerance | None = None
    digits: Digits | None = None


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with the question's fields."""
    yield from _formulas.faults(question)
    tolerance, digits = question.fields.tolerance, question.fields.digits
    if tolerance and digits:
        yield ("digits",), "tolerance-and-digits", {}
    if tolerance and not 0 <= tolerance.rtol < 1:
        yield ("tolerance", "rtol"), "tolerance-out-of-range", {"found": str(tolerance.rtol)}
    if tolerance and (tolerance.atol < 0 or not (tolerance.rtol or tolerance.atol)):
        yield ("tolerance",), "tolerance-empty", {}
    if digits:
        asked = [each for each in ((digits.significant, 1), (digits.decimals, 0)) if each[0] is not None]
        if len(asked) != 1:
            yield ("digits",), "digits-one-of", {}
        elif not asked[0][1] <= (asked[0][0] or 0) <= MAX_DIGITS:
            yield ("digits",), "digits-out-of-range", {"most": str(MAX_DIGITS)}


def make_key(question: Question) -> AnswerKey:
    """Derive, verify and cross-check; the answer must be a number, or one for all values of parameters. Raises NoKey."""
    return _of_number(question, *_formulas.derived_key(question))


def put_in(question: Question, key: AnswerKey) -> AnswerKey | None:
    """The key of a variant, from the key of its question."""
    found = _formulas.put_in(question, key)
    return found and _of_number(question, *found)


def _of_number(question: Question, key: AnswerKey, value: Term) -> AnswerKey:
    if names(value) - question.parameters.keys() or value.op in COLLECTIONS:
        raise NoKey("key-is-no-number", {"value": key.answer})
    return replace(key, facts={**key.facts, **_decimal(question, value)})


recheck = _formulas.rederives


def presented(question: Question) -> Presented:
    """Room for a number; the question's text says the rest."""
    del question
    return Presented(room=2)


def grade(question: Question, key: AnswerKey, text: str) -> Verdict:
    """Read a number or an expression of numbers, and compare it within what the question allows."""
    formulas = _formulas.asked(question)
    found = read(text, Names(formulas.free_names | formulas.intermediates), asked=_left_side(formulas))
    if isinstance(found, Unreadable):
        return invalid(question.points, found.code, unreadable_facts(found))
    reading = ShownReading(plain(found.term), latex(found.term), found.dropped)
    expected = read(key.answer, Names(frozenset()))
    if isinstance(expected, Unreadable):
        return undecided(question.points, (Evidence("key", None, "key_not_usable"),), reading)
    if found.term.op in RELATIONS:
        facts = {"found": plain(found.term.args[0]), "asked": plain(formulas.wanted)}
        return invalid(question.points, "other_left_side", facts, reading)
    if found.term.op in COLLECTIONS:
        return invalid(question.points, "several_answers", reading=reading)
    if names(found.term):
        return invalid(question.points, "names_left", {"names": ", ".join(sorted(names(found.term)))}, reading)
    comparison = compare(found.term, expected.term, formulas.domain, allowed(question))
    if isinstance(comparison, WrongType):
        return invalid(question.points, "wrong_type", {"found": comparison.found, "expected": comparison.expected}, reading)
    if isinstance(comparison, Undefined):
        return invalid(question.points, "undefined", {"reason": comparison.reason}, reading)
    evidence = value_evidence(comparison)
    if evidence.supports is None:
        return undecided(question.points, (evidence,), reading)
    if not evidence.supports:
        return incorrect(question.points, (evidence,), reading)
    checks = tuple(each for each in key.evidence if each.check == "numpy")
    return correct(question.points, (evidence, *checks), reading)


def marking(question: Question, key: AnswerKey) -> Marking:
    """The value with its tolerance; a value that must be exact and is no integer is an expression, since 1/3 has no decimals."""
    expected = read(key.answer, Names(frozenset()))
    if isinstance(expected, Unreadable):
        return ByPerson()
    value, tolerance = rational(expected.term), allowed(question)
    if tolerance and value is None:
        value = _nearby(expected.term)
    if value is not None and (tolerance or value.denominator == 1):
        return Number(value, bound(value, tolerance) if tolerance else Fraction(0))
    formulas = _formulas.asked(question)
    known = formulas.free_names | formulas.intermediates
    return Expression(expected.term, frozenset(), {}, formulas.domain, known, refused=known)


def _nearby(value: Term) -> Fraction | None:
    """A value that has no fraction, as near as a float is."""
    from derivations.evaluate import NotNumeric, evaluate

    try:
        return Fraction(float(evaluate(value, {})))
    except (NotNumeric, OverflowError, ValueError):
        return None


def allowed(question: Question) -> Allowed | None:
    """How far an answer may be from the key; None where it must be exact."""
    tolerance, digits = question.fields.tolerance, question.fields.digits
    if tolerance:
        return Allowed(rtol=tolerance.rtol, atol=tolerance.atol)
    return Allowed(significant=digits.significant, decimals=digits.decimals) if digits else None


def _left_side(formulas: Asked) -> Term:
    """What may stand before ``=``: the quantity without its point, and of a place the variable: ``x = 0``."""
    wanted = formulas.wanted
    if wanted.op == "at":
        return wanted.args[0]
    if wanted.op == "opaque" and str(wanted.value).startswith("arg") and len(formulas.free_names) == 1:
        return name(next(iter(formulas.free_names)))
    return wanted


def _decimal(question: Question, value: Term) -> dict[str, Any]:
    """The key in decimals, for sheets, where it is no integer: six digits, or those that are asked for."""
    from derivations.evaluate import NotNumeric, evaluate

    try:
        size = float(evaluate(value, {}))
    except (NotNumeric, OverflowError):
        return {}
    if size == int(size):
        return {}
    digits = question.fields.digits
    if digits is None:
        text = f"{size:.6g}"
    else:
        text = f"{size:#.{digits.significant}g}" if digits.decimals is None else f"{size:.{digits.decimals}f}"
    found = read(text)
    if isinstance(found, Unreadable):
        return {}
    relation = "=" if isinstance(compare(found.term, value), Proved) else r"\approx"
    mantissa, is_scaled, exponent = text.partition("e")
    return {"decimal": rf"{relation} {mantissa} \times 10^{{{int(exponent)}}}" if is_scaled else f"{relation} {text}"}


SAMPLES = (
    Sample("forward_propagation/sigmoid_value", "1/3", Outcome.CORRECT),
    Sample("forward_propagation/sigmoid_value", "0.333", Outcome.CORRECT),
    Sample("forward_propagation/sigmoid_value", "y = ０．３３３", Outcome.CORRECT),
    Sample("forward_propagation/sigmoid_value", "1/(1+e^ln(2))", Outcome.CORRECT),
    Sample("forward_propagation/sigmoid_value", "0.33", Outcome.INCORRECT),
    Sample("forward_propagation/sigmoid_value", "2/3", Outcome.INCORRECT),
    Sample("forward_propagation/sigmoid_value", "sigmoid(w x + b)", Outcome.INVALID),
    Sample("forward_propagation/sigmoid_value", "0.333, 0.667", Outcome.INVALID),
    Sample("forward_propagation/sigmoid_value", "1/0", Outcome.INVALID),
    Sample("forward_propagation/sigmoid_value", "3-Jan", Outcome.INVALID),
    Sample("forward_propagation/sigmoid_value", "1/(1+", Outcome.INVALID),
    Sample("forward_propagation/sigmoid_value", " ", Outcome.BLANK),
)
