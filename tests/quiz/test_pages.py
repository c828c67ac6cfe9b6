"""``quiz derive -o`` and ``quiz course``: the same pages every time, in every format, with figures inside or beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli import main

NETWORK = ["layers: tanh, softmax; loss: cross_entropy", "∂E/∂W1"]


def run(*arguments: str) -> None:
    done = CliRunner().invoke(main, [*arguments])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_derivation_becomes_a_page_in_every_format(language: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        run("derive", *NETWORK, "--lang", language, "-o", str(tmp_path / folder))
    files = sorted(each.name for each in (tmp_path / "one").glob("derivation*"))

    assert files == [f"derivation.{language}.{suffix}" for suffix in ("html", "md", "pdf")]
    assert all((tmp_path / "one" / each).read_bytes() == (tmp_path / "two" / each).read_bytes() for each in files)


def test_a_page_of_the_course_has_its_figures(tmp_path: Path) -> None:
    run("course", "vanishing_gradient", "--lang", "en", "-o", str(tmp_path))
    page = (tmp_path / "vanishing_gradient.en.html").read_text(encoding="utf-8")
    markdown = (tmp_path / "vanishing_gradient.en.md").read_text(encoding="utf-8")

    assert page.count("<svg ") == page.count("<desc id=") == 2
    for figure in ("sigmoid.en.svg", "depth.en.svg"):
        assert f"]({figure})" in markdown
        assert (tmp_path / figure).read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "vanishing_gradient.en.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("level", ["brief", "normal", "full"])
def test_every_level_is_printed(level: str) -> None:
    done = CliRunner().invoke(main, ["derive", "z = t^2; t = x + y", "dz/dx", "--lang", "en", "--level", level])

    assert done.exit_code == 0, done.output
    assert "Answer: 2*(x + y)" in done.output
