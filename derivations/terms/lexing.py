r"""Text to tokens: one compiled expression cuts the text into pieces, and a table kept with the names says what each piece is.

A piece is looked at once: what it means is kept with the names that it was read under, so that a text of known pieces is cut
by three calls of built-in functions. Spaces belong to the piece before them; other whitespace, ``\,`` and the like are gaps.
A derivative written as a fraction (``dz/dx``, ``\frac{\partial E}{\partial y}``) is one piece, for it is a name and not a
quotient. Words that the table does not hold go to ``words``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from itertools import accumulate

from derivations.terms import characters, differentials, notation, pairing, words
from derivations.terms.names import ACCENT_PATTERN, Met, Names
from derivations.terms.tokens import LAST, Token
from derivations.terms.unreadable import LIMIT_DIGITS, LIMIT_EXPONENT, LIMIT_TOKENS, Stop
from derivations.terms.words import Placed

_GREEK = characters.GREEK_LETTERS + "∇"
_BRACED = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_SUBSCRIPT = rf"(?:_(?:{_BRACED}|[0-9]+|[A-Za-z]+[0-9]*|\\[A-Za-z]+|[{_GREEK}])|[{characters.SUBSCRIPTS}]+)"
_NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_WORD = rf"[A-Za-z]+[0-9]*{_SUBSCRIPT}*_?"
_LETTER = rf"[{_GREEK}][0-9]*{_SUBSCRIPT}*"
_MODULE = rf"(?:{'|'.join(notation.MODULES)})\.[A-Za-z_][A-Za-z0-9_.]*"
_SIGNS = r"<=|>=|=<|<>|!=|==|:=|<<|>>|\.T(?![A-Za-z0-9_])|\.[A-Za-z_][A-Za-z0-9_]*|_[A-Za-z0-9_]*"
_RAISED = f"[{characters.SUPERSCRIPTS}]+"
_PHRASES = "|".join(each for spellings in notation.OPERATORS.values() for each in spellings if len(each) > 1 and not each.isascii())
_SPACE = rf"[\s{characters.INVISIBLE}]+"
# The common pieces come first, as what they are where nothing else can follow them.
_SHORT_WORD = rf"[A-Za-z]++[0-9]*+(?![_.{characters.SUBSCRIPTS}])"
_SHORT_NUMBER = r"[0-9]++(?![.eE])"
_OPERATORS = r"[-+(),]|\*\*?|//?"

_LATEX_SPACE = (
    r"(?:\s|~|\\[,;:!> ]|\\(?:m?left|m?right|middle|[bB]igg?[lrm]?|displaystyle|textstyle|rm|bf|limits|nolimits|quad|qquad|"
    rf"thinspace|mathstrut)(?![A-Za-z])|[{characters.INVISIBLE}])+"
)
_SIZED = r"\\(?:m?left|m?right|middle|[bB]igg?[lrm]?)\s*(?:[()\[\]|.]|\\[{}])"
_ACCENTED = ACCENT_PATTERN + f"{_SUBSCRIPT}*"
_WRAPPED = (
    r"\\(?:operatorname\*?|mathrm|mathsf|mathbf|mathit|mathtt|mathcal|mathnormal|text|textrm|textit|textbf|mbox|boldsymbol|bm)"
    rf"\s*(?:\{{[^{{}}]*\}}|(?<=m|f|t)\s[A-Za-z]){_SUBSCRIPT}*"
)
_LETTER_ABOVE = r"\\[dtc]?frac\s+[A-Za-z](?=[A-Za-z0-9])"  # each of the two letters is an argument: \frac zx y
_BRACED_LETTER = rf"\{{[A-Za-z]\}}{_SUBSCRIPT}"
_INDICATOR = r"\\mathbbm?\s*\{[1I]\}(?=\s*(?:\\m?left\s*)?[(\[])"  # of the condition in the bracket behind it
_ENVIRONMENT = r"\\begin\s*\{array\}\s*\{[clr|\s]*\}|\\(?:begin|end)\s*\{[A-Za-z]+\*?\}|\\mathbin\{[^{}]\}"
_PRIME = r"\^\s*(?:\{\s*(?:\\prime\s*)+\}|\\prime(?![A-Za-z]))"
_COMMAND = rf"\\[A-Za-z]+{_SUBSCRIPT}?|\\."


_ENDING = (_MODULE, _NUMBER, _WORD, _SIGNS, _LETTER, _RAISED, _PHRASES, "かつ|且つ")
_LATEX_MARKS = (
    _BRACED_LETTER,
    r"\{\}|[{}]",
    _SIZED,
    _PRIME,
    r"\^",
    _LATEX_SPACE,
    _LETTER_ABOVE,
    _ENVIRONMENT,
    _INDICATOR,
    _WRAPPED,
    _ACCENTED,
    _COMMAND,
)


@cache
def _finder(latex: bool, derivative: str) -> Callable[[str], list[str]]:
    """What cuts plain text or LaTeX, with derivatives as pieces; compiled when it is first needed."""
    first = (_OPERATORS, derivative) if derivative else (_OPERATORS,)
    marks = _LATEX_MARKS if latex else (r"\^",)
    alternatives = (*first, _SHORT_WORD, _SHORT_NUMBER, *marks, *_ENDING, _SPACE)
    return re.compile(f"(?:{'|'.join(alternatives)}|.) *", re.DOTALL).findall


_DERIVATIVES = (differentials.PLAIN, differentials.LATEX)
_GAP = re.compile(_LATEX_SPACE)
_SPACES = re.compile(_SPACE)
_SIZE = re.compile(r"\\[A-Za-z]+\s*")
_RAISED_PLAIN = str.maketrans(characters.SUPERSCRIPTS, characters.SUPERSCRIPTS_PLAIN)
_KEPT_PIECES, _KEPT_LENGTH = 1024, 40  # a table grows with what is typed, and only so far

LONGEST_PRODUCT = 3  # letters that multiply before a bracket, where none is declared

Cut = tuple[list[Token], list[int]]
Run = tuple[tuple[Token, int], ...]


def cut(text: str, names: Names, latex: bool) -> Cut:
    """The tokens of a text in plain characters and where each begins; the last is ``LAST``. Raises Stop at what no token can be."""
    pieces = _finder(latex, _DERIVATIVES[latex])(text)
    starts = [*accumulate(map(len, pieces), initial=0)]
    try:
        tokens: list[Token] = [*map(names.met[latex].tokens.__getitem__, pieces)]
    except KeyError:
        tokens, starts = _cut_anew(pieces, starts, names, latex)
    if len(tokens) > LIMIT_TOKENS:
        raise Stop("limit_tokens", (starts[LIMIT_TOKENS], len(text)), limit=str(LIMIT_TOKENS))
    tokens.append(LAST)
    return tokens, starts


def _cut_anew(pieces: list[str], starts: list[int], names: Names, latex: bool) -> Cut:
    """The same, where a piece is seen for the first time, or is no token or more than one."""
    met = names.met[latex]
    placed: list[tuple[Token, int]] = []
    for piece, start, following in zip(pieces, starts, [*pieces[1:], ""], strict=False):
        if token := met.tokens.get(piece):
            placed.append((token, start))
            continue
        run = met.runs.get(piece)
        if run is None:
            try:
                run = tuple(_meaning(piece, names, latex))
            except Stop as stop:
                raise stop.moved(start) from None
            _keep(piece, run, met)
        if len(run) != 2 and names.variables is None and _OPENS.match(following):
            _check_product(piece, run, start)
        placed.extend((token, start + offset) for token, offset in run)
        if len(placed) > LIMIT_TOKENS:
            raise Stop("limit_tokens", (placed[LIMIT_TOKENS][1], starts[-1]), limit=str(LIMIT_TOKENS))
    kinds = {token.kind for token, _ in placed}
    if "newline" in kinds:
        placed = pairing.lines_joined(placed)
    if "bar" in kinds:
        placed = pairing.bars_paired(placed)
    return [token for token, _ in placed], [*(start for _, start in placed), starts[-1]]


def _check_product(piece: str, run: Run, start: int) -> None:
    """What multiplies a bracket must not look like a function: ``abc(x+y)`` and ``w_i(x+y)``, not ``sigmod(x)``. Raises Stop."""
    if len(run) == 1 and run[0][0].kind == "name" and _LONG_NAME.match(piece):
        raise Stop("unknown_function", (start, start + len(piece)), nearest=words.nearest(piece, notation.BY_NAME))
    if len(run) > 1 and all(token.kind in ("name", "constant") and token.length == 1 for token, _ in run):
        word = piece.rstrip(" ")
        nearest = words.nearest(word, notation.BY_NAME)
        if nearest or len(run) > LONGEST_PRODUCT:
            raise Stop("unknown_function", (start, start + len(word)), nearest=nearest)


def _keep(piece: str, run: Run, met: Met) -> None:
    """Keep what a piece means: as a token where it is one whatever its neighbours are."""
    is_token = len(run) == 1 and run[0][1] == 0 and run[0][0].kind not in _OPEN and not _LONG_NAME.match(piece)
    kept: dict[str, object] = met.tokens if is_token else met.runs
    if len(piece) <= _KEPT_LENGTH and len(kept) < _KEPT_PIECES:
        kept[piece] = run[0][0] if is_token else run


def _meaning(piece: str, names: Names, latex: bool) -> Iterator[tuple[Token, int]]:
    """The tokens of one piece, and where they begin in it."""
    if (_GAP if latex else _SPACES).fullmatch(piece):
        if "\n" in piece and not latex:
            yield Token("newline", None, len(piece)), 0
        return
    word = piece.rstrip(" ")
    if latex and (size := _SIZE.match(word)) and (delimiter := word[size.end() :]) in _DELIMITERS:
        if delimiter == ".":
            return
        kind = _SIZED_BARS.get(size[0].rstrip(), "bar") if delimiter == "|" else delimiter
        yield Token(kind, None, len(word)), 0
        return
    for kind, value, start, end in _placed(word, names, latex):
        digits = word[start:end] if kind == "number" else None
        literal = digits.removesuffix(".") if digits and digits.isascii() and digits[0] != "\\" else None
        yield Token(kind, value, end - start, literal), start


_DELIMITERS = frozenset(["(", ")", "[", "]", "|", ".", "\\{", "\\}"])
_SIZED_BARS = {"\\left": "|", "\\mleft": "|", "\\right": "closing |", "\\mright": "closing |"}
_LONG_NAME = re.compile(r"[A-Za-z]{2,}[0-9]*_[A-Za-z]{2,}|\\operatorname|\\(?:mathrm|text)\s*\{[A-Za-z]{3}")  # such as leaky_relu
_OPENS = re.compile(r"\(|\\(?:m?left|[bB]igg?l?)\s*\(")
_OPEN = frozenset(["newline", "bar"])  # what the neighbours decide is not kept


def _placed(word: str, names: Names, latex: bool) -> list[Placed]:
    entry = names.words.get(word)
    if entry is not None:
        if entry[0] == "refused":
            raise words.refusal(str(entry[1]), 0, word)
        return [("bar" if entry[0] == "|" else entry[0], entry[1], 0, len(word))]
    first = word[0]
    if first in "0123456789" or (first == "." and word[1:2].isdigit()):
        return [("number", _number(word), 0, len(word))]
    if first in "d∂\\" and differentials.is_fraction(word):
        named = differentials.read(word, names)
        return _quotient(word, names, latex) if named is None else [("derivative", named, 0, len(word))]
    if first in characters.SUPERSCRIPTS:
        return _raised(word, names, latex)
    if first in characters.FRACTIONS:
        return [("fraction", characters.FRACTIONS[first], 0, 1)]
    return words.meaning(word, names, latex)


def _quotient(word: str, names: Names, latex: bool) -> list[Placed]:
    """What looks like a derivative, as the declared names read it: piece by piece."""
    pieces = _finder(latex, "")(word)
    found: list[Placed] = []
    for piece, start in zip(pieces, accumulate(map(len, pieces), initial=0), strict=False):
        try:
            run = [*_meaning(piece, names, latex)]
        except Stop as stop:
            raise stop.moved(start) from None
        found.extend((token.kind, token.value, start + at, start + at + token.length) for token, at in run)
    return found


def _raised(word: str, names: Names, latex: bool) -> list[Placed]:
    """A run of raised characters: digits as an exponent in one token, all else as an exponent in brackets."""
    plain = word.translate(_RAISED_PLAIN)
    if plain.isdigit():
        return [("^", _number(plain), 0, len(word))]
    inside = _quotient(plain, names, latex)
    return [("^", None, 0, 0), ("(", None, 0, 0), *inside, (")", None, len(word), len(word))]


def _number(digits: str) -> Fraction:
    mantissa, _, exponent = digits.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    if len(whole) + len(decimals) > LIMIT_DIGITS:
        raise Stop("limit_digits", (0, len(digits)), limit=str(LIMIT_DIGITS))
    if exponent and (len(exponent) > 5 or abs(int(exponent)) > LIMIT_EXPONENT):
        raise Stop("limit_exponent", (0, len(digits)), limit=str(LIMIT_EXPONENT))
    shift = len(decimals) - (int(exponent) if exponent else 0)
    value = int(whole + decimals)
    return Fraction(value, 10**shift) if shift > 0 else Fraction(value * 10**-shift)
