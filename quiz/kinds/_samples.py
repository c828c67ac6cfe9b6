"""A kind's own examples of right, wrong, partial and unreadable answers; one test grades them all."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Sample:
    """An answer to a shipped question, and what must become of it."""

    question: str
    text: str
    outcome: Outcome
