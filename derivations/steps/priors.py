"""How likely a misconception is before an answer is seen: data, fitted to logs by ``quiz fit-priors``.

A prior is a rate: of the wrong answers to questions where a mistake can be made, the share that it is behind. So a mistake with
roots, which few questions have, is not thought rare because few answers show it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import NamedTuple

PRIORS: Mapping[str, float] = json.loads((files("derivations.steps") / "priors.json").read_text(encoding="utf-8"))
"""The rates by label."""

UNSEEN = 0.01
"""The rate of a label without one."""
STRENGTH = 20.0
"""How many wrong answers the priors before count for beside those that are observed."""
ROUNDS = 30
DIGITS = 4


class Observed(NamedTuple):
    """One wrong answer: the labels that its question can show, and those that were found, with their weights."""

    possible: frozenset[str]
    found: tuple[tuple[str, float], ...]


def prior(label: str, priors: Mapping[str, float] = PRIORS) -> float:
    """The prior of a label, up to a common factor.

    >>> prior("chain_forgot_inner") > prior("never heard of")
    True
    """
    return priors.get(label, UNSEEN)


def fitted(observed: Iterable[Observed], priors: Mapping[str, float] = PRIORS) -> dict[str, float]:
    """The rates that fit what was observed, where the priors before count as some answers more.

    An answer with several explanations counts for each by its share, and the shares follow from the rates: expectation and
    maximisation in turn, a fixed number of times.

    >>> common = [Observed(frozenset({"trig_sign", "drop_term"}), (("trig_sign", 1.0),))] * 50
    >>> round(fitted(common)["trig_sign"], 2) > round(prior("trig_sign"), 2)
    True
    """
    answers = [each for each in observed if each.possible or each.found]
    chances = _counted((label, 1.0) for each in answers for label in each.possible | {found for found, _ in each.found})
    rates = dict(priors)
    for _ in range(ROUNDS):
        counts = _counted(share for each in answers for share in _shares(each, rates, priors))
        rates = {
            label: (counts.get(label, 0.0) + STRENGTH * prior(label, priors)) / (chances.get(label, 0.0) + STRENGTH)
            for label in sorted({*priors, *chances})
        }
    return {label: round(rate, DIGITS) for label, rate in rates.items()}


def _counted(pairs: Iterable[tuple[str, float]]) -> dict[str, float]:
    counts: dict[str, float] = {}
    for label, share in pairs:
        counts[label] = counts.get(label, 0.0) + share
    return counts


def _shares(each: Observed, rates: Mapping[str, float], before: Mapping[str, float]) -> list[tuple[str, float]]:
    """The explanations of an answer with their weights, as they would be with other rates."""
    scores = [(label, weight * prior(label, rates) / prior(label, before)) for label, weight in each.found]
    total = sum(score for _, score in scores)
    return [(label, score / total) for label, score in scores] if total else []
