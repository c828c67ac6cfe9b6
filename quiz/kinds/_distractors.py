"""Choices that are made of misconceptions: the derived answer among answers that people with one mistake give.

The likeliest classes of wrong answers come first, one for each family of misconceptions; what has no value somewhere is left out,
and what is seen at a glance to be none: a number among formulas, a formula twice as long as the answer. All are written by the same
printer. Numbers stand in their order, formulas in an order that depends on the question alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from derivations.steps.derive import derive
from derivations.steps.misconceptions import WrongAnswer, WrongAnswers
from derivations.steps.numbers import rational
from derivations.steps.step import CannotDerive
from derivations.steps.text import read_definitions, read_wanted
from derivations.steps.tidying import tidied
from derivations.terms.domain import domain_of
from derivations.terms.printing import plain
from derivations.terms.term import Term, names, subterms
from quiz.diagnosis import classes_of

DISTRACTORS = 3
LONGEST = 2.0
"""How many times as long as the answer a distractor may be."""
ARRAYS = ("matmul", "hadamard", "transpose")
SHORT = 8
"""Nodes of a formula that is never too long."""


def offered(given: Sequence[str], wanted: str, domain: Mapping[str, str]) -> tuple[str, ...]:
    """The choices of a question, in the notation of formulas; none where it can't be derived or nothing is known of its mistakes.

    >>> offered(["y = sigmoid(x)"], "max(dy/dx)", {})
    ('-1/4', '0', '1/4', '1/2')
    """
    return _offered(tuple(given), wanted, tuple(sorted(domain.items())))


@lru_cache(maxsize=256)
def _offered(given: tuple[str, ...], wanted: str, domain: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    classes = classes_of(given, wanted, dict(domain))
    if classes is None:
        return ()
    try:
        answer = derive(read_definitions(given), read_wanted(wanted), domain_of(dict(domain))).answer
    except CannotDerive:
        return ()
    chosen = [answer, *_distractors(answer, classes)]
    values = [rational(each) for each in chosen]
    if all(value is not None for value in values):
        ordered = [each for _, each in sorted(zip(values, chosen, strict=True), key=lambda pair: pair[0] or 0)]
    else:
        ordered = sorted(chosen, key=lambda each: hashlib.blake2b(f"{given}{wanted}{each!r}".encode()).digest())
    return tuple(plain(each) for each in ordered)


def _distractors(answer: Term, classes: WrongAnswers) -> list[Term]:
    likeliest = sorted(classes.classes, key=lambda each: -_score(each, classes))
    fitting = [(each, term) for each in likeliest if (term := _written(each.term)) is not None and _fits(term, answer)]
    first = list(_one_of_each_family(fitting, classes))
    rest = [term for _, term in fitting if term not in first]
    return [*first, *rest][:DISTRACTORS]


def _score(found: WrongAnswer, classes: WrongAnswers) -> float:
    return sum(classes.score(label, count) for label, count in found.labels.items())


def _one_of_each_family(fitting: Sequence[tuple[WrongAnswer, Term]], classes: WrongAnswers) -> Iterator[Term]:
    met: set[str] = set()
    for each, term in fitting:
        family = classes.ranked([each])[0][0].partition("_")[0]
        if family not in met:
            met.add(family)
            yield term


def _written(term: Term) -> Term | None:
    """A wrong answer as our printer would have written it; None where a number of it has no value, such as 1/0."""
    if any(each.op == "div" and rational(each.args[1]) == 0 for each in subterms(term)):
        return None
    trace = () if any(each.op in ARRAYS for each in subterms(term)) else tidied(term)
    return trace[-1].after if trace else term


def _fits(term: Term, answer: Term) -> bool:
    is_short = _size(term) <= max(LONGEST * _size(answer), SHORT)
    return is_short and bool(names(term)) == bool(names(answer)) and term != answer


def _size(term: Term) -> int:
    return sum(1 for _ in subterms(term))
