"""What heavy optional packages give us, found without importing them, or refused with the command that installs them.

The fonts and programs that documents need travel inside wheels. Importing such a wheel may cost a second (the Japanese font's
imports matplotlib), so only its folder is looked up.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType


class MissingExtra(RuntimeError):
    """An optional package is not installed; ``module`` names it, ``extra`` the group of packages that brings it."""

    def __init__(self, module: str, extra: str) -> None:
        super().__init__(f"{module} is not installed: pip install 'derivation-quiz[{extra}]'")
        self.module = module
        self.extra = extra


def extra_module(name: str, extra: str) -> ModuleType:
    """The module ``name``, imported. Raises MissingExtra where it is not installed.

    >>> extra_module("no_such_module", "documents")
    Traceback (most recent call last):
    quiz.extras.MissingExtra: no_such_module is not installed: pip install 'derivation-quiz[documents]'
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != name.partition(".")[0]:
            raise
        raise MissingExtra(name.partition(".")[0], extra) from error


def extra_file(package: str, inside: str, extra: str) -> Path:
    """A file that the installed ``package`` carries, found without importing it. Raises MissingExtra where it is not there."""
    spec = find_spec(package)
    folders = [] if spec is None else spec.submodule_search_locations or []
    for folder in folders:
        path = Path(folder) / inside
        if path.is_file():
            return path
    raise MissingExtra(package, extra)
