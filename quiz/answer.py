"""An answer as it came in, and what became of it. Raw text is the record; verdicts can be made again from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quiz.verdict import Verdict

LONGEST_ANSWER = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of one student.

    question: a question's full id, or its name within the test. row: the line of the file it came from, counted from 1.
    """

    student: str
    question: str
    text: str
    variant: str | None = None
    attempt: int = 1
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """An answer with its verdict. fingerprint = question hash, key hash and grader version: a regrading is a diff of these."""

    answer: Answer
    question: str
    verdict: Verdict
    fingerprint: str


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_SPREADSHEET_DATES = re.compile(
    rf"\d{{1,2}}-({_MONTHS})(-\d{{2,4}})?|({_MONTHS})-\d{{1,2}}"  # 4-Jan, Jan-04
    r"|\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月(\d{1,2}日)?"  # 1月4日
    r"|\d{4}[-/]\d{1,2}[-/]\d{1,2}( \d{1,2}:\d{2}(:\d{2})?)?"  # 2026-01-04 00:00:00
    r"|\d{1,2}/\d{1,2}/\d{4}|\d{2}:\d{2}:\d{2}",
    re.IGNORECASE,
)


def is_spreadsheet_date(text: str) -> bool:
    """Whether this is the date that a spreadsheet makes of a fraction such as 1/4; what was typed is lost then.

    >>> is_spreadsheet_date("4-Jan"), is_spreadsheet_date("1/4")
    (True, False)
    """
    return _SPREADSHEET_DATES.fullmatch(text.strip()) is not None


SPREADSHEET_ERRORS = frozenset({"#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#N/A", "#NULL!", "#SPILL!", "#CALC!"})
"""What a spreadsheet shows where it took an answer for a formula of its own and could not work it out."""
