"""Keys of questions that ask which statement computes an equation, such as the step of an optimiser."""

from __future__ import annotations

from typing import Any

from derivations.code.equations import Matched, matches
from derivations.code.listing import Listing, load_listing
from quiz.answer_key import AnswerKey
from quiz.kinds._formulas import size_text
from quiz.question import Question
from quiz.verdict import Evidence


def make_key(question: Question) -> AnswerKey:
    """Compare every statement with the equation, and take the first that is proved to compute it. Raises CodeError."""
    listing = _listing(question)
    found = _matches(question, listing)
    key = next((each for each in found if each.is_equal), None)
    if key is None:
        return AnswerKey("", question.digest(), (Evidence("derivation", False, "no_statement", {"derivative": question.wanted}),))
    line = _line(listing, key)
    how = "equation_all_shapes" if key.compared.how == "all_shapes" else "equation_at_sizes"
    proof = Evidence("derivation", True, how, {"equation": question.wanted, "sizes": key.compared.facts.get("at", "")})
    numpy = Evidence(
        "numpy", True, "agrees", {"points": key.compared.facts["points"], "relative_error": size_text(key.compared.gap)}
    )
    facts: dict[str, Any] = {
        "line": line,
        "text": listing.text.splitlines()[line - 1].strip(),
        "derivative": question.wanted,
        "judged": [_facts(listing, each, key) for each in found],
        "other": None,
        "accepted": [],
    }
    return AnswerKey(_source(listing, line), question.digest(), (proof, numpy), facts=facts)


def reproves(question: Question, key: AnswerKey) -> bool:
    """Whether the statement of a kept key is still proved to compute the equation."""
    listing = _listing(question)
    found = next((each for each in _matches(question, listing) if each.is_equal), None)
    return found is not None and _source(listing, _line(listing, found)) == key.answer


def _facts(listing: Listing, each: Matched, key: Matched) -> dict[str, Any]:
    """A statement beside the key's: ``same`` where it is proved to keep the same value, later."""
    return {"line": _line(listing, each), "derivatives": [], "same": each.is_equal and each is not key, "other": None}


def _matches(question: Question, listing: Listing) -> list[Matched]:
    fields = question.fields
    return matches(listing, question.wanted, fields.shapes, fields.reading)


def _listing(question: Question) -> Listing:
    return load_listing(question.fields.listing, question.source.parent)


def _line(listing: Listing, found: Matched) -> int:
    return found.line - listing.function.lineno + 1


def _source(listing: Listing, line: int) -> str:
    return next(each.source for each in listing.statements if each.line == line)
