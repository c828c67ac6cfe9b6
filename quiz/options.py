"""Options that several commands have, where they are more than a line."""

from __future__ import annotations

import difflib
import locale
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


class Format(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.2 on
    """A format of ``quiz.exports`` that takes one of these, or ``all`` of them; the modules are looked at when they are needed."""

    name = "format"

    def __init__(self, *takes: str) -> None:
        self.takes = takes

    def known(self) -> list[str]:
        """The names of the formats."""
        from quiz.exports import formats

        return list(formats(*self.takes))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """What ``--help`` shows."""
        del param, ctx
        return f"[{'|'.join([*self.known(), 'all'])}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Names, separated by commas, as they are. Raises click.BadParameter for one that no format has."""
        known = [*self.known(), "all"]
        unknown = [each for each in str(value).split(",") if each not in known]
        if unknown:
            near = difflib.get_close_matches(unknown[0], known, 1)
            meant = f" (did you mean {near[0]}?)" if near else ""
            self.fail(f"{unknown[0]!r} is none of {', '.join(known)}{meant}", param, ctx)
        return str(value)


def formats_option(*takes: str, default: tuple[str, ...] = ("markdown", "html", "pdf")) -> Callable[[Command], Command]:
    """``--format``, for what a command makes."""
    kind = Format(*takes)

    def chosen(context: click.Context, option: click.Parameter, found: tuple[str, ...]) -> tuple[str, ...]:
        del context, option
        names = [name for each in found for name in each.split(",")]
        return tuple(kind.known()) if "all" in names else tuple(dict.fromkeys(names))

    help_text = "What is written, such as html,pdf; may be given several times."
    return click.option(
        "--format", "formats", type=kind, multiple=True, default=default, show_default=True, callback=chosen, help=help_text
    )


def preferred_language() -> str:
    """The system's language where it is one of ours, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "ja" if spoken.lower().startswith(("ja", "japanese")) else "en"


language_option = click.option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    default=preferred_language,
    envvar="QUIZ_LANG",
    show_envvar=True,
    help="Language of what is printed; the system's where it is one of these.",
)
templates_option = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of your own Jinja templates; they go before the shipped ones of the same name.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object, as FORMATS describes it.")


def label_option(text: str | None) -> str | None:
    """The label of a variant that ``--variant`` names. Raises click.BadParameter for what is none."""
    from quiz.variants import label_of

    if text is None:
        return None
    label = label_of(text)
    if label is None:
        raise click.BadParameter(text, param_hint="--variant")
    return label


def labels_of(chosen: tuple[str, ...], count: int | None) -> list[str | None]:
    """The variants that are asked for; where none is, the one that stands for the test."""
    return [*map(label_option, chosen), *map(str, range(1, (count or 0) + 1))] or [None]
