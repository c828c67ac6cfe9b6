"""GIFT: read back by a reader that is not ours; what has a meaning in GIFT is escaped, and nothing is lost."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from quiz.answer_key import AnswerKey
from quiz.exports import gift
from quiz.exports._items import marking_of
from quiz.grading import grade
from quiz.kinds._marking import Number
from quiz.question import Test
from tests.quiz.exports.tests_of_our_own import HOSTILE, hostile, keys, numbers_and_matrices, shipped

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the reader asks the locale in a way that Python 3.15 no longer knows
    from pygiftparser.parser import parseFile

SHIPPED, KEYS = shipped()


def read(test: Test, held: Mapping[str, AnswerKey], language: str = "en") -> list[Any]:
    return parseFile(io.StringIO(gift.write(test, held, language).decode()))


def plain(text: str) -> str:
    """What a program makes of a text of GIFT: escapes taken off, then the HTML as text."""
    unescaped = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)
    return unescape(re.sub("<[^>]*>", "", unescaped))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_another_reader_finds_the_questions_and_the_shares_that_we_give(language: str) -> None:
    found = read(SHIPPED, KEYS, language)

    assert [plain(each.title).partition(". ")[2] for each in found] == [each.titles[language] for each in SHIPPED.questions]
    assert type(found[0].answers).__name__ == "Essay"
    for question, each in zip(SHIPPED.questions[1:], found[1:], strict=True):
        assert "Set" in type(each.answers).__name__
        for number, answer in enumerate(each.answers.answers, 1):
            text = f"({number})" if question.kind == "choice" else plain(answer.answer).split()[0]
            verdict = grade(question, KEYS[question.name], text)
            assert Fraction(answer.fraction).limit_denominator(100) / 100 * question.points == verdict.points


def test_no_character_of_a_title_or_text_is_lost_or_takes_on_a_meaning(tmp_path: Path) -> None:
    test = hostile(tmp_path / "own")
    written = gift.write(test, keys(test), "en").decode()
    questions = [part for part in written.split("\n\n") if "\n::" in part]

    assert len(questions) == len(test.questions)
    title, asked = re.findall(r"^::1\. (.*?)(?<!\\)::\[html\](.*?)(?<!\\)\{$", questions[0], re.MULTILINE)[0]
    assert re.sub(r"\\(.)", r"\1", title) == HOSTILE
    assert 'x[[0]] = {1: "a"}  # {@a@}' in plain(asked)
    assert "A < b & “c” ]]> {@1+1@} [[1, 2]] \\(\\{x\\}\\) ~ = # : \\ 😀" in plain(asked)
    for part in questions:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*[{}]", part)) == 2


def test_the_same_test_gives_the_same_bytes_and_no_empty_line_stands_in_a_question(tmp_path: Path) -> None:
    test = hostile(tmp_path / "own")

    assert gift.write(test, keys(test), "ja") == gift.write(test, keys(test), "ja")
    assert gift.write(test, keys(test), "ja").decode().count("\n\n") == len(test.questions) + 1


def test_another_reader_finds_each_number_with_its_tolerance() -> None:
    test, held = numbers_and_matrices()
    found = {plain(each.title).partition(". ")[2]: each.answers for each in read(test, held)}

    for question in test.questions:
        marking, answers = marking_of(question, held[question.name]), found[question.titles["en"]]
        assert type(answers).__name__ == ("NumericAnswerSet" if isinstance(marking, Number) else "Essay"), question.id
        if isinstance(marking, Number):
            (answer,) = answers.answers
            assert (answer.value, answer.tolerance) == (float(marking.value), float(marking.tolerance))
