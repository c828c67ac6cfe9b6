"""A question as its author wrote it: what is given, what is wanted, and no answer. The key is derived from these."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

LANGUAGES = ("ja", "en")
Figure = Literal["sigmoid", "depth"]
"""The drawings that a question can show, which ``quiz.drawings`` makes."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things that a question wants. points: its weight among them."""

    name: str
    wanted: str
    points: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Crediting:
    """How an item is marked apart from right and wrong.

    credit:   shares by what they are for: a misconception's label, or a word of the question's kind.
    attempts: how many attempts earn points; None: any number. penalty: the share that each wrong attempt before takes off.
    hints:    by language, from the first to the most specific.
    parts:    what is wanted one by one; empty where one thing is.
    """

    credit: Mapping[str, Fraction] = field(default_factory=dict)
    attempts: int | None = None
    penalty: Fraction = Fraction(0)
    hints: tuple[Mapping[str, str], ...] = ()
    parts: tuple[Part, ...] = ()

    def digest(self) -> str:
        """All that points depend on, as text."""
        shares = sorted((name, str(share)) for name, share in self.credit.items())
        parts = [(each.name, each.wanted, str(each.points)) for each in self.parts]
        return json.dumps([shares, self.attempts, str(self.penalty), parts])


PLAIN = Crediting()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a test.

    test, name: of ``vanishing_gradient/chain_rule``, the folder and the file's stem.
    kind:    a module of ``quiz.kinds``; ``fields`` is that module's ``Fields``, validated.
    points:  what a correct answer earns. crediting: what the item declares of marks apart from right and wrong.
    wanted:  what is asked, in the notation of formulas: ``dz/dx``, ``max(dy/dx)``, ``dE/dy * dy/du``.
    domain:  names to where they live, in the words of ``domain_of``; unlisted names are real.
    answer:  what the author says the answer is; it is checked against the derivation and never used as a key.
    titles, bodies, explanations: by language, Markdown; an explanation is shown on answer sheets only.
    source:  the file it was read from.
    blind_spots: codes of misconceptions that its author knows it cannot see.
    figure, explanation_figure: a drawing below the text, and one below the explanation; the latter is on answer sheets only.
    samples: answers by the outcome that each must have; they test the question, and no key depends on them.
    parameters, where: names with what they are drawn from, ``integer 2..9``, and conditions on them. Such a question is asked
             only as one of its variants (``quiz.variants``), in which numbers stand for the names.
    variant, values, origin: of a variant, its label, its numbers, and the question with parameters.
    """

    test: str
    name: str
    kind: str
    points: Fraction
    wanted: str
    fields: Any
    domain: Mapping[str, str]
    titles: Mapping[str, str]
    bodies: Mapping[str, str]
    explanations: Mapping[str, str]
    source: Path
    crediting: Crediting = PLAIN
    answer: str | None = None
    blind_spots: tuple[str, ...] = ()
    figure: Figure | None = None
    explanation_figure: Figure | None = None
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    where: tuple[str, ...] = ()
    variant: str | None = None
    values: Mapping[str, Fraction] = field(default_factory=dict)
    origin: Question | None = None

    @property
    def id(self) -> str:
        """``test/name``."""
        return f"{self.test}/{self.name}"

    def text(self, texts: Mapping[str, str], language: str) -> str:
        """The text in this language, else in any that there is, else nothing."""
        return texts.get(language) or next((texts[each] for each in LANGUAGES if texts.get(each)), "")

    def digest(self, *materials: str) -> str:
        """A hash of all that a key depends on: what is asked, never the wording; ``materials`` are texts such as a listing."""
        parts = [each.wanted for each in self.crediting.parts]
        asked = [self.kind, self.wanted, asdict(self.fields), dict(self.domain), self.answer, *parts, *materials]
        return hashlib.blake2b(json.dumps(asked, default=str, sort_keys=True).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Draw:
    """So many of these questions, by name, are on a student's sheet."""

    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """A test: a folder with questions, in the order in which they are asked.

    reveal:  when a student may be shown key values and derivations: ``never``, ``after`` the deadline, in ``practice``.
    draws:   what is drawn from the questions for a sheet; empty where every sheet has all of them.
    shuffle: the order of the questions differs from variant to variant.
    variant: the label of the variant that this is; None for a test as it was written.
    """

    __test__ = False  # for pytest: a test that students take

    name: str
    titles: Mapping[str, str]
    questions: tuple[Question, ...]
    reveal: str
    folder: Path
    draws: tuple[Draw, ...] = ()
    shuffle: bool = False
    variant: str | None = None

    def title(self, language: str) -> str:
        """The title in this language, else in any that there is, else the test's name."""
        return self.titles.get(language) or next((self.titles[each] for each in LANGUAGES if self.titles.get(each)), self.name)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which any of its questions has a text."""
        return tuple(each for each in LANGUAGES if any(question.bodies.get(each) for question in self.questions))

    @property
    def labels(self) -> tuple[str, ...]:
        """What the questions are called on every sheet: their numbers, or their names where sheets differ in their order."""
        if self.shuffle or self.draws:
            return tuple(each.name for each in self.questions)
        return tuple(str(number) for number, _ in enumerate(self.questions, 1))

    @property
    def points(self) -> Fraction:
        """What all questions together can earn."""
        return sum((each.points for each in self.questions), Fraction(0))

    @property
    def by_name(self) -> Mapping[str, Question]:
        """The questions by their names within the test."""
        return {each.name: each for each in self.questions}
