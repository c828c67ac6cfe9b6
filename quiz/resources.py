"""Where templates lie, and how they are filled: one Jinja environment for each kind of output.

An installed wheel carries the templates as ``quiz/_templates``; a checkout reads its own ``templates/`` folder, so that an edit
is seen at once. A teacher's folder is looked through first. Templates run in a sandbox, an unknown name is an error, and whatever
a template prints is escaped for the kind of file it writes unless it is marked as already being in that language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from quiz.escaping import html_text, markdown_block, markdown_code, markdown_maths, markdown_text, typst_string

SUFFIX = ".j2"
ESCAPES: dict[str, Callable[[str], str]] = {"md": markdown_text, "html": html_text, "typ": typst_string}


def templates_folder() -> Path:
    """The folder of the shipped templates. Raises FileNotFoundError where neither place has one."""
    installed = Path(str(files("quiz"))) / "_templates"
    checkout = Path(str(files("quiz"))).parent / "templates"
    for folder in (installed, checkout):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no templates: neither {installed} nor {checkout} exists; reinstall derivation-quiz")


@lru_cache(maxsize=16)
def environment(output: str, override: Path | None = None) -> Environment:
    """The Jinja environment that writes ``output``: ``md``, ``html`` or ``typ``.

    override: a teacher's folder, whose templates go before the shipped ones of the same name.
    A plain string is escaped for the output; ``Markup`` means "already in the language of the output".

    >>> environment("md").from_string("{{ x }} {{ x | markdown }}").render(x="*a*")
    '\\\\*a\\\\* *a*'
    """
    folders = ([override] if override is not None else []) + [templates_folder()]
    made = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_escaping(ESCAPES[output]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"markdown": _trusted, "code": _code, "block": _block, "maths": _maths}
    return made


class TemplateFault(ValueError):
    """A template that can't be filled; the text is ``file:line: reason``, without the line where none is known."""


def fill(template: str, override: Path | None = None, **facts: Any) -> str:
    """Render ``name.<output>.j2``; the output's own suffix decides how values are escaped.

    Raises TemplateFault at the place of an unknown name, of what the sandbox refuses, of a slip in syntax or arithmetic.
    """
    output = template.split(".")[-2]
    try:
        return environment(output, override).get_template(template).render(**facts)
    except (TemplateError, TypeError, ArithmeticError) as error:
        found = _place(error)
        if found is None:
            raise
        raise TemplateFault(f"{found}: {error.message if isinstance(error, TemplateSyntaxError) else error}") from error


def _place(error: Exception) -> str | None:
    """File and line of the template in which an error was raised; None for an error of ours."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    if isinstance(error, TemplateNotFound):
        return str(error.name)
    places = [f"{each.filename}:{each.lineno}" for each in extract_tb(error.__traceback__) if each.filename.endswith(SUFFIX)]
    return places[-1] if places else None


def _escaping(escaped: Callable[[str], str]) -> Callable[[Any], Any]:
    """What Jinja calls on every printed value; a StrictUndefined passes through, to raise where it is printed."""

    def finalize(value: Any) -> Any:
        if isinstance(value, Markup | StrictUndefined):
            return value
        return Markup(escaped(str(value)))  # noqa: S704 - escaped on this very line

    return finalize


def _trusted(text: str) -> Markup:
    """Text of the bank or of our printers, which is written in Markdown already."""
    return Markup(text)  # noqa: S704 - the template says that this field holds Markdown


def _code(text: str) -> Markup:
    return Markup(markdown_code(text))  # noqa: S704 - a code span is inert


def _block(text: str, info: str = "") -> Markup:
    return Markup(markdown_block(text, info))  # noqa: S704 - a fenced block is inert


def _maths(tex: str) -> Markup:
    return Markup(markdown_maths(tex))  # noqa: S704 - TeX by our own printers, with dollars and bars made safe
