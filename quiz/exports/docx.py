"""A Word document with real equations, to be changed by whoever gets it; drawings go in as pictures."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from quiz.exports._pandoc import LAYOUT, made
from quiz.exports._word import laid_out
from quiz.exports.pdf import picture
from quiz.sheets import Document

NAME = "Word"
SUFFIX = ".docx"
TAKES = "document"


def write(document: Document, templates: Path | None = None) -> bytes:  # noqa: ARG001 - every format is called alike
    """The document for Word, LibreOffice or Pages; the same document gives the same bytes.

    Raises ConversionFailed where pandoc complains, MissingExtra without the documents extra.
    """
    markdown = document.markdown
    for file, svg in document.figures.items():
        drawn = b64encode(picture(svg)).decode("ascii")
        markdown = markdown.replace(f"]({file})", f"](data:image/png;base64,{drawn})")
    language = document.language
    arguments = ("--to=docx", "--output=-", f"--lua-filter={LAYOUT}", f"--metadata=lang:{language}")
    return laid_out(made(markdown, language, *arguments), document.sheet_id)
