"""Commands for whoever writes questions: what there is, how a file is begun, what is wrong with it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.opening import open_test, report_problems
from quiz.options import json_option, language_option
from quiz.terminal import CHECK_FAILED, UNREADABLE, fail

if TYPE_CHECKING:
    from quiz.bank.problems import Problem


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
@click.argument("tests", nargs=-1, metavar="[TEST]...")
@click.option("--all", "every", is_flag=True, help="Every shipped test; also where no TEST is given.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes; as many as there are processors."
)
@click.option(
    "--variants", "count", metavar="N", type=click.IntRange(1, 100_000), default=10, show_default=True, help="How many are made."
)
@json_option
@language_option
def check(tests: tuple[str, ...], every: bool, jobs: int, count: int, as_json: bool, lang: str) -> None:
    """Derive, prove and cross-check every key of a TEST, a few lines per question; faults as file:line:col: message.

    A TEST is a shipped name, a folder, or a question's file.

    Of a question with variants many are made, and each must be one that can be asked.

    \b
    quiz check my_test
    quiz check my_test --variants 200
    quiz check --all
    """
    from quiz import checking
    from quiz.bank.loading import shipped_tests
    from quiz.messages import say

    places = tuple(dict.fromkeys((*tests, *(shipped_tests() if every or not tests else ()))))
    checked: list[checking.Checked] = []
    broken: list[Problem] = []
    for place in places:
        questions, problems = checking.readable(place)
        if any(each.code == "bank-no-test" for each in problems):
            report_problems(problems, lang)
        broken.extend(problems)
        if not as_json:
            for line in (*checking.problem_lines(problems, lang), *checking.notes(questions, problems, lang)):
                click.echo(line)
        for found in checking.check_questions(questions, count, jobs):
            checked.append(found)
            if not as_json:
                click.echo(checking.report(found, lang))
    usable = sum(each.is_usable for each in checked)
    holds = usable == len(checked) and not broken
    if as_json:
        questions_json = [checking.as_json(each, lang) for each in checked]
        problems_json = [checking.problem_json(each, lang) for each in broken]
        click.echo(json.dumps({"holds": holds, "questions": questions_json, "problems": problems_json}, ensure_ascii=False))
    else:
        files = len({each.file for each in broken})
        click.echo(say("check-summary", {"usable": str(usable), "of": str(len(checked)), "files": str(files)}, lang))
    sys.exit(0 if holds else CHECK_FAILED)


@click.command()
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
