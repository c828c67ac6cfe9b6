"""Splits a question file into its YAML front matter, with the place of every field, and its bodies by language.

Every scalar is read as text (BaseLoader), because YAML's own guesses turn ``1:30`` into 90, ``no`` into False and ``1e-9`` into
a string; the schema converts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from quiz.bank.problems import BankError, Problem

LARGEST_FILE = 200_000
MOST_NODES = 5_000

FieldPath = tuple[str | int, ...]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML mapping as text, with the (line, column) of each field by its path, and what stands after it from ``body_line``."""

    fields: dict[str, Any]
    places: dict[FieldPath, Place]
    body: str
    file: Path
    body_line: int = 1

    def problem(self, path: FieldPath, code: str, **facts: str) -> Problem:
        """A problem at a field, or at the nearest field around it that has a place."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                line, column = self.places[path[:end]]
                return Problem(code, facts, ".".join(map(str, path)), self.file, line, column)
        return Problem(code, facts, ".".join(map(str, path)), self.file)


def read_yaml(file: Path) -> Document:
    """A file that is YAML as a whole, such as test.yaml. Raises BankError."""
    return _document(file, _text(file), 0, "")


def read_question(file: Path) -> Document:
    """A ``.quiz.md`` file: front matter between two lines of ``---``, then Markdown. Raises BankError."""
    text = _text(file)
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if len(ends) < 2 or ends[0] != 0:
        raise BankError((Problem("bank-no-front-matter", file=file),))
    return _document(file, "\n".join(lines[1 : ends[1]]), 1, "\n".join(lines[ends[1] + 1 :]))


def sections(body: str, level: int) -> Iterator[tuple[str, str]]:
    """The parts of a Markdown text under headings of this level, as (heading, text); headings in code fences are code.

    >>> list(sections("# ja\\nA\\n# en\\nB", 1))
    [('ja', 'A'), ('en', 'B')]
    """
    heading, lines, fence = "", list[str](), ""
    for line in body.split("\n"):
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else mark[1]
        start = None if fence else re.match(rf"#{{{level}}}\s+(.+?)\s*$", line)
        if not start:
            lines.append(line)
            continue
        if heading or "".join(lines).strip():
            yield heading, "\n".join(lines).strip()
        heading, lines = start[1], []
    if heading or "".join(lines).strip():
        yield heading, "\n".join(lines).strip()


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise BankError((Problem("bank-too-large", {"most": str(LARGEST_FILE)}, file=file),))
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BankError((Problem("bank-no-file", {"reason": error.strerror or ""}, file=file),)) from error
    except UnicodeDecodeError as error:
        raise BankError((Problem("bank-not-utf8", file=file),)) from error


def _document(file: Path, text: str, offset: int, body: str) -> Document:
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1 + offset, mark.column + 1) if mark else (1 + offset, 1)
        facts = {"reason": str(error.problem)}
        raise BankError((Problem("bank-yaml", facts, file=file, line=line, column=column),)) from error
    except yaml.YAMLError as error:
        raise BankError((Problem("bank-yaml", {"reason": str(error)[:100]}, file=file, line=1 + offset),)) from error
    document = Document({}, {(): (1 + offset, 1)}, body, file, offset + text.count("\n") + 3)
    if not isinstance(root, yaml.MappingNode):
        raise BankError((document.problem((), "bank-not-a-mapping"),))
    document.fields.update(_Plain(document, offset).value(root, ()))
    return document


class _Plain:
    """Turns nodes into dicts, lists and text, noting places; counts nodes, since aliases can repeat a node at will."""

    def __init__(self, document: Document, offset: int) -> None:
        self.document = document
        self.offset = offset
        self.nodes = 0

    def value(self, node: yaml.Node, path: FieldPath) -> Any:
        self.nodes += 1
        if self.nodes > MOST_NODES or len(path) > 10:
            raise BankError((self.document.problem((), "bank-too-large", most=str(MOST_NODES)),))
        self.document.places[path] = (node.start_mark.line + 1 + self.offset, node.start_mark.column + 1)
        match node:
            case yaml.ScalarNode():
                return node.value
            case yaml.SequenceNode():
                return [self.value(each, (*path, index)) for index, each in enumerate(node.value)]
            case yaml.MappingNode():
                return self.mapping(node, path)
        raise BankError((self.document.problem(path, "bank-not-a-mapping"),))

    def mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            inside = (*path, str(key.value))
            self.document.places[inside] = (key.start_mark.line + 1 + self.offset, key.start_mark.column + 1)
            if key.value in found:
                raise BankError((self.document.problem(inside, "bank-twice", field=str(key.value)),))
            place = self.document.places[inside]
            found[key.value] = self.value(value, inside)
            self.document.places[inside] = place
        return found
