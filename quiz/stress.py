"""A stress test of a question with variants: many of them are made, and each must be one that can be asked.

Each must have a readable form, a usable key, points in its domain, choices that differ, and a key that depends on what the other
variants' keys depend on: with a = 0 in ``(a x + y)^2`` the derivative by x is 0, and everybody's is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from derivations.equality.points import points
from derivations.steps.step import CannotDerive
from derivations.terms.reading import Reading, read
from derivations.terms.term import names
from quiz import kinds
from quiz.answer_key import NoKey
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


def stressed(question: Question, count: int) -> Stressed:
    """Make variants 1 to ``count`` and look at each. Raises NoValues."""
    flaws, differing, depends = list[Flaw](), set[tuple[object, ...]](), dict[str, frozenset[str]]()
    shown: dict[str, str] = {}
    for label in map(str, range(1, count + 1)):
        variant = variant_of(question, label)
        shown[label] = ", ".join(f"{name} = {value}" for name, value in variant.values.items())
        differing.add((shown[label], getattr(variant.fields, "choices", ())))
        flaws.extend(Flaw(label, shown[label], code, facts) for code, facts in _flaws(variant, depends))
    every = frozenset[str]().union(*depends.values())
    for label, found in depends.items():
        if every - found:
            flaws.append(Flaw(label, shown[label], "variant-degenerate", {"names": ", ".join(sorted(every - found))}))
    return Stressed(count, len(differing), tuple(sorted(flaws, key=lambda flaw: int(flaw.variant))))


def _flaws(variant: Question, depends: dict[str, frozenset[str]]) -> Iterator[tuple[str, Facts]]:
    """What is wrong with a variant by itself; notes what its key depends on."""
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
    answer = read(key.answer)
    if isinstance(answer, Reading) and variant.variant:
        depends[variant.variant] = names(answer.term)


def _has_no_points(variant: Question) -> bool:
    if not hasattr(variant.fields, "given"):
        return False
    try:
        formulas = _formulas.asked(variant)
    except CannotDerive:
        return False
    return bool(formulas.free_names) and next(iter(points(formulas.domain, tuple(sorted(formulas.free_names)))), None) is None
