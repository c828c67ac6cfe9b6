r"""Text to tokens: one compiled expression cuts the text, one table says what each piece is.

A token is a kind and what it carries, in four parallel lists with its start and end in the text as typed. Whitespace, ``\left``
and ``\,`` are gaps between tokens. A derivative written as a fraction (``dz/dx``, ``\frac{\partial E}{\partial y}``) is one
token, for it is a name and not a quotient. Words that the table does not hold go to ``words``.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import accumulate

from derivations.terms import characters, differentials, words
from derivations.terms.names import Names
from derivations.terms.unreadable import LIMIT_DIGITS, LIMIT_EXPONENT, LIMIT_TOKENS, Stop

_GREEK = characters.GREEK_LETTERS + "∇"
_BRACED = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_SUBSCRIPT = rf"(?:_(?:{_BRACED}|[0-9]+|[A-Za-z]+[0-9]*|\\[A-Za-z]+|[{_GREEK}])|[{characters.SUBSCRIPTS}]+)"
_NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_WORD = rf"[A-Za-z]+[0-9]*{_SUBSCRIPT}*_?"
_LETTER = rf"[{_GREEK}][0-9]*{_SUBSCRIPT}*"
_SPACE = rf"[\s{characters.INVISIBLE}]+"
_MODULE = rf"(?:{'|'.join(('np', 'numpy', 'math', 'functions'))})\.[A-Za-z_][A-Za-z0-9_.]*"
_SIGNS = r"\*\*|<=|>=|=<|<>|!=|==|:=|<<|>>|//|\.T(?![A-Za-z0-9_])|\.[A-Za-z_][A-Za-z0-9_]*|_[A-Za-z0-9_]*"
_RAISED = f"[{characters.SUPERSCRIPTS}]+"

_LATEX_SPACE = (
    r"(?:\s|~|\\[,;:!> ]|\\(?:left|right|middle|[bB]igg?[lrm]?|displaystyle|textstyle|limits|nolimits|quad|qquad|"
    rf"thinspace|mathstrut)(?![A-Za-z])|[{characters.INVISIBLE}])+"
)
_WRAPPED = (
    r"\\(?:operatorname\*?|mathrm|mathsf|mathbf|mathit|mathtt|mathcal|mathnormal|text|textrm|textit|textbf|boldsymbol|bm)"
    rf"\s*(?:\{{[^{{}}]*\}}|(?<=m|f|t)\s[A-Za-z]){_SUBSCRIPT}*"
)
_ENVIRONMENT = r"\\(?:begin|end)\s*\{[A-Za-z]+\*?\}|\\mathbin\{[^{}]\}"
_PRIME = r"\^\s*(?:\{\s*(?:\\prime\s*)+\}|\\prime(?![A-Za-z]))"
_COMMAND = rf"\\[A-Za-z]+{_SUBSCRIPT}?|\\."


def _compiled(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives) + "|.", re.DOTALL)


_PLAIN_REST = (_WORD, r"[-+/(),](?!/)", _SIGNS, _LETTER, _RAISED)
_LATEX_REST = (_PRIME, _ENVIRONMENT, _WRAPPED, _COMMAND, _WORD, _SIGNS, _LETTER, _RAISED)
PLAIN = _compiled(_SPACE, _NUMBER, differentials.PLAIN, _MODULE, *_PLAIN_REST)
LATEX = _compiled(_LATEX_SPACE, _NUMBER, differentials.LATEX, differentials.PLAIN, _MODULE, *_LATEX_REST)
_PLAIN_ALONE = _compiled(_SPACE, _NUMBER, _MODULE, *_PLAIN_REST)
_LATEX_ALONE = _compiled(_LATEX_SPACE, _NUMBER, _MODULE, *_LATEX_REST)

_GAP = re.compile(_LATEX_SPACE)
_GAP_STARTS = "~\\" + characters.INVISIBLE + " \t\r\n\f\v"
_RAISED_PLAIN = str.maketrans(characters.SUPERSCRIPTS, characters.SUPERSCRIPTS_PLAIN)
_GOES_ON = frozenset(["+", "-", "*", "/", "^", "@", "⊙", "=", "<", ">", "<=", ">=", "!=", "(", "[", "{", ",", "|", "newline"]) | {
    ")"
}

Payload = object


class Tokens:
    """The tokens of a text: kinds, what they carry, and where they stand; the last kind is ``end``."""

    __slots__ = ("ends", "kinds", "payloads", "starts")

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self.payloads: list[Payload] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def append(self, kind: str, payload: Payload, start: int, end: int) -> None:
        """Add a token."""
        self.kinds.append(kind)
        self.payloads.append(payload)
        self.starts.append(start)
        self.ends.append(end)


def cut(text: str, names: Names, latex: bool) -> Tokens:
    """The tokens of a text in plain characters. Raises Stop at what no token can be."""
    tokens = Tokens()
    _cut(text, 0, names, LATEX if latex else PLAIN, tokens)
    if len(tokens.kinds) > LIMIT_TOKENS:
        raise Stop("limit_tokens", tokens.starts[LIMIT_TOKENS], len(text), limit=str(LIMIT_TOKENS))
    if "newline" in tokens.kinds:
        tokens = _lines_joined(tokens)
    tokens.append("end", None, len(text), len(text))
    return tokens


def _cut(text: str, offset: int, names: Names, pattern: re.Pattern[str], tokens: Tokens) -> None:
    pieces = pattern.findall(text)
    known = names.words.get
    kinds, payloads, starts, ends = tokens.kinds, tokens.payloads, tokens.starts, tokens.ends
    for piece, start in zip(pieces, accumulate(map(len, pieces), initial=offset), strict=False):
        entry = known(piece)
        if entry is None:
            if not piece.isspace():
                _other(piece, start, names, pattern, tokens)
            elif "\n" in piece and pattern is PLAIN:
                tokens.append("newline", None, start, start + len(piece))
            continue
        kind, payload = entry
        if kind == "refused":
            raise words.refusal(str(payload), start, piece)
        kinds.append(kind)
        payloads.append(payload)
        starts.append(start)
        ends.append(start + len(piece))


def _other(piece: str, start: int, names: Names, pattern: re.Pattern[str], tokens: Tokens) -> None:
    """A piece that the table does not hold: a gap, a number, a derivative, a run of raised characters, a word."""
    first = piece[0]
    end = start + len(piece)
    if first in _GAP_STARTS and _GAP.fullmatch(piece):
        return
    if first in "0123456789" or (first == "." and piece[1:2].isdigit()):
        _number(piece, start, tokens)
    elif first in "d∂\\" and differentials.is_fraction(piece):
        named = differentials.read(piece, start, names)
        if named is None:
            alone = _LATEX_ALONE if pattern is LATEX or pattern is _LATEX_ALONE else _PLAIN_ALONE
            _cut(piece, start, names, alone, tokens)
        else:
            tokens.append("derivative", named, start, end)
    elif first in characters.SUPERSCRIPTS:
        plain = piece.translate(_RAISED_PLAIN)
        tokens.append("^", None, start, start)
        tokens.append("(", None, start, start)
        _cut(plain, start, names, pattern, tokens)
        tokens.append(")", None, end, end)
    elif first in characters.FRACTIONS:
        tokens.append("fraction", characters.FRACTIONS[first], start, end)
    else:
        for token in words.meaning(piece, start, names, pattern is LATEX or pattern is _LATEX_ALONE, tokens.kinds):
            tokens.append(*token)


def _number(piece: str, start: int, tokens: Tokens) -> None:
    mantissa, _, exponent = piece.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    end = start + len(piece)
    if len(whole) + len(decimals) > LIMIT_DIGITS:
        raise Stop("limit_digits", start, end, limit=str(LIMIT_DIGITS))
    if exponent and (len(exponent) > 5 or abs(int(exponent)) > LIMIT_EXPONENT):
        raise Stop("limit_exponent", start, end, limit=str(LIMIT_EXPONENT))
    shift = len(decimals) - (int(exponent) if exponent else 0)
    digits = int(whole + decimals)
    value = Fraction(digits, 10**shift) if shift > 0 else Fraction(digits * 10**-shift)
    tokens.append("number", value, start, end)


def _lines_joined(tokens: Tokens) -> Tokens:
    """Without the line breaks at which a formula goes on; any other is the end of one answer and the start of another."""
    joined = Tokens()
    last = len(tokens.kinds) - 1
    for at, kind in enumerate(tokens.kinds):
        if kind == "newline" and (
            at in (0, last) or tokens.kinds[at - 1] in _GOES_ON or tokens.kinds[at + 1] in _GOES_ON or "(" in joined.kinds
        ):
            continue
        joined.append(kind, tokens.payloads[at], tokens.starts[at], tokens.ends[at])
    return joined
