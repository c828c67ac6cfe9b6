r"""What stands round the formulas of a written derivation: words, numbering, alignment, brackets with a remark.

A line is covered up, not rewritten: what is no formula becomes ``GAP`` (something was said here) or a space (nothing was), so
that every position stays the one as typed. Words are known by a list, and by standing beside a word of it; any other unknown
word is left to the reader of formulas, which refuses it: a quantity that nobody knows must not be skipped as prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from derivations.terms import characters, notation

GAP = "\0"

_LISTED = """
    a about above after again all also an and ans answer any apply applying are as at be because becomes before below both but
    by calculate can chain check clearly compute computing consider constant definition denote depend depends derivative
    derivatives desired differentiate differentiated differentiating differentiation each equal equals equation equations
    evaluate expand expanding expression factor factors final finally find first fixed following follows for form formula from
    function get gets getting give given gives giving hand has have held hence here hold holding how i if implies in inner
    inside into is it its just keep keeping know last left let line lines means multiple multiply multiplying must next note
    notice now observe obtain of ok on once one only original our out outer outside over partial partials per plug plugging
    power product put putting qed quotient recall remember required respect respectively result right rule rules same second see
    set setting similarly simplified simplifies simplify simplifying simply since so sol solution step steps still substitute
    substituting substitution such sum take taking term terms that the their then there therefore these third this through thus
    to together total treat treated treating two up use used using value variable variables via want we what when where whereas
    which while whole with write writing wrt yields
"""
WORDS = frozenset(_LISTED.split())
FUNCTIONS = frozenset(["where", *(spelling for row in notation.FUNCTIONS for spelling in (row.name, *row.spellings))])
"""Words that are functions before a bracket, and words elsewhere."""
_LEADS = sorted(notation.LEADS, key=len, reverse=True)
_LEAD = re.compile(rf"(?:{'|'.join(map(re.escape, _LEADS))})(?![A-Za-z])\s*[:：はが、,]?")
_COMMAND_LEAD = re.compile(r"\\(?:therefore|because|Rightarrow|Longrightarrow|implies|iff|hence)(?![A-Za-z])")
_TRAIL = re.compile(rf"(?:{'|'.join(notation.TRAILS)}|を得る|が得られる|とおく|とする|■|□|∎)?[\s.。．]*$")
_MARK = re.compile(
    r"\\(?:begin|end)\s*\{[a-zA-Z]+\*?\}(?:\{[clr|\s]*\})?|\\[\[\]()]|\$\$?|\\(?:tag|label)\s*\{[^{}]*\}|"
    r"\\(?:nonumber|notag|displaystyle|hfill|hspace\{[^{}]*\})(?![A-Za-z])"
)
_STARTS = r"(?=\s+\S|\s*(?:[d∂ｄ][A-Za-zａ-ｚ]*\s*[/／]|\\|[A-Za-zａ-ｚ]\s*'?\s*[=＝]))"
_NUMBERED = re.compile(
    rf"\s*(?:[①-⑳]|\(\d{{1,2}}\){_STARTS}|\((?:[a-h]|i{{1,3}}|iv|v|vi{{1,3}})\)(?=\s+\S)|\[\d{{1,2}}\](?=\s+\S)|（\d{{1,2}}）|"
    rf"\d{{1,2}}[．）]|\d{{1,2}}[.)]{_STARTS}|[・•●■○◆▪◇□]\s*|Step\s*\d+[.:]?|Line\s*\d+[.:]?)"
)
_REFERENCE = re.compile(r"(?:\s*(?:…+|\.\.\.+|⋯+|・・・+|\\[cl]?dots)\s*(?:[①-⑳]|[(（]\d{1,2}[)）])|\s*[①-⑳])\s*$")
_JAPANESE = re.compile(
    "[\u3041-\u3096\u30a1-\u30fa\u3005\u4e00-\u9fff\u300c-\u300f\u3010\u3011：「」][\u3041-\u3096\u30a1-\u30fc\u3005\u4e00-\u9fff\u300c-\u300f\u3010\u3011：]*"
)
_BREAK = re.compile(r"\\\\(?:\[[^\[\]]*\])?|\\newline(?![A-Za-z])")
_THIN = re.compile(r"\\[,;:!>]")  # LaTeX's spaces, which separate nothing
_COMMENT = re.compile(r"\s#.*$|:(?![=:])", re.MULTILINE)
_COPULA = re.compile(r"\b(?:is|equals)\b(?! (?:a|an|the|not|in|constant)\b)")
_SAID = re.compile(r"\\(?:text|mbox|textrm|textit|textbf|intertext)\s*\{([^{}]*)\}")
_ARROW = re.compile(
    r"//(?=[\s\0]*$)|[←→↔⇒⇔⟹⟺⟶➡⇨∴∵↦]|=>|->|\\(?:therefore|because|[Rr]ightarrow|[Ll]ongrightarrow|implies|to|iff|q?quad|Leftrightarrow)(?![A-Za-z])"
)
_WORD = re.compile(r"(?<![\\A-Za-z0-9_'{])[A-Za-z]+(?![A-Za-z0-9_'(}])[.:]?")


def covered(line: str, is_formula: Callable[[str], bool]) -> str:
    """The line in plain characters with what is no formula covered; as long as the line itself.

    is_formula: whether a word of letters can be read where formulas are.

    >>> covered("よって dz/dx = 2t （連鎖律）", lambda word: True).split(GAP)[0]
    '    dz/dx = 2t ('
    """
    text = _BREAK.sub(lambda found: "\n".ljust(len(found[0])), line)
    text = _THIN.sub(_blank, text)
    text = _spaces(_NUMBERED.match(text), text)
    text = _spaces(_REFERENCE.search(text), text)
    text = _MARK.sub(_blank, text)
    text = _SAID.sub(lambda found: found[0] if is_formula(found[1].strip()) else _gap(found), text)
    text = _led(text)
    text = _spaces(_TRAIL.search(text), text)
    said = [*_JAPANESE.finditer(text)]
    is_copula = len(said) == 1 and said[0][0] in ("は", "が") and text[: said[0].start()].strip() and "=" not in text
    text = _JAPANESE.sub(lambda found: "=" if is_copula else GAP * len(found[0]), text)
    if "=" not in text and len(_COPULA.findall(text)) == 1:
        text = _COPULA.sub(lambda found: "=".ljust(len(found[0])), text)
    text = _without_words(text, is_formula)
    text = _ARROW.sub(_gap, text)
    text = _COMMENT.sub(_gap, text)
    return _unboxed(characters.as_plain(text))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _gap(found: re.Match[str]) -> str:
    return GAP * len(found[0])


def _spaces(found: re.Match[str] | None, text: str) -> str:
    return text if found is None else text[: found.start()] + _blank(found) + text[found.end() :]


def _led(text: str) -> str:
    """Without what leads up to a formula, one after another: ``∴``, ``よって``, ``Answer:``."""
    at = 0
    while True:
        at += len(text[at:]) - len(text[at:].lstrip(" \t\u3000,、&"))
        found = _LEAD.match(text, at) or _COMMAND_LEAD.match(text, at)
        if found is None:
            return text
        text, at = _spaces(found, text), found.end()


def _without_words(text: str, is_formula: Callable[[str], bool]) -> str:
    """Without words of the list, and the unknown words beside them."""
    found = [each for each in _WORD.finditer(text) if _is_word(each[0], is_formula)]
    said = [_is_said(each[0].rstrip(".:"), is_formula) and not _is_operand(text, each) for each in found]
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for at in order:
            beside = at - 1 if order.step == 1 else at + 1
            first, second = sorted((at, beside))
            if said[beside] and len(found[at][0]) > 1 and not text[found[first].end() : found[second].start()].strip(" ,"):
                said[at] = True
    for each, is_said in zip(found, said, strict=True):
        if is_said:
            text = text[: each.start()] + GAP * len(each[0]) + text[each.end() :]
    return text


def _is_word(word: str, is_formula: Callable[[str], bool]) -> bool:
    bare = word.rstrip(".:")
    return not is_formula(bare) or (len(bare) > 1 and bare.lower() in WORDS)


def _is_said(word: str, is_formula: Callable[[str], bool]) -> bool:
    """Whether a word of the list is meant as one: not where its letters are names (``as``), unless it is a function's name."""
    return word.lower() in WORDS and (word in FUNCTIONS or not is_formula(word))


def _is_operand(text: str, word: re.Match[str]) -> bool:
    """Whether an operator before or behind it makes it a part of a formula."""
    before, after = text[: word.start()].rstrip(), text[word.end() :].lstrip()
    return before.endswith(("+", "-", "*", "/", "^")) or after.startswith(("+", "*", "/", "^"))


def _unboxed(text: str) -> str:
    r"""Without ``\boxed{`` and the brace that closes it."""
    while (at := text.find("\\boxed")) >= 0:
        begin = text.find("{", at)
        if begin < 0 or text[at + 6 : begin].strip():
            break
        depth, end = 0, begin
        while end < len(text):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            if depth == 0:
                break
            end += 1
        text = text[:at] + " " * (begin + 1 - at) + text[begin + 1 : end] + " " + text[end + 1 :]
    return text
