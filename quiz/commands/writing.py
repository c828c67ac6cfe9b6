"""Commands for whoever writes questions: what there is, how a file is begun, what is wrong with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from quiz.opening import open_test
from quiz.options import language_option
from quiz.terminal import CHECK_FAILED, fail


@click.command("list")
@click.argument("test", required=False)
@language_option
def list_tests(test: str | None, lang: str) -> None:
    """List the shipped tests, or the questions of one TEST (a shipped name or a folder)."""
    from quiz.bank.loading import shipped_tests

    for name in [test] if test else shipped_tests():
        loaded = open_test(name, lang)
        click.echo(f"{loaded.name}  {loaded.title(lang)}  ({loaded.points})")
        for question in loaded.questions:
            click.echo(f"  {question.id}  [{question.kind}]  {question.text(question.titles, lang)}  ({question.points})")


@click.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of a format by its NAME; the names, where it is left out.

    \b
    quiz schema
    quiz schema compare-row > compare-row.schema.json
    """
    from quiz.schemas import SCHEMAS
    from quiz.schemas import schema as schema_of

    if name is None:
        click.echo("\n".join(f"{each}  {describe.__doc__}" for each, describe in SCHEMAS.items()))
    elif name not in SCHEMAS:
        raise click.BadParameter(", ".join(SCHEMAS), param_hint="NAME")
    else:
        click.echo(json.dumps(schema_of(name), ensure_ascii=False, indent=1))


@click.command()
@click.argument("test", required=False)
@click.option(
    "--variants", "count", metavar="N", type=click.IntRange(1, 100_000), default=10, show_default=True, help="How many are made."
)
@language_option
def check(test: str | None, count: int, lang: str) -> None:
    """Derive, prove and cross-check every key of a TEST (all shipped ones, where it is left out), a line per question.

    Of a question with variants many are made, and each must be one that can be asked.

    \b
    quiz check my_test --variants 200
    """
    from quiz.bank.loading import shipped_tests
    from quiz.checking import check_question, check_variants
    from quiz.variants import question_varies

    failed = False
    for name in [test] if test else shipped_tests():
        for question in open_test(name, lang).questions:
            found = [check_question(question, lang)]
            if question_varies(question):
                found.append(check_variants(question, count, lang))
            for line, holds in found:
                click.echo(line)
                failed = failed or not holds
    sys.exit(CHECK_FAILED if failed else 0)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@language_option
def new(folder: Path, lang: str) -> None:
    """Begin a test of your own in a new FOLDER, with one question to change.

    \b
    quiz new my_test && quiz check my_test && quiz render my_test -o sheets
    """
    from quiz.messages import say
    from quiz.starting import start_test

    if folder.exists() and any(folder.iterdir()):
        fail(lang, "new-not-empty", 2, folder=str(folder))
    for file in start_test(folder):
        click.echo(say("wrote-file", {"file": str(file)}, lang))
    click.echo(say("new-next", {"folder": str(folder)}, lang))
