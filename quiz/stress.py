"""A stress test of a question with variants: many of them are made, and each must be one that can be asked.

Each must have a readable form, a usable key, points in its domain, choices that differ, and a key that depends on what the other
variants' keys depend on: with a = 0 in ``(a x + y)^2`` the derivative by x is 0, and everybody's is. And none may mark a known
mistake right that others tell from the key, as with a = 2, where a^2 is 2 a, unless the question declares it as a blind spot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from derivations.equality.points import points
from derivations.steps.step import CannotDerive
from derivations.terms.reading import Reading, read
from derivations.terms.term import names
from quiz import kinds
from quiz.answer_key import NoKey
from quiz.blind_spots import unseen
from quiz.key import key_of
from quiz.kinds import _formulas
from quiz.question import Question
from quiz.registry import load
from quiz.variants import variant_of

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a variant can't be asked: its label, its values as text, a code and facts."""

    variant: str
    values: str
    code: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Stressed:
    """What came of it: how many variants were made, how many of them differ, and what is wrong with some."""

    made: int
    different: int
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the variants that can be asked are compared by: the names their keys depend on, and the mistakes they mark right."""

    depends: dict[str, frozenset[str]]
    blind: dict[str, frozenset[str]]

    def flaws(self) -> Iterator[tuple[str, str, Facts]]:
        """Label, code and facts of a variant that is unlike others."""
        yield from _unlike("variant-degenerate", "names", self.depends, lambda own: frozenset().union(*self.depends.values()) - own)
        common = frozenset.intersection(*self.blind.values()) if self.blind else frozenset[str]()
        yield from _unlike("variant-blind", "labels", self.blind, lambda own: own - common)


def _unlike(
    code: str, fact: str, found: Mapping[str, frozenset[str]], difference: Callable[[frozenset[str]], frozenset[str]]
) -> Iterator[tuple[str, str, Facts]]:
    for label, own in found.items():
        if unlike := difference(own):
            yield label, code, {fact: ", ".join(sorted(unlike))}


def stressed(question: Question, count: int) -> Stressed:
    """Make variants 1 to ``count`` and look at each. Raises NoValues."""
    flaws, differing, told = list[Flaw](), set[tuple[object, ...]](), _Told({}, {})
    shown: dict[str, str] = {}
    for label in map(str, range(1, count + 1)):
        variant = variant_of(question, label)
        shown[label] = ", ".join(f"{name} = {value}" for name, value in variant.values.items())
        differing.add((shown[label], getattr(variant.fields, "choices", ())))
        flaws.extend(Flaw(label, shown[label], code, facts) for code, facts in _flaws(variant, label, told))
    flaws.extend(Flaw(label, shown[label], code, facts) for label, code, facts in told.flaws())
    return Stressed(count, len(differing), tuple(sorted(flaws, key=lambda flaw: int(flaw.variant))))


def _flaws(variant: Question, label: str, told: _Told) -> Iterator[tuple[str, Facts]]:
    """What is wrong with a variant by itself; notes what it is compared with others by."""
    faults = [(code, facts) for _, code, facts in load(kinds)[variant.kind].faults(variant)]
    if faults:
        yield from faults
        return
    if _has_no_points(variant):
        yield "variant-no-points", {}
    try:
        key = key_of(variant)
    except NoKey as error:
        yield error.code, error.facts
        return
    if not key.usable:
        yield (
            "variant-key-unusable",
            {"checks": ", ".join(f"{each.check} {each.how}" for each in key.evidence if not each.supports)},
        )
        return
    told.blind[label] = frozenset(unseen(variant)).difference(variant.blind_spots)
    answer = read(key.answer)
    if isinstance(answer, Reading):
        told.depends[label] = names(answer.term)


def _has_no_points(variant: Question) -> bool:
    if not hasattr(variant.fields, "given"):
        return False
    try:
        formulas = _formulas.asked(variant)
    except CannotDerive:
        return False
    return bool(formulas.free_names) and next(iter(points(formulas.domain, tuple(sorted(formulas.free_names)))), None) is None
