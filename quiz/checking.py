"""What ``quiz check`` says: a line per question, and faults of bank files as ``file:line:col: message``."""

from __future__ import annotations

import os
from pathlib import Path

from quiz.answer_key import AnswerKey, NoKey
from quiz.bank.loading import place_of
from quiz.bank.problems import Problem
from quiz.blind_spots import report
from quiz.explaining import sentence
from quiz.key import derive_key
from quiz.messages import say, speaker
from quiz.question import Question


def check_question(question: Question, language: str) -> tuple[str, bool]:
    """Derive the key anew, say what supports it and what the question cannot see, and whether the key may be used."""
    try:
        key = derive_key(question)
    except NoKey as error:
        return problem_text(problem_of(question, error), language), False
    notes = "".join(f"\n    {each}" for each in report(question, speaker(language)))
    return _line(question, key, language) + notes, key.usable


def problem_of(question: Question, error: NoKey) -> Problem:
    """A question without a key, as a problem of its file at the field that is at fault."""
    line, column = place_of(question, error.field)
    return Problem(error.code, error.facts, error.field, question.source, line, column)


def problem_text(problem: Problem, language: str) -> str:
    """``file:line:col: message (did you mean ...?)``."""
    facts = {name: value for name, value in problem.facts.items() if name != "near"}
    text = say(problem.code, facts, language)
    near = problem.facts.get("near")
    hint = " " + say("did-you-mean", {"near": near}, language) if near else ""
    place = f"{_shortened(problem.file)}:{problem.line}:{problem.column}: " if problem.file else ""
    return f"{place}{text}{hint}"


def _line(question: Question, key: AnswerKey, language: str) -> str:
    speak = speaker(language)
    state = speak("check-usable" if key.usable else "check-unusable")
    answer = f"{key.facts['line']}: {key.answer}" if "line" in key.facts else key.answer
    found = [sentence(each, speak, reveals=True) for each in key.evidence]
    return f"{state}  {question.id}: {answer}\n    " + "\n    ".join(found)


def _shortened(file: Path) -> str:
    """The path as a person in this folder would type it."""
    relative = os.path.relpath(file)
    return str(file) if relative.startswith("..") else relative
