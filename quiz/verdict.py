"""What was concluded about an answer, and why: no outcome without the evidence that it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction


class Outcome(Enum):
    """What an answer came to; BLANK is the absence of an answer, and has no evidence."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    INVALID = "invalid"
    UNDECIDED = "undecided"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding: a code and facts, never prose.

    check:    what was looked at: ``value``, ``form``, ``numpy``, ``statement``, ``choice``, ``reading``, ``key``.
    supports: True for the answer, False against it, None where the check can't say.
    how:      how it is known: ``exact``, ``whp``, ``agreed``, ``witness``, ``structural``, or the code of a refusal.
    facts:    what a sentence about it speaks of. Names that begin with ``key_`` belong to the key and are shown to a
              student only as the test's ``reveal`` allows.
    """

    check: str
    supports: bool | None
    how: str
    facts: Mapping[str, str] = field(default_factory=dict)
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A mistake that would give this answer, and how likely it is among those that would."""

    label: str
    weight: float


@dataclass(frozen=True, slots=True)
class ShownReading:
    """How an answer was read, in its own order, as text and as LaTeX; ``dropped`` is a left side that was taken off."""

    text: str
    latex: str | None = None
    dropped: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was concluded about one answer.

    points: a Fraction, or None where the outcome carries no score (INVALID, UNDECIDED). of: the question's points.
    """

    outcome: Outcome
    points: Fraction | None
    of: Fraction
    evidence: tuple[Evidence, ...] = ()
    diagnosis: tuple[Diagnosis, ...] = ()
    reading: ShownReading | None = None

    def __post_init__(self) -> None:
        findings = {item.supports for item in self.evidence}
        missing = _NEEDS[self.outcome] - findings
        unwanted = _FORBIDS[self.outcome] & findings
        if missing or unwanted:
            raise ValueError(f"{self.outcome.name} lacks {missing or {}} or has {unwanted or {}} among {self.evidence}")
        if self.outcome in OPEN and (self.points is not None or not self.evidence):
            raise ValueError(f"{self.outcome.name} carries no score and says why")
        if self.outcome not in OPEN and (self.points is None or not 0 <= self.points <= self.of):
            raise ValueError(f"{self.outcome.name} earns between 0 and {self.of}, not {self.points}")


OPEN = frozenset({Outcome.INVALID, Outcome.UNDECIDED})
"""Outcomes that decide nothing: their points stay open and a person looks."""

_NEEDS: dict[Outcome, frozenset[bool | None]] = {
    Outcome.CORRECT: frozenset({True}),
    Outcome.PARTIAL: frozenset({True, False}),
    Outcome.INCORRECT: frozenset({False}),
    Outcome.INVALID: frozenset(),
    Outcome.UNDECIDED: frozenset(),
    Outcome.BLANK: frozenset(),
}
_FORBIDS: dict[Outcome, frozenset[bool | None]] = {
    Outcome.CORRECT: frozenset({False}),
    Outcome.PARTIAL: frozenset(),
    Outcome.INCORRECT: frozenset(),
    Outcome.INVALID: frozenset({True}),
    Outcome.UNDECIDED: frozenset(),
    Outcome.BLANK: frozenset({True, False, None}),
}


def correct(of: Fraction, evidence: tuple[Evidence, ...], reading: ShownReading | None = None) -> Verdict:
    """Full points."""
    return Verdict(Outcome.CORRECT, of, of, evidence, reading=reading)


def partial(of: Fraction, credit: Fraction, evidence: tuple[Evidence, ...], reading: ShownReading | None = None) -> Verdict:
    """``credit``, a share between 0 and 1, of the points."""
    return Verdict(Outcome.PARTIAL, of * credit, of, evidence, reading=reading)


def incorrect(
    of: Fraction, evidence: tuple[Evidence, ...], reading: ShownReading | None = None, diagnosis: tuple[Diagnosis, ...] = ()
) -> Verdict:
    """No points, the evidence against the answer, and the mistakes that would give it."""
    return Verdict(Outcome.INCORRECT, Fraction(0), of, evidence, diagnosis, reading)


def invalid(of: Fraction, code: str, facts: Mapping[str, str] | None = None, reading: ShownReading | None = None) -> Verdict:
    """The answer could not be read, or is defined nowhere; ``code`` says why and ``facts`` where."""
    return Verdict(Outcome.INVALID, None, of, (Evidence("reading", None, code, facts or {}),), reading=reading)


def undecided(of: Fraction, evidence: tuple[Evidence, ...], reading: ShownReading | None = None) -> Verdict:
    """The checker will not say; a person decides."""
    return Verdict(Outcome.UNDECIDED, None, of, evidence, reading=reading)


def blank(of: Fraction) -> Verdict:
    """Nothing was answered: no points, and nothing to explain."""
    return Verdict(Outcome.BLANK, Fraction(0), of)
