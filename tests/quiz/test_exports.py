"""Documents: complete, reproducible, self-contained; what a student typed stays what it is."""

from __future__ import annotations

import io
import itertools
import json
import re
import zipfile
from functools import cache
from xml.etree import ElementTree

import pytest

from quiz import exports
from quiz.answer import Answer
from quiz.bank.loading import load_test
from quiz.batch import grade_all
from quiz.course import PAGES
from quiz.exports import docx, formats, html, notebook, pdf
from quiz.key import key_of
from quiz.messages import speaker
from quiz.presenting import feedback_sheet, question_sheet, report_sheet, worked_sheet
from quiz.registry import load
from quiz.sheets import Document, render_answers, render_blank, render_derivation, render_feedback, render_questions, render_report

TEST = load_test("vanishing_gradient")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = "<script>alert(1)</script> ${x}$ `a` *b* #let [c](d) \u202e$\\input{x}$ 😀"


@cache
def course(language: str) -> Document:
    return render_derivation(PAGES["vanishing_gradient"](language, "normal"), speaker(language))


@cache
def documents(language: str) -> dict[str, Document]:
    say = speaker(language)
    keys = {question.name: key_of(question) for question in TEST.questions}
    answers = [Answer(HOSTILE, "chain_rule", HOSTILE), Answer(HOSTILE, "sigmoid_maximum", "(3)"), Answer("B", "chain_rule", "2x")]
    graded = grade_all(TEST, keys, answers)
    return {
        "questions": render_questions(question_sheet(TEST, language), say),
        "blank": render_blank(question_sheet(TEST, language), say),
        "answers": render_answers(worked_sheet(TEST, keys, language), say),
        "feedback": render_feedback(feedback_sheet(graded, HOSTILE, language), say),
        "report": render_report(report_sheet(graded, language), say),
    }


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", ["questions", "blank", "answers", "feedback", "report"])
def test_every_sheet_can_be_written_in_every_format_with_the_same_bytes_twice(name: str, language: str) -> None:
    document = documents(language)[name]

    for each in formats("document").values():
        first = each.write(document)
        assert first == each.write(documents(language)[name]), each.NAME
        assert len(first) > 500


@pytest.mark.parametrize("name", load(exports))
def test_every_format_says_what_it_takes_and_whether_it_holds_keys(name: str) -> None:
    module = load(exports)[name]

    assert module.NAME
    assert module.SUFFIX.startswith(".")
    assert module.TAKES in ("document", "test", "class")
    assert module.TAKES != "test" or isinstance(module.HAS_KEYS, bool)


@pytest.mark.parametrize("name", ["questions", "blank", "answers", "feedback", "report"])
def test_a_page_fetches_nothing_and_runs_nothing(name: str) -> None:
    page = html.write(documents("ja")[name]).decode()

    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", page)
    assert "<script" not in page
    assert 'lang="ja"' in page
    assert ("<math" in page) == (name in ("questions", "answers", "feedback") and "<math" in page)


def test_what_a_student_typed_is_shown_and_never_markup() -> None:
    page = html.write(documents("en")["feedback"]).decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "U+202E" in page
    source = pdf.typst_source(documents("en")["feedback"])
    assert "\u202e" not in source
    assert "😀" not in source


def test_mathematics_is_mathml_with_an_embedded_font() -> None:
    page = html.write(documents("en")["answers"]).decode()

    assert page.count("<mfrac") > 10
    assert 'url("data:font/woff;base64,' in page


def test_an_authors_character_that_no_font_has_is_named() -> None:
    with pytest.raises(pdf.MissingGlyph) as caught:
        pdf.write(Document("# \U0001f600", "t", "en"))

    assert caught.value.characters == ("\U0001f600",)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_shipped_question_sheet_has_two_pages_and_its_answer_sheet_one(language: str) -> None:
    made = {name: pdf.write(documents(language)[name]) for name in ("questions", "blank")}

    assert {name: len(re.findall(rb"/Type\s*/Page\b", page)) for name, page in made.items()} == {"questions": 2, "blank": 1}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_word_document_holds_real_equations_boxes_and_pictures(language: str) -> None:
    asked = parts_of(docx.write(documents(language)["questions"]))
    page = parts_of(docx.write(course(language)))

    assert asked["word/document.xml"].count(b"<m:oMath>") >= 20
    assert asked["word/document.xml"].count(b'w:hRule="atLeast"') == len(TEST.questions) + 2  # and the names, in two rows
    assert b"np.dot(z1.T, delta2)" in asked["word/document.xml"]
    assert sum(name.endswith(".png") for name in page) == 2
    assert not any(b"[U+" in part for part in asked.values())


@pytest.mark.parametrize("name", ["questions", "blank", "answers"])
def test_a_word_document_is_on_a4_with_its_name_and_page_numbers_and_keeps_labels_with_what_they_label(name: str) -> None:
    document = documents("ja")[name]
    parts = parts_of(docx.write(document))
    trees = {part: ElementTree.fromstring(content) for part, content in parts.items() if part.endswith((".xml", ".rels"))}
    body, foot = trees["word/document.xml"][0], trees["word/footer1.xml"]

    assert docx.write(document) == docx.write(document)
    assert (body.find(f".//{W}pgSz").get(f"{W}w"), body.find(f".//{W}pgSz").get(f"{W}h")) == ("11906", "16838")
    assert document.sheet_id in "".join(foot.itertext())
    assert [each.get(f"{W}instr").strip() for each in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert {each.get("Target") for each in trees["word/_rels/document.xml.rels"]} <= {part.removeprefix("word/") for part in parts}
    for before, table in itertools.pairwise(body):
        if table.tag == f"{W}tbl" and before.tag == f"{W}p" and "".join(before.itertext()):
            assert before.find(f"{W}pPr/{W}keepNext") is not None, "".join(before.itertext())


def parts_of(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_a_notebook_has_a_cell_to_answer_for_each_question_and_its_pictures_inside() -> None:
    made = json.loads(notebook.write(documents("en")["questions"]))
    page = json.loads(notebook.write(course("en")))
    answers = [cell for cell in made["cells"] if "answer" in cell["metadata"].get("tags", ())]

    assert [cell["metadata"]["tags"][1] for cell in answers] == [f"question-{number}" for number in range(1, 6)]
    assert not any(cell["source"] for cell in answers)
    assert len({cell["id"] for cell in made["cells"]}) == len(made["cells"])
    assert not any("<div" in cell["source"] for cell in made["cells"])
    assert sum("attachments" in cell for cell in page["cells"]) == 2


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""

    def luminance(colour: str) -> float:
        digits = colour.lstrip("#")
        full = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
        parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_a_page_can_be_read_by_everybody() -> None:
    page = html.write(documents("ja")["answers"]).decode()
    inks = re.findall(r"(?<![-\w])color: (#[0-9a-f]{3,6})", page) + re.findall(r"--(?:ink|quiet): (#[0-9a-f]{3,6})", page)
    grounds = ["#ffffff", *re.findall(r"(?:background|--tint): (#[0-9a-f]{3,6})", page)]
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]

    assert len(inks) >= 3
    assert min(contrast(ink, ground) for ink in inks for ground in grounds) >= 4.5
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert page.count("<math") == page.count('encoding="application/x-tex"')
