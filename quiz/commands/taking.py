"""``quiz take``: a learner answers a test in the terminal; with a pipe in place of the terminal it is the same, line by line."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from quiz.opening import open_key, open_test
from quiz.options import language_option

if TYPE_CHECKING:
    from quiz.answer_key import AnswerKey
    from quiz.messages import Say
    from quiz.question import Question
    from quiz.taking import Taking
    from quiz.verdict import Verdict

INTERRUPTED = 130
LONG = 5
"""With more room than this on a sheet, an answer has several lines."""


@click.command(short_help="Answer a test, one question after another.")
@click.argument("test", default="vanishing_gradient")
@language_option
def take(test: str, lang: str) -> None:
    """Answer the questions of a TEST one by one, each with its verdict and a hint; what was wrong comes again.

    An empty line leaves a question out; Ctrl-D or Ctrl-C ends with a summary.

    \b
    quiz take
    quiz take my_test --lang ja
    """
    from quiz.messages import speaker
    from quiz.taking import Taking

    taking, say = Taking(open_test(test, lang)), speaker(lang)
    click.echo(f"{taking.test.title(lang)}\n{say('take-how')}")
    status = 0
    try:
        while (question := taking.next()) is not None:
            _ask(taking, question, lang, say)
    except EOFError:
        click.echo()
    except KeyboardInterrupt:
        click.echo()
        status = INTERRUPTED
    for line in _summary(taking, say):
        click.echo(line)
    sys.exit(status)


def _ask(taking: Taking, question: Question, lang: str, say: Say) -> None:
    """Put one question until it has an answer that can be read, or is left out. Raises EOFError, KeyboardInterrupt."""
    from quiz.crediting import due_hint
    from quiz.grading import grade
    from quiz.unformatted import unformatted
    from quiz.verdict import Outcome

    key = open_key(question, lang)
    number = [each.name for each in taking.test.questions].index(question.name) + 1
    click.echo("\n" + "\n".join(_shown(question, number, len(taking.test.questions), lang, say)))
    while True:
        text = _answer(question, say)
        if not text.strip():
            taking.skip(question)
            click.echo(say("take-skipped"))
            return
        attempt = taking.attempt(question)
        verdict = grade(question, key, text, attempt=attempt)
        taking.record(question, verdict)
        is_done = verdict.outcome is not Outcome.INVALID and not taking.is_due_again(question)
        reveals = taking.test.reveal == "practice"
        for line in _told(verdict, reveals, say):
            click.echo(line)
        if not is_done and (due := due_hint(question, verdict, attempt, lang)):
            click.echo(f"  {say('hint', hint=unformatted(due))}")
        if is_done and reveals:
            for line in _revealed(question, key, lang, say):
                click.echo(line)
        if verdict.outcome is not Outcome.INVALID:
            return


def _shown(question: Question, number: int, count: int, lang: str, say: Say) -> Iterator[str]:
    """The question as text: number, title, points, body, listing, choices."""
    from quiz import kinds
    from quiz.presenting import joined, points_text
    from quiz.registry import load
    from quiz.sheets import numbered
    from quiz.unformatted import unformatted

    title = unformatted(question.text(question.titles, lang))
    yield f"[{number}/{count}] {title}  ({say('sheet-points', points=points_text(question.points))})"
    yield unformatted(joined(question.text(question.bodies, lang)))
    shown = load(kinds)[question.kind].presented(question)
    if shown.listing:
        yield "\n" + numbered(shown.listing)
    yield from (f"  ({index}) {unformatted(text)}" for index, text in enumerate(shown.choices, 1))


def _answer(question: Question, say: Say) -> str:
    """One line, or lines up to an empty one where the question has room for them. Raises EOFError where there is nothing more."""
    from quiz import kinds
    from quiz.registry import load

    if load(kinds)[question.kind].presented(question).room <= LONG:
        return _line(f"{say('take-prompt')} ")
    lines = [_line(f"{say('take-prompt-lines')}\n")]
    while lines[-1].strip():
        try:
            lines.append(_line(""))
        except EOFError:
            break
    return "\n".join(lines).strip("\n")


def _line(prompt: str) -> str:
    """A line as it is typed; one that comes from a pipe is shown, as a terminal shows what is typed. Raises EOFError."""
    if sys.stdin.isatty():
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  # input() edits lines with it, wide characters too, where there is such a thing
    typed = input(prompt)
    if not sys.stdin.isatty():
        click.echo("".join(each if each.isprintable() else "?" for each in typed))
    return typed


def _told(verdict: Verdict, reveals: bool, say: Say) -> Iterator[str]:
    """How the answer was read, the verdict, and why."""
    from quiz.presenting import mark_text, sentences

    if verdict.reading:
        yield say("read-as", reading=verdict.reading.text)
    yield f"{say(f'outcome-{verdict.outcome.value}')}  {mark_text(verdict)}"
    yield from (f"  {each}" for each in sentences(verdict, say, reveals))


def _revealed(question: Question, key: AnswerKey, lang: str, say: Say) -> Iterator[str]:
    """The answer of a question that is done with, its derivation, and the author's explanation."""
    from quiz.deriving import lines
    from quiz.presenting import answer_text, joined
    from quiz.unformatted import unformatted

    if key.derivation:
        yield from (f"    {each}" for each in lines(key.derivation, lang))
    else:
        yield f"  {say('sheet-answer')}: {unformatted(answer_text(question, key, lang)).strip()}"
    explanation = unformatted(joined(question.text(question.explanations, lang)))
    yield from (f"  {each}" for each in explanation.splitlines())


def _summary(taking: Taking, say: Say) -> Iterator[str]:
    """What was answered and earned, and which misconceptions are still possible."""
    earned, decided, of = map(str, taking.totals())
    yield "\n" + say(
        "take-summary", answered=len(taking.last), count=len(taking.test.questions), earned=earned, decided=decided, of=of
    )
    for label in sorted(taking.open):
        yield f"  {say(f'misconception-{label}')}"
