"""Commands that show how an answer comes to be: a derivation, and a page of the course."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quiz.opening import open_key, open_question
from quiz.options import formats_option, json_option, language_option, templates_option
from quiz.terminal import CHECK_FAILED, UNREADABLE, Making, fail, write

if TYPE_CHECKING:
    from quiz.sheets import DerivationSheet


@click.command(short_help="A derivation, each step checked twice.")
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


@click.command(short_help="A page of the course, with figures.")
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
