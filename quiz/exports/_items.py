"""What every export for another program is made from: a test's questions, one by one, with how they are marked and why.

An item stands by itself: a listing is printed with every question about it, since another program may draw and shuffle them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from quiz import kinds
from quiz.answer_key import AnswerKey
from quiz.escaping import html_text, markdown_block, markdown_text, visible
from quiz.exports._tex_html import pieces
from quiz.kinds._marking import ByPerson, Marking, Option
from quiz.messages import speaker
from quiz.presenting import joined, question_views, sentences, worked_sheet
from quiz.question import Question, Test
from quiz.registry import load
from quiz.resources import fill
from quiz.sheets import FigureView, WorkedView, numbered
from quiz.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Item:
    """A question on its way to another program.

    asked, worked: Markdown, the question and its worked answer; ``worked`` is empty without a key.
    choices: Markdown, the choices with their labels.
    penalty, hints: what each wrong attempt takes off, and Markdown that is shown after one, the first after the first.
    figures: of the images in the Markdown, the name of the file and the SVG.
    marking: how the program can mark it; a person, where nothing else is true to our own marks.
    kind:    the question's kind, for formats that treat source code in their own way.
    """

    number: int
    name: str
    id: str
    kind: str
    title: str
    points: Fraction
    asked: str
    choices: tuple[str, ...]
    worked: str
    marking: Marking
    penalty: Fraction = Fraction(0)
    hints: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)

    @property
    def asked_in_full(self) -> str:
        """The question with its choices, for a program that doesn't print them by itself."""
        return "\n\n".join([self.asked, *self.choices])


def items(test: Test, keys: Mapping[str, AnswerKey], language: str) -> tuple[Item, ...]:
    """Every question of the test. keys: of all its questions, or of none for a format that students get."""
    answers = worked_sheet(test, keys, language).worked if keys else (None,) * len(test.questions)
    views = question_views(test, language)
    return tuple(
        Item(
            number=view.number,
            name=question.name,
            id=f"{question.id}.v{test.variant}" if test.variant else question.id,
            kind=question.kind,
            title=visible(view.title or question.name),
            points=question.points,
            asked="\n\n".join(filter(None, [view.body, _image(view.figure), _listing(view.listing)])),
            choices=tuple(f"{each.label} {each.text}" for each in view.choices),
            worked=worked_markdown(answer, language) if answer else "",
            marking=marking_of(question, keys[question.name]) if keys else ByPerson(),
            penalty=question.crediting.penalty,
            hints=tuple(_hints(question, language)),
            figures={each.file: each.svg for each in (view.figure, answer.figure if answer else None) if each},
        )
        for question, view, answer in zip(test.questions, views, answers, strict=True)
    )


def _hints(question: Question, language: str) -> Iterator[str]:
    """One less than there are attempts, where these are counted."""
    shown = question.crediting.attempts
    for texts in question.crediting.hints[: None if shown is None else shown - 1]:
        yield joined(question.text(texts, language))


def digits(value: Fraction) -> str:
    """A number as digits without an exponent, which not every program reads.

    >>> digits(Fraction(1, 10**7)), digits(Fraction(1, 4)), digits(Fraction(3))
    ('0.0000001', '0.25', '3.0')
    """
    return f"{Decimal(repr(float(value))):f}"


def _image(view: FigureView | None) -> str:
    return f"![{markdown_text(view.caption)}]({view.file})" if view else ""


def _listing(source: str | None) -> str:
    return markdown_block(numbered(source)) if source else ""


def marking_of(question: Question, key: AnswerKey) -> Marking:
    """How another program can mark a question; a person, where its kind doesn't say or its key is not usable."""
    told: Any = getattr(load(kinds)[question.kind], "marking", None)
    return told(question, key) if told and key.usable and not question.crediting.parts else ByPerson()


def worked_markdown(view: WorkedView, language: str) -> str:
    """The worked answer of a question: answer, derivation, explanation and its drawing."""
    say = speaker(language)

    def word(code: str, **values: Any) -> str:
        return " ".join(say(code, **values).split())

    return "\n\n".join(filter(None, [fill("worked.md.j2", view=view, say=word), _image(view.figure)]))


def told(verdict: Verdict, test: Test, language: str) -> str:
    """What a student is told of a choice, as plain text; nothing of the key, unless the test is for practice."""
    return " ".join(sentences(verdict, speaker(language), reveals=test.reveal == "practice"))


def shown_options(options: Sequence[Option], language: str) -> Iterator[str]:
    """Choices as HTML; a statement of a listing as code."""
    written = iter(pieces([each.text for each in options if not each.code], language))
    for each in options:
        yield f'<code style="white-space: pre-wrap">{html_text(each.code)}</code>' if each.code else next(written)
