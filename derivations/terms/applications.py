"""Functions at their arguments: with brackets, without, with an exponent between, unknown ones, those of NumPy."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from derivations.terms import notation, operators
from derivations.terms.brackets import arguments, group
from derivations.terms.cases import chosen, indicator
from derivations.terms.notation import PRODUCT
from derivations.terms.structures import root
from derivations.terms.term import Term, substitute
from derivations.terms.term import name as variable
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
    if parser.tokens[_behind_exponent(parser, at + 1)].kind in ("({[" if parser.latex else "("):
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


def _defined(parser: Parser) -> Term:
    """A function that stands for a term over others."""
    name = str(parser.tokens[parser.at].value)
    parameters, written = notation.DEFINED[name]
    template = _TEMPLATES.get(name) or _TEMPLATES.setdefault(name, parser.read_apart(written))
    slots = [variable(each) for each in parameters.split()]
    applied = _applied(parser, name, len(slots), len(slots) == 1)
    return _rewritten(applied, name, lambda args: substitute(template, dict(zip(slots, args, strict=True))))


_TEMPLATES: dict[str, Term] = {}


def _rewritten(applied: Term, name: str, build: Callable[[tuple[Term, ...]], Term]) -> Term:
    """What a function at its arguments stands for; an exponent between them stays outside."""
    if applied.op != name:
        inner, exponent = applied.args
        return Term("pow", (_rewritten(inner, name, build), exponent), None, applied.span)
    found = build(applied.args)
    if found.op == "pow" and found.args[0] == _EULER:
        return Term("exp", found.args[1:], None, applied.span)
    return Term(found.op, found.args, found.value, applied.span)


def _where(parser: Parser) -> Term:
    """``np.where(condition, a, b)``: both values, each with a step that is 1 where it is taken."""
    at = parser.at
    condition, then, other = _applied(parser, "where", 3, False).args
    holds = indicator(condition)
    if holds is None:
        raise Stop("missing_argument", parser.place(at + 2), ("argument",), function=parser.typed(at))
    term = chosen(holds, then, other)
    return Term(term.op, term.args, term.value, parser.span(parser.starts[at]))


_EULER = Term("constant", (), "e")


def _array(parser: Parser) -> Term:
    start = parser.starts[parser.at]
    parser.at += 1
    if parser.tokens[parser.at].kind != "(":
        raise Stop("missing_argument", parser.place(parser.at), ("argument",), function=parser.typed(parser.at - 1))
    inside = group(parser, "(")
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
    return _rewritten(_applied(parser, "log", 1, True), "log", lambda args: Term("logb", (base, *args)))


def _applied(parser: Parser, name: str, arity: int | None, loose: bool) -> Term:
    """A function at its arguments; an exponent may stand between them (``sin^2 x``)."""
    at, start = parser.at, parser.starts[parser.at]
    parser.at = at + 1
    kind = parser.tokens[at + 1].kind
    exponent = None
    args: tuple[Term, ...]
    if kind == "^":
        exponent = _exponent(parser, at)
        kind = parser.tokens[parser.at].kind
    if kind == "{" and parser.latex:
        args = (group(parser, "{"),)
    elif kind in _BRACKETS:
        args = arguments(parser)
        if arity is None and len(args) == 1 and args[0].op in ("list", "set"):
            args = args[0].args  # np.max([a, b]): the greatest of what is listed
    elif loose:
        args = (_loose_argument(parser, at),)
    else:
        raise Stop("missing_argument", parser.place(parser.at), ("argument",), function=parser.typed(at))
    if len(args) != arity and arity is not None:
        facts = {"function": name, "wanted": str(arity), "given": str(len(args))}
        raise Stop("wrong_argument_count", parser.span(start), **facts)
    term = Term(name, args, None, parser.span(start))
    return term if exponent is None else Term("pow", (term, exponent), None, term.span)


_BRACKETS = frozenset(["(", "[", "{", "\\{"])


def _exponent(parser: Parser, function: int) -> Term:
    exponent = operators.exponent(parser)
    if exponent.op == "neg":
        name = parser.typed(function).lstrip("\\")
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
    if len(factors) > 1 and parser.tokens[function].value in _ROOTS:
        raise _ambiguous_root(parser, function, factors)
    term = factors[0] if len(factors) == 1 else Term("mul", tuple(factors), None, parser.span(start))
    for _ in range(minus):
        term = Term("neg", (term,), None, parser.span(start))
    return term


_ROOTS = (notation.BY_NAME["sqrt"], "cbrt", "∛")


def _ambiguous_root(parser: Parser, function: int, factors: list[Term]) -> Stop:
    """``√2x`` may be the root of 2 times x, or the root of 2x."""
    place = parser.span(parser.starts[function])
    root, (_, end) = parser.typed(function), factors[0].span or place
    inside = parser.text[parser.place(function)[1] : end].strip()
    rest = parser.text[end : place[1]].strip()
    return Stop("ambiguous_argument", place, ("(",), first=f"{root}({inside})*{rest}", second=f"{root}({inside}{rest})")


OPERANDS: dict[str, Callable[[Parser], Term]] = {
    "function": _function,
    "letter function": _letter_function,
    "defined": _defined,
    "where": _where,
    "array": _array,
    "opaque": _opaque,
    "log": _log,
}
