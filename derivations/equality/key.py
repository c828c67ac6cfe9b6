"""A key against many answers: read once, picklable, with the same verdict in any process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from derivations.equality.compare import compare as compare_terms
from derivations.equality.outcome import Comparison
from derivations.terms.domain import Domain, domain_of
from derivations.terms.reading import Names, Unreadable, read
from derivations.terms.term import Term

Declared = str | Mapping[str, str] | Domain


@dataclass(frozen=True, slots=True)
class Key:
    """A term with the names that answers to it may use, and its domain."""

    term: Term
    names: Names
    domain: Domain

    def compare(self, text: str | Term) -> Comparison | Unreadable:
        """What an answer is beside the key; text that can't be read gives Unreadable, nothing is raised.

        >>> type(compile_key("2*(x+y)").compare("2x+2y")).__name__
        'Proved'
        """
        answer = _term(text, self.names)
        return answer if isinstance(answer, Unreadable) else compare_terms(answer, self.term, self.domain)


def compile_key(
    text: str | Term, variables: Iterable[str] | None = None, functions: Iterable[str] = (), domain: Declared = "real"
) -> Key:
    """A key from its text. variables: the names that may occur; None: any. functions: unknown functions.

    Raises ValueError where the key itself can't be read, since then no answer can be judged; UnknownDomain.
    """
    names = Names(None if variables is None else frozenset(variables), frozenset(functions))
    term = _term(text, names)
    if isinstance(term, Unreadable):
        raise ValueError(  # noqa: TRY004 - the text is at fault, not its type
            f"the key can't be read at position {term.at + 1}: {term.code}"
        )
    return Key(term, names, _domain(domain))


def compare(left: str | Term, right: str | Term, domain: Declared = "real") -> Comparison | Unreadable:
    """Whether two formulas are the same function; texts are read first, and what can't be read is returned as Unreadable.

    >>> compare("2x+2y", "2*(x+y)").how, compare("2*(x+", "x").code
    ('exact', 'missing_operand')
    """
    terms = [_term(each, Names()) for each in (left, right)]
    unreadable = next((each for each in terms if isinstance(each, Unreadable)), None)
    if unreadable is not None:
        return unreadable
    first, second = (each for each in terms if isinstance(each, Term))
    return compare_terms(first, second, _domain(domain))


def _term(text: str | Term, names: Names) -> Term | Unreadable:
    if isinstance(text, Term):
        return text
    found = read(text, names)
    return found if isinstance(found, Unreadable) else found.term


def _domain(declared: Declared) -> Domain:
    return declared if isinstance(declared, Domain) else domain_of(declared)
