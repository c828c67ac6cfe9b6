"""Which bars open and which close, and which line breaks end an answer: what a token can only be told by its neighbours."""

from __future__ import annotations

from derivations.terms.tokens import CLOSERS, ENDS, Token

Placed = list[tuple[Token, int]]

_CLOSING = frozenset(CLOSERS.values())
_GOES_ON = frozenset(["+", "-", "*", "/", "^", "@", "⊙", "=", "<", ">", "<=", ">=", "!=", "(", "[", "{", ",", "|", "newline", ")"])


def bars_paired(placed: Placed) -> Placed:
    """With each bar as one that opens or one that closes: behind an operand it closes, if the innermost bracket is a bar."""
    opened: list[str] = []
    paired: Placed = []
    before = ""
    for token, start in placed:
        kind = token.kind
        if kind == "bar":
            kind = "closing |" if opened[-1:] == ["|"] and before in ENDS else "|"
            paired.append((Token(kind, None, token.length), start))
        else:
            paired.append((token, start))
        if kind in CLOSERS:
            opened.append(kind)
        elif kind in _CLOSING and opened:
            opened.pop()
        before = "!" if kind == "^" and token.value is not None else kind
    return paired


def lines_joined(placed: Placed) -> Placed:
    """Without the line breaks at which a formula goes on; any other is the end of one answer and the start of another."""
    kinds = [token.kind for token, _ in placed]
    last = len(kinds) - 1
    bracket = kinds.index("(") if "(" in kinds else last
    return [
        each
        for at, each in enumerate(placed)
        if kinds[at] != "newline" or not (at in (0, last) or at > bracket or kinds[at - 1] in _GOES_ON or kinds[at + 1] in _GOES_ON)
    ]
