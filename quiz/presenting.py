"""From questions, keys and verdicts to what sheets show, and from evidence to sentences.

A question sheet is filled from the question alone; nothing here hands it a key. What a verdict says of the key (facts that begin
with ``key_``) becomes part of a sentence only where ``reveal`` allows it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from quiz import kinds
from quiz.answer import Result
from quiz.answer_key import AnswerKey
from quiz.batch import ClassResult, Total
from quiz.crediting import due_hint
from quiz.derivation_lines import lines_of
from quiz.diagnosis import hint
from quiz.drawings import figure
from quiz.explaining import sentence
from quiz.messages import Say, speaker
from quiz.parted import keys_of
from quiz.question import Question, Test
from quiz.registry import load
from quiz.sheets import (
    ChoiceView,
    FeedbackSheet,
    FeedbackView,
    GroupView,
    QuestionView,
    ReportSheet,
    ReportView,
    Sheet,
    WorkedSheet,
    WorkedView,
)
from quiz.verdict import OPEN, Outcome, Verdict

PROOF = ("derivation", "assumption", "chain", "author")
CROSSCHECK = ("numpy", "differences")


def points_text(points: Fraction) -> str:
    """Points as a person writes them: ``2``, ``1/2``, ``3/2``."""
    return str(points)


def total_text(total: Total) -> str:
    """earned / decided / of; two numbers where everything is decided."""
    parts = (total.earned, total.of) if total.decided == total.of else (total.earned, total.decided, total.of)
    return " / ".join(map(points_text, parts))


def sheet_id(test: Test) -> str:
    """A short name for exactly this wording of the test: its name, a hash of its texts, and the variant."""
    texts = [text for question in test.questions for text in (question.wanted, *question.bodies.values())]
    texts += [question.figure for question in test.questions if question.figure]
    variant = f"-v{test.variant}" if test.variant else ""
    return f"{test.name}-{hashlib.blake2b(chr(0).join(texts).encode(), digest_size=4).hexdigest()}{variant}"


def question_views(test: Test, language: str) -> tuple[QuestionView, ...]:
    """Every question as it is asked."""
    return tuple(_question_view(question, number, language) for number, question in enumerate(test.questions, 1))


def question_sheet(test: Test, language: str) -> Sheet:
    """The sheet that is handed out."""
    views = question_views(test, language)
    return Sheet(test.title(language), language, views, points_text(test.points), sheet_id(test), test.variant or "")


def worked_sheet(test: Test, keys: Mapping[str, AnswerKey], language: str) -> WorkedSheet:
    """The sheet with every key, its derivation, its proof and its cross-check."""
    views = zip(test.questions, question_views(test, language), strict=True)
    worked = tuple(_worked(question, view, keys[question.name], language) for question, view in views)
    return WorkedSheet(test.title(language), language, worked, points_text(test.points), sheet_id(test), test.variant or "")


def feedback_sheet(graded: ClassResult, student: str, language: str) -> FeedbackSheet:
    """What one student gets back."""
    test, say = graded.sheet(student), speaker(language)
    items = []
    for number, question in enumerate(test.questions, 1):
        result = graded.last.get((student, question.name))
        verdict = result.verdict if result else Verdict(Outcome.BLANK, Fraction(0), question.points)
        items.append(
            FeedbackView(
                number=number,
                title=question.text(question.titles, language),
                answer=result.answer.text if result else "",
                reading_tex=verdict.reading.latex if verdict.reading else None,
                outcome=say(f"outcome-{verdict.outcome.value}"),
                mark=mark_text(verdict),
                sentences=tuple(sentences(verdict, say, reveals=test.reveal == "practice")),
                hint=_hint(question, result, language),
            )
        )
    return FeedbackSheet(test.title(language), language, student, total_text(graded.total(student)), tuple(items), sheet_id(test))


def _hint(question: Question, result: Result | None, language: str) -> str:
    due = due_hint(question, result.verdict, result.answer.attempt, language) if result else None
    return speaker(language)("hint", hint=joined(due)) if due else ""


def report_sheet(graded: ClassResult, language: str) -> ReportSheet:
    """The class report: per question the outcomes, and equal answers that did not earn all points, with their reason."""
    say = speaker(language)
    items = []
    for label, question in zip(graded.test.labels, graded.test.questions, strict=True):
        results = [
            graded.last[student, question.name]
            for student in graded.students
            if (student, question.name) in graded.last and question.name in graded.sheet(student).by_name
        ]
        counted = Counter(each.verdict.outcome for each in results)
        asked = sum(question.name in graded.sheet(student).by_name for student in graded.students)
        counted[Outcome.BLANK] += asked - len(results)
        groups: dict[tuple[str, ...], list[str]] = {}
        for each in results:
            if each.verdict.outcome not in (Outcome.CORRECT, Outcome.BLANK):
                groups.setdefault(_group(each.verdict, each.answer.text), []).append(each.answer.student)
        verdicts = {_group(each.verdict, each.answer.text): each for each in reversed(results)}
        items.append(
            ReportView(
                label=label,
                title=question.text(question.titles, language),
                points=points_text(question.points),
                outcomes=tuple((say(f"outcome-{outcome.value}"), counted[outcome]) for outcome in Outcome if counted[outcome]),
                groups=tuple(
                    GroupView(
                        verdicts[key].answer.text,
                        " ".join([f"{say(f'outcome-{key[0]}')}:", *reasons(verdicts[key].verdict, say, reveals=True)]),
                        tuple(students),
                    )
                    for key, students in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
                ),
                rubric=joined(question.text(getattr(question.fields, "rubric", {}), language)),
            )
        )
    return ReportSheet(graded.test.title(language), language, len(graded.students), tuple(items), sheet_id(graded.test))


_JAPANESE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_BROKEN_LINE = re.compile(rf"(?<=[{_JAPANESE}])\n(?=[{_JAPANESE}])|(?<=[、。（「])\n(?=[^\n#|>`~-])")


def joined(text: str) -> str:
    """Japanese paragraphs without their line breaks, which would be printed as spaces.

    >>> joined("これは\\n文です。\\n$x$ も")
    'これは文です。$x$ も'
    """
    return _BROKEN_LINE.sub("", text)


def mark_text(verdict: Verdict) -> str:
    """``2 / 2``, or ``- / 2`` where a person decides."""
    earned = "-" if verdict.points is None else points_text(verdict.points)
    return f"{earned} / {points_text(verdict.of)}"


def sentences(verdict: Verdict, say: Say, reveals: bool) -> Iterator[str]:
    """What a student is told: the reasons, and what an open verdict means. reveals: the key may be spoken of."""
    yield from reasons(verdict, say, reveals)
    if verdict.outcome in OPEN:
        yield say(f"open-{verdict.outcome.value}")


def reasons(verdict: Verdict, say: Say, reveals: bool) -> Iterator[str]:
    """Why the verdict is as it is, one sentence for each piece of evidence, and a hint where the mistake is known."""
    if verdict.reading and verdict.reading.dropped:
        yield say("reading-dropped", dropped=verdict.reading.dropped)
    for evidence in verdict.evidence:
        yield sentence(evidence, say, reveals)
    yield from hint(verdict.diagnosis, say)


def _question_view(question: Question, number: int, language: str) -> QuestionView:
    shown = load(kinds)[question.kind].presented(question)
    return QuestionView(
        number=number,
        title=question.text(question.titles, language),
        points=points_text(question.points),
        body=joined(question.text(question.bodies, language)),
        choices=tuple(ChoiceView(f"({index})", text) for index, text in enumerate(shown.choices, 1)),
        listing=shown.listing,
        figure=figure(question.figure, language) if question.figure else None,
        room=shown.room,
    )


def _worked(question: Question, view: QuestionView, key: AnswerKey, language: str) -> WorkedView:
    say = speaker(language)
    spoken = {group: [each for each in key.evidence if each.check in group] for group in (PROOF, CROSSCHECK)}
    explanation = joined(question.text(question.explanations, language))
    other = key.facts.get("other")
    if other:
        reading = say("list-separator").join(f"{symbol} = {name}" for symbol, name in other["reading"].items())
        told = say("explanation-other-reading", reading=reading, line=other["line"], derivative=other["derivative"])
        explanation = f"{explanation}\n\n{told}".strip()
    return WorkedView(
        question=view,
        answer=answer_text(question, key, language),
        derivation=lines_of(key.derivation, say) if key.derivation else (),
        proof=tuple(sentence(each, say, reveals=True) for each in spoken[PROOF]),
        crosscheck=tuple(sentence(each, say, reveals=True) for each in spoken[CROSSCHECK]),
        explanation=explanation,
        figure=figure(question.explanation_figure, language) if question.explanation_figure else None,
    )


def _answer(key: AnswerKey, say: Say) -> str:
    if parts := keys_of(key):
        return say("list-separator").join(f"({name}) {_answer(each, say)}" for name, each in parts.items())
    if "line" in key.facts:
        return say("answer-line", line=key.facts["line"], statement=key.facts["text"])
    if "code" in key.facts:
        code = str(key.facts["code"])
        return f"`{code}`" if "\n" not in code else f"\n\n```python\n{code}\n```"
    if "choice" in key.facts:
        return say("answer-choice", choice=key.facts["choice"], tex=key.latex or key.answer)
    if "asked_tex" not in key.facts:
        return f"${key.latex}$"
    decimal = f" {key.facts['decimal']}" if "decimal" in key.facts else ""
    return f"${key.facts['asked_tex']} = {key.latex}{decimal}$"


def answer_text(question: Question, key: AnswerKey, language: str) -> str:
    """The answer as an answer sheet has it: Markdown; of a question that a person marks, what earns points."""
    rubric = key.facts.get("rubric")
    return joined(question.text(rubric, language)) if rubric else _answer(key, speaker(language))


def _group(verdict: Verdict, text: str) -> tuple[str, ...]:
    """What makes two answers one: the outcome and the reading, or the text where there is none."""
    reading = verdict.reading.text if verdict.reading else " ".join(text.split())
    return (verdict.outcome.value, reading)
