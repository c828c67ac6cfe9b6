"""PDF on A4, by Typst: pandoc writes the body, ``page.typ.j2`` the page, and the fonts come out of wheels.

Nothing of the machine goes in: no system fonts, no date, no file but the fonts. Whatever Typst warns about is an error, and so is
a character that no font can draw, because both would be a sheet with holes in it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from markupsafe import Markup

from quiz.escaping import code_point
from quiz.exports import ConversionFailed
from quiz.exports._fonts import japanese_font_file, mathematics_font_file, printable
from quiz.exports._pandoc import convert
from quiz.extras import extra_module
from quiz.resources import fill
from quiz.sheets import Document

NAME = "PDF"
SUFFIX = ".pdf"
TAKES = "document"


class MissingGlyph(ConversionFailed):
    """Characters that no font of the sheets can draw; ``characters`` holds them."""

    def __init__(self, characters: tuple[str, ...], title: str) -> None:
        named = ", ".join(f"{character!r} {code_point(character)}" for character in characters)
        super().__init__(f"{title}: no font of the PDF sheets has {named}; write it another way, as a formula or in words")
        self.characters = characters


def write(document: Document, templates: Path | None = None) -> bytes:
    """The document as PDF; the same document gives the same bytes.

    templates: a teacher's own folder, which may hold another ``page.typ.j2``.
    Raises MissingGlyph, ConversionFailed where pandoc or Typst complains, MissingExtra without the documents extra.
    """
    return bytes(_compiled(typst_source(document, templates), document.title, format="pdf"))


def pictures(document: Document, resolution: int, templates: Path | None = None) -> tuple[bytes, ...]:
    """The pages of the document as PNG, with so many dots per inch. Raises as ``write`` does."""
    made = _compiled(typst_source(document, templates), document.title, format="png", ppi=resolution)
    return tuple(made) if isinstance(made, list) else (bytes(made),)


def picture(svg: str) -> bytes:
    """A drawing of our own as PNG, for formats that cannot show SVG. Raises ConversionFailed where Typst complains."""
    page = '#set text(font: "IPAexGothic")\n#set page(width: auto, height: auto, margin: 0pt)'
    return bytes(_compiled(f'{page}\n#image(bytes("{_quoted(svg)}"), format: "svg")', "SVG", format="png", ppi=144))


def _compiled(source: str, title: str, **how: Any) -> Any:
    """What Typst makes of a source; whatever it warns about is an error."""
    typst = extra_module("typst", "documents")
    try:
        made, warnings = _compiler().compile_with_warnings(source.encode("utf-8"), **how)
    except typst.TypstError as error:
        raise ConversionFailed(f"{title}: typst: {error.message} {error.diagnostic}") from error
    if warnings:
        raise ConversionFailed(f"{title}: typst: " + "; ".join(warning.message for warning in warnings))
    return made


def typst_source(document: Document, templates: Path | None = None) -> str:
    """The Typst source of the whole document. Raises as ``write`` does."""
    unprintable = _unprintable(document.markdown)
    body = _MATHS.sub(_with_new_names, convert(document.markdown, "typst", document.language, unprintable))
    for file, svg in document.figures.items():
        body = body.replace(f'image("{file}"', f'image(bytes("{_quoted(svg)}"), format: "svg"')
    titled = replace(document, title=_printed(document.title))
    source = fill("page.typ.j2", templates, document=titled, body=Markup(body))  # noqa: S704 - pandoc wrote it
    missing = _unprintable(source)
    if missing:
        raise MissingGlyph(missing, document.title)
    return source


_MATHS = re.compile(r"(?<!\\)\$[^$]*\$")
_RENAMED = {"dot.circle": "dot.o", "times.circle": "times.o", "plus.circle": "plus.o", "minus.circle": "minus.o"}


_BARS = re.compile(r"\\\| ([^|\\]+) \\\|")


def _with_new_names(maths: re.Match[str]) -> str:
    r"""A formula with the symbols that Typst has renamed since pandoc learnt them, and bars that hold what is between them.

    >>> _MATHS.sub(_with_new_names, r"$c \| w \| + s \|_(x = 1)$")
    '$c lr(|w|) + s \\|_(x = 1)$'
    """
    text = maths[0]
    for old, new in _RENAMED.items():
        text = text.replace(old, new)
    return _BARS.sub(r"lr(|\1|)", text)


def _quoted(svg: str) -> str:
    """A drawing of our own as the inside of a Typst string, its line ends kept."""
    return svg.replace("\\", "\\\\").replace('"', '\\"')


def _printed(title: str) -> str:
    """A title, which may hold a student's name, with what no font can draw as code points."""
    missing = _unprintable(title)
    return "".join(code_point(each) if each in missing else each for each in title)


def _unprintable(text: str) -> tuple[str, ...]:
    return tuple(character for character in sorted(set(text)) if character not in "\n\t" and ord(character) not in printable())


@lru_cache(maxsize=1)
def _compiler() -> Any:
    """One compiler for all documents, because it keeps fonts and unchanged parts; it sees no folder but a temporary one."""
    typst = extra_module("typst", "documents")
    folders = [str(japanese_font_file().parent), str(mathematics_font_file().parent)]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
    return typst.Compiler(root=gettempdir(), font_paths=fonts)
