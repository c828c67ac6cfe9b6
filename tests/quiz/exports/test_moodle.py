"""Moodle XML: read back by a reader that is not ours, each answer marked as we mark it, nothing lost of a text."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from html import unescape
from pathlib import Path
from re import sub
from xml.etree import ElementTree

import pytest
from moodle_xml_parser.parser import parse_bytes

from quiz.exports import moodle
from quiz.exports._items import Item, marking_of
from quiz.grading import grade
from quiz.kinds import code_line
from quiz.kinds._marking import Marking, Number, Words
from quiz.question import Test
from quiz.verdict import Outcome
from tests.quiz.exports.tests_of_our_own import HOSTILE, formula, hostile, keys, numbers_and_matrices, shipped, write_test

SHIPPED, KEYS = shipped()


def questions(test: Test, language: str = "en") -> list[ElementTree.Element]:
    held = KEYS if test.questions == SHIPPED.questions else keys(test)
    return ElementTree.fromstring(moodle.write(test, held, language)).findall("question")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_another_reader_finds_the_choices_with_the_shares_that_we_give(language: str) -> None:
    found = parse_bytes(moodle.write(SHIPPED, KEYS, language))["multichoice"]

    named = {question.name.partition(". ")[2]: question for question in found}
    for question in SHIPPED.questions:
        if question.kind == "formula":
            continue
        read = named[question.titles[language]]
        assert read.single
        assert not read.shuffle_answers
        assert read.default_grade == float(question.points)
        for number, option in enumerate(read.options, 1):
            text = f"({number})" if question.kind == "choice" else unescape(sub("<[^>]*>", "", option.answer)).split()[0]
            verdict = grade(question, KEYS[question.name], text)
            assert verdict.points is not None
            assert Fraction(option.score_fraction).limit_denominator(100) / 100 * question.points == verdict.points, option
        assert max(option.score_fraction for option in read.options) == 100


def test_each_question_has_the_type_that_marks_it_truly_and_a_key_that_does_not_hold_goes_to_a_person() -> None:
    assert [each.get("type") for each in questions(SHIPPED)] == ["category", "stack", *["multichoice"] * 4]

    doubtful = {name: replace(key, evidence=()) for name, key in KEYS.items()}
    found = ElementTree.fromstring(moodle.write(SHIPPED, doubtful, "en")).findall("question")
    assert [each.get("type") for each in found] == ["category", *["essay"] * 5]
    assert all(each.findtext("graderinfo/text") for each in found[1:])


def test_no_character_of_a_title_or_text_is_lost_or_takes_on_a_meaning(tmp_path: Path) -> None:
    test = hostile(tmp_path / "own")
    category, formula, choice = questions(test)

    assert category.findtext("category/text", "").startswith("$course$/top/<b>&\"'<//b> ]]> ::")
    assert formula.findtext("name/text") == f"1. {HOSTILE}"
    asked = formula.findtext("questiontext/text", "")
    assert asked.count("[[") == 2  # the input and the place of its validation, nothing of the author's
    assert "{@" not in asked
    assert "{@" not in formula.findtext("generalfeedback/text", "")
    shown = unescape(sub("<[^>]*>", "", asked))
    assert 'x[[0]] = {1: "a"}  # {@a@}' in shown
    assert "A < b & “c” ]]> {@1+1@} [[1, 2]] \\(\\{x\\}\\) ~ = # : \\ 😀" in shown
    assert "[[1, 2]]" in choice.findtext("questiontext/text", "")


def test_the_same_test_gives_the_same_bytes(tmp_path: Path) -> None:
    test = hostile(tmp_path / "own")

    assert moodle.write(test, keys(test), "ja") == moodle.write(test, keys(test), "ja")


def test_a_worked_answer_is_shown_after_an_attempt_only_where_the_test_reveals() -> None:
    never = Test(SHIPPED.name, SHIPPED.titles, SHIPPED.questions, "never", SHIPPED.folder)

    assert all(each.findtext("generalfeedback/text") for each in questions(SHIPPED)[1:])
    assert not any(each.findtext("generalfeedback/text") for each in questions(never)[1:])


def written(marking: Marking) -> ElementTree.Element:
    """A question that is marked in this way."""
    item = Item(1, "q", "t/q", "number", "A number", Fraction(3), "How much?", (), "It is so.", marking)
    root = ElementTree.Element("quiz")
    moodle.add_question(root, item, item.asked, item.worked, item.hints, SHIPPED, "en")
    return ElementTree.fromstring(ElementTree.tostring(root))[0]


def test_a_number_has_its_value_and_tolerance() -> None:
    question = written(Number(Fraction(1, 3), Fraction(1, 1000)))

    assert question.get("type") == "numerical"
    assert question.findtext("defaultgrade") == "3.0000000"
    assert [answer.get("fraction") for answer in question.findall("answer")] == ["100"]
    value, tolerance = (float(question.findtext(f"answer/{each}", "")) for each in ("text", "tolerance"))
    assert abs(value - 1 / 3) < 1e-15
    assert tolerance == 0.001


def test_words_are_accepted_in_every_spelling_that_is_told() -> None:
    question = written(Words(("0.25", ".25")))

    assert question.get("type") == "shortanswer"
    assert [(answer.get("fraction"), answer.findtext("text")) for answer in question.findall("answer")] == [
        ("100", "0.25"),
        ("100", ".25"),
    ]


@pytest.mark.parametrize(("credit", "kind"), [("1/3", "multichoice"), ("3/8", "essay")])
def test_a_share_that_moodle_does_not_know_is_given_by_a_person(credit: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_line, "HALF", Fraction(credit))
    question = next(each for each in SHIPPED.questions if each.name == "find_dE_dy")
    facts = KEYS[question.name].facts
    judged = [{**each, "other": "dE/db2"} if each["line"] == 8 else each for each in facts["judged"]]
    shared = replace(KEYS[question.name], facts={**facts, "judged": judged})

    found = ElementTree.fromstring(moodle.write(SHIPPED, {**KEYS, question.name: shared}, "en")).findall("question")[3]

    assert found.get("type") == kind
    shares = {answer.get("fraction") for answer in found.findall("answer")}
    assert shares == ({"0", "33.33333", "100"} if kind == "multichoice" else set())


ANSWERS = ("0.333", "0.334", "0.34", "11", "11.5", "1.3", "1.39", "1.386", "0.96", "0.97", "9.5e-7", "9.6e-7", "-1", "0")


def test_numbers_are_marked_as_we_mark_them() -> None:
    test, held = numbers_and_matrices()
    found = {each.findtext("idnumber"): each for each in ElementTree.fromstring(moodle.write(test, held, "en"))}
    numbers = [each for each in test.questions if isinstance(marking_of(each, held[each.name]), Number)]

    assert len(numbers) == 5
    for question in numbers:
        element = found[question.id]
        assert element.get("type") == "numerical"
        (option,) = element.findall("answer")
        for text in ANSWERS:
            is_right = abs(float(text) - float(option.findtext("text"))) <= float(option.findtext("tolerance"))
            verdict = grade(question, held[question.name], text)
            assert is_right == (verdict.outcome is Outcome.CORRECT), (question.id, text)


def test_attempts_penalties_and_hints_go_along(tmp_path: Path) -> None:
    more = 'attempts: 3\npenalty: 1/4\nhints: ["Think of $t$.", "Again.", "Too late."]\n'
    test = write_test(tmp_path / "own", {"f": formula(["z = t^2", "t = 3x"], "dz/dx", more=more)})
    question = questions(test)[1]

    assert question.findtext("penalty") == "0.2500000"
    assert [unescape(sub("<[^>]*>", "", each.findtext("text", ""))) for each in question.findall("hint")] == [
        r"Think of \(t\).",
        "Again.",
    ]
