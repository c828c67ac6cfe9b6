"""Markdown as it is: the text from which the other formats are made reads well by itself, and needs nothing installed."""

from __future__ import annotations

from pathlib import Path

from quiz.sheets import Document

NAME = "Markdown"
SUFFIX = ".md"
TAKES = "document"


def write(document: Document, templates: Path | None = None) -> bytes:  # noqa: ARG001 - every format is called alike
    """The document as UTF-8 Markdown with TeX maths.

    >>> write(Document("# Test\\n", "Test", "en"))
    b'# Test\\n'
    """
    return document.markdown.encode("utf-8")
