"""Words are asked for, and a person marks them: nothing here gives a mark, only the rubric and which keywords were found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from quiz.answer_key import AnswerKey
from quiz.kinds._faults import Fault
from quiz.kinds._fields import STRICT, Texts
from quiz.kinds._presented import Presented
from quiz.kinds._samples import Sample
from quiz.question import Question
from quiz.verdict import Evidence, Outcome, Verdict, undecided

NOTHING_WANTED = True
"""There is nothing to derive: a question of this kind has no ``wanted``."""


@dataclass(frozen=True)
class Fields:
    """rubric: by language, what earns points. keywords: what an answer speaks of; each a word or several words for one thing."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    rubric: Texts
    keywords: tuple[str | tuple[str, ...], ...] = field(default_factory=tuple)


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with the question's fields."""
    if not any(each.strip() for each in question.fields.rubric.values()):
        yield ("rubric",), "rubric-empty", {}
    for index, words in enumerate(_keywords(question)):
        if not all(_folded(each) for each in words) or not words:
            yield ("keywords", index), "keyword-empty", {}


def make_key(question: Question) -> AnswerKey:
    """The rubric, which a person holds beside an answer."""
    return AnswerKey("", question.digest(), (Evidence("person", True, "rubric"),), facts={"rubric": dict(question.fields.rubric)})


def recheck(question: Question, key: AnswerKey) -> bool:
    """Whether the kept rubric is the question's."""
    return bool(key.facts["rubric"] == dict(question.fields.rubric))


def presented(question: Question) -> Presented:
    """Room for some sentences."""
    del question
    return Presented(room=8)


def grade(question: Question, key: AnswerKey, text: str) -> Verdict:
    """Undecided, always: which keywords are there is help for whoever marks it, never a mark."""
    del key
    folded = _folded(text)
    is_found = {words[0]: any(_occurs(each, folded) for each in words) for words in _keywords(question)}
    facts = {
        "key_found": ", ".join(each for each, found in is_found.items() if found),
        "key_missing": ", ".join(each for each, found in is_found.items() if not found),
    }
    return undecided(question.points, (Evidence("person", None, "marks", facts),))


def _keywords(question: Question) -> Iterator[tuple[str, ...]]:
    for each in question.fields.keywords:
        yield (each,) if isinstance(each, str) else tuple(each)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _occurs(word: str, folded: str) -> bool:
    """Whether a word occurs; a Latin one from its beginning on, so that ``gradient`` is found in ``gradients``.

    >>> _occurs("Gradient", "the gradients vanish"), _occurs("gradient", "nogradient"), _occurs("勾配", "小さい勾配が")
    (True, False, True)
    """
    return (
        re.search(rf"(?<![a-z0-9]){re.escape(_folded(word))}" if word.isascii() else re.escape(_folded(word)), folded) is not None
    )


_WHY = "deep_gradients/why_it_vanishes"

SAMPLES = (
    Sample(_WHY, "シグモイド関数の導関数は最大でも1/4なので、層を重ねると勾配が小さくなる。", Outcome.UNDECIDED),
    Sample(_WHY, "Every layer multiplies the gradient by sigma', at most 1/4.", Outcome.UNDECIDED),
    Sample(_WHY, "わかりません", Outcome.UNDECIDED),
    Sample(_WHY, "1/4", Outcome.UNDECIDED),
    Sample(_WHY, " ", Outcome.BLANK),
)
