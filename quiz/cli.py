"""The ``quiz`` command. Each command parses its arguments, calls the module that does the work, and prints what came back.

Exit codes: 0 done (a wrong answer is data, not an error), 1 a check failed, 2 usage, 3 input that can't be read. Imports that
cost time stand inside the commands that need them.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from derivations.version import VERSION
from quiz.commands import checking, learning, taking, writing
from quiz.opening import open_key, open_keys, open_question, open_test
from quiz.options import formats_option, json_option, label_option, labels_of, language_option, preferred_language
from quiz.question import LANGUAGES
from quiz.terminal import CHECK_FAILED, UNREADABLE, Making, fail, print_table, write

if TYPE_CHECKING:
    from quiz.sheets import DerivationSheet

templates_option = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own Jinja templates; they go before the shipped ones of the same name.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(VERSION, prog_name="quiz")
def main() -> None:
    """Quizzes whose answer keys are derived and proved, never typed.

    \b
    quiz render -o sheets                     question and answer sheets of the shipped test
    quiz answer chain_rule "2x+2y"            grade one answer, with its evidence
    quiz grade answers.csv -o results         grade a class
    quiz derive "z = t^2; t = x + y" dz/dx    derive, step by step
    quiz new my_test                          begin a test of your own
    """


for each in (writing.list_tests, writing.schema, checking.check, writing.new, taking.take, learning.fit_priors):
    main.add_command(each)


@main.command()
@click.argument("given")
@click.argument("wanted", required=False)
@click.option(
    "--level", type=click.Choice(["brief", "normal", "full"]), default="normal", show_default=True, help="How much is told."
)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Write a page into this folder instead.")
@formats_option("document")
@json_option
@language_option
@templates_option
def derive(
    given: str,
    wanted: str | None,
    level: str,
    output: Path | None,
    formats: tuple[str, ...],
    as_json: bool,
    lang: str,
    templates: Path | None,
) -> None:
    """Derive a question's answer, or WANTED from definitions, step by step; each step is checked twice.

    \b
    quiz derive "layers: tanh, softmax; loss: cross_entropy" dE/dW1 --level full -o pages
    quiz derive vanishing_gradient/chain_rule
    quiz derive "z = t^2; t = x + y" dz/dx
    quiz derive "y = sigmoid(x)" "max(dy/dx)" --json
    """
    from quiz.deriving import derived_from_text, lines, page

    if wanted is None:
        _, question = open_question(given, lang)
        found: Any = open_key(question, lang).derivation
        if found is None:
            fail(lang, "derive-nothing", CHECK_FAILED, question=question.id)
    else:
        from derivations.steps.step import CannotDerive

        try:
            found = derived_from_text(given, wanted)
        except CannotDerive as error:
            fail(lang, f"cannot-derive-{error.code}", UNREADABLE, **_texts(error.facts))
    if output is not None:
        _write_page(output, page(found, lang, level), "derivation", formats, templates, lang)
    else:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1) if as_json else "\n".join(lines(found, lang, level)))
    sys.exit(CHECK_FAILED if found.get("verified") is False else 0)


@main.command()
@click.argument("page", type=click.Choice(["vanishing_gradient"]), default="vanishing_gradient")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write into.")
@click.option(
    "--level", type=click.Choice(["brief", "normal", "full"]), default="normal", show_default=True, help="How much is told."
)
@formats_option("document")
@language_option
@templates_option
def course(page: str, output: Path, level: str, formats: tuple[str, ...], lang: str, templates: Path | None) -> None:
    """Write a PAGE of the course: its derivations, each step checked twice, with figures.

    \b
    quiz course vanishing_gradient -o pages --lang ja
    """
    from quiz.course import PAGES

    _write_page(output, PAGES[page](lang, level), page, formats, templates, lang)


@main.command()
@click.argument("test", default="vanishing_gradient")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write into.")
@click.option(
    "--lang", type=click.Choice(["ja", "en", "both"]), help="Language of the sheets; every one that the test has texts in."
)
@formats_option("document", "test")
@click.option("--variant", "chosen", metavar="N", multiple=True, help="This variant of a test that has variants; may be repeated.")
@click.option("--variants", "count", metavar="K", type=click.IntRange(1, 10_000), help="Variants 1 to K of such a test.")
@templates_option
def render(
    test: str,
    output: Path,
    lang: str | None,
    formats: tuple[str, ...],
    chosen: tuple[str, ...],
    count: int | None,
    templates: Path | None,
) -> None:
    """Write question sheet, blank and worked answer sheet of a TEST, and exports for other programs.

    \b
    quiz render -o sheets
    quiz render my_test -o sheets --lang ja --format pdf
    quiz render my_test -o everything --format all
    quiz render chain_rule_variants -o sheets --variants 30
    """
    from quiz.output import OutputFolder
    from quiz.rendering import add_sheets
    from quiz.variants import sheet_of

    spoken = lang if lang in LANGUAGES else preferred_language()
    loaded = open_test(test, spoken)
    languages = [lang] if lang in LANGUAGES else list(LANGUAGES if lang else loaded.languages)
    folder = OutputFolder(output)
    with Making(spoken):
        for sheet in dict.fromkeys(labels_of(chosen, count)):
            asked = sheet_of(loaded, sheet)
            add_sheets(folder, asked, open_keys(asked, spoken), languages, formats, templates)
        write(folder, spoken)


@main.command()
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


@main.command(context_settings={"ignore_unknown_options": True})  # -2x is an answer
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


rows_argument = click.argument("rows", type=click.File("rb"), default="-", metavar="[FILE|-]")


@main.command()
@rows_argument
def compare(rows: Any) -> None:
    """Decide whether student and teacher mean the same: a JSON object a line in, one a line out, in order, as they come.

    \b
    echo '{"id": 1, "student": "2x+2y", "teacher": "2*(x+y)"}' | quiz compare
    quiz compare answers.jsonl > verdicts.jsonl

    A row has id, student and teacher, and optionally variables, functions, domain, shapes, format (plain, latex), asked and
    options (rtol, atol, sig, decimals, form); given and wanted, or chain and wanted, may stand in place of teacher. A row
    that can't be judged is answered with an error, and the exit code is then 3.
    """
    from derivations.rows.fields import RowError
    from derivations.rows.row import answer_row, refused_row

    _stream(rows, answer_row, lambda reason: refused_row(RowError("row", reason)))


@main.command()
@rows_argument
def lines(rows: Any) -> None:
    """Judge derivations line by line: a JSON object a line in, one a line out, in order, as they come.

    \b
    echo '{"id": 1, "named": {"t": "x^2 + y", "z": "t^2"}, "wanted": "dz/dx", "lines": ["dz/dx = dz/dt", "= 2t"]}' | quiz lines
    quiz lines derivations.jsonl > verdicts.jsonl

    A row has id, named (definitions, in order; or given, a list of them), wanted and lines, and optionally domain and keep
    (quantities that the end may be written in). A line is correct, expected (our derivation has it), detour (sound, another
    way), follow_through (right after an earlier slip), incomplete (a factor left out), form (left in a named quantity at the
    end), buggy (a mistake with a name: label), not_equivalent, unreadable or undecided. A row that can't be judged is answered
    with an error, and the exit code is then 3.
    """
    from derivations.rows.fields import RowError
    from derivations.rows.lines import lines_row, refused_row

    _stream(rows, lines_row, lambda reason: refused_row(RowError("row", reason)))


def _stream(rows: Any, answer: Callable[[Any], Mapping[str, Any]], refuse: Callable[[str], Mapping[str, Any]]) -> NoReturn:
    """Answer rows as they come, and exit by whether all could be."""
    from quiz.json_lines import stream

    try:
        well = stream(rows, sys.stdout.buffer, answer, refuse, not _is_file(rows))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more is written while Python ends
        sys.exit(0)
    sys.exit(0 if well else UNREADABLE)


def _is_file(source: Any) -> bool:
    """Whether all of the input is there already."""
    try:
        return stat.S_ISREG(os.fstat(source.fileno()).st_mode)
    except (OSError, ValueError):
        return False


@main.command(context_settings={"ignore_unknown_options": True})  # -2x is a formula
@click.argument("text")
@click.option("--format", "spelling", type=click.Choice(["plain", "latex"]), help="The spelling; found out, where it is left out.")
@click.option("--variables", metavar="x,y", help="The names that may occur, separated by commas; any, where it is left out.")
@json_option
@language_option
def read(text: str, spelling: str | None, variables: str | None, as_json: bool, lang: str) -> None:
    """Show how a TEXT is read: as text, as LaTeX, as a tree; or where reading stops, and why.

    \b
    quiz read "2(x+y)"
    quiz read '\\frac{1}{2} \\sigma(x)' --format latex
    quiz read "2 delta x" --variables delta,x --json
    """
    from derivations.terms.names import Names
    from derivations.terms.reading import Unreadable
    from derivations.terms.reading import read as read_formula
    from quiz.shown_reading import as_json as reading_json
    from quiz.shown_reading import lines

    known = None if variables is None else frozenset(each.strip() for each in variables.split(",") if each.strip())
    found = read_formula(text, Names(known), format=spelling)
    if as_json:
        click.echo(json.dumps(reading_json(found), ensure_ascii=False))
    else:
        click.echo("\n".join(lines(text, found, lang)))
    sys.exit(UNREADABLE if isinstance(found, Unreadable) else 0)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--forward", metavar="NAME", help="The forward pass: a function, or a method such as Net.forward.")
@click.option("--backward", metavar="NAME", help="The backward pass.")
@click.option("--loss", metavar="EXPRESSION", help="The error: a function of the file, or an expression.")
@click.option("--shape", "shapes", metavar="NAME=DIMENSIONS", multiple=True, help="A shape, such as W1=I,H; others are tried.")
@json_option
@language_option
def review(
    file: Path, forward: str | None, backward: str | None, loss: str | None, shapes: tuple[str, ...], as_json: bool, lang: str
) -> None:
    """Read a NumPy FILE without running it: which line is which derivative, proved, and which line is wrong.

    \b
    quiz review network.py
    quiz review network.py --loss "mean_squared_error(d, y)" --shape W1=I,H --json
    """
    from quiz import reviewing
    from quiz.messages import speaker

    try:
        found, unread = reviewing.review_file(file, forward, backward, loss, reviewing.declared_shapes(shapes))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--shape") from error
    except reviewing.CodeError as error:
        facts = {**error.facts, "line": str(error.inner or error.line or ""), "file": error.facts.get("file") or file.name}
        fail(lang, f"code-{error.code}", 2 if error.code in reviewing.USAGE else UNREADABLE, **facts)
    if as_json:
        click.echo(json.dumps(reviewing.as_json(found, unread), ensure_ascii=False))
        return
    say = speaker(lang)
    print_table(reviewing.table(found, say))
    for sentence in reviewing.sentences(found, say, unread):
        click.echo(sentence)


def _write_page(
    output: Path, sheet: DerivationSheet, name: str, formats: tuple[str, ...], templates: Path | None, lang: str
) -> None:
    from quiz.output import OutputFolder
    from quiz.rendering import add_derivation

    folder = OutputFolder(output)
    with Making(lang):
        add_derivation(folder, sheet, name, formats, templates)
        write(folder, lang)


def _texts(facts: Any) -> dict[str, str]:
    from derivations.terms.printing import plain

    return {name: value if isinstance(value, str) else plain(value) for name, value in facts.items()}
