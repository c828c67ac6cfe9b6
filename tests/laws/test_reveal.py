"""Nothing of a key is in what a student sees before it may be revealed."""

from __future__ import annotations

import io
import zipfile

import pytest

from quiz.answer import Answer
from quiz.bank.loading import load_test
from quiz.batch import grade_all
from quiz.explaining import sentence
from quiz.exports import formats
from quiz.key import key_of
from quiz.messages import speaker
from quiz.presenting import feedback_sheet, question_sheet
from quiz.sheets import render_blank, render_feedback, render_questions
from quiz.variants import sheet_of
from quiz.verdict import Evidence

TEST = load_test("vanishing_gradient")
KEYS = {question.name: key_of(question) for question in TEST.questions}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_question_sheet_is_filled_without_keys_and_holds_nothing_of_one(language: str) -> None:
    text = render_questions(question_sheet(TEST, language), speaker(language)).markdown

    for question in TEST.questions:
        key = KEYS[question.name]
        assert key.latex not in text or question.kind == "choice", question.id
        explanation = question.explanations[language]
        assert explanation[:20] not in text or not explanation
    assert r"2 \left(x + y\right)" not in text
    assert "dE/dW1" not in text


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("render", [render_questions, render_blank])
@pytest.mark.parametrize("label", ["1", "2", "3", "17"])
def test_no_sheet_of_a_variant_that_is_handed_out_holds_anything_of_its_key(label: str, render, language: str) -> None:
    sheet = sheet_of(load_test("chain_rule_variants"), label)
    document = render(question_sheet(sheet, language), speaker(language))

    for question in sheet.questions:
        key = key_of(question)
        assert question.kind == "choice" or key.latex not in document.markdown, question.id
        assert not question.explanations[language] or question.explanations[language][:20] not in document.markdown


@pytest.mark.parametrize("language", ["ja", "en"])
def test_feedback_speaks_of_no_derived_value_where_the_test_does_not_reveal(language: str) -> None:
    answers = [Answer("A", "chain_rule", "x*7"), Answer("A", "sigmoid_maximum", "(1)")]
    text = render_feedback(feedback_sheet(grade_all(TEST, KEYS, answers), "A", language), speaker(language)).markdown

    assert "1/4" not in text
    assert "0.25" not in text
    assert " 10" not in text.replace("/ 10", "").replace("/10", "")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("how", ["witness", "constant"])
def test_a_sentence_with_a_key_value_has_a_version_without(how: str, language: str) -> None:
    evidence = Evidence("value", False, how, {"at": "x = 1", "student": "5", "key_value": "987"})

    assert "987" in sentence(evidence, speaker(language), reveals=True)
    assert "987" not in sentence(evidence, speaker(language), reveals=False)


def text_of(made: bytes) -> str:
    """All the text in a file, also in one that is packed."""
    if not zipfile.is_zipfile(io.BytesIO(made)):
        return made.decode()
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", formats("test"))
def test_a_format_holds_keys_only_where_it_says_so_and_is_handed_none_otherwise(name: str, language: str) -> None:
    each = formats("test")[name]
    text = text_of(each.write(TEST, KEYS, language))
    secrets = ("2*(x + y)", r"2 \left(x + y\right)", r"2 \\left(x + y\\right)", "dE/dW1")

    assert any(secret in text for secret in secrets) == each.HAS_KEYS
    if not each.HAS_KEYS:
        assert not any(secret in text_of(each.write(TEST, {}, language)) for secret in secrets)
