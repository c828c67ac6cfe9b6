"""How good the questions of a test are: what each can see and cannot, how long its derivation is, what all of them cover, and which
are one question twice (``doubles``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from derivations.steps.catalogue import CODES
from derivations.steps.twins import indistinguishable
from quiz.answer_key import AnswerKey
from quiz.blind_spots import unseen, wrong_answers_to
from quiz.doubles import Alike, alike
from quiz.question import Question
from quiz.variants import FIRST, variant_of


@dataclass(frozen=True, slots=True)
class Item:
    """A question, looked at as an instrument.

    steps, rewrites: how many rules its derivation applies, and how many lines of algebra. rules: which ones.
    sees: misconceptions with a wrong answer of their own or shared. blind: those whose answer is marked right.
    together: groups that lead to one wrong answer. ``sees`` is None where the question's wrong answers are not known.
    """

    question: str
    kind: str
    points: str
    steps: int
    rewrites: int
    rules: tuple[str, ...]
    sees: tuple[str, ...] | None
    blind: tuple[str, ...]
    together: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """The items, which of them apply each rule and see each misconception, what none of them sees, and doubles."""

    items: tuple[Item, ...]
    rules: dict[str, tuple[str, ...]]
    misconceptions: dict[str, tuple[str, ...]]
    unseen: tuple[str, ...]
    alike: tuple[Alike, ...]


def quality(keys: Sequence[tuple[Question, AnswerKey]]) -> Quality:
    """Look at questions with their keys."""
    items = tuple(item(question, key) for question, key in keys)
    rules = _by((rule, each.question) for each in items for rule in each.rules)
    seen = _by((label, each.question) for each in items for label in each.sees or ())
    return Quality(items, rules, seen, tuple(each for each in CODES if each not in seen), tuple(alike(keys)))


def item(question: Question, key: AnswerKey) -> Item:
    """One question as an instrument."""
    derivation = key.derivation or {"steps": [], "trace": []}
    steps: list[dict[str, Any]] = derivation["steps"]
    rewrites = len(derivation["trace"]) + sum(len(each.get("trace", ())) for each in steps)
    classes = wrong_answers_to(question)
    blind = unseen(variant_of(question, FIRST)) if classes else ()
    labels = sorted({label for each in classes.classes for label in each.labels}) if classes else []
    together = indistinguishable(classes) if classes else ()
    return Item(
        question.id,
        question.kind,
        str(question.points),
        len(steps),
        rewrites,
        tuple(sorted({str(each["rule"]) for each in steps})),
        tuple(labels) if classes else None,
        blind,
        together,
    )


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(dict.fromkeys(found[key])) for key in sorted(found)}
