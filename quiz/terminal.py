"""What commands print, and how they end when something is wrong; nothing here knows what a command is about."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from quiz.output import OutputFolder

CHECK_FAILED = 1
UNREADABLE = 3


def fail(lang: str, code: str, status: int, **facts: str) -> NoReturn:
    """End the command with a sentence on stderr and an exit code."""
    from quiz.messages import say

    click.echo(say(code, facts, lang), err=True)
    sys.exit(status)


class Making:
    """Turns what can go wrong while documents are made and written into one line and an exit code."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from quiz.exports import ConversionFailed
        from quiz.extras import MissingExtra
        from quiz.output import Occupied
        from quiz.resources import TemplateFault

        match error:
            case Occupied(files=files):
                fail(self.lang, "output-occupied", 2, files=", ".join(map(str, files)))
            case MissingExtra() | ConversionFailed() | TemplateFault():
                fail(self.lang, "documents-failed", UNREADABLE, reason=str(error))
            case OSError():
                fail(self.lang, "output-failed", UNREADABLE, reason=str(error))


def write(folder: OutputFolder, lang: str) -> None:
    """Write the collected files and say which."""
    from quiz.messages import say

    written = folder.write()
    for path in written[:12]:
        click.echo(say("wrote-file", {"file": str(path)}, lang))
    if len(written) > 12:
        click.echo(say("wrote-more", {"count": str(len(written) - 12), "folder": str(folder.folder)}, lang))
    if folder.replaced:
        click.echo(say("replaced-files", {"count": str(len(folder.replaced))}, lang))


def print_table(rows: list[list[str]]) -> None:
    """With rules and colours where a person watches, as plain columns for a pipe."""
    from quiz.report import aligned

    if not sys.stdout.isatty():
        click.echo("\n".join(aligned(rows)))
        return
    try:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ModuleNotFoundError:
        click.echo("\n".join(aligned(rows)))
        return
    shown = Table(*rows[0])
    for row in rows[1:]:
        shown.add_row(*(Text(cell) for cell in row))  # a student's name is no markup
    Console().print(shown)
