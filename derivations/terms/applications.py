"""Functions at their arguments: with brackets, without, with an exponent between, unknown ones, those of NumPy."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from derivations.terms import notation, operators
from derivations.terms.brackets import arguments, group
from derivations.terms.notation import ATOM, PRODUCT
from derivations.terms.structures import root
from derivations.terms.term import Term
from derivations.terms.tokens import Token
from derivations.terms.unreadable import Stop

if TYPE_CHECKING:
    from derivations.terms.parser import Parser


def _function(parser: Parser) -> Term:
    row = parser.tokens[parser.at].value
    assert isinstance(row, notation.Function)
    if row.name == "sqrt" and parser.latex and parser.text.startswith("\\", parser.starts[parser.at]):
        return root(parser)
    return _applied(parser, row.name, row.arity, row.loose)


def _letter_function(parser: Parser) -> Term:
    """A function whose name is a letter: at an argument in brackets the function, elsewhere the letter."""
    at = parser.at
    pair = parser.tokens[at].value
    assert isinstance(pair, tuple)
    row, letter = pair
    if parser.tokens[_behind_exponent(parser, at + 1)].kind in ("({" if parser.latex else "("):
        return _applied(parser, row.name, row.arity, False)
    parser.at += 1
    return Term("name", (), letter, parser.place(at))


def _behind_exponent(parser: Parser, at: int) -> int:
    r"""The token after an exponent that begins at a token, as in ``\sigma^{2}(x)``; the token itself where none begins."""
    if parser.tokens[at].kind != "^":
        return at
    if parser.tokens[at].value is not None:
        return at + 1
    if parser.tokens[at + 1].kind != "{":
        return min(at + 2, len(parser.tokens) - 1)
    return next((each + 1 for each in range(at, len(parser.tokens)) if parser.tokens[each].kind == "}"), at)


def _shorthand(parser: Parser) -> Term:
    name = str(parser.tokens[parser.at].value)
    op, before, after = notation.SHORTHANDS[name]
    applied = _applied(parser, name, 1, True)
    numbers = [[Term("number", (), Fraction(each)) for each in side] for side in (before, after)]
    return Term(op, (*numbers[0], *applied.args, *numbers[1]), None, applied.span)


def _operation(parser: Parser) -> Term:
    op, arity = notation.OPERATIONS[str(parser.tokens[parser.at].value)]
    return _applied(parser, op, arity, False)


def _array(parser: Parser) -> Term:
    start = parser.starts[parser.at]
    parser.at += 1
    inside = group(parser, "(") if parser.tokens[parser.at].kind == "(" else parser.expression(ATOM)
    return Term(inside.op, inside.args, inside.value, parser.span(start))


def _opaque(parser: Parser) -> Term:
    start, name = parser.starts[parser.at], str(parser.tokens[parser.at].value)
    parser.at += 1
    while parser.tokens[parser.at].kind == "'":
        name += "'"
        parser.at += 1
    if parser.tokens[parser.at].kind != "(":
        return Term("name", (), name, parser.span(start))
    return Term("opaque", arguments(parser), name, parser.span(start))


def _log(parser: Parser) -> Term:
    r"""A logarithm with its base: ``\log_{2} x``, ``log_2(x)``."""
    subscript = parser.tokens[parser.at].value
    assert isinstance(subscript, tuple)
    base = parser.part(*subscript)
    argument = _applied(parser, "log", 1, True)
    return Term("logb", (base, *argument.args), None, argument.span)


def _applied(parser: Parser, name: str, arity: int | None, loose: bool) -> Term:
    """A function at its arguments; an exponent may stand between them (``sin^2 x``)."""
    at, start = parser.at, parser.starts[parser.at]
    parser.at = at + 1
    kind = parser.tokens[at + 1].kind
    exponent = None
    if kind == "^":
        exponent = _exponent(parser, at)
        kind = parser.tokens[parser.at].kind
    if kind == "(":
        args = arguments(parser)
    elif kind == "{" and parser.latex:
        args = (group(parser, "{"),)
    elif loose:
        args = (_loose_argument(parser, at),)
    else:
        raise Stop("missing_argument", parser.place(parser.at), ("argument",), function=parser.typed(at))
    if len(args) != arity and arity is not None:
        facts = {"function": name, "wanted": str(arity), "given": str(len(args))}
        raise Stop("wrong_argument_count", parser.span(start), **facts)
    term = Term(name, args, None, parser.span(start))
    return term if exponent is None else Term("pow", (term, exponent), None, term.span)


def _exponent(parser: Parser, function: int) -> Term:
    exponent = operators.exponent(parser)
    if exponent.op == "neg":
        name = parser.typed(function)
        place = parser.span(parser.starts[function])
        raise Stop("ambiguous_inverse", place, first=f"arc{name}", second=f"1/{name}")
    return exponent


def _loose_argument(parser: Parser, function: int) -> Term:
    """An argument without brackets: signs, a number, then what is glued to it (``sin 2x``, ``ln x``)."""
    start, minus = operators.signs(parser)
    token = parser.tokens[parser.at]
    if token.kind == "glued number":
        parser.tokens[parser.at] = Token("number", Fraction(str(token.value)), token.length, str(token.value))
    elif not parser.tokens[parser.at].is_operand:
        raise Stop("missing_argument", parser.place(parser.at), ("argument",), function=parser.typed(function))
    parser.enter()
    factors = [parser.expression(PRODUCT)]
    while parser.tokens[parser.at].kind in ("name", "constant", "letter function") and (
        parser.span(0)[1] == parser.starts[parser.at] or all(each.op in ("number", "constant") for each in factors)
    ):
        factors.append(parser.expression(PRODUCT))
    parser.depth -= 1
    term = factors[0] if len(factors) == 1 else Term("mul", tuple(factors), None, parser.span(start))
    for _ in range(minus):
        term = Term("neg", (term,), None, parser.span(start))
    return term


OPERANDS: dict[str, Callable[[Parser], Term]] = {
    "function": _function,
    "letter function": _letter_function,
    "shorthand": _shorthand,
    "operation": _operation,
    "array": _array,
    "opaque": _opaque,
    "log": _log,
}
