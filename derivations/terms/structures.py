r"""What LaTeX writes with braces: ``\frac``, ``\sqrt``, ``\binom``, ``\boxed``, matrices, cases."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from derivations.terms.brackets import group, related, single_digit
from derivations.terms.cases import piecewise
from derivations.terms.notation import ATOM, RELATION
from derivations.terms.term import Term
from derivations.terms.unreadable import Stop

if TYPE_CHECKING:
    from derivations.terms.parser import Parser


def _frac(parser: Parser) -> Term:
    start, at = parser.starts[parser.at], parser.at
    parser.at += 1
    if parser.tokens[parser.at].kind == "number" and (piece := parser.typed(parser.at)).isdigit() and len(piece) == 2:
        begin = parser.starts[parser.at]
        parser.at += 1
        digits = (Term("number", (), Fraction(each), (begin + at, begin + at + 1), each) for at, each in enumerate(piece))
        return Term("div", tuple(digits), None, parser.span(start))
    both = (_argument(parser, at), _argument(parser, at))
    return Term("div", both, None, parser.span(start))


def _argument(parser: Parser, structure: int) -> Term:
    kind = parser.tokens[parser.at].kind
    if kind == "{":
        return group(parser, "{")
    if kind == "number":
        return single_digit(parser)
    if not parser.tokens[parser.at].is_operand:
        name = parser.typed(structure).strip("\\")
        raise Stop("missing_argument", parser.place(parser.at), ("argument",), function=name)
    parser.enter()
    term = parser.expression(ATOM)
    parser.depth -= 1
    return term


def root(parser: Parser) -> Term:
    r"""A root: ``\sqrt{x}``, ``\sqrt x``, ``\sqrt[3]{x}``."""
    start, at = parser.starts[parser.at], parser.at
    parser.at += 1
    if parser.tokens[parser.at].kind == "[":
        index = group(parser, "[")
        return Term("root", (_argument(parser, at), index), None, parser.span(start))
    return Term("sqrt", (_argument(parser, at),), None, parser.span(start))


def _binom(parser: Parser) -> Term:
    start, at = parser.starts[parser.at], parser.at
    parser.at += 1
    both = (_argument(parser, at), _argument(parser, at))
    return Term("binomial", both, None, parser.span(start))


def _boxed(parser: Parser) -> Term:
    """A box round one side of a relation; a box beside anything else is one answer among others."""
    at = parser.at
    parser.at += 1
    if parser.tokens[parser.at].kind != "{":
        raise Stop("missing_argument", parser.place(parser.at), ("{",), function="boxed")
    term = group(parser, "{")
    if parser.tokens[parser.at].power > RELATION or (at and parser.tokens[at - 1].power != RELATION):
        raise Stop("several_answers", parser.place(at))
    return term


def _environment(parser: Parser) -> Term:
    return (_cases if parser.tokens[parser.at].value in ("cases", "dcases") else _matrix)(parser)


def _cases(parser: Parser) -> Term:
    """Values with their conditions, one a line; nothing may be left out."""
    start, at = parser.starts[parser.at], parser.at
    parser.at += 1
    parser.enter()
    found: list[tuple[Term, Term | None]] = []
    while not _skipped(parser, "\\end"):
        value = parser.expression(RELATION)
        if not _skipped(parser, ",", ";", "&", "if"):
            raise Stop("missing_operand", parser.place(parser.at), ("operand",))
        found.append((value, _condition(parser)))
        if not _skipped(parser, ",", ";", ".", "\\\\") and parser.tokens[parser.at].kind != "\\end":
            raise parser.unexpected()
    parser.depth -= 1
    term = piecewise(found)
    if term is None:
        raise Stop("not_supported", parser.span(start), construct=parser.typed(at))
    return Term(term.op, term.args, term.value, parser.span(start))


def _condition(parser: Parser) -> Term | None:
    """A condition; None for all that is left."""
    begin = parser.at
    if _skipped(parser, "(", "otherwise", ")") and "otherwise" in [token.kind for token in parser.tokens[begin : parser.at]]:
        return None
    parser.at = begin
    start = parser.starts[begin]
    return related(parser, parser.expression(RELATION), start)


def _skipped(parser: Parser, *kinds: str) -> bool:
    """Go past tokens of these kinds; whether there were any."""
    begin = parser.at
    while parser.tokens[parser.at].kind in kinds:
        parser.at += 1
    return parser.at > begin


def _matrix(parser: Parser) -> Term:
    start, environment = parser.starts[parser.at], parser.tokens[parser.at].value
    parser.at += 1
    parser.enter()
    rows: list[list[Term]] = [[]]
    while parser.tokens[parser.at].kind != "\\end":
        rows[-1].append(parser.expression(RELATION))
        kind = parser.tokens[parser.at].kind
        if kind in ("&", "\\\\"):
            parser.at += 1
            if kind == "\\\\" and parser.tokens[parser.at].kind != "\\end":
                rows.append([])
        elif kind == "end":
            raise Stop("unbalanced_open", (start, parser.starts[parser.at]), ("\\end",))
        elif kind != "\\end":
            raise parser.unexpected()
    if parser.tokens[parser.at].value != environment:
        raise Stop("mismatched_bracket", parser.place(parser.at), ("\\end",), opened=f"\\begin{{{environment}}}")
    parser.at += 1
    parser.depth -= 1
    if len({len(row) for row in rows}) != 1:
        raise Stop("missing_operand", parser.span(start), ("operand",))
    entries = tuple(entry for row in rows for entry in row)
    return Term("matrix", entries, (len(rows), len(rows[0])), parser.span(start))


OPERANDS: dict[str, Callable[[Parser], Term]] = {
    "frac": _frac,
    "root": root,
    "binom": _binom,
    "boxed": _boxed,
    "\\begin": _environment,
}
