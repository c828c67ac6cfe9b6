"""Results as data and tables: JSON lines and CSV for programs and grade books, rows for a terminal."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from quiz.answer import Result
from quiz.batch import ClassResult
from quiz.messages import Say
from quiz.presenting import reasons, total_text
from quiz.variants import label_of
from quiz.verdict import OPEN, Evidence, Outcome, Verdict

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
MARKS = {
    Outcome.CORRECT: "o",
    Outcome.PARTIAL: "~",
    Outcome.INCORRECT: "x",
    Outcome.INVALID: "!",
    Outcome.UNDECIDED: "?",
    Outcome.BLANK: ".",
}


def verdict_json(question: str, verdict: Verdict, fingerprint: str, variant: str | None = None) -> dict[str, Any]:
    """A verdict in the shape of FORMATS: fractions as strings, codes and facts, no prose."""
    return {
        "question": question,
        "variant": variant,
        "outcome": verdict.outcome.value,
        "points": None if verdict.points is None else str(verdict.points),
        "of": str(verdict.of),
        "reading": _reading_json(verdict),
        "evidence": [_evidence_json(each) for each in verdict.evidence],
        "diagnosis": [{"label": each.label, "weight": each.weight} for each in verdict.diagnosis],
        "fingerprint": fingerprint,
    }


def results_json_lines(results: Sequence[Result]) -> bytes:
    """A line for each result: who, where, the raw answer, and the verdict."""
    return "".join(json.dumps(_result_json(each), ensure_ascii=False) + "\n" for each in results).encode()


def results_csv(graded: ClassResult, say: Say) -> bytes:
    """A row per student: the mark of each question, earned, decided, of. UTF-8 with BOM, safe to open in a spreadsheet."""
    questions = [each.name for each in graded.test.questions]
    header = [say("column-student"), *questions, say("column-earned"), say("column-decided"), say("column-of")]
    rows = [header]
    for student in graded.students:
        total = graded.total(student)
        on_sheet = graded.sheet(student).by_name
        marks = [_mark(graded.last.get((student, name))) if name in on_sheet else "" for name in questions]
        rows.append([student, *marks, str(total.earned), str(total.decided), str(total.of)])
    return csv_file(rows)


def answers_csv(graded: ClassResult, say: Say) -> bytes:
    """A row per answer: student, question, what was typed, outcome, points, reason."""
    rows = [[say(f"column-{each}") for each in ("student", "question", "answer", "outcome", "points", "of", "reason")]]
    for each in graded.results:
        verdict = each.verdict
        points = "" if verdict.points is None else str(verdict.points)
        reason = " ".join(reasons(verdict, say, reveals=True))
        outcome = say(f"outcome-{verdict.outcome.value}")
        rows.append([each.answer.student, each.question, each.answer.text, outcome, points, str(verdict.of), reason])
    return csv_file(rows)


def table(graded: ClassResult, say: Say) -> list[list[str]]:
    """Header and rows for a terminal: student, a column per question, the total, what to look at."""
    questions = graded.test.questions
    labels = graded.test.labels
    header = [say("column-student"), *labels]
    rows = [[*header, say("column-total"), say("column-look")]]
    for student in graded.students:
        on_sheet = graded.sheet(student).by_name
        results = [graded.last.get((student, each.name)) if each.name in on_sheet else None for each in questions]
        cells = [_cell(each) if question.name in on_sheet else "" for question, each in zip(questions, results, strict=True)]
        look = [label for label, each in zip(labels, results, strict=True) if each and each.verdict.outcome in OPEN]
        rows.append([student, *cells, total_text(graded.total(student)), ", ".join(look)])
    return rows


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines of equal columns; full-width characters count as two.

    >>> list(aligned([["あ", "b"], ["cde", "f"]]))
    ['あ   b', 'cde  f']
    """
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def guarded(cell: str) -> str:
    """A cell that a spreadsheet shows and never runs: an apostrophe before what would begin a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _mark(result: Result | None) -> str:
    """Points for a grade book: 0 without an answer, nothing where a person decides."""
    if result is None:
        return "0"
    return "" if result.verdict.points is None else str(result.verdict.points)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def csv_file(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as CSV, UTF-8 with BOM, safe to open in a spreadsheet."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(result: Result | None) -> str:
    if result is None:
        return MARKS[Outcome.BLANK]
    verdict = result.verdict
    return MARKS[verdict.outcome] + (f" {verdict.points}" if verdict.outcome is Outcome.PARTIAL else "")


def _result_json(result: Result) -> dict[str, Any]:
    answer = result.answer
    who = {"student": answer.student, "answer": answer.text, "attempt": answer.attempt, "row": answer.row}
    variant = label_of(answer.variant) or answer.variant
    return {**who, **verdict_json(result.question, result.verdict, result.fingerprint, variant)}


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    found = {"check": evidence.check, "part": evidence.part, "supports": evidence.supports, "how": evidence.how}
    return {**found, "facts": dict(evidence.facts)}


def _reading_json(verdict: Verdict) -> dict[str, Any] | None:
    if verdict.reading is None:
        return None
    return {"text": verdict.reading.text, "latex": verdict.reading.latex}
