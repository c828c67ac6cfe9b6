"""GIFT, the short text form of Moodle's questions, which many other programs read too.

It has choices, numbers, words and essays, and no formulas that are judged: those are essays here, since a list of spellings would
mark a right answer wrong. Whatever has a meaning in GIFT is escaped, and a question stands on lines without an empty one between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from quiz.answer_key import AnswerKey
from quiz.escaping import html_text, visible
from quiz.exports._items import Item, digits, items, shown_options, told
from quiz.exports._pictures import inside
from quiz.exports._tex_html import pieces
from quiz.kinds._marking import Number, OneOf, Words
from quiz.question import Test

NAME = "GIFT"
SUFFIX = ".txt"
TAKES = "test"
HAS_KEYS = True

ESCAPES = str.maketrans({each: f"\\{each}" for each in "\\~=#{}:"} | {"\n": "\\n", "\r": None})


def write(test: Test, keys: Mapping[str, AnswerKey], language: str) -> bytes:
    """The test as a question bank file; the same test gives the same bytes. Raises ConversionFailed, MissingExtra."""
    found = items(test, keys, language)
    texts = [(each.asked if isinstance(each.marking, OneOf) else each.asked_in_full, each.worked) for each in found]
    shown = iter(pieces([each for pair in texts for each in pair], language))
    category = visible(test.title(language)).replace("/", "//").replace("\\", "\\\\")
    parts = [f"$CATEGORY: $course$/top/{category}"]
    for item in found:
        asked, worked = (inside(next(shown), item.figures) for _ in range(2))
        parts.append(_question(item, asked, worked, test, language))
    return "".join(f"{part}\n\n" for part in parts).encode()


def escaped(text: str) -> str:
    r"""``text`` with what GIFT gives a meaning made plain.

    >>> print(escaped("a = {b}: \\frac\n~"))
    a \= \{b\}\: \\frac\n\~
    """
    return text.translate(ESCAPES)


def _question(item: Item, asked: str, worked: str, test: Test, language: str) -> str:
    after = [f"####{escaped(worked)}"] if worked and test.reveal != "never" else []
    inside = "\n".join([*_answers(item, test, language), *after])
    braces = f"{{\n{inside}\n}}" if inside else "{}"
    return f"// [id:{item.id}] {item.points}\n::{item.number}. {escaped(item.title)}::[html]{escaped(asked)}{braces}"


def _answers(item: Item, test: Test, language: str) -> Iterator[str]:
    match item.marking:
        case OneOf(options):
            for option, shown in zip(options, shown_options(options, language), strict=True):
                yield f"{_share(option.share)}{escaped(shown)}#{escaped(html_text(told(option.verdict, test, language)))}"
        case Number(value, tolerance):
            yield f"#{digits(value)}:{digits(tolerance)}"
        case Words(accepted):
            yield from (f"={escaped(each)}" for each in accepted)


def _share(share: Fraction) -> str:
    """How GIFT marks an option: ``=`` right, ``~`` wrong, ``~%50%`` a part.

    >>> _share(Fraction(1)), _share(Fraction(0)), _share(Fraction(1, 3))
    ('=', '~', '~%33.33333%')
    """
    if share == 1:
        return "="
    return f"~%{float(share * 100):.7g}%" if share else "~"
