"""HTML in one file: MathML, the style sheet and the mathematics font inside, nothing fetched from anywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from re import escape, sub
from unicodedata import normalize

from markupsafe import Markup

from quiz.exports._fonts import mathematics_font
from quiz.exports._pandoc import convert
from quiz.resources import fill
from quiz.sheets import Document

NAME = "HTML"
SUFFIX = ".html"
TAKES = "document"


def write(document: Document, templates: Path | None = None) -> bytes:
    """The document as a page that can be read, printed and sent by itself; the same document gives the same bytes.

    templates: a teacher's own folder, which may hold another ``page.html.j2``.
    Raises MissingExtra without the documents extra, ConversionFailed where pandoc complains.
    """
    body = _with_figures(_as_typed(convert(document.markdown, "html5", document.language)), document.figures)
    font = b64encode(mathematics_font(body)).decode("ascii")
    page = fill("page.html.j2", templates, document=document, body=Markup(body), font=font)  # noqa: S704 - pandoc wrote it
    return page.encode("utf-8")


def _with_figures(body: str, figures: Mapping[str, str]) -> str:
    """Every drawing inside the page, in the place of its file, with its title and its description for whoever cannot see it."""
    for number, (file, svg) in enumerate(figures.items(), 1):
        named = f'<svg aria-labelledby="figure-{number}-title" aria-describedby="figure-{number}-description"'
        drawn = svg.replace("<svg", named, 1).replace("<title>", f'<title id="figure-{number}-title">', 1)
        drawn = drawn.replace("<desc>", f'<desc id="figure-{number}-description">', 1).strip()
        body = sub(rf'<img\s+src="{escape(file)}"[^>]*>', drawn.replace("\\", r"\\"), body)
    return body


def _as_typed(body: str) -> str:
    """The TeX beside each formula with the bold letters as the author wrote them; the layout filter had to replace them.

    >>> _as_typed(r"<annotation>\\mathrm{\U0001d432}</annotation>")
    '<annotation>\\\\mathbf{y}</annotation>'
    """
    return sub(r"\\mathrm\{([\U0001d400-\U0001d433])\}", lambda bold: rf"\mathbf{{{normalize('NFKC', bold[1])}}}", body)
