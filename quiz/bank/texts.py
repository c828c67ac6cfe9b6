"""The texts of a question file: bodies and explanations by language, and what is wrong with them, at their lines."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from quiz.bank import frontmatter
from quiz.bank.frontmatter import Document
from quiz.bank.problems import Problem
from quiz.bodies import faults
from quiz.parameters import NoValues, drawn
from quiz.question import LANGUAGES, Question
from quiz.variants import TEXTS

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
    for path, text in _each(question):
        for line, code, facts in faults(text, values):
            near = difflib.get_close_matches(facts.get("name", ""), (*values, "tex"), 1, 0.3)
            told = {**facts, "near": near[0] if near else ""}
            if path:
                yield document.problem(path, code, **told)
            else:
                yield Problem(code, told, "", document.file, *_place(document, text, line, facts.get("name", "")))


def _each(question: Question) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts that are filled, with their paths in the front matter; without one those that stand below it."""
    held = [(("hints", at), texts) for at, texts in enumerate(question.crediting.hints)]
    own = [((name,), getattr(question.fields, name)) for name in TEXTS if hasattr(question.fields, name)]
    for path, found in ((), question.bodies), ((), question.explanations), *held, *own:
        yield from ((path, text) for text in dict.fromkeys(found.values()) if text)


def _place(document: Document, text: str, line: int, name: str) -> tuple[int, int]:
    """Line and column in the file of a line of a text, at a name where the line has it."""
    at = document.body.find(text)
    if at < 0:
        return document.body_line, 1
    written = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
    return document.body_line + document.body[:at].count("\n") + line - 1, max(written.find(name), 0) + 1 if name else 1
