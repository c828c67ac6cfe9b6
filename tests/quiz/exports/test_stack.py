"""STACK questions: the answer tree, walked with Maxima's answers, marks as we mark and names the mistakes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from html import unescape
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from derivations.terms.domain import domain_of
from derivations.terms.printing import plain
from derivations.terms.programs import NoProgram, maxima
from derivations.terms.reading import Reading, read
from derivations.terms.term import Term, name
from quiz.answer_key import AnswerKey
from quiz.exports import moodle
from quiz.exports._items import marking_of
from quiz.exports._stack import KEY, stack
from quiz.grading import grade
from quiz.kinds._marking import Expression
from quiz.messages import speaker
from quiz.question import Question, Test
from tests.maxima import needs_maxima, values
from tests.quiz.exports.tests_of_our_own import FORMULAS, formulas, keys, numbers_and_matrices, shipped

SHIPPED, KEYS = shipped()
ALG_EQUIV = """
algequiv(a, b) := if matrixp(a) and matrixp(b) then is(fullratsimp(a - b) = zeromatrix(length(a), length(a[1])))
    elseif is(a = b) then true elseif member(a, [true, false]) or member(b, [true, false]) then false
    else is(fullratsimp(a - b) = 0) or is(fullratsimp(radcan(exponentialize(a - b))) = 0)$
"""


def term_of(text: str) -> Term:
    found = read(text)
    assert isinstance(found, Reading), found
    return found.term


def walked(question: Element, answers: Sequence[str]) -> list[tuple[Fraction, str]]:
    """Score and last note of each answer, a Maxima expression, by the question's tree."""
    nodes = question.findall("prt/node")
    asked = []
    for answer in answers:
        inside = f"{question.findtext('prt/feedbackvariables/text', '').rstrip(';').replace(':', ':', 1)}"
        tests = ", ".join(f"algequiv({node.findtext('sans')}, {node.findtext('tans')})" for node in nodes)
        asked.append(f"block([ans1: {answer}], {inside}, [{tests}])")
    variables = question.findtext("questionvariables/text", "").replace(";", "$")
    found = values(asked, f"{ALG_EQUIV}\n{variables}")
    assert None not in found, found
    return [_end(nodes, [word.strip() == "true" for word in str(each).strip("[] ").split(",")]) for each in found]


def _end(nodes: list[Element], outcomes: list[bool]) -> tuple[Fraction, str]:
    at, score, note = 0, Fraction(0), ""
    while at >= 0:
        side = "true" if outcomes[at] else "false"
        earned = Fraction(nodes[at].findtext(f"{side}score", ""))
        score = score + earned if nodes[at].findtext(f"{side}scoremode") == "+" else earned
        note = nodes[at].findtext(f"{side}answernote", "")
        at = int(nodes[at].findtext(f"{side}nextnode", ""))
    return score, note


def stack_questions(test: Test, held: Mapping[str, AnswerKey]) -> list[tuple[Question, Element]]:
    found = ElementTree.fromstring(moodle.write(test, held, "en")).findall("question")[1:]
    return [(one, two) for one, two in zip(test.questions, found, strict=True) if two.get("type") == "stack"]


@needs_maxima
def test_the_tests_that_a_question_brings_along_pass_in_maxima(tmp_path: Path) -> None:
    own = formulas(tmp_path / "own")
    every = [(SHIPPED, KEYS), (own, keys(own))]
    for question, element in (each for test, held in every for each in stack_questions(test, held)):
        tests = element.findall("qtest")
        found = walked(element, [each.findtext("testinput/value", "") for each in tests])
        expected = [
            (Fraction(each.findtext("expected/expectedscore", "")), each.findtext("expected/expectedanswernote", ""))
            for each in tests
        ]
        assert found == expected, question.id


ANSWERS = ("2*(x + y)", "2x + 2y", "2 t", "t + x + y", "2 x", "(x + y)^2", "2", "4 t - 2 t", "x + y", "-2(x + y)")


@needs_maxima
def test_the_tree_gives_the_points_that_we_give() -> None:
    question, element = stack_questions(SHIPPED, KEYS)[0]
    verdicts = [grade(question, KEYS[question.name], text) for text in ANSWERS]

    found = walked(element, [maxima(term_of(text)) for text in ANSWERS])

    assert [score * question.points for score, _ in found] == [each.points for each in verdicts]


MATRICES = {
    "filter_jacobian": ("[[x1, x2], [x2, x3]]", "[[x1, x2], [x2, x2]]", "[[w1, w2], [w1, w2]]", "[[x2, x1], [x3, x2]]"),
    "squared_error_gradient": ("(y1 - d1, y2 - d2)", "(y1 - d1, 0)", "(d1 - y1, d2 - y2)"),
    "weight_gradient_matrix": ("[[1, 2], [-2, -4]]", "[[1, -2], [2, -4]]", "[[0, 0], [0, -4]]"),
    "softmax_share": ("5/8", "0.625", "3/8", "0.63"),
}


@needs_maxima
def test_matrices_and_exact_numbers_earn_what_we_give() -> None:
    test, held = numbers_and_matrices()
    found = {question.name: (question, element) for question, element in stack_questions(test, held)}

    for name_of, answers in MATRICES.items():
        question, element = found[name_of]
        verdicts = [grade(question, held[name_of], text) for text in answers]
        terms = [term_of(text) for text in answers]
        written = [maxima(Term("matrix", each.args, (1, len(each.args))) if each.op == "tuple" else each) for each in terms]
        own = element.find("qtest")
        (right, note), *found_scores = walked(element, [own.findtext("testinput/value"), *written])
        scores = [score * question.points for score, _ in found_scores]
        assert (right, note) == (1, own.findtext("expected/expectedanswernote"))
        assert [float(score) for score in scores] == pytest.approx([float(each.points) for each in verdicts], abs=1e-6), name_of
        assert element.findtext("input/type") == ("algebraic" if question.kind == "number" else "matrix")


@needs_maxima
@pytest.mark.parametrize("asked", FORMULAS)
def test_every_known_mistake_ends_at_its_own_note_with_its_own_words_and_the_points_that_we_give(
    asked: str, tmp_path: Path
) -> None:
    test = formulas(tmp_path / "own")
    question = next(each for each in test.questions if each.name == asked)
    marking = marking_of(question, keys(test)[asked])
    assert isinstance(marking, Expression)
    element = moodle_question(marking)
    nodes = element.findall("prt/node")[1 + bool(marking.form) :]

    found = walked(element, [KEY, *(maxima(each.answer) for each in marking.mistakes), f"{KEY} + 17"])

    assert len(nodes) == len(marking.mistakes) >= 5
    assert found[0] == (1, "right")
    notes = [note for _, note in found[1:-1]]
    assert notes == [node.findtext("trueanswernote") for node in nodes]
    assert [note.split()[0] for note in notes] == [each.diagnosis[0].label for each in marking.mistakes]
    assert found[-1] == (0, f"not {notes[-1]}")
    for (score, _), node, mistake in zip(found[1:-1], nodes, marking.mistakes, strict=True):
        verdict = grade(question, keys(test)[asked], plain(mistake.answer))
        assert score * question.points == verdict.points
        assert speaker("en")(f"misconception-{mistake.diagnosis[0].label}") in unescape(node.findtext("truefeedback/text", ""))


def moodle_question(marking: Expression) -> Element:
    element = Element("question")
    moodle.add_stack(element, stack(marking, speaker("en")), marking.domain, speaker("en"))
    return element


@needs_maxima
def test_the_domain_is_known_to_maxima() -> None:
    marking = Expression(term_of("x"), frozenset({"x"}), {}, domain_of({"x": "positive"}), frozenset({"x"}))
    real = replace(marking, domain=domain_of({"x": "real"}))

    assert walked(moodle_question(marking), ["sqrt(x^2)"]) == [(1, "right")]
    assert walked(moodle_question(real), ["sqrt(x^2)"]) == [(0, "wrong")]


@pytest.mark.parametrize("written", ["w_ji^(2)", "step"])
def test_a_name_that_a_student_could_not_type_is_refused(written: str) -> None:
    with pytest.raises(NoProgram):
        stack(Expression(name(written), frozenset({written}), {}, domain_of("real"), frozenset({written})), speaker("en"))


def test_derivatives_are_forbidden_words_and_no_name_of_the_question_is() -> None:
    found = stack(
        Expression(term_of("2x"), frozenset({"x"}), {"t": term_of("x")}, domain_of("real"), frozenset({"z", "t", "x"})),
        speaker("en"),
    )

    assert found.forbidden == "dt,dx,dz"
    delta = Expression(term_of("2x"), frozenset({"x"}), {}, domain_of("real"), frozenset({"x", "dx"}))
    assert stack(delta, speaker("en")).forbidden == "ddx"
