"""HTML in one file: MathML, the style sheet and the mathematics font inside, nothing fetched from anywhere."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from markupsafe import Markup

from quiz.exports._fonts import mathematics_font
from quiz.exports._pandoc import convert
from quiz.resources import fill
from quiz.sheets import Document

NAME = "HTML"
SUFFIX = ".html"


def write(document: Document, templates: Path | None = None) -> bytes:
    """The document as a page that can be read, printed and sent by itself; the same document gives the same bytes.

    templates: a teacher's own folder, which may hold another ``page.html.j2``.
    Raises MissingExtra without the documents extra, ConversionFailed where pandoc complains.
    """
    body = convert(document.markdown, "html5", document.language)
    font = b64encode(mathematics_font(body)).decode("ascii")
    page = fill("page.html.j2", templates, document=document, body=Markup(body), font=font)  # noqa: S704 - pandoc wrote it
    return page.encode("utf-8")
