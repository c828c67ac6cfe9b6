"""An answer key: what was derived, and the evidence that makes it usable. It survives a round trip through JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from quiz.verdict import Evidence


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """The derived answer of one question.

    answer:     in our notation, or a statement's canonical source; ``latex`` where it is a formula.
    digest:     the hash of everything that it was derived from.
    evidence:   the checks that it passed or failed; a key without support, or with a failed check, is not usable.
    facts:      what its kind needs for grading and for sheets: texts, numbers and lists of them.
    derivation: as ``derivations.steps`` writes it, or None.
    """

    answer: str
    digest: str
    evidence: tuple[Evidence, ...]
    latex: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    derivation: Mapping[str, Any] | None = None

    @property
    def usable(self) -> bool:
        """Whether it is proved, or a rubric that a person marks by, and no check speaks against it."""
        return (self.is_supported("derivation") or self.is_supported("person")) and all(
            each.supports is not False for each in self.evidence
        )

    def is_supported(self, check: str) -> bool:
        """Whether this check speaks for the key."""
        return any(each.check == check and each.supports for each in self.evidence)


class NoKey(Exception):
    """A question from which no key can be derived: a code with facts, and the field that is at fault."""

    def __init__(self, code: str, facts: dict[str, str], field: str = "wanted") -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts
        self.field = field
