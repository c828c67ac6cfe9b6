"""``quiz fit-priors``: how often each misconception is behind wrong answers, counted from results that were kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from derivations.steps.priors import Observed, fitted
from quiz.bank.loading import find_question
from quiz.bank.problems import BankError
from quiz.diagnosis import classes_of
from quiz.verdict import Outcome


def fit(results: Iterable[Any]) -> tuple[dict[str, float], int]:
    """The priors that fit results, and how many wrong answers they rest on.

    results: objects as ``quiz grade`` and ``quiz compare`` write them; whatever is no wrong answer is passed over.
    """
    answers = list(_observed(results))
    return fitted(answers), len(answers)


def _observed(results: Iterable[Any]) -> Iterator[Observed]:
    for result in results:
        if not isinstance(result, Mapping) or result.get("outcome") != Outcome.INCORRECT.value:
            continue
        found = tuple(_explanations(result.get("diagnosis")))
        yield Observed(_possible(str(result.get("question") or "")), found)


def _explanations(diagnosis: Any) -> Iterator[tuple[str, float]]:
    for each in diagnosis if isinstance(diagnosis, list) else ():
        if isinstance(each, Mapping) and isinstance(each.get("label"), str) and isinstance(each.get("weight"), int | float):
            yield each["label"], float(each["weight"])


@lru_cache(maxsize=512)
def _possible(place: str) -> frozenset[str]:
    """The labels that a question can show; none where it isn't known here, and then only those that were found count."""
    if not place:
        return frozenset()
    try:
        _, question = find_question(place)
    except BankError:
        return frozenset()
    classes = classes_of(getattr(question.fields, "given", ()), question.wanted, question.domain)
    return frozenset() if classes is None else frozenset(label for each in classes.classes for label in each.labels)
