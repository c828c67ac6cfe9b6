"""The grade book: a row per student, decimals, and an open point is an empty cell, never a zero."""

from __future__ import annotations

import csv
import io

import pytest

from quiz.answer import Answer
from quiz.bank.loading import load_test
from quiz.batch import grade_all
from quiz.exports import gradebook
from tests.quiz.exports.tests_of_our_own import keys

TEST = load_test("vanishing_gradient")
ANSWERS = [
    *(Answer("=1+1", question, text) for question, text in (("chain_rule", "2t"), ("sigmoid_maximum", "2"), ("find_dE_dy", "7"))),
    *(Answer("山田", question, text) for question, text in (("chain_rule", "2*(x+"), ("sigmoid_maximum", "1"))),
    Answer("B", "chain_rule", ""),
]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_student_has_a_row_and_no_doubt_becomes_a_mark(language: str) -> None:
    written = gradebook.write(grade_all(TEST, keys(TEST), ANSWERS), language)
    header, *rows = csv.reader(io.StringIO(written.decode("utf-8-sig")))

    assert header[1:] == [
        *(f"{at}. {each.titles[language]} (2)" for at, each in enumerate(TEST.questions, 1)),
        {"ja": "合計 (10)", "en": "Total (10)"}[language],
    ]
    assert rows == [
        ["'=1+1", "1", "2", "2", "0", "0", "5"],
        ["山田", "", "0", "0", "0", "0", ""],
        ["B", "0", "0", "0", "0", "0", "0"],
    ]
