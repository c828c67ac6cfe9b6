"""The texts of a question file: bodies and explanations by language, and what is wrong with them, at their lines."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from quiz.bank import frontmatter
from quiz.bank.frontmatter import Document
from quiz.bank.problems import Problem
from quiz.bodies import faults
from quiz.parameters import NoValues, drawn
from quiz.question import LANGUAGES, Question

Texts = dict[str, str]


def texts(body: str) -> tuple[Texts, Texts]:
    """Bodies and explanations by language."""
    bodies, explanations = {}, {}
    for language, text in frontmatter.sections(body, 1):
        if language in LANGUAGES:
            parts = dict(frontmatter.sections(text, 2))
            explanations[language] = parts.pop("explanation", "")
            bodies[language] = "\n\n".join(f"## {name}\n\n{part}" if name else part for name, part in parts.items())
    return bodies, explanations


def problems(question: Question, document: Document) -> Iterator[Problem]:
    """What keeps the texts of a question with parameters from being filled."""
    if not question.parameters:
        return
    try:
        values = drawn(question, "1")
    except (NoValues, ValueError):
        return  # a fault of the parameters, which is told by itself
    for text in _each(question.bodies, question.explanations):
        for line, code, facts in faults(text, values):
            near = difflib.get_close_matches(facts.get("name", ""), (*values, "tex"), 1, 0.3)
            number, column = _place(document, text, line, facts.get("name", ""))
            yield Problem(code, {**facts, "near": near[0] if near else ""}, "", document.file, number, column)
    for at, hint in enumerate(question.crediting.hints):
        for text in dict.fromkeys(hint.values()):
            yield from (document.problem(("hints", at), code, **facts) for _, code, facts in faults(text, values))


def _each(*texts_by_language: Mapping[str, str]) -> Iterator[str]:
    for found in texts_by_language:
        yield from (text for text in found.values() if text)


def _place(document: Document, text: str, line: int, name: str) -> tuple[int, int]:
    """Line and column in the file of a line of a text, at a name where the line has it."""
    at = document.body.find(text)
    if at < 0:
        return document.body_line, 1
    written = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
    return document.body_line + document.body[:at].count("\n") + line - 1, max(written.find(name), 0) + 1 if name else 1
