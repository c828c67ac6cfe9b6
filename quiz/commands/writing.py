"""Commands for whoever writes questions: what there is, how a file is begun, what is wrong with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from quiz.opening import open_test
from quiz.options import language_option
from quiz.terminal import UNREADABLE, fail


@click.command("list", short_help="The shipped tests, or the questions of one.")
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


@click.command(short_help="The JSON Schema of a format.")
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


@click.command(short_help="Begin a test of your own, or a further question.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.argument("question", required=False)
@click.option("--kind", help="The kind of question; asked for in a terminal, where it is left out.")
@language_option
def new(folder: Path, question: str | None, kind: str | None, lang: str) -> None:
    """Begin a test of your own in a new FOLDER, or a further QUESTION of a test, written to be changed.

    \b
    quiz new my_test && quiz check my_test && quiz render my_test -o sheets
    quiz new my_test second_question --kind choice
    """
    from quiz import starting
    from quiz.messages import say

    adds = (folder / "test.yaml").is_file()
    if adds and question is None:
        fail(lang, "new-name-missing", 2, folder=str(folder))
    kinds = starting.offered()
    if kind is None:
        kind = _asked_kind(kinds, starting.USUAL_KIND, lang) if is_terminal() else starting.USUAL_KIND
    if kind not in kinds:
        raise click.BadParameter(", ".join(kinds), param_hint="--kind")
    name = question or starting.FIRST_NAME
    try:
        written = starting.add_question(folder, name, kind) if adds else starting.start_test(folder, name, kind)
    except starting.NotStarted as error:
        fail(lang, error.code, 2, **error.facts)
    except OSError as error:
        fail(lang, "output-failed", UNREADABLE, reason=str(error))
    for file in written:
        if ".schemas" not in file.parts:
            click.echo(say("wrote-file", {"file": str(file)}, lang))
    click.echo(say("new-next", {"folder": str(folder), "name": name}, lang))


def is_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty()


def _asked_kind(kinds: tuple[str, ...], usual: str, lang: str) -> str:
    """The kind that a person at a terminal wants: by its number or its name."""
    from quiz.messages import say

    for number, each in enumerate(kinds, 1):
        click.echo(f"{number:>3}  {each:<12} {say(f'kind-{each}', {}, lang)}")
    named = {**{each: each for each in kinds}, **{str(number): each for number, each in enumerate(kinds, 1)}}
    question = say("new-which-kind", {}, lang)
    return named[click.prompt(question, default=usual, type=click.Choice(list(named)), show_choices=False)]
