"""Commands for programs: rows of JSON in, rows out, and how one text is read."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import click

from quiz.options import json_option, language_option
from quiz.terminal import UNREADABLE

rows_argument = click.argument("rows", type=click.File("rb"), default="-", metavar="[FILE|-]")


@click.command(short_help="Rows of answers in, verdicts out, as JSON lines.")
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


@click.command(short_help="Derivations judged line by line, as JSON lines.")
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


@click.command(
    context_settings={"ignore_unknown_options": True}, short_help="How a formula is read, or where reading stops."
)  # -2x is a formula
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
