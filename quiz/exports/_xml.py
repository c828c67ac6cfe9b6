"""Pieces of Moodle XML: text elements, decimals, a reproducible file."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from markupsafe import escape

from quiz.escaping import visible
from quiz.exports._pictures import base64, under
from quiz.messages import Say

PLACE = "@@PLUGINFILE@@/"
"""What Moodle replaces by the place where it keeps a question's files."""


def text(parent: Element, name: str, content: str, form: str = "") -> Element:
    """``<name format="form"><text>content</text></name>`` below ``parent``."""
    element = SubElement(parent, name, {"format": form} if form else {})
    SubElement(element, "text").text = content
    return element


def add_html(parent: Element, name: str, html: str, figures: Mapping[str, str]) -> None:
    """HTML below ``parent`` with the drawings that it shows, as files of its own."""
    element = text(parent, name, under(html, figures, PLACE), "html")
    for file, svg in figures.items():
        if f'src="{file}"' in html:
            SubElement(element, "file", {"name": file, "path": "/", "encoding": "base64"}).text = base64(svg)


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
