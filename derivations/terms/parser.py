"""A Pratt parser: an operand, then what follows it as long as it holds that operand more tightly than what stands before.

How strongly each operator holds is the table ``notation.STRENGTH``. What begins an operand and what follows one are two
tables of functions from the modules named below; each takes the parser where it stands and leaves it behind what it has read.
"""

from __future__ import annotations

from derivations.terms import applications, brackets, lexing, notation, operators, structures, words
from derivations.terms.names import ANY, Names
from derivations.terms.notation import ATOM, POWER, PRODUCT, RELATION, SUM
from derivations.terms.term import Term
from derivations.terms.tokens import CLOSERS, LAST, Token
from derivations.terms.unreadable import LIMIT_DEPTH, Stop

CLOSING = frozenset(CLOSERS.values())
_OPERAND = {"indexed": operators.indexed, **brackets.OPERANDS, **structures.OPERANDS, **applications.OPERANDS}
_FOLLOWING = {SUM: operators.sum, PRODUCT: operators.product, POWER: operators.power, ATOM: operators.postfix}


class Parser:
    """One text being read. ``at``: the next token. ``depth``: how many brackets are open."""

    __slots__ = ("at", "depth", "latex", "names", "starts", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token], starts: list[int], names: Names, latex: bool) -> None:
        self.text = text
        self.tokens = tokens
        self.starts = starts
        self.names = names
        self.latex = latex
        self.at = 0
        self.depth = 0

    def expression(self, least: int) -> Term:
        """An operand and all that follows it, of operators stronger than ``least``."""
        at = self.at
        tokens = self.tokens
        token = tokens[at]
        start = self.starts[at]
        if token.is_leaf:
            self.at = at + 1
            left = Term(token.kind, (), token.value, (start, start + token.length), token.literal)  # type: ignore[arg-type]  # a leaf's
        elif token.power == SUM:
            left = operators.signed(self, least)
        else:
            left = _OPERAND.get(token.kind, _no_operand)(self)
        while (token := tokens[self.at]).power > least:
            left = _FOLLOWING[token.power](self, left, start)
        return left

    def read_apart(self, written: str) -> Term:
        """The term of a text of our own, such as what a defined function stands for."""
        tokens, starts = lexing.cut(written, ANY, False)
        return Parser(written, tokens, starts, ANY, False).expression(RELATION)

    def part(self, written: str, offset: int) -> Term:
        """The term that a part of the next token holds, such as the base of a logarithm."""
        begin = self.starts[self.at] + offset
        try:
            tokens, starts = lexing.cut(written, self.names, self.latex)
        except Stop as stop:
            raise stop.moved(begin) from None
        inner = Parser(self.text, tokens, [begin + start for start in starts], self.names, self.latex)
        inner.depth = self.depth
        inner.enter()
        term = inner.expression(RELATION)
        if inner.tokens[inner.at] is not LAST:
            raise inner.unexpected()
        return term

    def span(self, start: int) -> tuple[int, int]:
        """From a place in the text to the end of the last token."""
        at = self.at - 1
        return start, self.starts[at] + self.tokens[at].length

    def place(self, at: int) -> tuple[int, int]:
        """Where a token stands in the text."""
        return self.starts[at], self.starts[at] + self.tokens[at].length

    def typed(self, at: int) -> str:
        """The characters of a token."""
        start, end = self.place(at)
        return self.text[start:end]

    def enter(self) -> None:
        """One level deeper; the one who enters takes it back. Raises Stop at the limit."""
        self.depth += 1
        if self.depth > LIMIT_DEPTH:
            raise self.too_deep()

    def too_deep(self) -> Stop:
        """Why nothing more may be opened."""
        return Stop("limit_depth", self.place(self.at), limit=str(LIMIT_DEPTH))

    def unexpected(self) -> Stop:
        """Why the next token can't stand behind an operand."""
        kind, place = self.tokens[self.at].kind, self.place(self.at)
        if kind in CLOSING:
            return Stop("unbalanced_close", place)
        if kind in ("'", "T", "glued number", "number", "end", "or") or kind in _UNEXPECTED:
            return self._named_slip(kind, place)
        if kind in notation.RELATIONS:
            return Stop("misplaced_relation", place)
        return Stop("missing_operator", place, ("operator",))

    def _named_slip(self, kind: str, place: tuple[int, int]) -> Stop:
        if kind == "'":
            return Stop("prime", place)
        if kind == "T":
            return words.unknown("T", "T", place[0], self.names)
        if kind in ("glued number", "number"):
            return Stop("missing_operator", place, ("operator",))
        if kind in _SEPARATORS:
            return Stop("several_answers", place)
        if kind in _FOREIGN:
            return Stop("not_supported", place, ("operator",), construct=self.typed(self.at))
        return Stop("missing_operand", place, ("operand",))


_SEPARATORS = frozenset([",", ";", "、", "or", "newline", "±"])
_FOREIGN = frozenset(["%", "&", "\\\\", "$"])
_UNEXPECTED = _SEPARATORS | _FOREIGN | {"∂", "."}


def _no_operand(parser: Parser) -> Term:
    """Why the next token can't be an operand."""
    kind, place = parser.tokens[parser.at].kind, parser.place(parser.at)
    if kind in CLOSING and parser.at == 0:
        raise Stop("unbalanced_close", place)
    if kind in _SEPARATORS:
        raise Stop("several_answers", place)
    if kind == "T":
        raise words.unknown("T", "T", place[0], parser.names)
    if kind == "glued number":
        raise Stop("missing_argument", place, ("argument",), function=parser.typed(parser.at - 1))
    raise Stop("missing_operand", place, ("operand",))
