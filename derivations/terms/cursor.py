"""Where a reading stands in its tokens, and why the next one cannot stand there. The other parts of the parser build on it.

The parser is one class in layers, a file each: this one, ``brackets`` (numbers, names and what stands in brackets), ``structures``
(fractions, roots, matrices of LaTeX), ``applications`` (functions at their arguments), and ``reading`` (sums, products, powers).
"""

from __future__ import annotations

from derivations.terms import lexing, notation
from derivations.terms.names import Names
from derivations.terms.term import Term
from derivations.terms.unreadable import LIMIT_DEPTH, Stop

OPERANDS = frozenset(
    [
        "number",
        "fraction",
        "name",
        "constant",
        "derivative",
        "(",
        "[",
        "{",
        "\\{",
        "|",
        "⌊",
        "⌈",
        "frac",
        "root",
        "binom",
        "boxed",
        "\\begin",
        "log",
        "function",
        "shorthand",
        "operation",
        "array",
        "opaque",
        "∅",
    ]
) | {"letter function"}
CLOSERS = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "⌊": "⌋", "⌈": "⌉"}
CLOSING = frozenset([*CLOSERS.values(), "|"])


class Cursor:
    """One text being read; ``at`` is the next token."""

    __slots__ = ("at", "bars", "depth", "ends", "kinds", "latex", "names", "payloads", "starts", "text")

    def __init__(self, text: str, tokens: lexing.Tokens, latex: bool, names: Names) -> None:
        self.text = text
        self.kinds = tokens.kinds
        self.payloads = tokens.payloads
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.latex = latex
        self.names = names
        self.at = 0
        self.depth = 0
        self.bars = 0

    def unexpected(self) -> Stop:
        """Why the next token can't stand where it stands."""
        kind, start, end = self.kinds[self.at], self.starts[self.at], self.ends[self.at]
        if kind in CLOSING:
            return Stop("unbalanced_close", start, end)
        if kind in (";", "newline", "±"):
            return Stop("several_answers", start, end)
        if kind == ",":
            glued = self.kinds[self.at - 1] == "number" == self.kinds[self.at + 1] and self.ends[self.at - 1] == start
            return Stop("ambiguous_comma" if glued else "several_answers", start, end)
        if kind == "'":
            return Stop("prime", start, end)
        if kind in ("glued number", "number"):
            return Stop("missing_operator", start, end, ("operator",))
        if kind in notation.RELATIONS:
            return Stop("misplaced_relation", start, end)
        if kind == "end":
            return Stop("missing_operand", start, end, ("operand",))
        if kind in ("%", "&", "\\\\", "∂", ".", "$"):
            return Stop("missing_operand", start, end, ("operand",))
        return Stop("missing_operator", start, end, ("operator",))

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > LIMIT_DEPTH:
            raise Stop("limit_depth", self.starts[self.at], self.ends[self.at], limit=str(LIMIT_DEPTH))

    def sum(self) -> Term:
        """The next sum; what the lower layers need of the top one."""
        raise NotImplementedError

    def power(self) -> Term:
        """The next operand with its exponent."""
        raise NotImplementedError

    def atom(self) -> Term:
        """The next operand."""
        raise NotImplementedError

    def _after(self, term: Term, start: int) -> Term:
        raise NotImplementedError

    def _exponent(self) -> Term:
        raise NotImplementedError

    def _signs(self) -> tuple[int, int]:
        raise NotImplementedError
