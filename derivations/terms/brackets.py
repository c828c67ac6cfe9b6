"""Operands that are one token, and everything that stands in brackets."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from derivations.terms import words
from derivations.terms.cases import indicator
from derivations.terms.notation import BY_NAME, POWER, PRODUCT, RELATION, RELATIONS
from derivations.terms.term import Term
from derivations.terms.tokens import CLOSERS, ENDS, LAST, Token
from derivations.terms.unreadable import LIMIT_DEPTH, Stop

if TYPE_CHECKING:
    from derivations.terms.parser import Parser

_CLOSING = frozenset(CLOSERS.values())
SEPARATORS = frozenset([",", ";", "、"])
_EITHER = frozenset([")", "]"])  # an interval may be open at one end
_CLOSERS = {opener: _EITHER if opener in "([" else frozenset([closer]) for opener, closer in CLOSERS.items()}


def leaf(parser: Parser) -> Term:
    """A number, a name, a constant."""
    at = parser.at
    token = parser.tokens[at]
    parser.at = at + 1
    return Term(token.kind, (), token.value, parser.place(at), token.literal)  # type: ignore[arg-type]  # a leaf's value


def single_digit(parser: Parser) -> Term:
    r"""A number without braces after ``^`` or ``\frac`` in LaTeX: one digit, so ``x^10`` would be misread and is refused."""
    at = parser.at
    piece = parser.typed(at).removesuffix(".")
    if len(piece) > 1:
        first, second = f"^{{{piece}}}", f"^{{{piece[0]}}} {piece[1:]}"
        raise Stop("ambiguous_power", parser.place(at), ("{",), first=first, second=second)
    return parser.expression(POWER)


def _fraction_sign(parser: Parser) -> Term:
    place = parser.place(parser.at)
    pair = parser.tokens[parser.at].value
    assert isinstance(pair, tuple)
    parser.at += 1
    return Term("div", tuple(Term("number", (), Fraction(each), place, str(each)) for each in pair), None, place)


def _derivative(parser: Parser) -> Term:
    at = parser.at
    found = parser.tokens[at].value
    assert isinstance(found, Term)
    place = parser.place(at)
    parser.at += 1
    arguments = tuple(Term("name", (), each.value, place) for each in found.args)
    if len(arguments) == 1:
        if parser.tokens[parser.at].kind != "name" or _reaches_on(parser.tokens[parser.at + 1]):
            raise Stop("not_supported", place, construct="calculus")
        arguments = (leaf(parser), *arguments)
    return Term("derivative", arguments, found.value, parser.span(place[0]))


def _reaches_on(token: Token) -> bool:
    """Whether what d/dx stands before goes on behind a name: ``d/dx x^2``, ``d/dx x y``, ``d/dx x/y``."""
    return token.power > PRODUCT or token.kind == "/" or (token.is_operand and token.kind != "derivative")


def _parenthesis(parser: Parser) -> Term:
    """What stands in round brackets: a group, a tuple, an interval that is open on the left."""
    begin = parser.at
    parser.at = begin + 1
    parser.depth += 1
    if parser.depth > LIMIT_DEPTH:
        raise parser.too_deep()
    term = parser.expression(RELATION)
    if parser.tokens[parser.at].kind != ")":
        return _listed(parser, begin, term)
    parser.depth -= 1
    parser.at += 1
    return term


def _listed(parser: Parser, begin: int, first: Term) -> Term:
    inside, closer = _more(parser, begin, first)
    start = parser.starts[begin]
    if closer != ")":
        return _interval(parser, "(", inside, closer, start)
    if len(inside) == 1:
        return _condition(parser, begin, inside[0]) if inside[0].op in _RELATIONS else inside[0]
    if begin and parser.tokens[begin - 1].kind == "name":
        raise _unknown_function(parser, begin - 1)
    return Term("tuple", tuple(inside), None, parser.span(start))


def _unknown_function(parser: Parser, last: int) -> Stop:
    """Arguments behind letters that are no function: ``mod(x, 2)``."""
    first = last
    while first and parser.tokens[first - 1].kind == "name" and parser.place(first - 1)[1] == parser.starts[first]:
        first -= 1
    place = (parser.starts[first], parser.place(last)[1])
    return Stop("unknown_function", place, nearest=words.nearest(parser.text[slice(*place)], BY_NAME))


def _condition(parser: Parser, begin: int, relation: Term) -> Term:
    """A relation in brackets; beside an operator it is 1 where it holds and 0 where it fails, as in NumPy."""
    if not _is_beside(parser, begin):
        return relation
    holds = indicator(relation)
    if holds is None:
        raise Stop("misplaced_relation", relation.span or parser.place(begin))
    return holds


def _is_beside(parser: Parser, begin: int) -> bool:
    """Whether the bracket that has been read is an operand of something: an operator or operand stands before or behind it."""
    before = parser.tokens[begin - 1] if begin else LAST
    return max(parser.tokens[parser.at].power, before.power * (before.kind not in CLOSERS)) > RELATION or before.kind in ENDS


_RELATIONS = frozenset(RELATIONS.values())


def arguments(parser: Parser) -> tuple[Term, ...]:
    """What stands in the brackets behind a function."""
    begin = parser.at
    opener = parser.tokens[begin].kind
    parser.at = begin + 1
    parser.depth += 1
    if parser.depth > LIMIT_DEPTH:
        raise parser.too_deep()
    if parser.tokens[begin + 1].kind == CLOSERS[opener]:
        raise Stop("missing_argument", parser.place(begin + 1), ("argument",), function=parser.typed(begin - 1))
    first = parser.expression(RELATION)
    if parser.tokens[parser.at].kind != CLOSERS[opener]:
        inside, closer = _more(parser, begin, first)
        if closer != CLOSERS[opener]:
            raise Stop("mismatched_bracket", parser.place(parser.at - 1), (CLOSERS[opener],), opened=opener)
        relation = next((each for each in inside if each.op in _RELATIONS), None)
        if relation is not None and parser.tokens[begin - 1].kind != "where":
            raise Stop("misplaced_relation", relation.span or parser.place(begin))
        return tuple(inside)
    parser.depth -= 1
    parser.at += 1
    return (first,)


def _bracket(parser: Parser) -> Term:
    """What stands in square brackets: a list, a matrix, an interval; beside an operator a group."""
    begin, start = parser.at, parser.starts[parser.at]
    inside, closer = _members(parser)
    if closer != "]":
        return _interval(parser, "[", inside, closer, start)
    if len(inside) == 1 and inside[0].op != "list" and (_is_beside(parser, begin) or inside[0].op == "matrix"):
        return _condition(parser, begin, inside[0]) if inside[0].op in _RELATIONS else inside[0]
    widths = {len(each.args) if each.op == "list" else -1 for each in inside}
    if len(widths) == 1 and min(widths) > 0:
        entries = tuple(entry for row in inside for entry in row.args)
        return Term("matrix", entries, (len(inside), widths.pop()), parser.span(start))
    return Term("list", tuple(inside), None, parser.span(start))


def _interval(parser: Parser, opener: str, inside: list[Term], closer: str, start: int) -> Term:
    if len(inside) != 2:
        raise Stop("mismatched_bracket", parser.place(parser.at - 1), (CLOSERS[opener],), opened=opener)
    return Term("interval", tuple(inside), opener + closer, parser.span(start))


def _brace(parser: Parser) -> Term:
    """A set; beside an operator a group. In LaTeX braces without a backslash only group."""
    begin, opener, start = parser.at, parser.tokens[parser.at].kind, parser.starts[parser.at]
    if opener == "{" and parser.latex:
        return group(parser, "{")
    inside, _ = _members(parser)
    if len(inside) == 1 and _is_beside(parser, begin):
        return inside[0]
    if len(inside) == 1 and inside[0].op == "set":
        raise Stop("not_supported", parser.place(begin), construct=opener * 2)
    return Term("set", tuple(inside), None, parser.span(start))


def _members(parser: Parser) -> tuple[list[Term], str]:
    """What stands in a bracket, separated by commas, and the bracket that ends it."""
    begin = parser.at
    parser.at = begin + 1
    parser.enter()
    kind = parser.tokens[begin + 1].kind
    if kind not in _CLOSERS[parser.tokens[begin].kind]:
        return _more(parser, begin, parser.expression(RELATION))
    parser.depth -= 1
    parser.at += 1
    return [], kind


def _more(parser: Parser, begin: int, first: Term) -> tuple[list[Term], str]:
    """What stands in a bracket whose first term has been read, and the bracket that ends it; ``[1, 2; 3, 4]`` holds two lists."""
    tokens = parser.tokens
    found = [related(parser, first, parser.starts[begin + 1])]
    rows: list[Term] = []
    while tokens[parser.at].kind in SEPARATORS:
        if tokens[parser.at].kind == ";" and tokens[begin].kind == "[":
            rows.append(Term("list", tuple(found)))
            found = []
        parser.at += 1
        start = parser.starts[parser.at]
        found.append(related(parser, parser.expression(RELATION), start))
    kind = tokens[parser.at].kind
    if kind not in _CLOSERS[tokens[begin].kind]:
        raise _not_closed(parser, begin)
    parser.depth -= 1
    parser.at += 1
    return [*rows, Term("list", tuple(found))] if rows else found, kind


def related(parser: Parser, left: Term, start: int) -> Term:
    """The term, or the relation that it begins; ``0 < x < 1`` is the relation whose left side is a relation. Raises Stop."""
    kinds: list[str] = []
    while (token := parser.tokens[parser.at]).power == RELATION:
        kinds.append(token.kind)
        if len(kinds) > 1 and not any(chain.issuperset(kinds) for chain in _CHAINS):
            raise Stop("several_equations" if "=" in kinds else "misplaced_relation", parser.place(parser.at))
        parser.at += 1
        left = Term(RELATIONS[token.kind], (left, parser.expression(RELATION)), None, parser.span(start))
    return left


_CHAINS = (frozenset(["<", "<="]), frozenset([">", ">="]))


def _not_closed(parser: Parser, begin: int) -> Stop:
    kind, opener = parser.tokens[parser.at].kind, parser.tokens[begin].kind
    closer = CLOSERS[opener].removeprefix("closing ")
    if kind == "end":
        return Stop("unbalanced_open", parser.place(begin), (closer,))
    if kind in _CLOSING:
        return Stop("mismatched_bracket", parser.place(parser.at), (closer,), opened=opener)
    return parser.unexpected()


def group(parser: Parser, opener: str) -> Term:
    r"""A bracket that holds exactly one term; ``{a \over b}`` is a fraction."""
    begin = parser.at
    parser.at = begin + 1
    parser.depth += 1
    if parser.depth > LIMIT_DEPTH:
        raise parser.too_deep()
    term = parser.expression(RELATION)
    if parser.tokens[parser.at].kind == "over" and opener == "{":
        parser.at += 1
        term = Term("div", (term, parser.expression(RELATION)), None, parser.span(parser.starts[begin + 1]))
    if parser.tokens[parser.at].kind != CLOSERS[opener]:
        raise _not_closed(parser, begin)
    if term.op in _RELATIONS:
        raise Stop("misplaced_relation", term.span or parser.place(begin))
    parser.depth -= 1
    parser.at += 1
    return term


def _floor(parser: Parser) -> Term:
    opener, start = parser.tokens[parser.at].kind, parser.starts[parser.at]
    inside = group(parser, opener)
    return Term("floor" if opener == "⌊" else "ceil", (inside,), None, parser.span(start))


def _bar(parser: Parser) -> Term:
    start = parser.starts[parser.at]
    if parser.tokens[parser.at + 1].kind == "|":
        raise Stop("ambiguous_bars", (start, parser.place(parser.at + 1)[1]))
    inside = group(parser, "|")
    return Term("abs", (inside,), None, parser.span(start))


def _empty_set(parser: Parser) -> Term:
    parser.at += 1
    return Term("set", (), None, parser.place(parser.at - 1))


OPERANDS: dict[str, Callable[[Parser], Term]] = {
    "fraction": _fraction_sign,
    "derivative": _derivative,
    "(": _parenthesis,
    "[": _bracket,
    "{": _brace,
    "\\{": _brace,
    "⌊": _floor,
    "⌈": _floor,
    "|": _bar,
    "∅": _empty_set,
}
