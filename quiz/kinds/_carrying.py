"""Errors carried from part to part of a question about formulas: what follows rightly from an earlier wrong answer."""

from __future__ import annotations

from collections.abc import Mapping

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Proved
from derivations.lines.world import Claims, Truth
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive
from derivations.terms.reading import Names, Unreadable, read
from derivations.terms.term import Term
from quiz.kinds import _formulas
from quiz.question import Question
from quiz.verdict import Outcome, Verdict


def carried(parts: Mapping[str, Question], typed: Mapping[str, str], found: Mapping[str, Verdict]) -> frozenset[str]:
    """The parts that are wrong, and right beside what was answered before. All of one question, so with the same definitions."""
    claims: Claims | None = None
    following = set()
    for name, question in parts.items():
        formulas = _formulas.asked(question)
        claims = claims or Claims(Truth(Scope(formulas.definitions), formulas.domain))
        answer = read(typed[name], Names(formulas.free_names | formulas.intermediates), asked=formulas.wanted)
        if isinstance(answer, Unreadable) or found[name].outcome in (Outcome.INVALID, Outcome.BLANK):
            continue
        try:
            if found[name].outcome is Outcome.INCORRECT:
                value = claims.value(answer.term)
                if claims.has_slip and any(_are_equal(value, each, claims) for each in claims.expected(formulas.wanted)):
                    following.add(name)
                claims.has_slip = True
            else:
                value = claims.truth.value(answer.term)
        except CannotDerive:
            continue
        if formulas.wanted.op == "name" and found[name].outcome is Outcome.INCORRECT:
            claims.definitions[str(formulas.wanted.value)] = value
        claims.record(formulas.wanted, value)
    return frozenset(following)


def _are_equal(left: Term, right: Term, claims: Claims) -> bool:
    return isinstance(compare(left, right, claims.truth.domain), Proved | Agreed)
