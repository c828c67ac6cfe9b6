"""A command overwrites only what it wrote itself and nobody changed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.output import Occupied, OutputFolder


def written(folder: Path, content: bytes) -> OutputFolder:
    output = OutputFolder(folder)
    output.add("a/b.txt", content)
    output.write()
    return output


def test_its_own_files_are_replaced_and_counted(tmp_path: Path) -> None:
    written(tmp_path, b"one")

    again = written(tmp_path, b"two")

    assert (tmp_path / "a/b.txt").read_bytes() == b"two"
    assert again.replaced == (tmp_path / "a/b.txt",)


@pytest.mark.parametrize("content", [b"somebody else's", b"one, changed"])
def test_what_is_somebody_elses_is_kept_and_nothing_is_written(tmp_path: Path, content: bytes) -> None:
    if content.startswith(b"one"):
        written(tmp_path, b"one")
    (tmp_path / "a").mkdir(exist_ok=True)
    (tmp_path / "a/b.txt").write_bytes(content)
    output = OutputFolder(tmp_path)
    output.add("new.txt", b"new")
    output.add("a/b.txt", b"two")

    with pytest.raises(Occupied):
        output.write()

    assert (tmp_path / "a/b.txt").read_bytes() == content
    assert not (tmp_path / "new.txt").exists()


def test_no_file_takes_the_place_of_another_of_the_same_run(tmp_path: Path) -> None:
    output = OutputFolder(tmp_path)
    output.add("a.txt", b"one")
    output.add("a.txt", b"one")

    with pytest.raises(ValueError, match=r"a\.txt"):
        output.add("a.txt", b"two")
