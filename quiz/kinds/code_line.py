"""Which statement of a NumPy listing computes a derivative? The key is found by proof, an answer is recognised as a statement.

An answer is a line number, a statement, its target or its right side; spacing, quotes, comments and module prefixes make no
difference. Text that is no statement of the listing is INVALID, since nothing is known about it.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, ClassVar

from derivations.code.listing import Listing, Statement, canonical, load_listing
from quiz.answer_key import AnswerKey
from quiz.kinds._faults import Fault
from quiz.kinds._fields import STRICT
from quiz.kinds._listings import is_equation, listing_faults, sources
from quiz.kinds._marking import Marking, OneOf, Option
from quiz.kinds._presented import Presented
from quiz.kinds._samples import Sample
from quiz.kinds._stopped import stopped
from quiz.question import Question
from quiz.verdict import Evidence, Outcome, ShownReading, Verdict, correct, incorrect, invalid, partial


@dataclass(frozen=True)
class Fields:
    """listing, forward: ``file.py:function`` or ``derivations.module:function``; loss: E as a call or an expression.

    Where an equation is wanted, ``v = mu*v - lr*g``, there is neither forward nor loss, and shapes are those of its symbols.


    shapes:        names to dimension names. reading: what a symbol of the question means in the listing.
    other_reading: another way to read the symbols; an answer that is right under it earns nothing and is told so.
    also_accept:   ``{reading: {...}}``, another way to read the symbols that gives full points too.
    given:         the network's definitions in matrix form, as the question states them; the formula is derived from these.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    listing: str
    forward: str = ""
    loss: str = ""
    shapes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reading: dict[str, str] = field(default_factory=dict)
    other_reading: dict[str, str] = field(default_factory=dict)
    also_accept: dict[str, dict[str, str]] = field(default_factory=dict)
    given: tuple[str, ...] = ()


HALF = Fraction(1, 2)
CHECKS = ("assumption", "numpy", "differences")  # of the key, which a right answer is told of
LINE_NUMBER = re.compile(r"(?:l|line|行|第)?\s*(\d{1,4})\s*(?:行目?|番)?", re.IGNORECASE)


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with the question's fields, as (field, code, facts)."""
    from quiz.kinds import _code_keys

    yield from listing_faults(question)
    yield from _code_keys.faults(question)


def make_key(question: Question) -> AnswerKey:
    """Find the statement that is proved to be the wanted derivative, and cross-check it."""
    from quiz.kinds import _code_keys

    return _code_keys.make_key(question)


def recheck(question: Question, key: AnswerKey) -> bool:
    """Whether the statement of a kept key is proved again; the digest covers the listing's text."""
    from quiz.kinds import _code_keys

    return _code_keys.reproves(question, key)


def materials(question: Question) -> tuple[str, ...]:
    """Texts beside the question's fields that the key depends on: the whole source file of the listing."""
    import ast

    places = (getattr(question.fields, each) for each in sources(question))
    return tuple(ast.unparse(load_listing(place, question.source.parent).module) for place in places)


def presented(question: Question) -> Presented:
    """What the sheet shows: the listing."""
    return Presented(listing=listing_shown(question).text, room=1)


def grade(question: Question, key: AnswerKey, text: str) -> Verdict:
    """Recognise the statement that the answer names, and say whether it is the key's."""
    listing = listing_shown(question)
    if len([line for line in text.strip().splitlines() if line.strip()]) > 1:
        return invalid(question.points, "several_answers")
    found = _recognised(listing, text)
    if found is None:
        return invalid(question.points, "no_such_statement", _nearest(listing, text))
    reading = ShownReading(f"{found.line}: {found.source}")
    if found.line == key.facts["line"]:
        proof = Evidence("statement", True, "proved", {"line": str(found.line), "derivative": key.facts["derivative"]})
        checks = tuple(each for each in key.evidence if each.check in CHECKS)
        return correct(question.points, (proof, *checks), reading)
    beside: Mapping[str, Any] = next((each for each in key.facts["judged"] if each["line"] == found.line), {})
    facts = {"line": str(found.line), "derivative": key.facts["derivative"], "first": str(key.facts["line"])}
    if found.line in key.facts["accepted"]:
        return correct(question.points, (Evidence("statement", True, "accepted_reading", facts),), reading)
    if beside.get("same"):
        return correct(question.points, (Evidence("statement", True, "later", facts),), reading)
    if beside.get("other"):
        equal = Evidence("statement", True, "equal_value", facts)
        named = Evidence("statement", False, "other_parameter", {**facts, "other": beside["other"], "shapes": key.facts["shapes"]})
        return partial(question.points, HALF, (equal, named), reading)
    evidence = tuple(_against(key, found))
    computed: list[str] = next((each["derivatives"] for each in key.facts["judged"] if each["line"] == found.line), [])
    is_misread = any(each.check == "other_reading" for each in evidence)
    asked = (question.fields.given, question.wanted, question.fields.reading)
    return incorrect(question.points, evidence, reading, stopped(*asked, computed[0]) if computed and not is_misread else ())


def marking(question: Question, key: AnswerKey) -> Marking:
    """The statements of the listing by their lines, each with the verdict on its line number."""
    listing = listing_shown(question)
    lines = listing.text.splitlines()
    width = len(str(len(lines)))
    return OneOf(
        tuple(
            Option(grade(question, key, str(each.line)), code=f"{each.line:>{width}}  {lines[each.line - 1].strip()}")
            for each in listing.statements
        )
    )


def _against(key: AnswerKey, found: Statement) -> Iterator[Evidence]:
    derivatives = [each for each in key.facts["judged"] if each["line"] == found.line]
    facts = {"line": str(found.line), "statement": found.source, "wanted": key.facts["derivative"]}
    names = ", ".join(derivatives[0]["derivatives"]) if derivatives else ""
    related = derivatives[0].get("related") if derivatives else None
    if related and not names:
        yield Evidence("statement", False, related["kind"], {**facts, "factor": related["factor"]})
        return
    if is_equation(str(key.facts["derivative"])):
        yield Evidence("statement", False, "other_equation", facts)
        return
    yield Evidence("statement", False, "other_derivative" if names else "no_derivative", {**facts, "derivatives": names})
    other: Mapping[str, Any] = key.facts.get("other") or {}
    if found.line == other.get("line"):
        meaning = ", ".join(f"{symbol} = {name}" for symbol, name in other["reading"].items())
        yield Evidence("other_reading", None, "right_under_other_reading", {"reading": meaning, "derivative": other["derivative"]})


def listing_shown(question: Question) -> Listing:
    """The listing that a question prints. Raises CodeError."""
    return load_listing(question.fields.listing, question.source.parent)


def _recognised(listing: Listing, text: str) -> Statement | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    number = LINE_NUMBER.fullmatch(plain)
    if number:
        on_line = [each for each in listing.statements if each.line == int(number[1])]
        return on_line[0] if on_line else None
    typed = canonical(_without_line_number(plain), listing.variables)
    if isinstance(typed, Statement):
        return next((each for each in listing.statements if each.source == typed.source), None)
    matches = [each for each in listing.statements if typed in (each.target, each.value)]
    return matches[0] if len(matches) == 1 else None


def _without_line_number(text: str) -> str:
    """A statement that was copied with its number: ``17: grad['W1'] = ...``."""
    return re.sub(r"^\s*(?:L|line\s*)?\d{1,4}\s*[:|．.]\s*", "", text)


def _nearest(listing: Listing, text: str) -> dict[str, str]:
    near = difflib.get_close_matches(text[:200], [each.source for each in listing.statements], 1, 0.5)
    found = next((each for each in listing.statements if near and each.source == near[0]), None)
    return {"near": found.source, "line": str(found.line)} if found else {"near": "", "line": ""}


_WHOLE = "grad['W1'] = np.dot(x.T, delta1)"

SAMPLES = (
    Sample("vanishing_gradient/find_dE_dw", _WHOLE, Outcome.CORRECT),
    Sample("vanishing_gradient/find_dE_dw", 'grad["W1"]=np.dot(x.T,delta1)  # W1', Outcome.CORRECT),
    Sample("vanishing_gradient/find_dE_dw", "grad['W1']", Outcome.CORRECT),
    Sample("vanishing_gradient/find_dE_dw", "np.dot(x.T, delta1)", Outcome.CORRECT),
    Sample("vanishing_gradient/find_dE_dw", "grad['W2'] = np.dot(z1.T, delta2)", Outcome.INCORRECT),
    Sample("vanishing_gradient/find_dE_dw", "delta1", Outcome.INCORRECT),
    Sample("vanishing_gradient/find_dE_dw", "grad['W1'] = ", Outcome.INVALID),
    Sample("vanishing_gradient/find_dE_dw", "__import__('os').system('true')", Outcome.INVALID),
    Sample("vanishing_gradient/find_dE_dw", "400", Outcome.INVALID),
    Sample("vanishing_gradient/find_dE_du", "delta1 = np.dot(delta2, W2.T) * functions.d_sigmoid(z1)", Outcome.CORRECT),
    Sample("vanishing_gradient/find_dE_dy", "delta2 = functions.d_mean_squared_error(d, y)", Outcome.CORRECT),
)
