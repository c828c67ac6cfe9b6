"""Moodle XML: a category with the test's questions, each of the question type that marks it as we would.

Choices and lines of a listing are ``multichoice``, numbers ``numerical``, closed sets of words ``shortanswer``, formulas ``stack``,
everything else ``essay`` with the worked answer for whoever marks it. Formulas in texts are TeX, for Moodle's MathJax filter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from xml.etree.ElementTree import Element, SubElement

from derivations.terms.programs import NoProgram
from quiz.answer_key import AnswerKey
from quiz.escaping import visible
from quiz.exports._items import Item, digits, items, shown_options, told
from quiz.exports._stack import Stack, add_stack, stack
from quiz.exports._tex_html import pieces
from quiz.exports._xml import add_html, add_outcomes, decimal, file_of, html_text, text
from quiz.kinds._marking import ByPerson, Expression, Number, OneOf, Words
from quiz.messages import speaker
from quiz.question import Test

NAME = "Moodle XML"
SUFFIX = ".xml"
TAKES = "test"
HAS_KEYS = True

# The shares that Moodle's importer accepts.
SHARES = frozenset(
    {Fraction(part, whole) for whole in (1, 2, 3, 4, 5, 6, 10) for part in range(whole + 1)}
    | {Fraction(1, n) for n in (7, 8, 9, 20)}
)


def write(test: Test, keys: Mapping[str, AnswerKey], language: str) -> bytes:
    """The test as a question bank file; the same test gives the same bytes. Raises ConversionFailed, MissingExtra."""
    root = Element("quiz")
    category = SubElement(root, "question", {"type": "category"})
    text(category, "category", f"$course$/top/{visible(test.title(language)).replace('/', '//')}")
    text(category, "info", "", "html")
    found = [_markable(each) for each in items(test, keys, language)]
    texts = [(each.asked if isinstance(each.marking, OneOf) else each.asked_in_full, each.worked, *each.hints) for each in found]
    shown = iter(pieces([each for together in texts for each in together], language))
    for item, together in zip(found, texts, strict=True):
        asked, worked, *hints = islice(shown, len(together))
        add_question(root, item, asked, worked, hints, test, language)
    return file_of(root)


def _markable(item: Item) -> Item:
    """The item, for a person where an option earns a share that Moodle does not know."""
    marking = item.marking
    unknown = isinstance(marking, OneOf) and any(each.share not in SHARES for each in marking.options)
    return replace(item, marking=ByPerson()) if unknown else item


def add_question(root: Element, item: Item, asked: str, worked: str, hints: Sequence[str], test: Test, language: str) -> None:
    """The question below ``root``; asked, worked, hints: its texts as HTML."""
    marking = item.marking
    found: Stack | None = None
    if isinstance(marking, Expression):
        try:
            found = stack(marking, speaker(language))
        except NoProgram:
            marking = ByPerson()
    kind = TYPES[type(marking)]
    question = SubElement(root, "question", {"type": kind})
    text(question, "name", f"{item.number}. {item.title}")
    entry = f"{_castext(asked)}\n<p>[[input:ans1]]</p>\n<div>[[validation:ans1]]</div>" if found else asked
    add_html(question, "questiontext", entry, item.figures)
    after = worked if test.reveal != "never" else ""
    add_html(question, "generalfeedback", _castext(after) if found else after, item.figures)
    SubElement(question, "defaultgrade").text = decimal(item.points)
    SubElement(question, "penalty").text = decimal(item.penalty)
    SubElement(question, "hidden").text = "0"
    SubElement(question, "idnumber").text = item.id[:100]
    if found and isinstance(marking, Expression):
        add_stack(question, found, marking.domain, speaker(language))
    elif isinstance(marking, OneOf):
        _add_choices(question, marking, test, language)
    elif isinstance(marking, Number):
        _add_number(question, marking)
    elif isinstance(marking, Words):
        SubElement(question, "usecase").text = "0"
        for each in marking.accepted:
            _answer(question, Fraction(1), each, "", "moodle_auto_format")
    else:
        _add_essay(question, item, worked)
    if kind != "essay":
        for hint in hints:
            text(question, "hint", _castext(hint) if found else hint, "html")


TYPES = {OneOf: "multichoice", Number: "numerical", Words: "shortanswer", Expression: "stack", ByPerson: "essay"}


def _castext(html: str) -> str:
    """HTML as STACK's CASText: what would begin a block, a value or a comment there is written as entities."""
    for opening in ("[[", "{@", "{#"):
        html = html.replace(opening, "".join(f"&#{ord(each)};" for each in opening))
    return html


def _answer(question: Element, share: Fraction, answer: str, feedback: str, form: str) -> Element:
    element = SubElement(question, "answer", {"fraction": f"{float(share * 100):.7g}", "format": form})
    SubElement(element, "text").text = answer
    text(element, "feedback", feedback, "html")
    return element


def _add_choices(question: Element, marking: OneOf, test: Test, language: str) -> None:
    numbering = "none" if any(each.code for each in marking.options) else "123"
    for name, value in {"single": "true", "shuffleanswers": "false", "answernumbering": numbering}.items():
        SubElement(question, name).text = value
    SubElement(question, "showstandardinstruction").text = "0"
    add_outcomes(question, "", "feedback", speaker(language))
    for option, shown in zip(marking.options, shown_options(marking.options, language), strict=True):
        _answer(question, option.share, shown, html_text(told(option.verdict, test, language)), "html")


def _add_number(question: Element, marking: Number) -> None:
    element = _answer(question, Fraction(1), digits(marking.value), "", "moodle_auto_format")
    SubElement(element, "tolerance").text = digits(marking.tolerance)
    for name, value in {"unitgradingtype": "0", "unitpenalty": "0.1000000", "showunits": "3", "unitsleft": "0"}.items():
        SubElement(question, name).text = value


def _add_essay(question: Element, item: Item, worked: str) -> None:
    wanted = {
        "responseformat": "monospaced" if item.kind.startswith("code") else "editor",
        "responserequired": "1",
        "responsefieldlines": "10",
        "attachments": "0",
        "attachmentsrequired": "0",
    }
    for name, value in wanted.items():
        SubElement(question, name).text = value
    add_html(question, "graderinfo", worked, item.figures)
    text(question, "responsetemplate", "", "html")
