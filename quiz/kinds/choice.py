"""One of several values is to be chosen; the right one is the choice that is proved equal to the derived value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import ClassVar, Literal

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Proved
from derivations.terms.printing import latex
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term, names
from quiz.answer_key import AnswerKey
from quiz.diagnosis import diagnosed
from quiz.explaining import unreadable_facts
from quiz.kinds import _formulas
from quiz.kinds._distractors import offered
from quiz.kinds._faults import Fault, value_faults
from quiz.kinds._fields import STRICT
from quiz.kinds._marking import Marking, OneOf, Option
from quiz.kinds._presented import Presented
from quiz.kinds._samples import Sample
from quiz.question import Question
from quiz.verdict import Diagnosis, Evidence, Outcome, ShownReading, Verdict, correct, incorrect, invalid


@dataclass(frozen=True)
class Fields:
    """given: definitions. choices: values in the notation of formulas. shuffle: printed in another order in each variant.

    distractors: ``misconceptions``, in place of choices: the derived value among those that people with one mistake give.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    given: tuple[str, ...]
    choices: tuple[str, ...] = ()
    distractors: Literal["misconceptions"] | None = None
    shuffle: bool = False


LABEL = re.compile(r"[(\[]\s*(\d{1,2})\s*[)\]]|(?:no\.?|#)\s*(\d{1,2})|第?\s*(\d{1,2})\s*(?:番目?|\))", re.IGNORECASE)


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with the question's fields."""
    yield from _formulas.faults(question)
    if question.fields.distractors:
        if question.fields.choices:
            yield ("distractors",), "choices-twice", {}
        return
    if len(question.fields.choices) < 2:
        yield ("choices",), "choices-too-few", {}
    for index, choice in enumerate(question.fields.choices):
        yield from value_faults(("choices", index), choice)
    for (first, one), (second, other) in combinations(_values(question), 2):
        if _are_equal(one, other):
            yield ("choices", second - 1), "choices-equal", {"first": str(first), "second": str(second)}


def make_key(question: Question) -> AnswerKey:
    """Derive the value and find the one choice that is proved equal to it. Raises NoKey."""
    return _with_choice(question, *_formulas.derived_key(question))


def put_in(question: Question, key: AnswerKey) -> AnswerKey | None:
    """The key of a variant, from the key of its question: its choices are looked at anew."""
    found = _formulas.put_in(question, key)
    return found and _with_choice(question, *found)


def _with_choice(question: Question, key: AnswerKey, value: Term) -> AnswerKey:
    domain = _formulas.asked(question).domain
    equal = [number for number, choice in _values(question) if isinstance(compare(choice, value, domain), Proved)]
    if len(equal) != 1:
        none = Evidence("derivation", False, "no_choice", {"matches": str(len(equal)), "value": key.answer})
        return replace(key, evidence=(*key.evidence, none))
    one = Evidence("derivation", True, "one_choice")
    return replace(
        key, evidence=(*key.evidence, one), facts={**key.facts, "choice": equal[0], "mistakes": _mistakes(question, equal[0])}
    )


def choices_of(question: Question) -> tuple[str, ...]:
    """The choices in the order in which they are printed: as they are written, or made of misconceptions."""
    if not question.fields.distractors:
        return tuple(question.fields.choices)
    return offered(question.fields.given, question.wanted, question.domain)


def _mistakes(question: Question, right: int) -> dict[str, list[tuple[str, float]]]:
    """The misconceptions behind each wrong choice, by its number: a choice is a diagnosis."""
    asked = (question.fields.given, question.wanted, question.domain)
    found = {number: diagnosed(*asked, value) for number, value in _values(question) if number != right}
    return {str(number): [(each.label, each.weight) for each in diagnosis] for number, diagnosis in found.items() if diagnosis}


def recheck(question: Question, key: AnswerKey) -> bool:
    """Whether the rules still derive the kept value, and it is still the value of the kept choice."""
    choices = dict(_values(question))
    number = key.facts.get("choice")
    kept = read(key.answer)
    return (
        number in choices
        and _formulas.rederives(question, key)
        and isinstance(kept, Reading)
        and isinstance(compare(choices[number], kept.term), Proved)
    )


def presented(question: Question) -> Presented:
    """The choices."""
    return Presented(choices=tuple(f"${_tex(choice)}$" for choice in choices_of(question)), room=1)


def grade(question: Question, key: AnswerKey, text: str) -> Verdict:
    """Recognise the choice by its number or its value, and say whether it is the key's."""
    plain = unicodedata.normalize("NFKC", text).strip()
    numbers = range(1, len(choices_of(question)) + 1)
    label = LABEL.fullmatch(plain)
    if label:
        number = int(next(each for each in label.groups() if each))
        return _verdict(question, key, number) if number in numbers else _no_such_choice(question)
    found = read(text, Names(frozenset(each for _, value in _values(question) for each in names(value))))
    by_number = [int(plain)] if plain.isdecimal() and len(plain) < 3 and int(plain) in numbers else []
    if isinstance(found, Reading):
        by_value = [number for number, choice in _values(question) if _are_equal(choice, found.term)]
    elif by_number:
        by_value = []
    else:
        return invalid(question.points, found.code, unreadable_facts(found))
    matches = set(by_value) | set(by_number)
    if len(matches) > 1:
        return invalid(question.points, "ambiguous_choice", {"found": plain})
    if matches:
        return _verdict(question, key, matches.pop())
    if re.fullmatch(r"-\d{1,2}", plain):
        return invalid(question.points, "spreadsheet_negative", {"found": plain})
    return _no_such_choice(question)


def marking(question: Question, key: AnswerKey) -> Marking:
    """The choices, each with the verdict on its number."""
    choices = enumerate(presented(question).choices, 1)
    return OneOf(tuple(Option(grade(question, key, f"({number})"), text) for number, text in choices))


def _tex(choice: str) -> str:
    found = read(choice)
    return latex(found.term) if isinstance(found, Reading) else choice


def _no_such_choice(question: Question) -> Verdict:
    return invalid(question.points, "no_such_choice", {"last": str(len(choices_of(question)))})


def _are_equal(left: Term, right: Term) -> bool:
    return isinstance(compare(left, right), Proved | Agreed)


def _values(question: Question) -> Iterator[tuple[int, Term]]:
    for number, choice in enumerate(choices_of(question), 1):
        found = read(choice)
        if isinstance(found, Reading):
            yield number, found.term


def _verdict(question: Question, key: AnswerKey, number: int) -> Verdict:
    value = choices_of(question)[number - 1]
    reading = ShownReading(f"({number}) {value}")
    checks = tuple(each for each in key.evidence if each.check == "numpy")
    if number == key.facts["choice"]:
        return correct(question.points, (Evidence("choice", True, "chosen", {"choice": str(number)}), *checks), reading)
    facts = {"choice": str(number), "student": value, "key_value": key.answer}
    mistakes = tuple(Diagnosis(label, weight) for label, weight in key.facts.get("mistakes", {}).get(str(number), ()))
    return incorrect(question.points, (Evidence("choice", False, "other", facts),), reading, mistakes)


SAMPLES = (
    *(
        Sample("vanishing_gradient/sigmoid_maximum", text, Outcome.CORRECT)
        for text in ("(2)", "②", "2", "２", "2番", "0.25", "1/4")
    ),
    *(Sample("vanishing_gradient/sigmoid_maximum", text, Outcome.INCORRECT) for text in ("(1)", "3", "0.45")),
    *(
        Sample("vanishing_gradient/sigmoid_maximum", text, Outcome.INVALID)
        for text in ("-2", "4-Jan", "5", "0.5", "two", "(2", "1/0")
    ),
    Sample("vanishing_gradient/sigmoid_maximum", "", Outcome.BLANK),
)
