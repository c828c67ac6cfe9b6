"""A key against many answers: read once, picklable, with the same verdict in any process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from derivations.equality.compare import compare as compare_terms
from derivations.equality.outcome import Comparison
from derivations.equality.prepared import KEPT
from derivations.terms.domain import Domain, domain_of
from derivations.terms.names import canonical
from derivations.terms.reading import ANY, Names, Reading, Unreadable, read
from derivations.terms.term import Term

if TYPE_CHECKING:
    from derivations.equality.numbers import Tolerance

Declared = str | Mapping[str, str] | Domain
Shapes = Mapping[str, Sequence[str]]


class UnreadableKey(ValueError):
    """A key that can't be read, so that no answer can be judged; ``unreadable`` says where and why."""

    def __init__(self, unreadable: Unreadable) -> None:
        super().__init__(f"the key can't be read at position {unreadable.at + 1}: {unreadable.code}")
        self.unreadable = unreadable

    def __reduce__(self) -> tuple[type[UnreadableKey], tuple[Unreadable]]:
        return UnreadableKey, (self.unreadable,)


_PLAIN = re.compile(r"\*|(?<![\\A-Za-z])[A-Za-z]{2,}\(")  # w_ji*x and exp(w_ji) are no LaTeX, where ji is j times i


@dataclass(frozen=True, slots=True)
class Key:
    """A term with the names that answers to it may use, their domain, and how answers are spelled and may begin.

    format: ``plain``, ``latex`` or None (either). asked: a left side that may stand before ``=`` in an answer.
    """

    term: Term
    names: Names
    domain: Domain
    format: str | None = None
    asked: Term | None = None

    def read(self, text: str) -> Reading | Unreadable:
        """An answer's text as a term."""
        return read(text, self.names, format=self.format, asked=self.asked)

    def compare(self, text: str | Term, allowed: Tolerance | None = None) -> Comparison | Unreadable:
        """What an answer is beside the key; text that can't be read gives Unreadable, nothing is raised.

        >>> type(compile_key("2*(x+y)").compare("2x+2y")).__name__
        'Proved'
        """
        if isinstance(text, Term):
            return self.compare_term(text, allowed)
        found = self.read(text)
        return found if isinstance(found, Unreadable) else self.compare_term(found.term, allowed)

    def compare_term(self, answer: Term, allowed: Tolerance | None = None) -> Comparison:
        """What an answer that was read is beside the key."""
        return compare_terms(answer, self.term, self.domain, allowed)


def compile_key(
    text: str | Term,
    variables: Iterable[str] | None = None,
    functions: Iterable[str] = (),
    domain: Declared = "real",
    *,
    format: str | None = None,
    asked: Term | None = None,
    shapes: Shapes | None = None,
) -> Key:
    """A key from its text.

    variables: the names that may occur; None: any. functions: unknown functions. shapes: names of arrays, with the names of
    their dimensions (``{"W": ["I", "H"]}``). format, asked: as of ``Key``; the key's own text may be in either spelling, and is
    read as its answers are where it can be.
    Raises UnreadableKey where the key itself can't be read, since then no answer can be judged; UnknownDomain.
    """
    names = Names(None if variables is None else frozenset(variables), frozenset(functions))
    on = declared_domain(domain, shapes)
    if isinstance(text, Term):
        return Key(text, names, on, format, asked)
    is_plain = format == "latex" and _PLAIN.search(text) is not None
    found = _read_key(text, names, None if is_plain else format, asked)
    if isinstance(found, Unreadable):
        found = _read_key(text, names, None, asked)
    if isinstance(found, Unreadable):
        raise UnreadableKey(found)
    return Key(found.term, names, on, format, asked)


def compare(
    left: str | Term,
    right: str | Term,
    domain: Declared = "real",
    *,
    allowed: Tolerance | None = None,
    shapes: Shapes | None = None,
) -> Comparison | Unreadable:
    """Whether two formulas are the same function; texts are read first, and what can't be read is returned as Unreadable.

    Raises UnknownDomain for a declaration that is none, and nothing on text.

    >>> compare("2x+2y", "2*(x+y)").how, compare("2*(x+", "x").code
    ('exact', 'missing_operand')
    """
    on = declared_domain(domain, shapes)
    answer = Reading(left) if isinstance(left, Term) else read(left)
    if isinstance(answer, Unreadable):
        return answer
    key = Reading(right) if isinstance(right, Term) else _read_key(right, ANY, None, None)
    return key if isinstance(key, Unreadable) else compare_terms(answer.term, key.term, on, allowed)


def declared_domain(declared: Declared, shapes: Shapes | None = None) -> Domain:
    """The domain of a word or a map, with the shapes of arrays. Raises UnknownDomain.

    >>> declared_domain({"x": "positive"}, {"W": ["I", "H"]})["W"].shape
    ('I', 'H')
    """
    if isinstance(declared, Mapping):
        declared = {canonical(name): word for name, word in declared.items()}
    domain = declared if isinstance(declared, Domain) else domain_of(declared)
    if not shapes:
        return domain
    arrays = {canonical(name): replace(domain[name], shape=tuple(map(str, shape))) for name, shape in shapes.items()}
    return Domain({**domain.assumptions, **arrays}, domain.default)


@lru_cache(maxsize=KEPT)
def _read_key(text: str, names: Names, format: str | None, asked: Term | None) -> Reading | Unreadable:
    """A key's text; the same term where it was read before, so that what was prepared of it is found again."""
    return read(text, names, format=format, asked=asked)
