"""The characters a formula may be typed in: an allow-list that maps each to its plain form, one character to one.

Students type full-width digits, the minus of a word processor, bold pi from a PDF. Each allowed character is replaced by ONE
other, so that every position in the text stays the position as typed. Characters outside the list are refused by name: a
Cyrillic letter silently read as a new symbol would be a wrong verdict without a hint.
"""

from __future__ import annotations

import unicodedata

from derivations.terms import notation

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣʸ"
SUPERSCRIPTS_PLAIN = "0123456789+-()nixy"
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
SUBSCRIPTS_PLAIN = "0123456789aehijklmnoprstuvx"
FRACTIONS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅙": (1, 6), "⅛": (1, 8)}
# Ignored between tokens, refused inside a word: zero-width space and joiners, byte order mark, soft hyphen.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
GREEK_LETTERS = "".join(notation.GREEK.values()) + "π"

_LETTERS = {"ϵ": "ε", "ϑ": "θ", "ϕ": "φ", "ϱ": "ρ", "ϰ": "κ", "µ": "μ", "∆": "Δ", "Ω": "Ω", "ℯ": "e", "ⅇ": "e", "ⅈ": "i", "＿": "_"}
_LOOK_ALIKES = {
    "а": "a", "с": "c", "е": "e", "о": "o", "р": "p", "х": "x", "у": "y", "і": "i", "ј": "j", "ѕ": "s", "к": "k", "т": "t",
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "К": "K", "М": "M", "О": "O", "Р": "P", "Т": "T", "Х": "X", "У": "Y",
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P", "Τ": "T",
    "Χ": "X", "ο": "o", "ς": "σ", "ſ": "s", "ı": "i", "K": "K", "Å": "A", "乂": "x", "メ": "x", "ニ": "=",
    "∑": "Σ", "∏": "Π", "ß": "β", "ℝ": "R", "ᵗ": "ᵀ", "⊗": "⊙",
}  # fmt: skip


class _Plain(dict[int, str]):
    """What stands for a character; full-width and mathematical alphabets are derived when they are first met."""

    def __missing__(self, code: int) -> str:
        if 0xFF01 <= code <= 0xFF5E or 0x1D400 <= code <= 0x1D7FF:
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and ((plain.isascii() and plain.isalnum()) or plain in GREEK_LETTERS):
                return plain
        raise LookupError(code)


def _table() -> _Plain:
    table = _Plain()
    table.update((each, chr(each)) for each in range(128))
    table.update((ord(each), each) for each in SUPERSCRIPTS + SUBSCRIPTS + GREEK_LETTERS)
    table.update((ord(each), each) for each in notation.OPERATORS if len(each) == 1)
    for plain, spellings in notation.OPERATORS.items():
        if len(plain) == 1:
            table.update((ord(each), plain) for each in spellings if len(each) == 1 and not each.isascii())
    table.update((ord(each), plain) for each, plain in _LETTERS.items())
    table.update((ord(each), " ") for each in "\u3000\u00a0\u2002\u2003\u2009\u202f")
    return table


PLAIN = _table()


def as_plain(text: str) -> str:
    """The text with each allowed character in its plain form; the same length, position by position.

    >>> as_plain("６（ｘ＋１）·π")
    '6(x+1)*π'
    """
    return text.translate(PLAIN)


def look_alike(character: str) -> str | None:
    """The plain letter that a refused character looks like, or None.

    >>> look_alike("х"), look_alike("x")
    ('x', None)
    """
    return _LOOK_ALIKES.get(character)


def character_name(character: str) -> str:
    """The Unicode name of a character, for a message; its code point where it has none.

    >>> character_name("х")
    'CYRILLIC SMALL LETTER HA'
    """
    return unicodedata.name(character, f"U+{ord(character):04X}")
