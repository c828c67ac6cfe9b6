r"""Derivatives as fractions: ``dz/dx``, ``∂E/∂w_ji^(2)``, ``\frac{\partial^2 f}{\partial x \partial y}``, ``d^2f/dx^2``, ``d/dx``.

They are recognised as pieces of text, before formulas are parsed, because a derivative is the name of a quantity: ``dz/dx`` has
no factor d. It is read as a quotient only where the declared names ask for it: ``dz`` or ``dx`` is itself declared, or ``d``
is, and stands apart (``d x/d y``) or before no quantity (``d/dx``). The quantities of a derivative need not be declared.
"""

from __future__ import annotations

import re

from derivations.terms import characters
from derivations.terms.names import ACCENT_PATTERN, Names, canonical
from derivations.terms.term import Term

_GREEK = characters.GREEK_LETTERS
_RAISED = "[" + characters.SUPERSCRIPTS[:10] + "]"
_INDEX = r"(?:\^\([0-9A-Za-z]\)|\^\{\([0-9A-Za-z]\)\})"
_BRACED = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_SUBSCRIPT = rf"(?:_(?:{_BRACED}|[0-9]+|[A-Za-z]+[0-9]*|\\[A-Za-z]+|[{_GREEK}])|[{characters.SUBSCRIPTS}]+)"
_NAME = rf"(?:[A-Za-z]+[0-9]*|[{_GREEK}][0-9]*){_SUBSCRIPT}?{_INDEX}?"
_LATEX_NAME = (
    rf"(?:{ACCENT_PATTERN}|\\(?:mathbf|mathrm|boldsymbol|bm|mathit|text)\{{[^{{}}]*\}}|\\(?!partial|frac|left|right)[A-Za-z]+|"
    rf"[A-Za-z]+[0-9]*|[{_GREEK}][0-9]*){_SUBSCRIPT}?{_INDEX}?"
)
_GAP = r"(?:\s|\\[,;:! ])*+"  # possessive, as every run of spaces here: a search must not try each way to share them out
# A sign of differentiation begins with a set of characters, so that the search skips what begins otherwise.
_COMMAND_D = r"(?:partial(?![A-Za-z])|mathrm\{d\}|mathrm d|text\{d\}|operatorname\{d\}|differentialD)"
_LATEX_D = rf"[d∂\\](?:(?<!\\)|(?<=\\){_COMMAND_D}){_GAP}"
_PLAIN_D = r"[d∂](?:(?<=d)|(?<=∂)\s*+)"
_ORDER = rf"(?:\^?[2-9]|\^\{{[2-9]\}}|{_RAISED})"


def _fraction(d: str, name: str, before: str, between: str, after: str) -> str:
    """An expression that matches a derivative; orders above one name every variable."""
    higher = rf"{_ORDER}{_GAP}{name}{_GAP}{between}{_GAP}{d}{name}{_ORDER}?(?:{_GAP}{d}{name}{_ORDER}?)*"
    first = rf"(?:{name})?{_GAP}{between}{_GAP}{d}{name}"
    return rf"{before}{d}(?:{higher}|{first})" + (rf"{_GAP}{after}" if after else "")


PLAIN = _fraction(_PLAIN_D, _NAME, "", "/", "")
LATEX = (
    _fraction(_LATEX_D, _LATEX_NAME, r"\\[dtc]?frac\s*+\{\s*+", r"\}\s*+\{", r"\}")
    + "|"
    + _fraction(_LATEX_D, _LATEX_NAME, "", "/", "")
)

_SIGN = re.compile(_LATEX_D)
_BRACED_FRACTION = re.compile(r"\\[dtc]?frac\s*\{")
_ABOVE = re.compile(rf"{_GAP}({_LATEX_D})({_ORDER})?{_GAP}({_LATEX_NAME})?{_GAP}")
_BELOW = re.compile(rf"{_GAP}({_LATEX_D})({_LATEX_NAME}?)({_ORDER})?(?={_GAP}(?:{_LATEX_D}|$))")


def is_fraction(piece: str) -> bool:
    """Whether a piece of text was cut by ``PLAIN`` or ``LATEX``."""
    return _BRACED_FRACTION.match(piece) is not None or ("/" in piece and _SIGN.match(piece) is not None)


def read(piece: str, names: Names) -> Term | None:
    """The derivative that a piece of text names, spans within the piece; None where the declared names make it a quotient.

    An operator without a quantity (``d/dx``) gives a derivative whose only argument is the variable.

    >>> read("d^2f/dx^2", Names()), read(r"\\frac{\\partial E}{\\partial w_{ji}}", Names())
    (derivative('d', name('f'), name('x'), name('x')), derivative('∂', name('E'), name('w_ji')))
    >>> read("dz/dx", Names(frozenset({"dz", "dx"})))
    """
    over = _middle(piece)
    above = _ABOVE.match(piece, _opening(piece))
    assert above is not None, piece
    assert over is not None, piece
    below = _variables(piece[over.end() : len(piece) - piece.startswith("\\") * ("frac" in piece[:6])])
    symbol, order, quantity = above[1], _order(above[2]), above[3]
    glyph = "∂" if "∂" in symbol or "partial" in symbol else "d"
    variables = [name for name, power in below for _ in range(power)]
    if len(variables) != order and len(below) == 1 and order > 1:
        variables = _run_together(variables[0], order)
    if len(variables) != order or (glyph == "d" and _is_quotient(quantity, variables, symbol, names)):
        return None
    span = (0, len(piece))
    arguments = [names.spelled(canonical(each)) for each in ([quantity] if quantity else []) + variables]
    return Term("derivative", tuple(Term("name", (), each, span) for each in arguments), glyph, span)


def _opening(piece: str) -> int:
    return piece.index("{") + 1 if piece.startswith("\\") and "frac" in piece[:6] else 0


def _middle(piece: str) -> re.Match[str] | None:
    return re.compile(r"\}\s*\{" if _opening(piece) else "/").search(piece, _depth_zero(piece))


def _depth_zero(piece: str) -> int:
    """Where the numerator ends: the first brace that closes what ``\\frac{`` opened, 0 outside a fraction."""
    depth, at = 1, _opening(piece)
    if not at:
        return 0
    while depth and at < len(piece):
        depth += {"{": 1, "}": -1}.get(piece[at], 0)
        at += 1
    return at - 1


def _variables(text: str) -> list[tuple[str, int]]:
    found = []
    at = 0
    while each := _BELOW.match(text, at):
        found.append((each[2], _order(each[3])))
        at = each.end()
    return found


def _run_together(written: str, order: int) -> list[str]:
    """What stands behind the first d, as so many variables: ``x2`` of ``d2z/dx2``, ``xdy`` of ``d^2z/dxdy``.

    >>> _run_together("x2", 2), _run_together("xdy", 2), _run_together("x", 2)
    (['x', 'x'], ['x', 'y'], ['x'])
    """
    if written.endswith(str(order)):
        return [written[:-1]] * order
    each = written.split("d")
    return each if len(each) == order and all(each) else [written]


def _order(written: str | None) -> int:
    if not written:
        return 1
    digit = written.strip("^{}")
    return characters.SUPERSCRIPTS.index(digit) if digit in characters.SUPERSCRIPTS else int(digit)


def _is_quotient(quantity: str | None, variables: list[str], symbol: str, names: Names) -> bool:
    """Whether the declared names make it a quotient of products, or something else that begins with a d (``delta/dx``)."""
    if "\\" in symbol:
        return False
    words = ["d" + each for each in (*variables, quantity or "")]
    if any(canonical(word) in names.words for word in words if word != "d"):
        return True
    apart = symbol != symbol.strip() or quantity is None
    return apart and names.declares("d")
