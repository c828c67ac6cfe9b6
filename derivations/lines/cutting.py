"""A covered line cut into what may be statements: at gaps, commas, breaks and stops, outside brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivations.lines.prose import GAP

EQUALS = re.compile(r"(?<![<>!])(?::=|≔|≡|={1,2})(?!>)")
_OPENING, _CLOSING = "([{", ")]}"


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The pieces with where each begins; a bracket with a remark or an equation in it is a piece of its own.

    >>> [piece.strip() for _, piece in pieces("y = 2t (t = x), t = 3")]
    ['y = 2t', 't = 3', 't = x']
    """
    text, remarks = _without_remarks(text)
    start = depth = 0
    for at, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING)
        is_stop = character == "." and text[at + 1 : at + 2] in (" ", "") and not text[at - 1 : at].isdigit()
        is_separator = depth <= 0 and (character in ",、;" or is_stop or (character == "&" and _separates(text, at)))
        if character == GAP or is_separator or character == "\n":
            yield start, text[start:at]
            start = at + 1
    yield start, text[start:]
    for begin, remark in remarks:
        if "=" in remark:
            yield from ((begin + at, piece) for at, piece in pieces(remark))


def _separates(text: str, at: int) -> bool:
    """Whether an alignment mark stands between two equations."""
    before, after = text[:at].rstrip(), text[at + 1 :].lstrip()
    return bool(before) and bool(after) and before[-1] not in "=&" and after[0] not in "=&"


def _without_remarks(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text with brackets that hold words or an equation covered, and what was in them."""
    remarks: list[tuple[int, str]] = []
    opened: list[int] = []
    for at, character in enumerate(text):
        if character in "([":
            opened.append(at)
        elif character in ")]" and opened:
            begin = opened.pop()
            inside = text[begin + 1 : at]
            if GAP in inside or EQUALS.search(inside):
                remarks.extend((begin + 1 + start, part) for start, part in _gaps(inside))
                text = text[:begin] + " " * (at + 1 - begin) + text[at + 1 :]
    return text, remarks


def _gaps(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for part in text.split(GAP):
        yield at, part
        at += len(part) + 1


def depth_at(text: str, end: int) -> int:
    """How many brackets are open before a place."""
    return sum((each in _OPENING) - (each in _CLOSING) for each in text[:end])
