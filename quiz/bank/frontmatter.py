"""Splits a question file into its YAML front matter, with the place of every field, and its bodies by language.

Every scalar is read as text (BaseLoader), because YAML's own guesses turn ``1:30`` into 90, ``no`` into False and ``1e-9`` into
a string; the schema converts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from quiz.bank.places import Place, Written
from quiz.bank.problems import BankError, Problem
from quiz.bank.yaml_faults import complaint

LARGEST_FILE = 200_000
MOST_NODES = 5_000
MOST_BRACKETS = 5_000
MOST_UNSEEN = 20

FieldPath = tuple[str | int, ...]
CONTROLS = re.compile(r"[\x00-\x08\t\n\x0b-\x1f]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
"""Characters that nobody sees, and that no sheet can show: controls, and those that turn the direction of writing."""


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML mapping as text, with the (line, column) of each field by its path, and what stands after it, from ``body_line`` on.

    written: how each text stands in the file. problems: what is wrong with it as YAML, though it can be read.
    """

    fields: dict[str, Any]
    places: dict[FieldPath, Place]
    body: str
    file: Path
    body_line: int = 1
    written: dict[FieldPath, Written] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: FieldPath, code: str, **facts: str) -> Problem:
        """A problem at a field, or at the nearest field around it that has a place.

        ``at`` among the facts is a position in the field's text; ``in_file``, ``line`` and ``in_column`` a place in another file.
        """
        name = ".".join(map(str, path))
        if "in_file" in facts:
            place = int(facts["line"]), int(facts["in_column"])
            return Problem(code, {**facts, "line": "none"}, name, self.file.parent / facts["in_file"], *place)
        if "at" in facts and path in self.written:
            line, column = self.written[path].place(int(facts["at"]) - 1)
            return Problem(code, facts, name, self.file, line, column)
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                line, column = self.places[path[:end]]
                return Problem(code, facts, name, self.file, line, column)
        return Problem(code, facts, name, self.file)


def read_yaml(file: Path) -> Document:
    """A file that is YAML as a whole, such as test.yaml. Raises BankError."""
    return _document(file, _text(file), 0, "")


def read_question(file: Path) -> Document:
    """A ``.quiz.md`` file: front matter between two lines of ``---``, then Markdown. Raises BankError."""
    text = _text(file)
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if not ends or ends[0] != 0:
        raise BankError((Problem("bank-no-front-matter", file=file),))
    if len(ends) < 2:
        raise BankError((Problem("bank-front-matter-open", file=file),))
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
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BankError((Problem("bank-no-file", {"reason": error.strerror or ""}, file=file),)) from error
    except UnicodeDecodeError as error:
        raise BankError((Problem("bank-not-utf8", file=file),)) from error
    unseen = [(number, found) for number, line in enumerate(text.split("\n"), 1) for found in _UNSEEN.finditer(line)]
    if unseen:
        facts = [(number, found.start() + 1, {"found": f"U+{ord(found[0]):04X}"}) for number, found in unseen[:MOST_UNSEEN]]
        raise BankError(tuple(Problem("bank-control", fact, file=file, line=line, column=at) for line, at, fact in facts))
    return text


def _document(file: Path, text: str, offset: int, body: str) -> Document:
    if len(re.findall(r"[\[{]", text)) > MOST_BRACKETS:
        raise BankError((Problem("bank-too-large", {"most": str(MOST_NODES)}, file=file),))
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except RecursionError as error:
        raise BankError((Problem("bank-too-large", {"most": str(MOST_NODES)}, file=file),)) from error
    except yaml.YAMLError as error:
        code, facts, (line, column) = complaint(error)
        raise BankError((Problem(code, facts, file=file, line=line + 1 + offset, column=column + 1),)) from error
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
                self.note(node, path)
                return node.value
            case yaml.SequenceNode():
                return [self.value(each, (*path, index)) for index, each in enumerate(node.value)]
            case yaml.MappingNode():
                return self.mapping(node, path)
        raise BankError((self.document.problem(path, "bank-not-a-mapping"),))

    def note(self, node: yaml.ScalarNode, path: FieldPath) -> None:
        """Keep how a text is written; one that became control characters was TeX in double quotes."""
        source = str(node.start_mark.buffer)[node.start_mark.pointer : node.end_mark.pointer]
        quote = node.style if node.style in ("'", '"') else ""
        line, column = node.start_mark.line + 1 + self.offset, node.start_mark.column + 1
        self.document.written[path] = Written(source, quote, line, column)
        control = CONTROLS.search(node.value) if quote == '"' and "\\" in source else None
        if control:
            self.document.problems.append(self.document.problem(path, "bank-yaml-escape", at=str(control.start() + 1), found=""))

    def _no_name(self, key: yaml.Node) -> Problem:
        line, column = key.start_mark.line + 1 + self.offset, key.start_mark.column + 1
        return Problem("bank-not-a-mapping", {}, "", self.document.file, line, column)

    def mapping(self, node: yaml.MappingNode, path: FieldPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.document.problems.append(self._no_name(key))
                continue
            inside = (*path, str(key.value))
            self.document.places[inside] = (key.start_mark.line + 1 + self.offset, key.start_mark.column + 1)
            if key.value in found:
                self.document.problems.append(self.document.problem(inside, "bank-twice", field=str(key.value)))
                continue
            place = self.document.places[inside]
            found[key.value] = self.value(value, inside)
            self.document.places[inside] = place
        return found
