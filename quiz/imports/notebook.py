"""Answers in a notebook: cells with the tag ``answer:QUESTION`` or the id ``answer-QUESTION``, by a question's name or number.

The student is the notebook's own ``student`` in its metadata, else its file's name. A cell is taken as text and never run: of a
code cell that is one assignment of a text or a number, or one function that returns an expression, what is assigned or returned; of
any other, all of it.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quiz.imports import IsHeader, Row, Skipped, Unusable, text_of

SUFFIXES = (".ipynb",)
TAG, IDENTITY = "answer:", "answer-"
LONGEST_CELL = 100_000
_MARKS = re.compile(r"^\s*### (?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS)\s*$", re.MULTILINE)


def rows(file: Path, skipped: list[Skipped], is_header: IsHeader) -> Iterator[Row]:
    """A row for each cell that holds an answer; its number is the cell's, from 1. Raises Unusable."""
    del is_header
    yield from rows_of(file, file.stem, skipped)


def rows_of(file: Path, student: str, skipped: list[Skipped]) -> Iterator[Row]:
    """The same; ``student`` is who it is by, unless the notebook itself says so."""
    try:
        notebook = json.loads(text_of(file))
        cells = [(cell["cell_type"], "".join(cell["source"]), cell) for cell in notebook["cells"]]
        student = str(notebook.get("metadata", {}).get("student") or student)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unusable("answers-damaged", file=str(file), reason=f"no notebook: {error}"[:80]) from error
    for number, (kind, source, cell) in enumerate(cells, 1):
        named = list(dict.fromkeys(_questions(cell)))
        if len(named) > 1:
            skipped.append(Skipped(number, "cell-several-questions", {"questions": ", ".join(named), "student": student}))
        elif named:
            yield (
                number,
                {"student": student, "question": named[0], "answer": answer_in(source) if kind == "code" else source.strip()},
            )


def _questions(cell: dict[str, Any]) -> Iterator[str]:
    metadata = cell.get("metadata")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    tagged = [tag.removeprefix(TAG).strip() for tag in tags if str(tag).startswith(TAG)] if isinstance(tags, list) else []
    identity = str(cell.get("id", ""))
    if not tagged and identity.startswith(IDENTITY):
        tagged = [identity.removeprefix(IDENTITY)]
    yield from tagged


def answer_in(source: str) -> str:
    r"""What a code cell says: the text or number that it assigns, the expression that its function returns, or all of it.

    >>> answer_in("chain_rule = '2x + 2y'"), answer_in("def f(x, y):\n    return 2*(x + y)"), answer_in("grad = np.dot(x.T, d)")
    ('2x + 2y', '2*(x + y)', 'grad = np.dot(x.T, d)')
    """
    text = _MARKS.sub("", source).strip()
    statements = _statements(text)
    match statements:
        case [ast.Assign(targets=[ast.Name()], value=ast.Constant(value=str() as value))]:
            return value
        case [ast.Assign(targets=[ast.Name()], value=ast.Constant(value=int() | float()) as number)]:
            return ast.get_source_segment(text, number) or text
        case [ast.FunctionDef(body=[ast.Return(value=ast.expr() as returned)])]:
            return ast.get_source_segment(text, returned) or text
    return text


def _statements(text: str) -> list[ast.stmt]:
    """The statements of a cell; none where it is no Python."""
    if len(text) > LONGEST_CELL:
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the student's Python
            return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
