"""The ``quiz`` command. Each command, most of them in ``quiz.commands``, parses its arguments, calls the module that does the work,
and prints what came back.

Exit codes: 0 done (a wrong answer is data, not an error), 1 a check failed, 2 usage, 3 input that can't be read. Imports that
cost time stand inside the commands that need them.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from derivations.version import VERSION
from quiz.commands import checking, deriving, grading, learning, rendering, rows, taking, writing
from quiz.options import json_option, language_option
from quiz.terminal import UNREADABLE, fail, print_table


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


for each in (
    *(writing.list_tests, writing.schema, writing.new, checking.check, rendering.render, grading.answer, grading.grade),
    *(taking.take, deriving.derive, deriving.course, rows.compare, rows.lines, rows.read, learning.fit_priors),
):
    main.add_command(each)


@main.command(short_help="Read a NumPy file: which line is which derivative.")
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
