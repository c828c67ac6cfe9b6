"""Which files a command makes of a test and of a graded class: names, formats, languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from quiz import presenting, report
from quiz.answer_key import AnswerKey
from quiz.batch import ClassResult
from quiz.exports import formats as formats_of
from quiz.messages import speaker
from quiz.output import OutputFolder
from quiz.question import Test
from quiz.sheets import (
    DerivationSheet,
    Document,
    render_answers,
    render_blank,
    render_derivation,
    render_feedback,
    render_questions,
    render_report,
)

Progress = Callable[[str], None]


def add_sheets(
    folder: OutputFolder,
    test: Test,
    keys: Mapping[str, AnswerKey],
    languages: Iterable[str],
    formats: Iterable[str],
    templates: Path | None = None,
) -> None:
    """Question sheet, blank and worked answer sheet, and exports, in every language. Raises ConversionFailed, MissingExtra."""
    formats = tuple(formats)
    stem = f"{test.name}.v{test.variant}" if test.variant else test.name
    for language in languages:
        say = speaker(language)
        asked = presenting.question_sheet(test, language)
        sheets = {
            "questions": render_questions(asked, say, templates),
            "blank": render_blank(asked, say, templates),
            "answers": render_answers(presenting.worked_sheet(test, keys, language), say, templates),
        }
        for name, document in sheets.items():
            _add(folder, f"{stem}.{name}.{language}", document, formats, templates)
        for name, each in formats_of("test").items():
            if name in formats:
                made = each.write(test, keys if each.HAS_KEYS else {}, language)
                folder.add(f"{stem}.{name}.{language}{each.SUFFIX}", made)


def add_derivation(
    folder: OutputFolder, sheet: DerivationSheet, name: str, formats: Iterable[str], templates: Path | None = None
) -> None:
    """A page with derivations in each format; its figures as files beside the Markdown. Raises ConversionFailed, MissingExtra."""
    document = render_derivation(sheet, speaker(sheet.language), templates)
    _add(folder, f"{name}.{sheet.language}", document, tuple(formats), templates)


def add_class(
    folder: OutputFolder,
    graded: ClassResult,
    language: str,
    formats: Iterable[str] = ("html", "pdf"),
    templates: Path | None = None,
    progress: Progress | None = None,
) -> None:
    """Results as CSV and JSON lines, the report on wrong answers, and a feedback sheet for every student."""
    say = speaker(language)
    folder.add("results.csv", report.results_csv(graded, say))
    folder.add("answers.csv", report.answers_csv(graded, say))
    folder.add("results.jsonl", report.results_json_lines(graded.results))
    formats = tuple(formats)
    for name, each in formats_of("class").items():
        if name in formats:
            folder.add(f"{name}.{language}{each.SUFFIX}", each.write(graded, language))
    report_document = render_report(presenting.report_sheet(graded, language), say, templates)
    _add(folder, f"report.{language}", report_document, formats, templates)
    for number, student in enumerate(graded.students, 1):
        document = render_feedback(presenting.feedback_sheet(graded, student, language), say, templates)
        _add(folder, f"feedback/{number:03d}-{file_name(student)}.{language}", document, formats, templates)
        if progress:
            progress(student)


def file_name(student: str) -> str:
    """A student's name as a part of a file name on any system: letters, digits and hyphens.

    >>> file_name("../山田 太郎"), file_name("?")
    ('山田-太郎', 'student')
    """
    return re.sub(r"[^\w]+", "-", student)[:60].strip("-_") or "student"


def _add(folder: OutputFolder, name: str, document: Document, formats: Iterable[str], templates: Path | None) -> None:
    for format_name, each in formats_of("document").items():
        if format_name in formats:
            folder.add(f"{name}{each.SUFFIX}", each.write(document, templates))
            for file, svg in document.figures.items() if format_name == "markdown" else ():
                folder.add(str(Path(name).with_name(file)), svg.encode())
