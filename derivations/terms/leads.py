"""What stands round an answer without being part of it: ``∴``, ``答え：``, ``です``, and what was asked written as a word.

Each is replaced by spaces, so that every position stays the one in the text as typed. Only a text that can't be read as it
stands is tried again without them.
"""

from __future__ import annotations

import re

from derivations.terms import notation
from derivations.terms.names import canonical
from derivations.terms.term import Term

_LONGEST_FIRST = sorted(notation.LEADS, key=len, reverse=True)
_LEADS = "|".join(map(re.escape, _LONGEST_FIRST))
_SPOKEN_LEADS = "|".join(each for each in _LONGEST_FIRST if each.replace(" ", "").isalpha() and each.isascii())
_LEAD = re.compile(
    rf"\s*(?:(?:\\text\{{\s*)?(?:{_LEADS})(?![A-Za-z])\s*[:：はが、,]?(?:\s*\}})?|[(\[【]\s*(?:{_LEADS})\s*[)\]】]\s*[:：]?)"
)
_SPOKEN = re.compile(rf"\s*(?:{_SPOKEN_LEADS})[\s,:](?!\s*=)")
_QUOTED = re.compile(r"\s*「([^「」]*)」[\s.]*")
_TRAIL = re.compile(rf"(?:{'|'.join(notation.TRAILS)})[\s.]*")


def begins_with_words(text: str) -> bool:
    """Whether words lead up to an answer that would be letters which multiply, were no name declared: ``Thus x + 1``."""
    return _SPOKEN.match(text) is not None


def without_leads(text: str) -> str:
    """The text with spaces for the words that lead and end an answer; the text itself where there are none.

    >>> without_leads("答え: 2x です")
    '    2x    '
    """
    lead = _LEAD.match(text)
    if lead:
        text = " " * lead.end() + text[lead.end() :]
    if quoted := _QUOTED.fullmatch(text):
        text = " " * quoted.start(1) + quoted[1] + " " * (len(text) - quoted.end(1))
    for trail in _TRAIL.finditer(text):
        if trail.end() == len(text):
            text = text[: trail.start()] + " " * (len(text) - trail.start())
    return text


def left_side(text: str, asked: Term) -> int:
    """Where a left side ends that names a derivative as a word (``dE_dy =``) or with a prime (``z' =``); 0 where none stands.

    >>> from derivations.terms.term import derivative, name
    >>> left_side("f'(x) = 2x", derivative(name("f"), name("x")))
    7
    """
    written, equals, _ = text.partition("=")
    if not equals or asked.op != "derivative" or len(asked.args) != 2:
        return 0
    quantity, variable = (str(each.value) for each in asked.args)
    spellings = (f"{quantity}'", f"{quantity}'({variable})", f"d{quantity}_d{variable}", f"d{quantity}d{variable}")
    return len(written) + 1 if canonical(written.strip()).replace(" ", "") in spellings else 0
