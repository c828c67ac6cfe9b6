"""A registry holds what lies in its folder, no more and no less."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz import escaping, exports, kinds
from quiz.registry import load


@pytest.mark.parametrize("package", [exports, kinds], ids=lambda package: package.__name__)
def test_every_file_without_an_underscore_is_an_entry_in_the_order_of_names(package: object) -> None:
    folder = Path(package.__file__).parent
    files = sorted(file.stem for file in folder.glob("*.py") if not file.name.startswith("_"))

    assert list(load(package)) == files
    assert load(package.__name__) == load(package)


def test_every_export_names_itself_and_has_a_suffix_of_its_own_among_those_that_take_the_same() -> None:
    entries = load(exports).values()

    assert all(entry.NAME and entry.SUFFIX.startswith(".") and callable(entry.write) for entry in entries)
    assert len({(entry.TAKES, entry.SUFFIX) for entry in entries}) == len(entries)


def test_a_plain_module_and_a_missing_package_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"quiz\.escaping is a single module"):
        load(escaping)
    with pytest.raises(ModuleNotFoundError, match="no_such"):
        load("quiz.no_such")
