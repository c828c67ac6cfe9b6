"""The fields of a row: what each may hold, and what it means. Whatever a field must not hold is refused by a code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from derivations.equality.key import Key, UnreadableKey, compile_key, declared_domain
from derivations.terms.domain import Domain, UnknownDomain
from derivations.terms.names import Names, canonical
from derivations.terms.reading import Reading, Unreadable, read
from derivations.terms.term import Term

if TYPE_CHECKING:
    from derivations.equality.numbers import Tolerance

Row = Mapping[str, object]
Pairs = tuple[tuple[str, str], ...]

SPELLINGS = ("plain", "latex", "numpy")


class RowError(Exception):
    """A row that can't be judged: ``field`` is at fault, ``reason`` is a code, ``at`` a position in the field's text."""

    def __init__(self, field: str, reason: str, at: int | None = None) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
        self.at = at


@dataclass(frozen=True, slots=True)
class Declarations:
    """What a row says of its formulas apart from their texts; hashable, so that a key is kept under it."""

    spelling: str = "plain"
    variables: tuple[str, ...] | None = None
    functions: tuple[str, ...] = ()
    domain: str | Pairs = "real"
    shapes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    asked: str | None = None

    @property
    def names(self) -> Names:
        """The names that a text of the row may use."""
        return Names(None if self.variables is None else frozenset(self.variables), frozenset(self.functions))

    def asked_term(self) -> Term | None:
        """The left side that may stand before ``=``. Raises RowError."""
        return None if self.asked is None else term_of(self.asked, "asked", Names(), None)

    def key(self, teacher: str | Term) -> Key:
        """The teacher's text as a key. Raises RowError."""
        try:
            return compile_key(teacher, self.variables, self.functions, self.on(), format=self.spelling, asked=self.asked_term())
        except UnreadableKey as error:
            raise RowError("teacher", error.unreadable.code, error.unreadable.at) from error

    def read(self, row: Row, known: Names, asked: Term | None) -> Reading | Unreadable:
        r"""The student's text; one that is no plain text is tried as LaTeX if it holds a command. Raises RowError.

        >>> found = Declarations().read({"student": r"\frac12"}, Names(), None)
        >>> isinstance(found, Reading) and found.term.op
        'div'
        """
        written = text(row, "student")
        found = read(written, known, format=self.spelling, asked=asked)
        if isinstance(found, Unreadable) and self.spelling == "plain" and "\\" in written:
            as_latex = read(written, known, format="latex", asked=asked)
            return found if isinstance(as_latex, Unreadable) else as_latex
        return found

    def on(self) -> Domain:
        """What is declared of the names. Raises RowError."""
        try:
            return declared_domain(self.domain if isinstance(self.domain, str) else dict(self.domain), dict(self.shapes))
        except UnknownDomain as error:
            raise RowError("domain", f"unknown: {error.args[0]}") from error


def declarations(row: Row) -> Declarations:
    """The declarations of a row. Raises RowError.

    >>> declarations({"variables": ["x"], "domain": {"x": "positive"}}).domain
    (('x', 'positive'),)
    """
    spelling = row.get("format") or "plain"
    if spelling not in SPELLINGS:
        raise RowError("format", "unknown")
    asked = None if row.get("asked") is None else text(row, "asked")
    return Declarations(
        str(spelling),
        names(row, "variables"),
        names(row, "functions") or (),
        _domain(row),
        _shapes(row),
        asked,
    )


def text(row: Row, field: str) -> str:
    """A field that holds a text. Raises RowError."""
    value = row.get(field)
    if not isinstance(value, str):
        raise RowError(field, "missing" if value is None else "not_a_text")
    return value


def names(row: Row, field: str) -> tuple[str, ...] | None:
    """A field that holds a list of names, or nothing. Raises RowError."""
    value = row.get(field)
    return None if value is None else _texts(field, value)


def term_of(written: str, field: str, known: Names, spelling: str | None) -> Term:
    """A field's text as a term. Raises RowError."""
    found = read(written, known, format=spelling)
    if isinstance(found, Unreadable):
        raise RowError(field, found.code, found.at)
    return found.term


def _texts(field: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Sequence) or not all(isinstance(each, str) for each in value):
        raise RowError(field, "not_a_list_of_texts")
    return tuple(value)


def _domain(row: Row) -> str | Pairs:
    value = row.get("domain") or "real"
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping) or not all(isinstance(word, str) for word in value.values()):
        raise RowError("domain", "neither_a_word_nor_a_map_of_words")
    return tuple(sorted((str(name), word) for name, word in value.items()))


def _shapes(row: Row) -> tuple[tuple[str, tuple[str, ...]], ...]:
    value = row.get("shapes") or {}
    if not isinstance(value, Mapping):
        raise RowError("shapes", "not_a_map")
    shapes = []
    for name, shape in value.items():
        if isinstance(shape, str) or not isinstance(shape, Sequence) or not all(isinstance(each, str | int) for each in shape):
            raise RowError("shapes", "not_a_list_of_dimensions")
        shapes.append((str(name), tuple(map(str, shape))))
    return tuple(sorted(shapes))


@dataclass(frozen=True, slots=True)
class Options:
    """What counts beside equality: how far numbers may be apart, and how the answer is to be written.

    named: the quantities that the form ``no_named`` wants gone.
    """

    allowed: Tolerance | None = None
    form: str | None = None
    named: frozenset[str] = frozenset()


NO_OPTIONS = Options()


def options(row: Row, intermediates: frozenset[str] = frozenset()) -> Options:
    """The options of a row. Raises RowError.

    >>> options({"options": {"form": "factored"}}).form
    'factored'
    """
    given = row.get("options") or {}
    if not isinstance(given, Mapping):
        raise RowError("options", "not_a_map")
    return _options(given, intermediates) if given else NO_OPTIONS


def _options(given: Mapping[object, object], intermediates: frozenset[str]) -> Options:
    from derivations.equality.forms import FORMS
    from derivations.equality.numbers import OPTIONS, tolerance

    unknown = sorted(str(each) for each in given if each not in (*OPTIONS, "form", "named"))
    if unknown:
        raise RowError("options", f"unknown: {unknown[0]}")
    try:
        allowed = tolerance({str(name): value for name, value in given.items()})
    except ValueError as error:
        raise RowError("options", f"not_a_size: {error}") from error
    form = given.get("form")
    if form is not None and form not in FORMS:
        raise RowError("options", "unknown: form")
    named = frozenset(canonical(each) for each in _texts("options", given.get("named") or ()))
    return Options(allowed, form, named or intermediates)
