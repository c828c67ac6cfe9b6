"""ONE FILE PER FORMAT. A format is a module with

NAME      what people call it
SUFFIX    of its files
TAKES     what one file is made from, and by that the arguments of ``write``, which returns bytes:

    "document"   write(document, templates)      a sheet, finished as Markdown (``quiz.sheets.Document``)
    "test"       write(test, keys, language)     the questions of a test, for another program (``quiz.question.Test``)
    "class"      write(graded, language)         the results of a class (``quiz.batch.ClassResult``)

HAS_KEYS  of a format that takes a test: whether its files are for the teacher alone. One that is for students is handed no keys.

Modules whose name begins with an underscore are shared by formats.
"""

from __future__ import annotations

from types import ModuleType

from quiz.registry import load


class ConversionFailed(RuntimeError):
    """A document cannot be put into a format; the message says which document, and what was found."""


def formats(*takes: str) -> dict[str, ModuleType]:
    """The formats that take one of these, by name.

    >>> set(formats("document")) >= {"html", "markdown", "pdf"}
    True
    """
    return {name: module for name, module in load(__name__).items() if module.TAKES in takes}
