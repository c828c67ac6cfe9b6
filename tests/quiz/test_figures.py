"""Figures: the same bytes every time, well-formed, within their frame, readable without seeing."""

from __future__ import annotations

import io
import itertools
import json
import re
import zipfile
from base64 import b64decode, b64encode
from dataclasses import replace
from typing import get_args
from xml.etree import ElementTree

import pytest

from quiz.bank.loading import load_test
from quiz.drawings import CHARTS, figure
from quiz.exports import formats
from quiz.figures import HEIGHT, WIDTH
from quiz.key import key_of
from quiz.messages import languages, speaker
from quiz.presenting import question_sheet, worked_sheet
from quiz.question import Figure
from quiz.sheets import render_answers, render_questions

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module", params=languages())
def figures(request: pytest.FixtureRequest) -> dict[str, str]:
    return {(each := figure(name, request.param)).file: each.svg for name in CHARTS}


def test_figures_are_the_same_bytes_every_time(figures: dict[str, str]) -> None:
    language = next(iter(figures)).split(".")[1]

    assert {(each := figure.__wrapped__(name, language)).file: each.svg for name in CHARTS} == figures


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


def test_question_files_can_name_every_drawing() -> None:
    assert set(get_args(Figure)) == set(CHARTS)


@pytest.fixture(scope="module", params=languages())
def shown(request: pytest.FixtureRequest):
    """A question with a drawing below its text and another below its explanation, the drawings, and the language."""
    language = request.param
    test = load_test("deep_gradients")
    one = replace(test.by_name["why_it_vanishes"], explanation_figure="sigmoid")
    test = replace(test, questions=(one,))
    return test, {one.name: key_of(one)}, (figure("depth", language), figure("sigmoid", language)), language


def holds(made: bytes, svg: str) -> bool:
    """Whether a file shows a drawing: as it is, as base64, in a package, as a picture of it."""
    if zipfile.is_zipfile(io.BytesIO(made)):
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            return any(part == svg.encode() or part[:4] == b"\x89PNG" for part in map(package.read, package.namelist()))
    text = made.decode("utf-8", "replace")
    text += re.sub(r"\\(.)", r"\1", text)  # GIFT escapes
    inline = re.sub(r' (?:aria-labelledby|aria-describedby|id)="[^"]*"', "", text)
    return svg.strip() in inline or b64encode(svg.encode()).decode() in text


DOCUMENTS = [name for name in formats("document") if name not in ("markdown", "pdf")]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_question_sheet_shows_the_drawing_of_the_question_and_the_worked_one_both(shown, name: str) -> None:
    test, keys, (below_text, below_explanation), language = shown
    say = speaker(language)
    asked = render_questions(question_sheet(test, language), say)
    worked = render_answers(worked_sheet(test, keys, language), say)

    assert set(asked.figures) == {below_text.file}
    assert f"]({below_explanation.file})" not in asked.markdown
    assert set(worked.figures) == {below_text.file, below_explanation.file}
    write = formats("document")[name].write
    made = write(worked)
    assert all(holds(made, each.svg) for each in (below_text, below_explanation))
    assert write(worked) == made


def test_a_page_tells_what_a_drawing_shows_to_whoever_cannot_see_it(shown) -> None:
    test, _, (below_text, _), language = shown
    page = formats("document")["html"].write(render_questions(question_sheet(test, language), speaker(language))).decode()

    drawn = ElementTree.fromstring(re.search(r"<svg.*?</svg>", page, re.DOTALL)[0])
    assert drawn.find(f"{SVG}title").text == below_text.caption
    assert drawn.find(f"{SVG}desc").text == below_text.description
    assert drawn.get("aria-labelledby") == drawn.find(f"{SVG}title").get("id")
    assert drawn.get("aria-describedby") == drawn.find(f"{SVG}desc").get("id")


@pytest.mark.parametrize("name", ["moodle", "gift", "anki", "assertions"])
def test_other_programs_get_the_drawing_with_the_question(shown, name: str) -> None:
    test, keys, drawings, language = shown
    made = formats("test")[name].write(test, keys, language)

    assert all(holds(made, each.svg) for each in drawings)


def test_moodle_finds_each_drawing_where_its_text_says(shown) -> None:
    test, keys, drawings, language = shown
    question = ElementTree.fromstring(formats("test")["moodle"].write(test, keys, language)).findall("question")[1]

    for field, expected in (("questiontext", drawings[:1]), ("graderinfo", drawings[1:])):
        files = {each.get("name"): b64decode(each.text).decode() for each in question.findall(f"{field}/file")}
        assert files == {each.file: each.svg for each in expected}
        assert all(f'src="@@PLUGINFILE@@/{name}"' in question.findtext(f"{field}/text") for name in files)


def test_anki_finds_each_drawing_under_a_name_of_our_own(shown) -> None:
    test, keys, drawings, language = shown
    with zipfile.ZipFile(io.BytesIO(formats("test")["anki"].write(test, keys, language))) as package:
        media = json.loads(package.read("media"))
        found = {name: package.read(number).decode() for number, name in media.items()}

    assert found == {f"derivation-quiz-{each.file}": each.svg for each in drawings}


def test_markdown_and_pdf_have_the_drawing_beside_and_inside(shown) -> None:
    test, _, (below_text, _), language = shown
    asked = render_questions(question_sheet(test, language), speaker(language))
    without = replace(asked, markdown=re.sub(r"!\[.*\)", "", asked.markdown), figures={})

    assert f"]({below_text.file})" in asked.markdown
    assert len(formats("document")["pdf"].write(asked)) > len(formats("document")["pdf"].write(without)) + 1000
