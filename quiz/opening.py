"""Tests, questions and keys as commands need them: what is wrong with a bank file is told, and the command ends."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

import click

from quiz.terminal import UNREADABLE

if TYPE_CHECKING:
    from quiz.answer_key import AnswerKey
    from quiz.bank.problems import Problem
    from quiz.question import Question, Test


def open_test(place: str, lang: str) -> Test:
    """The test of this shipped name or folder; ends the command where it can't be used."""
    from quiz.bank.loading import load_test
    from quiz.bank.problems import BankError

    try:
        return load_test(place)
    except BankError as error:
        report_problems(error.problems, lang)


def open_question(place: str, lang: str) -> tuple[Test, Question]:
    """A question with its test; ends the command where there is none."""
    from quiz.bank.loading import find_question
    from quiz.bank.problems import BankError

    try:
        return find_question(place)
    except BankError as error:
        report_problems(error.problems, lang)


def open_key(question: Question, lang: str) -> AnswerKey:
    """The question's key; ends the command where none can be derived."""
    from quiz.answer_key import NoKey
    from quiz.checking import problem_of
    from quiz.key import key_of

    try:
        return key_of(question)
    except NoKey as error:
        report_problems([problem_of(question, error)], lang)


def open_keys(test: Test, lang: str) -> dict[str, AnswerKey]:
    """The keys of the questions that are the same in every variant, or that are a variant, by their names."""
    from quiz.variants import question_varies

    return {question.name: open_key(question, lang) for question in test.questions if not question_varies(question)}


def report_problems(problems: Iterable[Problem], lang: str) -> NoReturn:
    """Say what is wrong, a line each, and end the command."""
    from quiz.checking import problem_text

    for problem in problems:
        click.echo(problem_text(problem, lang), err=True)
    sys.exit(UNREADABLE)
