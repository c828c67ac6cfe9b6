"""Documents: complete, reproducible, self-contained; what a student typed stays what it is."""

from __future__ import annotations

import re

import pytest

from quiz import exports
from quiz.answer import Answer
from quiz.bank.loading import load_test
from quiz.batch import grade_all
from quiz.exports import formats, html, pdf
from quiz.key import key_of
from quiz.messages import speaker
from quiz.presenting import feedback_sheet, question_sheet, report_sheet, worked_sheet
from quiz.registry import load
from quiz.sheets import Document, render_answers, render_feedback, render_questions, render_report

TEST = load_test("vanishing_gradient")
HOSTILE = "<script>alert(1)</script> ${x}$ `a` *b* #let [c](d) \u202e$\\input{x}$ 😀"


def documents(language: str) -> dict[str, Document]:
    say = speaker(language)
    keys = {question.name: key_of(question) for question in TEST.questions}
    answers = [Answer(HOSTILE, "chain_rule", HOSTILE), Answer(HOSTILE, "sigmoid_maximum", "(3)"), Answer("B", "chain_rule", "2x")]
    graded = grade_all(TEST, keys, answers)
    return {
        "questions": render_questions(question_sheet(TEST, language), say),
        "answers": render_answers(worked_sheet(TEST, keys, language), say),
        "feedback": render_feedback(feedback_sheet(graded, HOSTILE, language), say),
        "report": render_report(report_sheet(graded, language), say),
    }


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", ["questions", "answers", "feedback", "report"])
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


@pytest.mark.parametrize("name", ["questions", "answers", "feedback", "report"])
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
