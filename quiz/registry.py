"""One module, one entry. What grows by adding a file - question kinds, export formats - is found by looking, not by a list."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def load(package: ModuleType | str) -> dict[str, ModuleType]:
    """The modules of ``package`` by name, sorted; a name that begins with an underscore is not an entry.

    Raises ModuleNotFoundError where the package does not exist, ValueError where it is a plain module.

    >>> {"html", "markdown", "pdf"} <= set(load("quiz.exports"))
    True
    """
    package = import_module(package) if isinstance(package, str) else package
    if not hasattr(package, "__path__"):
        raise ValueError(f"a registry is a package, and {package.__name__} is a single module")
    names = sorted(found.name for found in iter_modules(package.__path__) if not found.name.startswith("_"))
    return {name: import_module(f"{package.__name__}.{name}") for name in names}
