r"""Text to Term: what students, teachers and models type, in calculator, NumPy, LaTeX, Unicode and Japanese spelling.

The tokens of ``lexing`` are read by a parser that descends by the strength of operators (relations, sums, products, powers); what
each word means is decided by the tables of ``notation`` alone. Nothing is evaluated or simplified, and whatever is ambiguous
is refused with both readings instead of being guessed: a wrong guess would be a wrong verdict.

Decisions: ``e^x`` is exp(x). ``sin 2x`` is sin(2x), ``sin x cos x`` a product. ``a/b c`` is refused. The
chain ``dz/dx = 2t = 2(x+y)`` answers with its last member where its first is what was asked.
"""

from __future__ import annotations

from derivations.terms import characters, lexing
from derivations.terms.names import ANY, Names
from derivations.terms.notation import RELATION, RELATIONS
from derivations.terms.parser import Parser
from derivations.terms.term import Term
from derivations.terms.tokens import LAST, Token
from derivations.terms.unreadable import LIMIT_LENGTH, Stop, Unreadable

__all__ = ["ANY", "Names", "Reading", "Unreadable", "read"]


class Reading:
    """What a text says: the term, and the left side that was taken off because it names what was asked, as typed."""

    __slots__ = ("dropped", "term")

    def __init__(self, term: Term, dropped: str | None = None) -> None:
        self.term = term
        self.dropped = dropped

    def __repr__(self) -> str:
        return f"Reading({self.term!r}, {self.dropped!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and (self.term, self.dropped) == (other.term, other.dropped)

    def __hash__(self) -> int:
        return hash((self.term, self.dropped))


def read(text: str, names: Names = ANY, *, format: str | None = None, asked: Term | None = None) -> Reading | Unreadable:
    """Read a formula; never raises on text.

    names:  which quantities and unknown functions may occur. format: ``plain``, ``latex``, or None: LaTeX where a command or a
    braced exponent occurs. asked: a left side that may stand before ``=`` and is dropped.

    >>> read("2(x+y)").term == read(r"2\\left(x+y\\right)").term == read("２（ｘ＋ｙ）").term
    True
    >>> read("2*(x+")
    Unreadable(code='missing_operand', at=5, found='', expected=('operand',), facts={})
    """
    if len(text) > LIMIT_LENGTH:
        return Unreadable("limit_length", LIMIT_LENGTH, facts={"limit": str(LIMIT_LENGTH)})
    plain = text if text.isascii() else characters.as_plain(text)
    latex = "\\" in plain or "^{" in plain or "_{" in plain if format is None else format == "latex"
    try:
        tokens, starts = lexing.cut(plain, names, latex)
        parser = Parser(plain, tokens, starts, names, latex)
        if tokens[0].kind in _OUTSIDE or tokens[len(tokens) - 2].kind in _OUTSIDE:
            parser.at = _trim(tokens, starts)
        return _answer(parser, text, asked)
    except Stop as stop:
        start, end = stop.place
        return Unreadable(stop.code, start, text[start:end], stop.expected, stop.facts)


def _answer(parser: Parser, typed: str, asked: Term | None) -> Reading:
    """The whole text as one answer."""
    begin = parser.at
    if asked is not None and parser.tokens[begin].kind == "=":
        parser.at = begin + 1
    term = parser.expression(RELATION)
    if parser.tokens[parser.at] is LAST and (asked is None or parser.tokens[begin].kind != "="):
        return Reading(term)
    return _related(parser, typed, asked, begin, term)


def _related(parser: Parser, typed: str, asked: Term | None, begin: int, left: Term) -> Reading:
    """An answer with relations: the left side that was asked is dropped."""
    tokens, starts = parser.tokens, parser.starts
    leading = tokens[begin].kind == "="
    first = starts[begin]
    members, relations, begins = [left], [], [first]
    while (token := tokens[parser.at]).power == RELATION:
        parser.at += 1
        relations.append(RELATIONS[token.kind])
        begins.append(starts[parser.at])
        members.append(parser.expression(RELATION))
    if token is not LAST:
        raise parser.unexpected()
    if asked is not None and set(relations) == {"eq"} and (leading or _same(left, asked)):
        return Reading(members[-1], typed[first : begins[-1]].strip().rstrip("=＝").strip())
    if leading:
        return Reading(left, "=")
    if len(members) > 2:
        code = "several_equations" if "eq" in relations else "misplaced_relation"
        raise Stop(code, (begins[2] - 1, begins[2]))
    return Reading(Term(relations[0], tuple(members), None, parser.span(first)))


_OUTSIDE = frozenset(["$", ".", "end"])


def _trim(tokens: list[Token], starts: list[int]) -> int:
    """Leave out a full stop after the formula and dollars around it; the number of dollars before it."""
    first = 0
    while tokens[first].kind == "$":
        first += 1
    while len(tokens) > first + 1 and tokens[-2].kind in _OUTSIDE:
        del tokens[-2], starts[-2]
    if tokens[first] is LAST:
        raise Stop("empty", (0, 0), ("operand",))
    return first


def _same(left: Term, asked: Term) -> bool:
    """Whether a left side names what was asked; d and ∂ are one here."""
    if left.op == "derivative" == asked.op:
        return left.args == asked.args
    return left == asked
