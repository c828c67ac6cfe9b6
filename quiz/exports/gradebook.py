"""The grade book of a class, as CSV: a row per student, a column per question, points as decimals, open points empty.

Learning management systems import it by the student's column; the title of a column says which question, and out of how much.
"""

from __future__ import annotations

from fractions import Fraction

from quiz.batch import ClassResult
from quiz.messages import speaker
from quiz.report import csv_file

NAME = "CSV for the grade book"
SUFFIX = ".csv"
TAKES = "class"


def write(graded: ClassResult, language: str) -> bytes:
    """The grade book, UTF-8 with BOM. What is not decided, or rests on an open point, is left empty and never written as 0."""
    say = speaker(language)
    test = graded.test
    titles = [
        f"{number}. {question.text(question.titles, language) or question.name} ({decimal(question.points)})"
        for number, question in enumerate(test.questions, 1)
    ]
    rows = [[say("column-student"), *titles, f"{say('column-total')} ({decimal(test.points)})"]]
    for student in graded.students:
        found = [graded.last.get((student, each.name)) for each in test.questions]
        points = [Fraction(0) if each is None else each.verdict.points for each in found]
        total = graded.total(student)
        cells = ["" if each is None else decimal(each) for each in points]
        rows.append([student, *cells, decimal(total.earned) if total.decided == total.of else ""])
    return csv_file(rows)


def decimal(points: Fraction) -> str:
    """Points as every grade book reads them, with a point and at most five digits after it.

    >>> decimal(Fraction(2)), decimal(Fraction(1, 2)), decimal(Fraction(2, 3))
    ('2', '0.5', '0.66667')
    """
    return f"{float(points):.5f}".rstrip("0").rstrip(".")
