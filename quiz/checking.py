"""What ``quiz check`` says: per question its key and what supports it, and every fault as ``file:line:col: message``."""

from __future__ import annotations

import multiprocessing
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from quiz.answer_key import AnswerKey, NoKey
from quiz.bank.frontmatter import read_question
from quiz.bank.loading import load_test
from quiz.bank.problems import BankError, Problem
from quiz.bank.questions import SUFFIX, load_question, place_of
from quiz.blind_spots import report as blind_spots
from quiz.explaining import refusal, sentence
from quiz.grading import grade
from quiz.key import derive_key, key_of
from quiz.messages import has, say, speaker
from quiz.question import Question
from quiz.stress import Stressed, stressed
from quiz.variants import FIRST, question_varies, variant_of
from quiz.verdict import Evidence

FEW = 8
"""So many questions are checked sooner than other processes have started."""
MOST_FLAWS = 5


@dataclass(frozen=True, slots=True)
class Checked:
    """A question with its key, derived anew, and all that speaks against using it; ``stressed``: what became of its variants."""

    question: Question
    key: AnswerKey | None
    problems: tuple[Problem, ...] = ()
    stressed: Stressed | None = None

    @property
    def is_usable(self) -> bool:
        """Whether the question can be asked."""
        return self.key is not None and self.key.usable and not self.problems and not (self.stressed and self.stressed.flaws)


def readable(place: str) -> tuple[tuple[Question, ...], tuple[Problem, ...]]:
    """The questions of a test that can be read, and every problem of the files of all others.

    place: a test, its test.yaml, or a question's file.
    """
    try:
        if place.endswith(SUFFIX):
            return (load_question(Path(place)),), ()
        test = load_test(str(Path(place).parent) if Path(place).name == "test.yaml" else place)
    except BankError as error:
        return error.sound, error.problems
    return test.questions, ()


def notes(questions: Sequence[Question], problems: Sequence[Problem], language: str) -> list[str]:
    """Question files that their test.yaml does not name."""
    listed = {each.source for each in questions} | {each.file for each in problems}
    files = sorted({file for folder in {each.source.parent for each in questions} for file in folder.glob(f"*{SUFFIX}")})
    return [say("check-unlisted", {"file": _shortened(file)}, language) for file in files if file not in listed]


def check_question(question: Question, variants: int) -> Checked:
    """The key and the question's own samples; of a question with variants so many are made and looked at."""
    checked = check_key(question)
    found = stressed(question, variants) if question_varies(question) else None
    samples = tuple(sample_problems(question)) if checked.is_usable else ()
    return replace(checked, problems=(*checked.problems, *samples), stressed=found)


def check_key(question: Question) -> Checked:
    """Derive the key anew, with every check that there is.

    The key of a question with parameters has these as symbols; where there is none for all values, it is that of the first variant.
    """
    try:
        key = derive_key(question)
    except NoKey as error:
        if question.parameters:
            return check_key(variant_of(question, FIRST))
        return Checked(question, None, (problem_of(question, error),))
    return Checked(question, key, tuple(_against(question, each) for each in key.evidence if each.supports is False))


def sample_problems(question: Question) -> Iterator[Problem]:
    """The question's own samples that are graded otherwise than its file says; of a question with variants, by its first."""
    asked = variant_of(question, FIRST) if question_varies(question) else question
    document = read_question(question.source) if question.samples else None
    for expected, answers in question.samples.items():
        for index, answer in enumerate(answers):
            outcome = grade(asked, key_of(asked), answer).outcome.value
            if outcome != expected and document:
                facts = {"answer": answer, "expected": f"outcome-{expected}", "found": f"outcome-{outcome}"}
                yield document.problem(("samples", expected, index), "sample-differs", **facts)


def check_questions(questions: Sequence[Question], variants: int, processes: int) -> Iterator[Checked]:
    """All of them, in order; in several processes where that is sooner."""
    if processes < 2 or len(questions) < FEW:
        yield from (check_question(each, variants) for each in questions)
        return
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(partial(check_question, variants=variants), questions)


def problem_of(question: Question, error: NoKey) -> Problem:
    """A question without a key, as a problem of its file at the field that is at fault."""
    line, column = place_of(question, error.field)
    return Problem(error.code, error.facts, error.field, question.source, line, column)


def problem_text(problem: Problem, language: str) -> str:
    """``file:line:col: message (did you mean ...?)``."""
    facts = {name: value if name in LISTS else _brief(value) for name, value in problem.facts.items() if name != "near"}
    facts |= {name: say(value, {}, language) for name, value in facts.items() if value.startswith("outcome-")}
    if facts.get("reason", "").startswith("code-"):
        facts["reason"] = say(facts["reason"], facts, language)
    elif has(f"reading-{facts.get('reason')}", language):
        facts["reason"] = refusal(facts["reason"], facts, speaker(language))
    text = say(problem.code, facts, language)
    near = problem.facts.get("near")
    hint = say("did-you-mean", {"near": near}, language) if near else ""
    place = f"{_shortened(problem.file)}:{problem.line}:{problem.column}: " if problem.file else ""
    return f"{place}{text}{hint}"


LISTS = ("known", "names")
LONGEST = 240


def _brief(text: str) -> str:
    """A text on one line, and not all of a long one."""
    line = re.sub(r"\s*\n\s*", " ", text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}..."


def report(checked: Checked, language: str) -> str:
    """A question in a few lines: its key, and what supports it or speaks against it."""
    speak = speaker(language)
    against = [problem_text(each, language) for each in checked.problems]
    if checked.key is None:
        return "\n".join(against)
    state = speak("check-usable" if checked.is_usable else "check-unusable")
    found = [f"    {sentence(each, speak, reveals=True)}" for each in checked.key.evidence if each.supports is not False]
    variants = [f"    {each}" for each in variant_lines(checked.stressed, language)] if checked.stressed else []
    blind = [f"    {each}" for each in blind_spots(variant_of(checked.question, FIRST), speak)]
    return "\n".join([f"{state}  {checked.question.id}: {_answer(checked.key)}", *against, *found, *variants, *blind])


def variant_lines(found: Stressed, language: str) -> list[str]:
    """How many variants differ, and what is wrong with some."""
    speak = speaker(language)
    lines = [speak("check-variants", made=found.made, different=found.different)]
    for flaw in found.flaws[:MOST_FLAWS]:
        what = speak(flaw.code, **flaw.facts)
        lines.append(speak("check-variant", variant=flaw.variant, values=flaw.values or "-", what=what))
    if len(found.flaws) > MOST_FLAWS:
        lines.append(speak("check-more", count=len(found.flaws) - MOST_FLAWS))
    return lines


def as_json(checked: Checked, language: str) -> dict[str, Any]:
    """A question for programs: codes and facts, and the sentences that a person is shown."""
    key = checked.key
    evidence = key.evidence if key else ()
    return {
        "question": checked.question.id,
        "kind": checked.question.kind,
        "usable": checked.is_usable,
        "answer": key.answer if key else None,
        "evidence": [
            {"check": each.check, "supports": each.supports, "how": each.how, "facts": dict(each.facts)} for each in evidence
        ],
        "problems": [problem_json(each, language) for each in checked.problems],
        "variants": _variants_json(checked.stressed) if checked.stressed else None,
    }


def _variants_json(found: Stressed) -> dict[str, Any]:
    flaws = [{"variant": each.variant, "values": each.values, "code": each.code, "facts": dict(each.facts)} for each in found.flaws]
    return {"made": found.made, "different": found.different, "flaws": flaws}


def problem_json(problem: Problem, language: str) -> dict[str, Any]:
    """A problem for programs such as editors."""
    return {
        "file": _shortened(problem.file) if problem.file else None,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "near": problem.facts.get("near") or None,
        "message": problem_text(problem, language),
    }


def problem_lines(problems: Iterable[Problem], language: str) -> list[str]:
    """Problems in the order of files and lines, each once."""
    found = {(str(each.file), each.line, each.column, problem_text(each, language)): None for each in problems}
    return [text for *_, text in sorted(found)]


def _against(question: Question, evidence: Evidence) -> Problem:
    """A check that a key failed, as a problem at the field that it is about."""
    field = {"author": "answer", "chain": "wanted"}.get(evidence.check, "choices" if evidence.how == "no_choice" else "wanted")
    line, column = place_of(question, field)
    return Problem(f"{evidence.check}-{evidence.how}", evidence.facts, field, question.source, line, column)


def _answer(key: AnswerKey) -> str:
    return f"{key.facts['line']}: {key.answer}" if "line" in key.facts else key.answer


def _shortened(file: Path) -> str:
    """The path as a person in this folder would type it."""
    relative = os.path.relpath(file)
    return str(file) if relative.startswith("..") else relative
