"""Commands that grade: a class from a file, one answer from the command line."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from quiz.opening import open_key, open_keys, open_question, open_test
from quiz.options import formats_option, json_option, label_option, language_option, templates_option
from quiz.terminal import UNREADABLE, Making, fail, print_table, write


@click.command(short_help="Grade a class: table, feedback, grade book.")
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write into.")
@click.option("--test", default="vanishing_gradient", show_default=True, help="The test: a shipped name or a folder.")
@click.option(
    "--map",
    "mapped",
    metavar="COLUMN=QUESTION",
    multiple=True,
    help="Take this column for that question, for student, attempt, or (-) for nothing.",
)
@formats_option("document", "class", default=("html", "pdf", "gradebook"))
@click.option("--variant", metavar="N", help="The variant of answers that do not say one.")
@language_option
@templates_option
def grade(
    answers: Path,
    output: Path,
    test: str,
    mapped: tuple[str, ...],
    formats: tuple[str, ...],
    variant: str | None,
    lang: str,
    templates: Path | None,
) -> None:
    """Grade the ANSWERS of a class: CSV, TSV, XLSX, JSON or JSON lines with a row per answer or per student, Moodle's table of
    responses, a notebook, or a folder of notebooks. What each column was taken for is printed, and every row that was not used.

    \b
    quiz grade answers.csv -o results
    quiz grade form.csv -o results --test my_test --map "Question 1=chain_rule" --map "Student no.=student" --map "Notes=-"
    quiz grade submitted -o results --format gradebook
    """
    from quiz.answer_files import read_answers
    from quiz.batch import grade_all
    from quiz.imports import Unusable
    from quiz.messages import say
    from quiz.output import OutputFolder
    from quiz.rendering import add_class
    from quiz.report import table

    loaded = open_test(test, lang)
    if any("=" not in each for each in mapped):
        raise click.BadParameter("COLUMN=QUESTION", param_hint="--map")
    try:
        found = read_answers(answers, loaded, dict(each.rsplit("=", 1) for each in mapped))
    except Unusable as error:
        fail(lang, error.code, UNREADABLE, **error.facts)
    for column, role in found.columns.items():
        meaning = (
            role.removeprefix("=") if role.startswith("=") else say(f"column-role-{'ignored' if role == '-' else role}", {}, lang)
        )
        click.echo(say("answers-column", {"column": column, "meaning": meaning}, lang), err=True)
    for each in found.skipped:
        click.echo(say("answers-skipped", {"row": str(each.row), "reason": say(each.code, each.facts, lang)}, lang), err=True)
    label = label_option(variant)
    answers_in = [each if each.variant or label is None else replace(each, variant=label) for each in found.answers]
    graded = grade_all(loaded, open_keys(loaded, lang), answers_in)
    print_table(table(graded, lambda code, **facts: say(code, facts, lang)))
    click.echo(say("table-legend", {}, lang))
    folder = OutputFolder(output)
    with (
        Making(lang),
        click.progressbar(
            length=len(graded.students), label=say("feedback-progress", {}, lang), file=sys.stderr, hidden=not sys.stderr.isatty()
        ) as bar,
    ):
        add_class(folder, graded, lang, formats, templates, lambda _: bar.update(1))
        write(folder, lang)


@click.command(
    context_settings={"ignore_unknown_options": True}, short_help="Grade one answer, with its evidence."
)  # -2x is an answer
@click.argument("question")
@click.argument("text")
@click.option("--variant", metavar="N", help="The variant of a question that has variants; the first, where it is left out.")
@click.option("--attempt", type=click.IntRange(min=1), default=1, show_default=True, help="Which attempt it is.")
@json_option
@language_option
def answer(question: str, text: str, variant: str | None, attempt: int, as_json: bool, lang: str) -> None:
    """Grade one answer TEXT to a QUESTION: how it was read, the verdict, its evidence, and the hint that is due.

    \b
    quiz answer vanishing_gradient/chain_rule "2(x + y)"
    quiz answer vanishing_gradient/sigmoid_maximum "(2)"
    quiz answer find_dE_dw "grad['W1'] = np.dot(x.T, delta1)"
    quiz answer chain_rule_steps "dz/dt = 2t; dz/dx = 2t" --attempt 2
    """
    from quiz.crediting import due_hint
    from quiz.grading import grade as grade_one
    from quiz.key import fingerprint
    from quiz.messages import speaker
    from quiz.presenting import mark_text, sentences
    from quiz.report import verdict_json
    from quiz.unformatted import unformatted
    from quiz.variants import FIRST, variant_of

    test, written = open_question(question, lang)
    found = variant_of(written, label_option(variant) or FIRST)
    key = open_key(found, lang)
    verdict = grade_one(found, key, text, attempt=attempt)
    due = due_hint(found, verdict, attempt, lang)
    if as_json:
        said = verdict_json(found.id, verdict, fingerprint(found, key), found.variant)
        click.echo(json.dumps({**said, **({"hint": due} if due else {})}, ensure_ascii=False))
        return
    say = speaker(lang)
    if verdict.reading:
        click.echo(say("read-as", reading=verdict.reading.text))
    click.echo(f"{say(f'outcome-{verdict.outcome.value}')}  {mark_text(verdict)}")
    for line in sentences(verdict, say, reveals=test.reveal == "practice"):
        click.echo(f"  {line}")
    if due:
        click.echo(f"  {say('hint', hint=unformatted(due))}")
