"""Names the mistake behind a wrong answer: the question's formulas replayed with one unsound rule, by ``derivations``.

A question's wrong answers are worked out once, when the first wrong answer to it comes; what is said of an answer depends on the
question and the answer alone. Where a question can't be replayed, or no single mistake gives the answer, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from derivations.steps.misconceptions import WrongAnswer, WrongAnswers, diagnose, wrong_answers
from derivations.steps.priors import prior
from derivations.steps.step import CannotDerive
from derivations.steps.text import read_definitions, read_wanted
from derivations.terms.domain import domain_of
from derivations.terms.term import Term
from quiz.messages import Say
from quiz.verdict import Diagnosis

KEPT = 512
CLEAR = 2.0
"""How much likelier than the next a misconception must be to be spoken of alone."""


def classes_of(given: Sequence[str], wanted: str, domain: Mapping[str, str]) -> WrongAnswers | None:
    """The wrong answers to a question, each with the misconceptions behind it; None where it can't be replayed.

    >>> found = classes_of(["z = t^2", "t = x + y"], "dz/dx", {})
    >>> sorted({each.rule.code for each in found.invisible})[0]
    'chain_forgot_inner'
    """
    return _kept(tuple(given), wanted, tuple(sorted(domain.items())))


@lru_cache(maxsize=KEPT)
def _kept(given: tuple[str, ...], wanted: str, domain: tuple[tuple[str, str], ...]) -> WrongAnswers | None:
    try:
        return wrong_answers(read_definitions(given), read_wanted(wanted), domain_of(dict(domain)))
    except CannotDerive:
        return None


def diagnosed(given: Sequence[str], wanted: str, domain: Mapping[str, str], value: Term) -> tuple[Diagnosis, ...]:
    """The misconceptions behind a wrong answer, the likeliest first; value: the answer in the names it is to be written in."""
    classes = classes_of(given, wanted, domain)
    found = [] if classes is None else diagnose(classes, value)
    return tuple(Diagnosis(label, weight) for label, weight in found)


def likeliest(classes: WrongAnswers, most: int) -> Iterator[tuple[Term, tuple[Diagnosis, ...]]]:
    """The wrong answers that are most to be expected, each with the misconceptions behind it, the likeliest first."""

    def expected(each: WrongAnswer) -> float:
        return sum(prior(label) * count / classes.places[label] for label, count in each.labels.items())

    for each in sorted(classes.classes, key=expected, reverse=True)[:most]:
        yield each.term, tuple(Diagnosis(label, weight) for label, weight in classes.ranked([each]))


def hint(diagnosis: Sequence[Diagnosis], say: Say) -> Iterator[str]:
    """One sentence that leads back to the step; two explanations where neither is clearly the likelier."""
    if not diagnosis:
        return
    first, *others = (say(f"misconception-{each.label}") for each in diagnosis[:2])
    if others and diagnosis[0].weight < CLEAR * diagnosis[1].weight:
        yield say("diagnosis-either", hint=first, other=others[0])
    else:
        yield say("diagnosis-one", hint=first)
