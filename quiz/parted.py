"""A question with parts: several things wanted one by one, each with its own key and its own verdict.

A kind knows one wanted thing; the parts are questions of the same kind that differ in what they want. A kind that can tell says
which wrong parts follow rightly from the answers before them (``carried``); these earn their points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from fractions import Fraction
from types import ModuleType

from derivations.terms.printing import plain
from derivations.terms.reading import Names, Unreadable, read
from quiz.answer_key import AnswerKey
from quiz.question import Part, Question
from quiz.verdict import OPEN, Evidence, Outcome, ShownReading, Verdict, blank, correct, incorrect, invalid, partial, undecided

SEPARATORS = re.compile(r"[\n;；]")
HOW = {Outcome.CORRECT: "right", Outcome.PARTIAL: "partly", Outcome.INCORRECT: "wrong", Outcome.BLANK: "blank"}


def alone(question: Question, part: Part) -> Question:
    """A part as a question of its own, with its share of the points; that of a variant has its origin's part as origin."""
    crediting = question.crediting
    share = part.points / sum((each.points for each in crediting.parts), Fraction(0))
    origin = question.origin
    return replace(
        question,
        wanted=part.wanted,
        points=question.points * share,
        answer=None,
        crediting=replace(crediting, parts=()),
        origin=origin and alone(origin, next(each for each in origin.crediting.parts if each.name == part.name)),
    )


def make_key(kind: ModuleType, question: Question) -> AnswerKey:
    """The key of every part, derived and proved; the last part's stands for the question. Raises NoKey."""
    return _joined([(part, kind.make_key(alone(question, part))) for part in question.crediting.parts])


def put_in(kind: ModuleType, question: Question, key: AnswerKey) -> AnswerKey | None:
    """The key of a variant, from the key of its question, part by part; None where a part has none."""
    kept = keys_of(key)
    made = [(part, kind.put_in(alone(question, part), kept[part.name])) for part in question.crediting.parts if part.name in kept]
    return _joined(made) if len(made) == len(kept) and all(found for _, found in made) else None


def _joined(keys: Sequence[tuple[Part, AnswerKey]]) -> AnswerKey:
    evidence = tuple(replace(each, part=part.name) for part, key in keys for each in key.evidence)
    return replace(
        keys[-1][1], evidence=evidence, facts={**keys[-1][1].facts, "parts": {part.name: asdict(key) for part, key in keys}}
    )


def keys_of(key: AnswerKey) -> Mapping[str, AnswerKey]:
    """The keys of the parts by their names; none where the question has no parts."""
    return {name: _restored(kept) for name, kept in key.facts.get("parts", {}).items()}


def _restored(kept: Mapping[str, object]) -> AnswerKey:
    evidence = kept["evidence"]
    assert isinstance(evidence, list | tuple), evidence
    return AnswerKey(**{**kept, "evidence": tuple(Evidence(**each) for each in evidence)})  # type: ignore[arg-type]  # as asdict wrote it


def recheck(kind: ModuleType, question: Question, key: AnswerKey) -> bool:
    """Whether every part's kept key still holds."""
    kept = keys_of(key)
    return all(part.name in kept and kind.recheck(alone(question, part), kept[part.name]) for part in question.crediting.parts)


def grade(kind: ModuleType, question: Question, key: AnswerKey, text: str) -> Verdict:
    """The verdict on all parts together."""
    parts, keys = question.crediting.parts, keys_of(key)
    typed = assigned(parts, text)
    if typed is None:
        return invalid(question.points, "parts_not_told_apart", {"parts": ", ".join(each.name for each in parts)})
    if not any(typed.values()):
        return blank(question.points)
    alones = {part.name: alone(question, part) for part in parts}
    found = {
        name: kind.grade(each, keys[name], typed[name]) if typed[name] else blank(each.points) for name, each in alones.items()
    }
    carried = kind.carried(alones, typed, found) if hasattr(kind, "carried") else ()
    return _together(question, {name: _following(name, each) if name in carried else each for name, each in found.items()})


def _following(name: str, verdict: Verdict) -> Verdict:
    """A wrong part that follows from the answers before it earns its points."""
    return correct(verdict.of, (Evidence("part", True, "follows", {"part": name}, name),), verdict.reading)


def _together(question: Question, found: Mapping[str, Verdict]) -> Verdict:
    """One verdict of those on the parts. What can't be read or decided in one leaves the whole open."""
    reading = _reading(found)
    for name, each in found.items():
        if each.outcome is Outcome.INVALID:
            evidence = tuple(replace(one, part=name, facts={**one.facts, "part": name}) for one in each.evidence)
            return replace(each, of=question.points, evidence=evidence, reading=reading)
    evidence = tuple(one for name, each in found.items() for one in _findings(name, each))
    if any(each.outcome in OPEN for each in found.values()):
        return undecided(question.points, evidence, reading)
    earned = sum((each.points or Fraction(0) for each in found.values()), Fraction(0))
    supports = {each.supports for each in evidence} - {None}
    if supports == {True}:
        return correct(question.points, evidence, reading)
    if True not in supports:
        return incorrect(question.points, evidence, reading)
    verdict = partial(question.points, earned / question.points, evidence, reading)
    return replace(verdict, diagnosis=next((each.diagnosis for each in found.values() if each.diagnosis), ()))


def _findings(name: str, verdict: Verdict) -> Iterator[Evidence]:
    """What was found of a part, led by what it comes to; a part whose kind says that itself says it alone."""
    if not any(each.check == "part" for each in verdict.evidence):
        supports = None if verdict.outcome in OPEN else verdict.outcome is Outcome.CORRECT
        yield Evidence("part", supports, HOW.get(verdict.outcome, "undecided"), {"part": name}, name)
    yield from (replace(each, part=name) for each in verdict.evidence)


def _reading(found: Mapping[str, Verdict]) -> ShownReading | None:
    readings = [(name, each.reading) for name, each in found.items() if each.reading is not None]
    if not readings:
        return None
    tex = [rf"\text{{({name})}}\ {each.latex}" for name, each in readings if each.latex is not None]
    text = "; ".join(f"({name}) {each.text}" for name, each in readings)
    return ShownReading(text, r",\quad ".join(tex) if len(tex) == len(readings) else None)


def assigned(parts: Sequence[Part], text: str) -> Mapping[str, str] | None:
    """Which part of a text answers which part of the question: by name, by left side, or by order; None where it can't be told.

    >>> assigned((Part("a", "dz/dt"), Part("b", "dz/dx")), "(b) 2x; (a) 2t")
    {'a': '2t', 'b': '2x'}
    """
    by_name = "|".join(re.escape(each.name) for each in sorted(parts, key=lambda each: -len(each.name)))
    label = re.compile(rf"(?:^|(?<=[\n;；,、]))\s*[(（]?\s*({by_name})\s*[)）:：.．]\s*")
    places = [*label.finditer(text)]
    found = dict.fromkeys([each.name for each in parts], "")
    if places:
        ends = [*(each.start() for each in places[1:]), len(text)]
        for place, end in zip(places, ends, strict=True):
            if found[place[1]]:
                return None
            found[place[1]] = text[place.end() : end].strip(" \t\n;；,、")
        return found if not text[: places[0].start()].strip() else None
    pieces = [each.strip() for each in SEPARATORS.split(text) if each.strip()]
    by_side = {_side(each): each for each in pieces}
    wanted = {_spelled(each.wanted): each.name for each in parts}
    if len(by_side) == len(pieces) and all(side in wanted for side in by_side):
        return {**found, **{wanted[side]: piece for side, piece in by_side.items()}}
    return dict(zip(found, pieces, strict=True)) if len(pieces) == len(parts) else None


def _side(piece: str) -> str:
    left, equals, _ = piece.partition("=")
    return _spelled(left) if equals else ""


def _spelled(wanted: str) -> str:
    found = read(wanted, Names())
    return "" if isinstance(found, Unreadable) else plain(found.term).replace("∂", "d")
