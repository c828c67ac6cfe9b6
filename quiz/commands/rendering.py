"""The command that writes sheets and exports of a test."""

from __future__ import annotations

from pathlib import Path

import click

from quiz.opening import open_keys, open_test
from quiz.options import formats_option, labels_of, preferred_language, templates_option
from quiz.question import LANGUAGES
from quiz.terminal import Making, write


@click.command(short_help="Question, blank and worked answer sheets; exports.")
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
