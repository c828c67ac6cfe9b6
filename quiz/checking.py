"""What ``quiz check`` says: a line per question, and faults of bank files as ``file:line:col: message``."""

from __future__ import annotations

import os
from pathlib import Path

from quiz.answer_key import AnswerKey, NoKey
from quiz.bank.loading import place_of
from quiz.bank.problems import Problem
from quiz.explaining import sentence
from quiz.key import derive_key
from quiz.messages import say, speaker
from quiz.question import Question
from quiz.stress import stressed
from quiz.variants import FIRST, variant_of

MOST_FLAWS = 5


def check_question(question: Question, language: str) -> tuple[str, bool]:
    """Derive the key anew and say in one line what supports it, and whether it may be used.

    Of a question with parameters that is the key with these as symbols, or, where there is none, the key of the first variant.
    """
    try:
        key = derive_key(question)
    except NoKey as error:
        if question.parameters:
            return check_question(variant_of(question, FIRST), language)
        return problem_text(problem_of(question, error), language), False
    return _line(question, key, language), key.usable


def check_variants(question: Question, count: int, language: str) -> tuple[str, bool]:
    """Make so many variants and say in one line how many differ, and in one for each flaw which variant has it."""
    found = stressed(question, count)
    speak = speaker(language)
    state = speak("check-unusable" if found.flaws else "check-usable")
    lines = [f"{state}  {question.id}: {speak('check-variants', made=found.made, different=found.different)}"]
    for flaw in found.flaws[:MOST_FLAWS]:
        what = say(flaw.code, flaw.facts, language)
        lines.append(f"    {speak('check-variant', variant=flaw.variant, values=flaw.values or '-', what=what)}")
    if len(found.flaws) > MOST_FLAWS:
        lines.append(f"    {speak('check-more', count=len(found.flaws) - MOST_FLAWS)}")
    return "\n".join(lines), not found.flaws


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
