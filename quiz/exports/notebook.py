"""A sheet as a Jupyter notebook: a cell for each question, and an empty one, tagged with its number, to answer in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from quiz.exports._pictures import attached
from quiz.sheets import Document

NAME = "notebook"
SUFFIX = ".ipynb"
TAKES = "document"

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_DIV = re.compile(r"</?div[^>]*>")


def write(document: Document, templates: Path | None = None) -> bytes:  # noqa: ARG001 - every format is called alike
    """The document as a notebook of format 4.5; the same document gives the same bytes.

    >>> notebook = json.loads(write(Document("# T\\n\\n## 1\\n\\nA", "T", "en")))
    >>> [cell["source"] for cell in notebook["cells"]], notebook["cells"][1]["id"]
    (['# T', '## 1\\n\\nA'], 'cell-1')
    """
    cells = []
    for number, (text, question) in enumerate(_parts(document.markdown)):
        tags = {} if question is None else {"tags": ["answer", f"question-{question}"]}
        cell = {"cell_type": "markdown", "id": f"cell-{number}", "metadata": tags, "source": text}
        cells.append(attached(cell, document.figures))
    whole = {"cells": cells, "metadata": {**KERNEL, "title": document.title}, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _parts(markdown: str) -> Iterator[tuple[str, int | None]]:
    """The cells: text, and for a cell to answer in the number of its question. Divs are for pages; notebooks have cells."""
    lines, fence, questions, in_room = list[str](), "", 0, False
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or line.strip() == fence):
            fence = "" if fence else mark[1]
        if fence or mark:
            lines += [] if in_room else [line]
        elif line.startswith('<div class="room"'):
            in_room = True
        elif in_room:
            if line == "</div>":
                in_room = False
                yield from _cell(lines)
                lines = []
                yield "", questions
        elif line.startswith("## "):
            yield from _cell(lines)
            questions += 1
            lines = [line]
        elif not _DIV.fullmatch(line):
            lines.append(line)
    yield from _cell(lines)


def _cell(lines: list[str]) -> Iterator[tuple[str, None]]:
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip())
    if text:
        yield text, None
