"""Answers in code, graded: the comparison of every target as a verdict with its evidence.

Apart from ``code`` because only grading such an answer needs NumPy and what follows its code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from derivations.code.errors import CodeError
from derivations.code.judging import CORRECT, INCORRECT, INVALID, UNDECIDED, Compared
from derivations.code.written import RETURNED, Target, written_for, written_function
from quiz.answer_key import AnswerKey
from quiz.kinds import _code_keys, code, code_line
from quiz.question import Question
from quiz.verdict import Diagnosis, Evidence, ShownReading, Verdict, correct, incorrect, invalid, partial, undecided

HALF = Fraction(1, 2)
LONGEST_READING = 400


def grade(question: Question, key: AnswerKey, text: str) -> Verdict:
    """The verdict on code, as ``code.code_of`` gives it."""
    reading = ShownReading(text.strip()[:LONGEST_READING])
    model, listing = _code_keys.model_of_key(question, key), _code_keys.listing_of_question(question)
    try:
        if question.fields.function is not None:
            return _together(question, written_function(model, listing, text), reading)
        line = listing.function.lineno + (code.line_of(question, listing) or 0) - 1
        return _of_statement(question, key, written_for(model, listing, line, text), reading)
    except CodeError as error:
        return undecided(question.points, (_open(Compared(UNDECIDED, error.code, facts=error.facts)),), reading)


def _of_statement(question: Question, key: AnswerKey, found: Sequence[Target], reading: ShownReading) -> Verdict:
    """One statement: its own value decides; what it spoils costs half."""
    own, *spoiled = found
    verdict = _together(question, [own], reading)
    if spoiled and own.compared.outcome == CORRECT:
        names = ", ".join(each.name for each in spoiled)
        against = Evidence("program", False, "spoils", {"targets": names})
        return partial(question.points, HALF, (*verdict.evidence, against), reading)
    if own.compared.outcome == CORRECT:
        checks = tuple(each for each in key.evidence if each.check in code_line.CHECKS)
        return correct(question.points, (*verdict.evidence, *checks), reading)
    return verdict


def _together(question: Question, found: Sequence[Target], reading: ShownReading) -> Verdict:
    """Several values that are due: each earns its share, and one that is open leaves all open."""
    outcomes = [each.compared.outcome for each in found]
    missing = [each for each in found if each.compared.how == "no_value"]
    if UNDECIDED in outcomes:
        opened = next(each.compared for each in found if each.compared.outcome == UNDECIDED)
        return undecided(question.points, (_open(opened),), reading)
    if INVALID in outcomes and (len(missing) == len(found) or not missing):
        refusal = next(each.compared for each in found if each.compared.outcome == INVALID)
        return invalid(question.points, f"code_{refusal.how}", refusal.facts, reading)
    evidence = tuple(each for target in found for each in _evidence(target))
    labels = dict.fromkeys(each.compared.label for each in found if each.compared.label and each.compared.outcome == INCORRECT)
    diagnosis = tuple(Diagnosis(each, 1.0) for each in labels)[:1]
    right = Fraction(outcomes.count(CORRECT), len(found))
    if right == 1:
        return correct(question.points, evidence, reading)
    verdict = partial(question.points, right, evidence, reading) if right else incorrect(question.points, evidence, reading)
    return replace(verdict, diagnosis=diagnosis)


def _evidence(target: Target) -> Sequence[Evidence]:
    """What a comparison says, as evidence: how it is known, and when it would be right."""
    found, name = target.compared, _spoken(target.name)
    if found.outcome == CORRECT:
        note = [Evidence("program", None, found.note, {"target": name})] if found.note in ("removable_points", "precision") else []
        facts = {"target": name, "sizes": found.facts.get("at", ""), "points": found.facts.get("points", "")}
        return [Evidence("program", True, found.how, facts), *note]
    if found.how == "no_value":
        return [Evidence("program", False, "missing", {"target": name})]
    evidence = [_against(found, name)]
    if found.note is not None and found.note.startswith("equal_if: "):
        evidence.append(Evidence("program", None, "equal_if", {"condition": found.note.removeprefix("equal_if: ")}))
    return evidence


def _against(found: Compared, name: str) -> Evidence:
    facts = {"target": name, "at": found.facts.get("at", "")}
    if found.how != "shape":
        entry = {"entry": found.facts["entry"], **_values(found)}
        return Evidence("program", False, found.how, {**facts, **entry})
    if found.is_refused:
        source = {"source": found.facts.get("source", ""), "shapes": found.facts.get("shapes", "")}
        return Evidence("program", False, "does_not_fit", {**facts, **source})
    return Evidence("program", False, "shape", {**facts, "student": found.facts["student"], "key_value": found.facts["teacher"]})


def _values(found: Compared) -> dict[str, str]:
    witness = found.witness or {}
    return {"student": str(witness.get("student", "")), "key_value": str(witness.get("teacher", ""))}


def _open(found: Compared) -> Evidence:
    how = f"open_{found.how}" if found.how in OPEN else "open_other"
    names = ("construct", "name", "limit", "source")
    about = next((found.facts[each] for each in names if each in found.facts), "")
    return Evidence("program", None, how, {"about": about, "line": found.facts.get("line", "")})


OPEN = ("limit", "branch", "unsupported", "missing_helper", "near", "undefined")


def _spoken(name: str) -> str:
    """A target as a reader knows it: ``W1`` of what is returned as ``['W1']``."""
    return name.removeprefix(RETURNED).strip("[]'") if name.startswith(RETURNED) else name
