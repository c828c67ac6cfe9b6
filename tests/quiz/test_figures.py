"""Figures: the same bytes every time, well-formed, within their frame, readable without seeing."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest

from quiz.course import PAGES
from quiz.figures import HEIGHT, WIDTH
from quiz.messages import languages, speaker
from quiz.sheets import render_derivation

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=languages())
def figures(request: pytest.FixtureRequest) -> dict[str, str]:
    language = request.param
    return dict(render_derivation(PAGES["vanishing_gradient"](language, "normal"), speaker(language)).figures)


def test_figures_are_the_same_bytes_every_time(figures: dict[str, str]) -> None:
    language = next(iter(figures)).split(".")[1]

    assert dict(render_derivation(PAGES["vanishing_gradient"](language, "brief"), speaker(language)).figures) == figures


def test_figures_are_well_formed_and_say_what_they_show(figures: dict[str, str]) -> None:
    for svg in figures.values():
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img"
        assert len(root.findtext(f"{SVG}title", "")) > 5
        assert len(root.findtext(f"{SVG}desc", "")) > 20


def test_nothing_is_drawn_outside_the_frame(figures: dict[str, str]) -> None:
    for svg in figures.values():
        for points in re.findall(r'points="([^"]*)"', svg):
            for pair in points.split():
                x, y = map(float, pair.split(","))
                assert 0 <= x <= WIDTH
                assert 0 <= y <= HEIGHT


def test_labels_do_not_stand_on_each_other(figures: dict[str, str]) -> None:
    for svg in figures.values():
        heights = sorted(float(y) for y in re.findall(r'<text x="516" y="([\d.]+)"', svg))
        assert len(heights) >= 2
        assert all(below - above >= 15 for above, below in itertools.pairwise(heights))
