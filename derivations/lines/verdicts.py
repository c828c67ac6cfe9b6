"""What a line of a derivation, and a derivation as a whole, can come to."""

from __future__ import annotations

from dataclasses import dataclass

from derivations.equality.outcome import Comparison
from derivations.terms.reading import Unreadable
from derivations.terms.term import Term

STATUSES = (
    *("buggy", "not_equivalent", "unreadable", "incomplete", "form", "undecided", "follow_through"),
    *("detour", "correct", "expected"),
)
"""From the worst: what a line is that says several things."""
KINDS = {"buggy": "value", "not_equivalent": "value", "incomplete": "incomplete", "form": "form", "unreadable": "unreadable"}
"""The statuses that make a line wrong, and what is wrong about it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One member of a line: its status, the label of its mistake, and what it was compared with.

    quantity: what it was said to be. comparison: with the value of that quantity. unreadable: why it could not be read.
    """

    line: int
    status: str
    label: str | None = None
    quantity: Term | None = None
    right: Term | None = None
    comparison: Comparison | None = None
    unreadable: Unreadable | None = None


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What a line is. judged: its members in order; none where it holds no formula."""

    line: int
    status: str
    label: str | None
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class DerivationVerdict:
    """lines: all of them. finished: whether the last that was said of the wanted quantity is a final answer in the free names.

    final: the member that gives it, where there is one.
    """

    lines: tuple[LineVerdict, ...]
    finished: bool
    final: Judged | None

    @property
    def first_wrong(self) -> LineVerdict | None:
        """The first line that is wrong."""
        return next((each for each in self.lines if each.status in KINDS), None)

    @property
    def kind(self) -> str | None:
        """What is wrong about it: a key's value in ``KINDS``."""
        wrong = self.first_wrong
        return KINDS[wrong.status] if wrong else None
