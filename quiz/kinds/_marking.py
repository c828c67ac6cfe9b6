"""How a program that is not ours can mark a question, and mark it as we would: what a kind tells the exports.

A kind's ``marking(question, key)`` returns one of these. A kind without that function, and a formula that no other program can
judge, is marked by a person: a mark that may be wrong is no mark.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from derivations.terms.domain import Domain
from derivations.terms.term import Term
from quiz.verdict import Diagnosis, Verdict


@dataclass(frozen=True, slots=True)
class Option:
    """A choice, and our own verdict on whoever takes it. text: Markdown; code: source text, where the choice is a statement."""

    verdict: Verdict
    text: str = ""
    code: str = ""

    @property
    def share(self) -> Fraction:
        """The share of the points that it earns."""
        return (self.verdict.points or Fraction(0)) / self.verdict.of


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several options is taken; they stand in the order in which they are printed."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number is typed, and is right where it is no further than ``tolerance`` from ``value``."""

    value: Fraction
    tolerance: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Words:
    """One of these texts is typed; capitals and spaces around it make no difference."""

    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer, in free names, with the misconceptions that lead to it, the likeliest first, and the share that we give."""

    answer: Term
    diagnosis: tuple[Diagnosis, ...]
    share: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression, or a matrix of expressions, is typed, and judged by a computer algebra system.

    answer:     the key, in free names.
    names:      the free names, in which an answer is to be written.
    named:      the question's intermediates with their meanings in free names; an answer may use them, unless the form forbids it.
    form:       a demanded form, a word of ``derivations.equality.forms``, and the share without it.
    quantities: names of what is differentiated and by what, so that ``dz/dx`` is known as no product.
    mistakes:   wrong answers with a known cause.
    refused:    names with which an answer cannot be read, such as any name where a number is asked for.
    entries:    of a matrix, the share that its right entries earn in proportion to their number; None where only the whole counts.
    """

    answer: Term
    names: frozenset[str]
    named: Mapping[str, Term]
    domain: Domain
    quantities: frozenset[str]
    form: tuple[str, Fraction] | None = None
    mistakes: tuple[Mistake, ...] = ()
    refused: frozenset[str] = frozenset()
    entries: Fraction | None = None


@dataclass(frozen=True, slots=True)
class ByPerson:
    """A person marks it, with the worked answer beside it."""


Marking = OneOf | Number | Words | Expression | ByPerson
