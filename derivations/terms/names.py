"""Which names a reading knows, and the one spelling that each name has.

The canonical spelling of a quantity: Greek letters by their English name, then digits, subscript, index in round brackets:
``w``, ``W1``, ``delta``, ``w_ji``, ``h_{t-1}``, ``w_ji^(2)``. ``δ_j``, ``\\delta_{j}``, ``delta_j`` are one name. A subscript that
is digits, or letters and then digits, stands bare; any other in braces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

from derivations.terms import characters, notation
from derivations.terms.notation import Function

Entry = tuple[str, object]

_SUBSCRIPT_DIGITS = str.maketrans(characters.SUBSCRIPTS, characters.SUBSCRIPTS_PLAIN)
_WRAPPER = re.compile(r"\\[A-Za-z]+\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
ACCENT_PATTERN = rf"\\(?:{'|'.join(notation.ACCENTS)})(?![A-Za-z])\s*(?:\{{\s*\\?[A-Za-z]+\s*\}}|\\[A-Za-z]+|[A-Za-z])"
ACCENT = re.compile(ACCENT_PATTERN)
_LETTERS_OF = re.compile(r"[A-Za-z]+")
_INDEXED = re.compile(r"([A-Za-z]+)(_?)([A-Za-z]?[0-9]+|[A-Za-z]+)")
_BARE = re.compile(r"[0-9]+|[A-Za-z]+[0-9]*")
_IDENTIFIER = re.compile(r"([A-Za-z]+[0-9]*)((?:_(?:\{[^{}]*\}|[0-9]+|[A-Za-z]+[0-9]*))*_?)(\^\([0-9A-Za-z]+\))?")
_GREEK_NAME = {letter: name for name, letter in notation.GREEK.items()} | {"π": "pi"}
_GREEK_LETTER = re.compile("[" + characters.GREEK_LETTERS + "]")


def canonical(name: str) -> str:
    r"""The one spelling of a name.

    >>> [canonical(each) for each in (r"\delta_{j}", "δ_j", "w_{ji}^{(2)}", "x₁", r"x_{\mathrm{max}}", "h_{t - 1}", r"\hat{y}_i")]
    ['delta_j', 'delta_j', 'w_ji^(2)', 'x_1', 'x_max', 'h_{t-1}', 'y_hat_i']
    """
    if name.isalnum() and name.isascii():
        return name
    name = characters.as_plain(name)
    name = re.sub(f"[{characters.SUBSCRIPTS}]+", lambda run: "_" + run[0].translate(_SUBSCRIPT_DIGITS), name)
    name = ACCENT.sub(_accented, name.replace("\\_", "_")).replace(" ", "")
    name = _WRAPPER.sub(r"\1", name)
    name = _COMMAND.sub(lambda command: notation.GREEK_VARIANTS.get(command[1], command[1]), name)
    name = _GREEK_LETTER.sub(lambda letter: _GREEK_NAME[letter[0]], name)
    name = re.sub(r"\^\{\(([^{}()]*)\)\}", r"^(\1)", name)
    return re.sub(r"_\{([^{}]*)\}", lambda sub: "_" + sub[1] if _BARE.fullmatch(sub[1]) else sub[0], name)


def _accented(found: re.Match[str]) -> str:
    accent, letter = _LETTERS_OF.findall(found[0])
    return f"{letter}_{notation.ACCENTS[accent]}"


def parts(name: str) -> tuple[str, str, str]:
    """A canonical name's base, subscripts and index, each as it stands in the name.

    >>> parts("w_ji^(2)"), parts("W1")
    (('w', '_ji', '^(2)'), ('W1', '', ''))
    """
    found = _IDENTIFIER.fullmatch(name)
    return (found[1], found[2], found[3] or "") if found else (name, "", "")


def _known_words() -> dict[str, Entry]:
    """Functions, constants, operators and refused words: what every reading knows."""
    words: dict[str, Entry] = {}
    for construct, listed in (*notation.REFUSED.items(), *notation.REFUSED_COMMANDS.items()):
        words.update((word, ("refused", construct)) for word in listed.split())
    for row in notation.FUNCTIONS:
        for spelling in (row.name, *row.spellings):
            words[spelling] = _function_entry(spelling, row)
            if spelling.isascii():
                words["\\" + spelling] = words[spelling]
    words["\\sigma"], words["\\zeta"] = words["σ"], words["ζ"]
    del words["\\gamma"], words["\\binom"]  # a letter; a structure
    words.update((name, ("defined", name)) for name in notation.DEFINED)
    words.update((command, ("defined", command[1:])) for command in (r"\lg", r"\coth"))
    words.update((name, (name, None)) for name in ("array", "where"))
    for constant, spellings in notation.CONSTANT_SPELLINGS.items():
        words.update((spelling, ("constant", constant)) for spelling in spellings)
    for kind, spellings in notation.OPERATORS.items():
        words.update((spelling, (kind, None)) for spelling in (kind, *spellings))
    words.update((str(small), ("number", Fraction(small))) for small in range(101))
    return words


def _greek_words() -> dict[str, Entry]:
    words: dict[str, Entry] = {}
    for name, letter in notation.GREEK.items():
        words[letter] = words[name] = words["\\" + name] = ("name", name)
    for variant, name in notation.GREEK_VARIANTS.items():
        words["\\" + variant] = ("name", name)
    return words


def _function_entry(spelling: str, row: Function) -> Entry:
    """A letter's name is the letter where no argument follows (``sigma``, ``zeta``); any other function is only itself."""
    letter = _GREEK_NAME.get(spelling, spelling)
    return ("letter function", (row, letter)) if letter in notation.GREEK else ("function", row)


WORDS = _known_words()
_LETTERS = "abcdfghjklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"  # e and i are constants
_ANY_WORDS = _greek_words() | WORDS | {letter: ("name", letter) for letter in _LETTERS}


class Met:
    """Pieces of text whose meaning is known: ``tokens`` of those that are one token, ``runs`` of those that are several or none."""

    __slots__ = ("runs", "tokens")

    def __init__(self) -> None:
        self.tokens: dict[str, Any] = {}
        self.runs: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a text may use.

    variables: the declared quantities, in any spelling; None: every unknown name is a variable.
    functions: names of unknown functions, so that ``f(x)`` is f at x and ``f'`` its derivative; they hide a known function.
    words: every word with what it means here; made from the other two.
    met: the pieces of plain text and of LaTeX that were met before; the lexer's.

    A declared name wins over a constant, a function and a product of letters.
    """

    variables: frozenset[str] | None = None
    functions: frozenset[str] = frozenset()
    words: dict[str, Entry] = field(init=False, compare=False, repr=False)
    met: tuple[Met, Met] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        words, met = _vocabulary(self.variables, self.functions)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "met", met)

    def __reduce__(self) -> tuple[type[Names], tuple[frozenset[str] | None, frozenset[str]]]:
        return (Names, (self.variables, self.functions))

    def spelled(self, name: str) -> str:
        """The declared name that a canonical one means: ``x_1`` and ``x1`` are one where only one of them is declared.

        >>> Names(frozenset({"W1", "x_2"})).spelled("W_1"), Names(frozenset({"W1", "x_2"})).spelled("x2")
        ('W1', 'x_2')
        """
        if self.variables is None or self.declares(name):
            return name
        found = _INDEXED.fullmatch(name)
        other = f"{found[1]}{'' if found[2] else '_'}{found[3]}" if found else name
        return other if self.declares(other) else name

    def declares(self, name: str) -> bool:
        """Whether a canonical name is one of the variables."""
        return self.variables is not None and self.words.get(name) == ("name", name)


@lru_cache(maxsize=64)
def _vocabulary(variables: frozenset[str] | None, functions: frozenset[str]) -> tuple[dict[str, Entry], tuple[Met, Met]]:
    words = dict(_ANY_WORDS if variables is None else WORDS)
    if variables is not None:
        words["E"] = ("constant", "e")  # SymPy's; a question's error is declared
        _declare(words, "name", variables)
        for base, subscripts, index in map(parts, map(canonical, variables)):
            if index:
                words.setdefault(base + subscripts, ("indexed", base + subscripts))
    _declare(words, "opaque", functions)
    return words, (Met(), Met())


def _declare(words: dict[str, Entry], kind: str, declared: frozenset[str]) -> None:
    for spelling in sorted(declared):
        name = canonical(spelling)
        words[name] = (kind, name)
        if not name.isalnum():
            words[spelling] = (kind, name)
        if name in notation.GREEK:
            words[notation.GREEK[name]] = words["\\" + name] = (kind, name)
            words.update(("\\" + variant, (kind, name)) for variant, of in notation.GREEK_VARIANTS.items() if of == name)


ANY = Names()
