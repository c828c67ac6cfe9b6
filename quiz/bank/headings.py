"""What is wrong with the text of a question file as Markdown: headings that name no language, maths and code that do not end.

A text under a heading that is no language would be lost, and an explanation under a heading that is not quite ``## explanation``
would be printed on the question sheet.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from quiz.bank.frontmatter import Document
from quiz.bank.problems import Problem
from quiz.question import LANGUAGES

EXPLANATION = "explanation"
_MEANT = {"jp": "ja", "japanese": "ja", "日本語": "ja", "eng": "en", "english": "en", "英語": "en", "解説": EXPLANATION}
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,2})\s+(.+?)\s*$")
_CODE = re.compile(r"(`+).*?\1")
_DOLLAR = re.compile(r"(?<!\\)\$\$?")
_FILLED = re.compile(r"\[\[\s*([A-Za-z]\w*)\s*\]\]|\[%")


def text_problems(document: Document) -> Iterator[Problem]:
    """What is wrong with the text after the fields, each at its line."""
    fence, fence_line, language = "", 0, ""
    paragraph: list[tuple[int, str]] = []
    begun = set[tuple[str, str]]()
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        mark = _FENCE.match(line)
        if mark and (not fence or line.strip().startswith(fence)):
            fence, fence_line = ("", 0) if fence else (mark[1], number)
            continue
        if fence:
            continue
        heading = _HEADING.match(line)
        if heading or not line.strip():
            yield from _open_maths(document, paragraph)
            paragraph = []
        if heading:
            if heading[1] == "#":
                language = heading[2]
            if heading[1] == "#" or heading[2] == EXPLANATION:
                if (language, heading[0].strip()) in begun:
                    yield _at(document, number, 1, "body-twice", heading=heading[0].strip())
                begun.add((language, heading[0].strip()))
            yield from _heading(document, heading[1], heading[2], number)
        elif line.strip():
            if not language:
                language = "?"
                yield _at(document, number, 1, "body-without-language")
            paragraph.append((number, line))
            yield from _unfilled(document, number, line)
    yield from _open_maths(document, paragraph)
    if fence:
        yield _at(document, fence_line, 1, "body-fence-open", fence=fence)


def _at(document: Document, line: int, column: int, code: str, **facts: str) -> Problem:
    return Problem(code, facts, "", document.file, line, column)


def _heading(document: Document, marks: str, name: str, line: int) -> Iterator[Problem]:
    column, plain = len(marks) + 2, name.lower()
    if marks == "#" and name not in LANGUAGES:
        near = _MEANT.get(plain) or next(iter(difflib.get_close_matches(plain, LANGUAGES, 1, 0.5)), "")
        known = ", ".join(f"# {each}" for each in LANGUAGES)
        yield _at(document, line, column, "body-unknown-language", name=name, known=known, near=near)
    means = _MEANT.get(plain) == EXPLANATION or difflib.get_close_matches(plain, (EXPLANATION,), 1, 0.8)
    if marks == "##" and name != EXPLANATION and means:
        yield _at(document, line, column, "body-heading-printed", name=name, near=EXPLANATION)


def _open_maths(document: Document, paragraph: list[tuple[int, str]]) -> Iterator[Problem]:
    """A dollar sign that begins maths in a paragraph and is not followed by the one that ends it."""
    opened: tuple[str, int, int] | None = None
    for number, line in paragraph:
        text = _CODE.sub(lambda code: " " * len(code[0]), line)
        for dollar in _DOLLAR.finditer(text):
            if opened is None:
                opened = (dollar[0], number, dollar.start() + 1)
            elif dollar[0] == opened[0]:
                opened = None
    if opened is not None:
        yield _at(document, opened[1], opened[2], "body-maths-open", mark=opened[0])


def _unfilled(document: Document, number: int, line: str) -> Iterator[Problem]:
    """A place for a parameter's value in a question without parameters."""
    found = None if document.fields.get("parameters") else _FILLED.search(line)
    if found:
        yield _at(document, number, found.start() + 1, "body-no-parameters", name=found[1] or "")
