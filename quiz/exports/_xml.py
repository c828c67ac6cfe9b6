"""Pieces of Moodle XML: text elements, decimals, a reproducible file."""

from __future__ import annotations

from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from markupsafe import escape

from quiz.escaping import visible
from quiz.messages import Say


def text(parent: Element, name: str, content: str, form: str = "") -> Element:
    """``<name format="form"><text>content</text></name>`` below ``parent``."""
    element = SubElement(parent, name, {"format": form} if form else {})
    SubElement(element, "text").text = content
    return element


def html_text(sentence: str) -> str:
    """A plain sentence as a paragraph; nothing, where there is none.

    >>> html_text("a < b")
    '<p>a &lt; b</p>'
    """
    return f"<p>{escape(visible(sentence))}</p>" if sentence else ""


def add_outcomes(question: Element, prefix: str, suffix: str, say: Say) -> None:
    """What a student is told of the whole answer, below ``prefix`` outcome ``suffix``."""
    for moodles, ours in {"correct": "correct", "partiallycorrect": "partial", "incorrect": "incorrect"}.items():
        text(question, f"{prefix}{moodles}{suffix}", html_text(say(f"outcome-{ours}")), "html")


def decimal(value: Fraction, places: int = 7) -> str:
    """A number as Moodle writes it.

    >>> decimal(Fraction(2, 3)), decimal(Fraction(100, 3), 5)
    ('0.6666667', '33.33333')
    """
    return f"{float(value):.{places}f}"


def file_of(root: Element) -> bytes:
    """The element as a UTF-8 file, indented; the same element gives the same bytes."""
    indent(root)
    written = str(tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()
