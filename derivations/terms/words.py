r"""What a word means that no table holds: a number in a name, letters that multiply, a function glued to its argument, a slip.

Declared names win. Where names are declared, a run of letters is cut into declared names, constants and a function before or
after them; where none are, each letter is a variable. A subscript with letters on both sides is one name (``learning_rate``).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from derivations.terms import characters, notation
from derivations.terms.names import ACCENT, Names, canonical, parts
from derivations.terms.unreadable import Stop

Placed = tuple[str, object, int, int]  # a kind, what it carries, and from where to where in the piece

_WRAPPED = re.compile(
    r"\\(?:operatorname\*?|math[a-z]+|text[a-z]*|mbox|boldsymbol|bm)\s*(?:\{([^{}]*)\}|\s([A-Za-z]))(_.*)?", re.DOTALL
)
_SUBSCRIPTED = re.compile(r"(\\?[^_]+?)_(.*)_?", re.DOTALL)
_ENVIRONMENTS = {
    **dict.fromkeys(("array", "matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "cases", "dcases"), ("\\begin", "\\end")),
    **dict.fromkeys(("aligned", "align", "split", "gathered", "gather", "equation", "eqnarray"), ("lines", "end of lines")),
}
_STRUCTURE = {
    "\\frac": "frac", "\\dfrac": "frac", "\\tfrac": "frac", "\\cfrac": "frac", "\\sqrt": "root", "\\binom": "binom",
    "\\dbinom": "binom", "\\tbinom": "binom", "\\boxed": "boxed", "\\\\": "\\\\", "\\over": "over",
}  # fmt: skip


def refusal(construct: str, start: int, piece: str) -> Stop:
    """The refusal of a word that asks for something this language does not do."""
    code = {"alternatives": "several_answers", "prose": "prose"}.get(construct)
    if code:
        return Stop(code, (start, start + len(piece)))
    return Stop("not_supported", (start, start + len(piece)), construct=construct)


_CODE_SIGNS = {"==": ("=",), ":=": ("=",), "//": ("/",), "<<": ("operator",), ">>": ("operator",)}


def meaning(piece: str, names: Names, latex: bool) -> list[Placed]:
    """The tokens of one piece of text, placed within it. Raises Stop where it has none."""
    end = len(piece)
    first = piece[0]
    if first == "\\":
        return _command(piece, names)
    if first == ".":
        return _attribute(piece)
    if (first.isalpha() and first.isascii()) or first in characters.GREEK_LETTERS:
        if "." in piece:
            return [_from_module(piece, names)]
        return [("T", None, 0, end)] if piece == "T" else _word(piece, 0, names, latex)
    if first == "_" and len(piece) > 1:
        raise Stop("not_supported", (0, end), construct="code")
    if piece in _CODE_SIGNS:
        raise Stop("not_supported", (0, end), _CODE_SIGNS[piece], construct=piece)
    if first == "{":  # {x}_{1}
        return [(kind, value, 0, end) for kind, value, _, _ in _word(piece[1] + piece[3:], 0, names, True)]
    if first == "^":
        return [("'", None, at, end) for at in range(piece.count("prime"))]
    raise forbidden(piece, 0)


def forbidden(character: str, start: int) -> Stop:
    """The refusal of a character, by name; by the letter it looks like where it does."""
    name, alike = characters.character_name(character[0]), characters.look_alike(character[0])
    if name.startswith(("HIRAGANA", "KATAKANA", "CJK UNIFIED")) and not alike:
        return Stop("prose", (start, start + 1))
    if alike:
        return Stop("confusable_letter", (start, start + 1), ("name",), name=name, looks_like=alike)
    return Stop("forbidden_character", (start, start + 1), name=name)


def _attribute(piece: str) -> list[Placed]:
    kind = {".T": "⊤", ".dot": ".dot", ".transpose": ".transpose"}.get(piece)
    if kind is None:
        raise Stop("not_supported", (0, len(piece)), construct="attribute")
    return [(kind, None, 0, len(piece))]


def _from_module(piece: str, names: Names) -> Placed:
    """A name of NumPy or of the listing's ``functions``, read as the function itself."""
    word = piece.partition(".")[2]
    end = len(piece)
    kind, payload = names.words.get(word, ("", None))
    if kind == "letter function" and isinstance(payload, tuple):
        return ("function", payload[0], 0, end)
    if kind in ("function", "opaque", "defined", "array", "where") or word in ("pi", "e", "inf"):
        return (kind, payload, 0, end)
    raise Stop("unknown_function", (0, end), nearest=nearest(word, notation.BY_NAME))


def _command(piece: str, names: Names) -> list[Placed]:
    end = len(piece)
    if piece in _STRUCTURE:
        return [(_STRUCTURE[piece], None, 0, end)]
    if piece[:-1].rstrip() in _STRUCTURE and piece[-2].isspace():  # \\frac z of \\frac z2
        return [("frac", None, 0, len(piece[:-1].rstrip())), *_word(piece[-1], end - 1, names, True)]
    if piece.startswith("\\begin") or piece.startswith("\\end"):
        environment = piece.partition("{")[2].partition("}")[0].rstrip("*")
        if environment not in _ENVIRONMENTS:
            raise Stop("unknown_command", (0, end))
        opens, closes = _ENVIRONMENTS[environment]
        return [(opens if piece.startswith("\\begin") else closes, environment, 0, end)]
    if piece.startswith("\\mathbin") or piece.startswith("\\mathop"):
        raise Stop("unknown_command", (0, end))
    if piece == "\\placeholder":
        raise Stop("missing_operand", (0, end), ("operand",))
    if ACCENT.match(piece):
        return _named(canonical(piece), piece, names)
    if wrapped := _WRAPPED.fullmatch(piece):
        return _wrapped(wrapped, piece, names)
    base, _, subscript = piece.partition("_")
    if subscript:
        name = names.spelled(canonical(piece))
        if names.words.get(name, ("",))[0] in ("name", "opaque", "indexed"):
            return [(*names.words[name], 0, end)]
        if base in ("\\log", "\\ln"):
            return [_logarithm(piece)]
        kind = names.words.get(base, ("", None))[0]
        if kind in ("name", "letter function") and names.variables is None:
            return [("name", name, 0, end)]
        if kind == "refused":
            raise refusal(str(names.words[base][1]), 0, piece)
        if kind in ("root", "function", "frac") or base in _STRUCTURE:
            raise Stop("missing_argument", (0, end), function=base.strip("\\"))
        if kind in ("name", "letter function") or canonical(base) in notation.GREEK:
            raise unknown(name, piece, 0, names)
        piece = base
    word = piece[1:]
    if word in notation.GREEK or word in notation.GREEK_VARIANTS:
        raise unknown(canonical(piece), piece, 0, names)
    raise Stop("unknown_command", (0, end))


def _logarithm(piece: str) -> Placed:
    """A logarithm with a base; it carries the base's text and where that begins."""
    at = len(piece.partition("_")[0]) + 1
    if at == len(piece):
        raise Stop("missing_argument", (0, at), ("argument",), function="log")
    if at > len(piece):  # log₂
        at = len(piece.rstrip(characters.SUBSCRIPTS))
        return ("log", (canonical(piece).partition("_")[2], at), 0, len(piece))
    braced = piece[at] == "{"
    return ("log", (piece[at + braced : len(piece) - braced], at + braced), 0, len(piece))


def _wrapped(wrapped: re.Match[str], piece: str, names: Names) -> list[Placed]:
    """A name in upright, bold or text type: the style says nothing, the name is what counts."""
    end = len(piece)
    word = (wrapped[1] or wrapped[2] or "").strip()
    if kind := notation.CASE_WORDS.get(word.strip(" ,.:()").lower()):
        return [(kind, None, 0, end)]
    if word in ("1", "I") and "mathbb" in piece:
        return [("number", Fraction(1), 0, end)]
    if word == "T" and not wrapped[3] and names.variables is not None and not names.declares("T"):
        return [("T", None, 0, end)]
    name = names.spelled(canonical(word + (wrapped[3] or "")))
    if entry := names.words.get(word + (wrapped[3] or "")) or names.words.get(name):
        if entry[0] == "refused":
            raise refusal(str(entry[1]), 0, piece)
        return [(*entry, 0, end)]
    if not re.fullmatch(r"\\?[A-Za-z][A-Za-z0-9]*(?:_.*)?", name):
        raise Stop("prose" if word else "missing_operand", (0, end))
    return _named(name, piece, names)


def _named(name: str, piece: str, names: Names) -> list[Placed]:
    """A piece that is one name: a declared one, or any where none is declared."""
    entry = names.words.get(name)
    if entry is None and names.variables is not None:
        raise unknown(name, piece, 0, names)
    return [(*(entry or ("name", name)), 0, len(piece))]


def _word(piece: str, start: int, names: Names, latex: bool) -> list[Placed]:
    end = start + len(piece)
    name = canonical(piece)
    entry = names.words.get(name)
    if entry:
        return [(*entry, start, end)]
    if "_" in name:
        return _subscripted(name, piece, start, names, latex)
    letters = piece.rstrip("0123456789")
    digits = piece[len(letters) :]
    if digits:
        return _numbered(letters, digits, piece, start, names)
    if cutting := _cut(piece, names):
        return list(_placed(cutting, start))
    if len(piece) <= _LONGEST_RUN and _letters(piece[:-1], names):  # xY: the slip is the last letter
        start, name, piece = end - 1, piece[-1], piece[-1]
    raise unknown(name, piece, start, names)


def _subscripted(name: str, piece: str, start: int, names: Names, latex: bool) -> list[Placed]:
    base, subscript, _ = parts(name)
    end = start + len(piece)
    if names.declares(names.spelled(name)):
        return [("name", names.spelled(name), start, end)]
    if base in ("log", "ln") and subscript:
        return [_logarithm(piece)]
    if found := _before_subscript(base, piece[len(base) :], names, latex):
        return list(_placed(found, start))
    glued = re.fullmatch(r"_([A-Za-z])([A-Za-z]+[0-9]*)", subscript)
    if latex and glued and "{" not in piece:
        shorter = _word(f"{base}_{glued[1]}", start, names, latex)
        return shorter + _word(glued[2], start + len(base) + 2, names, latex)
    if names.variables is None:
        return [("name", name, start, end)]
    raise unknown(name, piece, start, names)


def _before_subscript(letters: str, subscript: str, names: Names, latex: bool) -> list[tuple[str, object, int]] | None:
    """Letters of which the last carry the subscript and the others multiply it: ``ax_1`` is a times x_1.

    In plain text only where the names are declared, for there a name may have several letters; in LaTeX such a name is upright.
    """
    if not letters.isalpha() or (names.variables is None and not latex):
        return None
    for at in range(1, len(letters)):
        name = names.spelled(canonical(letters[at:] + subscript))
        is_known = names.declares(name) if names.variables is not None else at == len(letters) - 1
        if is_known and (before := _factors(letters[:at], names)):
            return [*before, ("name", name, len(letters) - at + len(subscript))]
    return None


def _factors(run: str, names: Names) -> list[tuple[str, object, int]] | None:
    """Letters that multiply, with a function at their end or none (``xsin``)."""
    found = next((each for each in _LOOSE if each in run), "")
    kind, payload = names.words.get(found, ("", None))
    if kind != "function":
        return _letters(run, names)
    before = _letters(run.removesuffix(found), names) if run.endswith(found) else None
    return None if before is None else [*before, (kind, payload, len(found))]


def _numbered(letters: str, digits: str, piece: str, start: int, names: Names) -> list[Placed]:
    """Letters and a number: an indexed name (``x1`` for ``x_1``), never a product that was not written."""
    end = start + len(piece)
    indexed = names.spelled(canonical(piece))
    if names.declares(indexed):
        return [("name", indexed, start, end)]
    entry = names.words.get(letters)
    if entry and entry[0] == "function":
        return [(*entry, start, start + len(letters)), ("glued number", int(digits), start + len(letters), end)]
    if names.variables is None:
        if len(letters) == 1 or letters in notation.GREEK:
            return [("name", canonical(piece), start, end)]
        before = [(*names.words[each], 1) for each in letters[:-1]]
        return list(_placed([*before, ("name", letters[-1] + digits, len(digits) + 1)], start))
    if found := _before_subscript(letters, digits, names, False):
        return list(_placed(found, start))
    if (entry or _cut(letters, names)) and not names.declares(piece.swapcase()):
        first, second = f"{letters}^{digits}", f"{digits}*{letters}"
        raise Stop("number_after_name", (start + len(letters), end), ("operator",), first=first, second=second)
    raise unknown(canonical(piece), piece, start, names)


def _cut(run: str, names: Names) -> list[tuple[str, object, int]] | None:
    """A run of letters as known names one after the other, a function among them (``xsinx``); None where it is not."""
    if len(run) > _LONGEST_RUN:
        return None
    for spelling in _LOOSE:
        kind, payload = names.words.get(spelling, ("", None))
        before, found, behind = run.partition(spelling)
        if kind != "function" or not found or found == run:
            continue
        first, last = _letters(before, names), _letters(behind, names)
        if first is not None and last is not None and (names.variables is not None or len(last) <= 1):
            return [*first, (kind, payload, len(spelling)), *last]
    return _letters(run, names)


_LONGEST_RUN = 60  # letters; cutting takes their square
_LOOSE = [spelling for row in notation.FUNCTIONS if row.loose for spelling in (row.name, *row.spellings) if len(spelling) > 1]


def _letters(run: str, names: Names) -> list[tuple[str, object, int]] | None:
    """The cut into names and constants, found from the end; as few pieces as the longest names allow."""
    best: list[list[tuple[str, object, int]] | None] = [None] * len(run) + [[]]
    for at in range(len(run) - 1, -1, -1):
        for end in range(len(run), at, -1):
            rest = best[end]
            entry = names.words.get(run[at:end])
            if rest is None or entry is None or entry[0] not in ("name", "constant"):
                continue
            if names.variables is None and end - at > 1 and run[at:end] not in _LONG:
                continue
            candidate = [(entry[0], entry[1], end - at), *rest]
            shorter = best[at]
            if shorter is None or len(candidate) < len(shorter):
                best[at] = candidate
    return best[0]


# Names of several letters that are seen in a run of letters where nothing is declared.
_LONG = {"pi"} | {name for name in notation.GREEK if len(name) > 3} - {"iota"}


def _placed(pieces: Sequence[tuple[str, object, int]], start: int) -> Iterator[Placed]:
    for kind, payload, length in pieces:
        yield (kind, payload, start, start + length)
        start += length


def unknown(name: str, piece: str, start: int, names: Names) -> Stop:
    """A name that is not declared, with the nearest that is."""
    declared = {word for word, (kind, _) in names.words.items() if kind in ("name", "opaque", "function", "letter function")}
    return Stop("unknown_name", (start, start + len(piece)), ("name",), nearest=nearest(name, declared))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a slip may have meant; empty where none is near."""
    candidates = sorted(each for each in known if each.isascii() and "\\" not in each)
    if word.swapcase() in candidates or word.lower() in candidates:
        return word.lower() if word.lower() in candidates else word.swapcase()
    close = difflib.get_close_matches(word, candidates, 1, 0.6) if len(word) <= _LONGEST_RUN else []
    return close[0] if close else ""


__all__ = ["Placed", "forbidden", "meaning", "nearest", "refusal", "unknown"]
