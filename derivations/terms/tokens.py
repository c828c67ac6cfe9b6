"""What the pieces of a text are to the parser: a kind, what it carries, and how strongly it holds what stands before it."""

from __future__ import annotations

from derivations.terms.notation import END, PRODUCT, PRODUCTS, STRENGTH

LEAVES = frozenset(["number", "name", "constant"])
OPERANDS = LEAVES | {
    *("fraction", "derivative", "indexed", "function", "letter function", "defined", "where", "array", "opaque", "log"),
    *("frac", "root", "binom", "boxed", "\\begin", "(", "[", "{", "\\{", "|", "⌊", "⌈", "∅"),
}

CLOSERS = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "⌊": "⌋", "⌈": "⌉", "|": "closing |"}
# What may end an operand; another that follows is a factor.
ENDS = (
    LEAVES
    | frozenset(CLOSERS.values())
    | {
        *("glued number", "fraction", "derivative", "opaque", "letter function", "T", "∅", "!", "⊤", "'", "\\end"),
    }
)


class Token:
    """A piece of text with its meaning; where it stands is not part of it, so that a token is made once for many texts.

    kind: an operator of ``notation``, a bracket, a kind of operand. value: the number, name, function it carries.
    power: its strength as an operator after an operand; an operand multiplies what stands before it; END for all else.
    joins: the operation that it makes of what stands before it and what follows. is_operand: it begins an operand.
    length: of the text, without the spaces behind it. literal: the digits of a number.
    """

    __slots__ = ("is_leaf", "is_operand", "joins", "kind", "length", "literal", "power", "value")

    def __init__(self, kind: str, value: object, length: int, literal: str | None = None) -> None:
        self.kind = kind
        self.value = value
        self.length = length
        self.literal = literal
        self.is_leaf = kind in LEAVES
        self.is_operand = kind in OPERANDS
        self.power = PRODUCT if self.is_operand else STRENGTH.get(kind, END)
        self.joins = "mul" if self.is_operand else PRODUCTS.get(kind, "")

    def __repr__(self) -> str:
        return f"Token({self.kind!r}, {self.value!r})"


LAST = Token("end", None, 0)
