"""What questions about formulas share: their fields as terms, the derived value, and the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from derivations.crosscheck import Agreement, check_formula, check_maximum
from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Comparison, Proved
from derivations.evaluate import NotNumeric
from derivations.steps.derive import derive
from derivations.steps.fold import as_json
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive, Definitions, Derivation
from derivations.steps.text import read_definitions, read_wanted
from derivations.terms.domain import Domain, domain_of
from derivations.terms.printing import latex, plain
from derivations.terms.term import Term, name, names
from quiz.answer_key import AnswerKey, NoKey
from quiz.question import Question
from quiz.verdict import Evidence

Fault = tuple[tuple[str, ...], str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's formulas as terms."""

    definitions: Definitions
    wanted: Term
    domain: Domain

    @property
    def free_names(self) -> frozenset[str]:
        """What an answer may be written in."""
        defined = {each for each, _ in self.definitions}
        return frozenset(each for _, meaning in self.definitions for each in names(meaning)) - defined

    @property
    def intermediates(self) -> frozenset[str]:
        """Named quantities that the question defines, but for what is differentiated."""
        return frozenset(each for each, _ in self.definitions) - {str(part.value) for part in self.wanted.args[:1]}
