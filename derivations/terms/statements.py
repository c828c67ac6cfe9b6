"""A text as a whole: a term, a relation or a chain of them, a list, alternatives; a left side that names what was asked is dropped.

The chain ``dz/dx = 2t = 2(x+y)`` answers with its last member where its first is what was asked. ``0 < x < 1`` is the relation
whose left side is a relation. ``1, 2`` is a list, ``x = 1 or x = 2`` a set.
"""

from __future__ import annotations

from derivations.terms.brackets import SEPARATORS, related
from derivations.terms.notation import RELATION, SUM
from derivations.terms.parser import Parser
from derivations.terms.term import Term
from derivations.terms.tokens import LAST, Token
from derivations.terms.unreadable import Stop

OUTSIDE = frozenset(["$", ".", "boxed", "end", "lines"])


def trim(tokens: list[Token], starts: list[int]) -> int:
    """Leave out a full stop behind the formula, dollars, ``aligned`` and one box round it; the tokens before it. Raises Stop."""
    first = 0
    while True:
        last = len(tokens) - 2
        if last < first:
            raise Stop("empty", (0, 0), ("operand",))
        if tokens[last].kind == ".":
            behind = 1
        elif tokens[first].kind == "$" == tokens[last].kind and first < last:
            first, behind = first + 1, 1
        elif tokens[first].kind == "boxed" and _closing(tokens, first + 1) == last:
            first, behind = first + 2, 1
        elif tokens[first].kind == "lines" and tokens[last].kind == "end of lines" and tokens[first].value == tokens[last].value:
            first, behind = first + 1, 1
            _join_lines(tokens, starts, first)
        else:
            return first
        del tokens[-1 - behind : -1], starts[-1 - behind : -1]


def _join_lines(tokens: list[Token], starts: list[int], first: int) -> None:
    """Leave out what only places an equation's lines below each other; a line that begins with = goes on with the one before."""
    opened = 0
    for at in range(len(tokens) - 2, first - 1, -1):
        kind = tokens[at].kind
        opened += (kind == "\\end") - (kind == "\\begin")
        if opened == 0 and (kind == "&" or (kind == "\\\\" and tokens[at + 1].kind in ("=", "end of lines"))):
            del tokens[at], starts[at]


def _closing(tokens: list[Token], at: int) -> int:
    """The token that ends the brace at a token; -1 where none begins there."""
    depth = 0
    for each in range(at, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[each].kind, 0)
        if depth == 0:
            return each if tokens[at].kind == "{" else -1
    return -1


def whole(parser: Parser, asked: Term | None, first: Term, begin: int) -> tuple[Term, int]:
    """The answer whose first term has been read, and where what was asked for ends in the text (0: nothing was dropped)."""
    tokens, starts = parser.tokens, parser.starts
    items, dropped, separators = [], 0, set()
    while True:
        item, until = _answered(parser, asked, first, begin)
        items.append(item)
        dropped = dropped or until
        kind = tokens[parser.at].kind
        if kind not in SEPARATORS and kind != "or":
            break
        if kind == "," and _is_in_number(parser, begin):
            raise Stop("ambiguous_comma", parser.place(parser.at))
        separators.add(kind)
        parser.at = begin = parser.at + 1
        first = parser.expression(RELATION)
    if tokens[parser.at] is not LAST or len(separators) > 1:
        raise parser.unexpected() if tokens[parser.at] is not LAST else Stop("several_answers", parser.place(parser.at - 1))
    if len(items) == 1:
        return items[0], dropped
    return Term("set" if "or" in separators else "list", tuple(items), None, parser.span(starts[0])), dropped


def _answered(parser: Parser, asked: Term | None, left: Term, begin: int) -> tuple[Term, int]:
    """A term or relation, without a left side that was asked; where that side ends, 0 where there is none."""
    tokens, starts = parser.tokens, parser.starts
    leading = asked is not None and tokens[begin].kind == "="
    if asked is None or not (leading or (tokens[parser.at].kind == "=" and _same(left, asked))):
        return related(parser, left, starts[begin]), 0
    until = starts[begin + 1]
    while tokens[parser.at].kind == "=":
        parser.at += 1
        until = starts[parser.at]
        left = parser.expression(RELATION)
    return left, until


def _same(left: Term, asked: Term) -> bool:
    """Whether a left side names what was asked; d and ∂ are one here."""
    if left.op == "derivative" == asked.op:
        return left.args == asked.args
    return left == asked


def _is_in_number(parser: Parser, begin: int) -> bool:
    """Whether a comma stands between digits that are all of the answer: ``1,5`` and ``1,000`` may be one number."""
    at, tokens = parser.at, parser.tokens
    around = tokens[at - 1], tokens[at + 1]
    if {each.kind for each in around} != {"number"} or parser.starts[at + 1] != parser.starts[at] + 1:
        return False
    is_alone = at - 1 == begin or tokens[at - 2].power in (RELATION, SUM)
    is_last = tokens[at + 2] is LAST or tokens[at + 2].kind == ","
    return is_alone and is_last and not any("." in (each.literal or "") for each in around)
