"""What follows an operand: summands, factors and divisors, exponents, postfixes; each takes the operand into a larger term."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from derivations.terms import brackets, words
from derivations.terms.notation import POWER, PRODUCT, SUM
from derivations.terms.term import Term
from derivations.terms.tokens import CLOSERS
from derivations.terms.unreadable import LIMIT_CHAIN, LIMIT_DEPTH, LIMIT_SIGNS, Stop

if TYPE_CHECKING:
    from derivations.terms.parser import Parser


def signed(parser: Parser, least: int) -> Term:
    """Signs and what they stand before: a product in a sum, one operand after another operator."""
    start, minus = signs(parser)
    term = parser.expression(max(least, SUM))
    for _ in range(minus):
        term = Term("neg", (term,), None, parser.span(start))
    return term


def signs(parser: Parser) -> tuple[int, int]:
    """Where the signs before an operand begin, and how many are minus."""
    first = at = parser.at
    tokens = parser.tokens
    minus = 0
    while tokens[at].power == SUM:
        minus += tokens[at].kind == "-"
        at += 1
    parser.at = at
    if at - first > LIMIT_SIGNS:
        raise Stop("limit_signs", (parser.starts[first], parser.starts[at]), limit=str(LIMIT_SIGNS))
    return parser.starts[first], minus


def sum(parser: Parser, left: Term, start: int) -> Term:
    """Summands with their signs, in the order in which they are written."""
    tokens = parser.tokens
    summands = [left]
    while (sign := tokens[at := parser.at]).power == SUM:
        parser.at = at + 1
        summand = parser.expression(SUM)
        summands.append(summand if sign.kind == "+" else Term("neg", (summand,), None, parser.span(parser.starts[at])))
    return Term("add", tuple(summands), None, parser.span(start))


def product(parser: Parser, left: Term, start: int) -> Term:
    """Factors and divisors from left to right; two operands side by side are multiplied."""
    tokens = parser.tokens
    op, factors, nested, last = "", [left], 0, -1
    while (token := tokens[at := parser.at]).power == PRODUCT:
        if token.joins != op and len(factors) > 1:
            factors = [Term(op, tuple(factors), None, parser.span(start))]
            nested += 1
        if not token.is_operand:
            parser.at = at = at + 1
        else:
            if token.kind in _NOT_BESIDE:
                _beside(parser, factors[-1], start if last < 0 else parser.starts[last])
            if op == "div":
                raise _ambiguous_division(parser, start, parser.starts[last])
        op, last = token.joins, at
        factors.append(parser.expression(PRODUCT))
        if op == "div":
            factors = [Term("div", tuple(factors), None, parser.span(start))]
            nested += 1
    if nested > LIMIT_CHAIN:
        raise Stop("limit_depth", (start, parser.starts[parser.at]), limit=str(LIMIT_DEPTH))
    return factors[0] if len(factors) == 1 else Term(op, tuple(factors), None, parser.span(start))


_OF_NUMBERS = re.compile(r"\\[a-z]+\s*(?:[0-9]|\{\s*[0-9.]+\s*\})\s*(?:[0-9]|\{\s*[0-9.]+\s*\})")
_NOT_BESIDE = frozenset(["number", "fraction", "frac", "["])


def _beside(parser: Parser, left: Term, begin: int) -> None:
    """Whether the next token may stand beside an operand without a sign; ``begin``: where that operand begins. Raises Stop.

    ``x[k]`` may be an index; in LaTeX a bracket that stands apart or has a size (``x\\left[k+1\\right]``) is a factor.
    """
    kind, place = parser.tokens[parser.at].kind, parser.place(parser.at)
    end = parser.span(begin)[1]
    if kind == "[":
        if left.op == "name" and not (parser.latex and (end < place[0] or parser.text.startswith("\\", end))):
            raise Stop("not_supported", place, ("operator",), construct="index")
        return
    before, number = parser.text[begin:end], parser.text[slice(*place)]
    if kind == "frac":
        fraction = _OF_NUMBERS.match(parser.text, place[0])
        if fraction and left.op == "number":
            facts = {"first": f"{before}+{fraction[0]}", "second": f"{before}*{fraction[0]}"}
            raise Stop("mixed_number", fraction.span(), ("operator",), **facts)
        return
    following = parser.tokens[parser.at + 1]
    goes_on = parser.tokens[parser.at - 1].kind != "name" or following.is_operand or following.kind == "^"
    if parser.latex and kind == "number" and left.op != "number" and end < place[0] and goes_on:
        return  # x 2^{x} and x 1 \frac{1}{2}, as programs write products
    if left.op != "number" and parser.tokens[parser.at - 1].kind not in ("number", "fraction"):
        raise Stop("number_after_name", place, ("operator",), first=f"{before}^{number}", second=f"{number}*{before}")
    if kind == "fraction":
        raise Stop("mixed_number", place, ("operator",), first=f"{before}+{number}", second=f"{before}*{number}")
    raise Stop("missing_operator", place, ("operator",))


def _ambiguous_division(parser: Parser, start: int, begin: int) -> Stop:
    """A quotient with an operand beside it; ``start``: of the quotient, ``begin``: of its divisor."""
    end = parser.span(begin)[1]
    above, below = parser.text[start:begin].rstrip(" /÷∕⁄／"), parser.text[begin:end]
    begin = parser.starts[parser.at]
    parser.expression(PRODUCT)
    place = parser.span(begin)
    beside = parser.text[slice(*place)]
    return Stop(
        "ambiguous_division", place, ("operator",), first=f"({above}/{below})*{beside}", second=f"{above}/({below}*{beside})"
    )


def power(parser: Parser, base: Term, start: int) -> Term:
    """An operand with its exponent, a transpose sign or an index above it; powers bind to the right."""
    at, tokens = parser.at, parser.tokens
    if tokens[at + 1].kind in _ABOVE and tokens[at].value is None:
        if _is_transpose(parser):
            return _transposed(base, parser.span(start))
        if (index := _index(parser, base)) is not None:
            return index
    raised = exponent(parser)
    if tokens[parser.at].is_operand and not parser.latex and tokens[at].value is None:
        _check_apart(parser, base, raised, at)
    if tokens[parser.at].power >= POWER:
        is_exponent = tokens[parser.at].power == POWER
        raise Stop("double_exponent", parser.place(parser.at)) if is_exponent else parser.unexpected()
    if base.op == "constant" and base.value == "e":
        return Term("exp", (raised,), None, parser.span(start))
    return Term("pow", (base, raised), None, parser.span(start))


def _check_apart(parser: Parser, base: Term, raised: Term, at: int) -> None:
    """An exponent of one token with an operand glued to it: ``e^2x`` and ``e^xy`` may mean e^(2x) and e^(xy). Raises Stop.

    ``x^2y`` and ``e^x(x+1)`` are what they seem: a variable is seldom raised to a multiple, a bracket begins a factor.
    """
    core = raised.args[0] if raised.op == "neg" else raised
    kind, begin = parser.tokens[parser.at].kind, parser.starts[parser.at]
    is_glued = parser.span(0)[1] == begin and parser.tokens[parser.at - 1].is_leaf
    constants = ("number", "constant")
    if core.op == "number":
        is_open = base.op in constants and kind in ("name", "constant", "letter function")
    else:
        is_open = core.op in ("name", "constant") and kind in ("name", "constant")
    if is_glued and is_open:
        sign, rest = parser.typed(at), parser.typed(parser.at)
        written, above = parser.typed(at - 1), parser.text[parser.place(at)[1] : begin].strip()
        first, second = f"{written}{sign}({above}{rest})", f"{written}{sign}{above}*{rest}"
        raise Stop(
            "ambiguous_power", (parser.starts[at - 1], parser.place(parser.at)[1]), ("operator",), first=first, second=second
        )


def exponent(parser: Parser) -> Term:
    """What is raised: digits that are raised themselves, a group, or an operand with signs and with a power of its own."""
    at, tokens = parser.at, parser.tokens
    parser.at = at + 1
    if tokens[at].value is not None:
        return Term("number", (), tokens[at].value, parser.place(at))  # type: ignore[arg-type]  # a Fraction
    kind = tokens[at + 1].kind
    if kind == "{":
        return brackets.group(parser, "{")
    if kind == "number" and parser.latex:
        return brackets.single_digit(parser)
    parser.depth += 1
    if parser.depth > LIMIT_DEPTH:
        raise parser.too_deep()
    term = parser.expression(PRODUCT)
    parser.depth -= 1
    return term


_ABOVE = frozenset(["⊤", "T", "name", "{", "("])  # what may stand above a quantity without being an exponent


_INDICES = (
    (["(", "number", ")"], ["(", "name", ")"]),
    (["(", "number", ")", "}"], ["(", "name", ")", "}"]),
)


def indexed(parser: Parser) -> Term:
    """A quantity that is declared with an index, ``w_ji^(2)``, and must have one."""
    at = parser.at
    parser.at = at + 1
    base = Term("name", (), str(parser.tokens[at].value), parser.place(at))
    found = _index(parser, base) if parser.tokens[at + 1].kind == "^" else None
    if found is None:
        raise words.unknown(str(base.value), parser.typed(at), parser.starts[at], parser.names)
    return found


def _index(parser: Parser, base: Term) -> Term | None:
    r"""A quantity with an index in round brackets, ``w_{ji}^{(2)}``: a declared name, or one with a subscript.

    On a bare name ``x^{(2)}`` may be a layer's x or a square, and is refused.
    """
    at = parser.at + 1
    kinds = [token.kind for token in parser.tokens[at : at + 5]]
    braced = int(kinds[:1] == ["{"])
    if base.op != "name" or kinds[braced : braced + 3 + braced] not in _INDICES[braced]:
        return None
    raised, last = parser.tokens[at + braced + 1].value, at + 2 + 2 * braced
    name, start, end = f"{base.value}^({raised})", base.span[0] if base.span else 0, parser.place(last)[1]
    if not braced and not parser.names.declares(name):
        return None
    if not (parser.names.declares(name) or (parser.names.variables is None and "_" in name)):
        raise Stop("ambiguous_power", (start, end), ("operator",), first=f"{base.value}^{raised}", second=name)
    parser.at = last + 1
    return Term("name", (), name, (start, end))


def _is_transpose(parser: Parser) -> bool:
    """Whether what is raised is a transpose sign, with or without brackets; if so, it is left behind."""
    at = parser.at + 1
    token = parser.tokens[at]
    bracketed = token.kind in ("{", "(")
    if bracketed:
        token = parser.tokens[at + 1]
    is_sign = token.kind in ("⊤", "T") or (token.kind == "name" and token.value == "T" and not parser.names.declares("T"))
    if not is_sign or (bracketed and parser.tokens[at + 2].kind != CLOSERS[parser.tokens[at].kind]):
        return False
    parser.at += 4 if bracketed else 2
    return True


def _transposed(operand: Term, span: tuple[int, int]) -> Term:
    """A transpose; numbers in a row, written as a list, become a column: ``[x, y]^T``."""
    if operand.op in ("tuple", "list") and not any(each.op in ("tuple", "list", "matrix") for each in operand.args):
        return Term("matrix", operand.args, (len(operand.args), 1), span)
    return Term("transpose", (operand,), None, span)


def postfix(parser: Parser, operand: Term, start: int) -> Term:
    """A factorial, a transpose sign or a method behind an operand."""
    at = parser.at
    kind, following = parser.tokens[at].kind, parser.tokens[at + 1].kind
    parser.at = at + 1
    if kind == ".dot":
        if following != "(":
            raise Stop("missing_argument", parser.place(at + 1), ("argument",), function="dot")
        return Term("matmul", (operand, brackets.group(parser, "(")), None, parser.span(start))
    if kind == ".transpose":
        if [token.kind for token in parser.tokens[at + 1 : at + 3]] != ["(", ")"]:
            raise Stop("not_supported", parser.place(at), construct="attribute")
        parser.at = at + 3
    if kind == "!" == following:
        raise Stop("repeated_factorial", (parser.starts[at], parser.place(at + 1)[1]))
    return Term("factorial", (operand,), None, parser.span(start)) if kind == "!" else _transposed(operand, parser.span(start))
