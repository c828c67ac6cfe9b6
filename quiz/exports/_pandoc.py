"""Markdown through pandoc, called as a program: no shell, no files, no network, and no raw markup of the target format.

``--sandbox`` keeps the reader from files; raw HTML, TeX and attribute blocks are switched off, so that Markdown can only ever mean
text. The layout filter beside this module is the one place that writes markup of the target format.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from quiz.exports import ConversionFailed
from quiz.extras import extra_file

TYPOGRAPHY = {"en": "+smart"}  # curly quotes and dashes, where a language writes them
OFF = ("raw_html", "raw_tex", "raw_attribute", "smart", "auto_identifiers", "yaml_metadata_block", "citations", "footnotes")
READER = "markdown" + "".join(f"-{extension}" for extension in OFF)
DATE = "315532800"  # the first day that a zip file can hold; nothing of a sheet depends on when it was made
LAYOUT = Path(__file__).with_name("_layout.lua")


@lru_cache(maxsize=1)
def pandoc() -> Path:
    """The pandoc program that the wheel ``pypandoc_binary`` carries. Raises MissingExtra without it."""
    return extra_file("pypandoc", "files/pandoc", "documents")


def convert(markdown: str, target: str, language: str, unprintable: Iterable[str] = ()) -> str:
    """``markdown`` as a fragment of ``target``: ``html5`` (maths as MathML) or ``typst``.

    language: decides on typographic quotes. unprintable: characters that the target cannot show; in what a student typed they
    are written as code points.
    Raises ConversionFailed with pandoc's message, also for its warnings; MissingExtra without pandoc.
    """
    shown = f"--metadata=unprintable:{''.join(sorted(unprintable))}"
    return run(markdown, language, f"--to={target}", f"--lua-filter={LAYOUT}", "--mathml", shown)


def run(markdown: str, language: str, *arguments: str) -> str:
    """The text that pandoc makes of ``markdown`` with these arguments. Raises as ``convert`` does."""
    return made(markdown, language, *arguments).decode("utf-8")


def made(markdown: str, language: str, *arguments: str) -> bytes:
    """The file that pandoc makes of ``markdown``, without a date of its own. Raises as ``convert`` does."""
    command = [str(pandoc()), "--sandbox", f"--from={READER}{TYPOGRAPHY.get(language, '')}", *arguments]
    command += ["--wrap=preserve", "--columns=10000"]
    done = subprocess.run(  # noqa: S603 - a list, our own words
        command, input=markdown.encode("utf-8"), capture_output=True, check=False, env={**os.environ, "SOURCE_DATE_EPOCH": DATE}
    )
    complaint = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode or complaint:
        raise ConversionFailed(f"pandoc: {complaint or done.returncode}")
    return done.stdout
