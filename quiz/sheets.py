"""Sheets as Markdown: what is handed out, what is kept, what a student gets back, what the teacher reads.

Markdown with TeX maths is the one text from which every format is made (``quiz.exports``), and it is a format itself: blocks that a
page lays out in a special way (name boxes, room to write, derivations) are ``<div class="...">`` around plain Markdown, which every
Markdown reader shows as plain Markdown. The views below are what a template may print; a question sheet is filled from views that
have no field for a key.

Fields are plain text, escaped when printed, except those whose comment says Markdown or TeX: these come from the bank or
from our own printers. What a student typed is only ever a code span, a fenced block, or escaped text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from quiz.escaping import visible
from quiz.resources import fill

Say = Callable[..., str]
RELATIONS = frozenset(
    {"=", "<", ">", r"\approx", r"\le", r"\leq", r"\ge", r"\geq", r"\ne", r"\neq", r"\equiv", r"\iff", r"\to", r"\in"}
)
OPENING = frozenset({"{", "(", r"\left", r"\begin", r"\{"})
CLOSING = frozenset({"}", ")", r"\right", r"\end", r"\}"})


@dataclass(frozen=True, slots=True)
class Document:
    """A rendered sheet on its way to a format; ``markdown`` is finished, the other fields name it."""

    markdown: str
    title: str
    language: str
    sheet_id: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)  # file name to SVG, of the images in the Markdown


@dataclass(frozen=True, slots=True)
class FigureView:
    """A drawing: the name of its file beside the Markdown, its title, what it shows in words, and the SVG itself."""

    file: str
    caption: str
    description: str
    svg: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One choice of a question."""

    label: str
    text: str  # Markdown


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as it is asked. listing: source text, not yet numbered; room: lines left to write the answer on."""

    number: int
    title: str
    points: str
    body: str  # Markdown
    choices: tuple[ChoiceView, ...] = ()
    listing: str | None = None
    figure: FigureView | None = None
    room: int = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """The question sheet; ``points`` is the total, ``variant`` the label that is printed, if the test varies."""

    title: str
    language: str
    questions: tuple[QuestionView, ...]
    points: str
    sheet_id: str
    variant: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a derivation: what was done, and the formula that results."""

    sentence: str  # Markdown
    tex: str  # TeX, without dollars

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The formula cut before each relation, as (left side, relation and right side), ready to be aligned.

        >>> LineView("", "a = b = c").rows
        (('a', '= b'), ('', '= c'))
        """
        left, *rights = split_relations(self.tex)
        if not rights:
            return (("", left),)
        return tuple((left if index == 0 else "", right) for index, right in enumerate(rights))


@dataclass(frozen=True, slots=True)
class DerivationView:
    """A derivation by itself, with what was given; or a passage of a page about one."""

    heading: str = ""
    text: str = ""  # Markdown
    given: tuple[str, ...] = ()  # TeX
    shapes: tuple[str, ...] = ()  # TeX
    lines: tuple[LineView, ...] = ()
    conditions: tuple[str, ...] = ()  # TeX
    answer: str = ""  # TeX
    checked: str = ""
    figure: FigureView | None = None


@dataclass(frozen=True, slots=True)
class DerivationSheet:
    """Derivations on a page of their own."""

    title: str
    language: str
    parts: tuple[DerivationView, ...]
    sheet_id: str = ""


@dataclass(frozen=True, slots=True)
class WorkedView:
    """A question with its key: the answer, how it is derived, why it is right, and what else says so."""

    question: QuestionView
    answer: str  # Markdown
    derivation: tuple[LineView, ...] = ()
    proof: tuple[str, ...] = ()  # Markdown, one sentence each
    crosscheck: tuple[str, ...] = ()  # Markdown, one sentence each
    explanation: str = ""  # Markdown
    figure: FigureView | None = None  # below the explanation


@dataclass(frozen=True, slots=True)
class WorkedSheet:
    """The worked answer sheet, for the teacher or for after the deadline."""

    title: str
    language: str
    worked: tuple[WorkedView, ...]
    points: str
    sheet_id: str
    variant: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """What one student gets back on one question. answer: what was typed, untouched; sentences: plain text."""

    number: int
    title: str
    answer: str
    reading_tex: str | None  # TeX, by our own printer
    outcome: str
    mark: str
    sentences: tuple[str, ...] = ()
    hint: str = ""  # Markdown


@dataclass(frozen=True, slots=True)
class FeedbackSheet:
    """The feedback sheet of one student."""

    title: str
    language: str
    student: str
    total: str
    items: tuple[FeedbackView, ...]
    sheet_id: str = ""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Equal wrong answers: one as it was typed, why it earned what it did, and who gave it."""

    answer: str
    reason: str
    students: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A question over the whole class. label: its number, or its name where sheets differ; outcomes: (word, count)."""

    label: str
    title: str
    points: str
    outcomes: tuple[tuple[str, int], ...]
    groups: tuple[GroupView, ...] = ()
    rubric: str = ""  # Markdown


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """The class report."""

    title: str
    language: str
    students: int
    items: tuple[ReportView, ...]
    sheet_id: str = ""


def render_questions(sheet: Sheet, say: Say, templates: Path | None = None) -> Document:
    """The question sheet. say: code and facts to an interface word in the sheet's language; templates: a teacher's own folder."""
    figures = [view.figure for view in sheet.questions]
    return _with_figures(_document("questions", sheet, say, templates, printed=_printed(sheet.questions)), figures)


def render_blank(sheet: Sheet, say: Say, templates: Path | None = None) -> Document:
    """The blank answer sheet: boxes to write in, without the questions."""
    return _document("blank", sheet, say, templates)


def render_answers(sheet: WorkedSheet, say: Say, templates: Path | None = None) -> Document:
    """The worked answer sheet."""
    questions = tuple(view.question for view in sheet.worked)
    figures = [figure for view in sheet.worked for figure in (view.question.figure, view.figure)]
    return _with_figures(_document("answers", sheet, say, templates, printed=_printed(questions)), figures)


def render_derivation(sheet: DerivationSheet, say: Say, templates: Path | None = None) -> Document:
    """Derivations on a page, with their figures."""
    return _with_figures(_document("derivation", sheet, say, templates), [part.figure for part in sheet.parts])


def render_feedback(sheet: FeedbackSheet, say: Say, templates: Path | None = None) -> Document:
    """The feedback sheet of one student."""
    return _document("feedback", sheet, say, templates)


def render_report(sheet: ReportSheet, say: Say, templates: Path | None = None) -> Document:
    """The class report."""
    return _document("report", sheet, say, templates)


def split_relations(tex: str) -> tuple[str, ...]:
    """``tex`` cut before every relation that stands outside brackets and environments; no cut gives ``tex`` alone.

    >>> split_relations(r"\\frac{dz}{dx} = f(x=0) \\leq 2")
    ('\\\\frac{dz}{dx}', '= f(x=0)', '\\\\leq 2')
    """
    parts, depth = [""], 0
    for token in re.findall(r"\\[A-Za-z]+|\\.|.", tex, flags=re.DOTALL):
        depth += (token in OPENING) - (token in CLOSING)
        if depth == 0 and token in RELATIONS:
            parts.append("")
        parts[-1] += token
    return tuple(part.strip() for part in parts)


def numbered(listing: str) -> str:
    """``listing`` with the line numbers that questions and answers speak of, from 1.

    >>> print(numbered("def f(x):\\n    return x"))
    1  def f(x):
    2      return x
    """
    lines = listing.rstrip("\n").split("\n")
    width = len(str(len(lines)))
    return "\n".join(f"{number:>{width}}  {line}".rstrip() for number, line in enumerate(lines, start=1))


def _document(name: str, sheet: Any, say: Say, templates: Path | None, **facts: Any) -> Document:
    def word(code: str, **values: Any) -> str:
        return " ".join(say(code, **values).split())

    markdown = fill(f"{name}.md.j2", templates, sheet=sheet, say=word, numbered=numbered, **facts)
    title = f"{sheet.title} - {visible(sheet.student)}" if isinstance(sheet, FeedbackSheet) else sheet.title
    return Document(markdown, title, sheet.language, sheet.sheet_id)


def _with_figures(document: Document, figures: Iterable[FigureView | None]) -> Document:
    return replace(document, figures={each.file: each.svg for each in figures if each})


def _printed(questions: tuple[QuestionView, ...]) -> dict[int, int]:
    """For each question with a listing, the question where that listing is printed: the first that has it."""
    first: dict[str, int] = {}
    return {view.number: first.setdefault(view.listing, view.number) for view in questions if view.listing}
