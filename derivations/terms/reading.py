r"""Text to Term: what students, teachers and models type, in calculator, NumPy, LaTeX, Unicode and Japanese spelling.

The tokens of ``lexing`` are read by a parser that descends by the strength of operators (relations, sums, products, powers); what
each word means is decided by the tables of ``notation`` alone. Nothing is evaluated or simplified, and whatever is ambiguous
is refused with both readings instead of being guessed: a wrong guess would be a wrong verdict.

Decisions: ``e^x`` is exp(x). ``sin 2x`` is sin(2x), ``sin x cos x`` a product. ``a/b c`` is refused. The
chain ``dz/dx = 2t = 2(x+y)`` answers with its last member where its first is what was asked.
"""

from __future__ import annotations

from derivations.terms import characters, lexing
from derivations.terms.leads import begins_with_words, left_side, without_leads
from derivations.terms.names import ANY, Names
from derivations.terms.notation import RELATION
from derivations.terms.parser import Parser
from derivations.terms.statements import OUTSIDE, trim, whole
from derivations.terms.term import Term
from derivations.terms.tokens import LAST
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
    if names.variables is None and begins_with_words(plain) and (found := _read_inside(plain, text, names, latex, asked)):
        return found
    try:
        found = _read(plain, text, names, latex, asked)
    except Stop as stop:
        return _read_inside(plain, text, names, latex, asked) or _unreadable(stop, text)
    if asked is not None and found.term.op == "eq":
        return _read_inside(plain, text, names, latex, asked) or found
    return found


def _read(plain: str, typed: str, names: Names, latex: bool, asked: Term | None) -> Reading:
    """The text as one answer. Raises Stop."""
    tokens, starts = lexing.cut(plain, names, latex)
    parser = Parser(plain, tokens, starts, names, latex)
    begin = 0
    if tokens[0].kind in OUTSIDE or tokens[len(tokens) - 2].kind in OUTSIDE:
        begin = parser.at = trim(tokens, starts)
    leading = asked is not None and tokens[begin].kind == "="
    if leading:
        parser.at = begin + 1
    term = parser.expression(RELATION)
    if tokens[parser.at] is LAST and not leading:
        return Reading(term)
    term, until = whole(parser, asked, term, begin)
    if not until:
        return Reading(term)
    return Reading(term, typed[starts[begin] : until].strip().rstrip("=＝").strip() or "=")


def _read_inside(plain: str, typed: str, names: Names, latex: bool, asked: Term | None) -> Reading | None:
    """The answer inside a text that leads up to it; None where there is none."""
    inner = without_leads(plain)
    end = left_side(inner, asked) if asked is not None else 0
    if inner == plain and not end:
        return None
    try:
        found = _read(" " * end + inner[end:], typed, names, latex, asked)
    except Stop:
        return None
    return Reading(found.term, typed[:end].rstrip("=＝ ").strip()) if end else found


def _unreadable(stop: Stop, text: str) -> Unreadable:
    start, end = stop.place
    return Unreadable(stop.code, start, text[start:end], stop.expected, stop.facts)
