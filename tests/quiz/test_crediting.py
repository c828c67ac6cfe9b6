"""Marks apart from right and wrong: per line and for the end, for a named mistake, per part, by attempt; as exact fractions."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from quiz.answer import Answer
from quiz.bank.frontmatter import read_question
from quiz.bank.loading import find_question, load_test
from quiz.batch import grade_all
from quiz.cli import main
from quiz.crediting import due_hint
from quiz.grading import grade
from quiz.key import key_of
from quiz.messages import languages, speaker
from quiz.parted import keys_of
from quiz.presenting import feedback_sheet, sentences
from quiz.question import Question
from quiz.unformatted import unformatted
from quiz.verdict import Outcome, Verdict

TWIN = 'given: ["z = t^2", "t = x^2 + y"]\nwanted: dz/dx\npoints: 8\n'


@pytest.fixture
def asked(tmp_path: Path):
    def question(fields: str) -> Question:
        (tmp_path / "test.yaml").write_text("questions: [one]\n", encoding="utf-8")
        (tmp_path / "one.quiz.md").write_text(f"---\n{fields}---\n# en\nFind it.\n", encoding="utf-8")
        return find_question(f"{tmp_path}/one")[1]

    return question


def verdict_on(question: Question, text: str, earlier: tuple[Verdict, ...] = (), attempt: int = 1) -> Verdict:
    return grade(question, key_of(question), text, earlier, attempt)


LINES = [
    ("all right", "dz/dt = 2t\ndt/dx = 2x\ndz/dx = 4x(x^2+y)", Outcome.CORRECT, "8"),
    ("a slip, the rest follows", "dz/dt = 2t\ndt/dx = x\ndz/dx = 2tx\n= 2x(x^2+y)", Outcome.PARTIAL, "3"),
    ("a slip, and the end right", "dz/dt = 2t\ndt/dx = x\ndz/dx = 4x(x^2+y)", Outcome.PARTIAL, "20/3"),
    ("a slip and another", "dz/dt = t\ndt/dx = 2x\ndz/dx = 2tx\n= 2x^3 - 2xy", Outcome.PARTIAL, "2"),
    ("left in t", "dz/dt = 2t\ndt/dx = 2x\ndz/dx = 4tx", Outcome.PARTIAL, "6"),
    ("ends early", "dz/dt = 2t\ndt/dx = 2x", Outcome.PARTIAL, "4"),
    ("only the result", "4x(x^2+y)", Outcome.PARTIAL, "4"),
    ("only what was given, and the result", "t = x^2 + y\nz = t^2\n4x(x^2+y)", Outcome.PARTIAL, "4"),
    ("the same line again and again", "dt/dx = x\n" + "dz/dt = 2t\n" * 9 + "dz/dx = 4x(x^2+y)", Outcome.PARTIAL, "20/3"),
    ("the named mistake", "dz/dx = dz/dt\n= 2t\n= 2(x^2+y)", Outcome.PARTIAL, "10/3"),
    ("nothing right", "dz/dx = 2x", Outcome.INCORRECT, "0"),
    ("doubtful", "dz/dx = 4x(x^2+y", Outcome.INVALID, "None"),
]


@pytest.mark.parametrize(("text", "outcome", "points"), [row[1:] for row in LINES], ids=[row[0] for row in LINES])
def test_lines_and_the_end_earn_what_the_item_declares(asked, text: str, outcome: Outcome, points: str) -> None:
    question = asked(f"kind: derivation\n{TWIN}credit: {{line: 1/2, end: 1/2, chain_forgot_inner: 1/2}}\n")

    found = verdict_on(question, text)

    assert (found.outcome, str(found.points)) == (outcome, points), found


def test_a_factor_left_out_costs_what_the_item_declares(asked) -> None:
    fields = 'kind: derivation\ngiven: ["z = t^2", "t = x + y"]\nwanted: dz/dx\npoints: 4\n'
    text = "dz/dx = dz/dt\n= 2(x+y)"

    assert verdict_on(asked(fields), text).points == Fraction(7, 2)
    assert verdict_on(asked(f"{fields}credit: {{incomplete: 0}}\n"), text).points == 3


def test_a_named_mistake_earns_the_credit_that_is_declared_for_it(asked) -> None:
    question = asked(f"kind: formula\n{TWIN}credit: {{chain_forgot_inner: 3/8}}\n")

    found = verdict_on(question, "2(x^2+y)")

    assert (found.outcome, found.points) == (Outcome.PARTIAL, 3), found
    assert verdict_on(question, "x^2 + 7y").outcome is Outcome.INCORRECT


PARTS = f"kind: formula\n{TWIN.replace('wanted: dz/dx', 'parts: [{wanted: dz/dt}, {wanted: dt/dx}, {wanted: dz/dx, points: 2}]')}"
ANSWERED = [
    ("by name", "(a) 2t\n(b) 2x\n(c) 4x(x^2+y)", "correct", "8"),
    ("by name, in Japanese brackets", "（a）2t；（b）2x；（c）4x(x^2+y)", "correct", "8"),
    ("by left side", "dt/dx = 2x\ndz/dt = 2t\ndz/dx = 4x(x^2+y)", "correct", "8"),
    ("by order", "2t; 2x; 4x(x^2+y)", "correct", "8"),
    ("carried forward", "(a) 2t\n(b) x\n(c) 2x(x^2+y)", "partial", "6"),
    ("carried forward, in t", "(a) t\n(b) 2x\n(c) 2xt", "partial", "6"),
    ("not carried forward", "(a) 2t\n(b) x\n(c) 3x(x^2+y)", "partial", "2"),
    ("right after a slip", "(a) 2t\n(b) x\n(c) 4x(x^2+y)", "partial", "6"),
    ("one left out", "(a) 2t\n(c) 4x(x^2+y)", "partial", "6"),
    ("untold", "2t; 2x", "invalid", "None"),
    ("one can't be read", "(a) 2t\n(b) 2*(\n(c) 4x(x^2+y)", "invalid", "None"),
    ("nothing right", "(a) 5\n(b) 7\n(c) 8", "incorrect", "0"),
]


@pytest.mark.parametrize(("text", "outcome", "points"), [row[1:] for row in ANSWERED], ids=[row[0] for row in ANSWERED])
def test_a_part_that_follows_from_an_earlier_wrong_answer_earns_its_points(asked, text: str, outcome: str, points: str) -> None:
    found = verdict_on(asked(PARTS), text)

    assert (found.outcome.value, str(found.points)) == (outcome, points), found


@pytest.mark.parametrize("language", languages())
def test_a_carried_error_is_said_as_such(asked, language: str) -> None:
    found = verdict_on(asked(PARTS), "(a) 2t\n(b) x\n(c) 2x(x^2+y)")

    said = [*sentences(found, speaker(language), reveals=False)]

    assert speaker(language)("part-follows", part="c") in said
    assert not any("{" in each for each in said)


def test_every_part_has_a_key_of_its_own(asked) -> None:
    key = key_of(asked(PARTS))

    assert key.usable
    assert {name: each.answer for name, each in keys_of(key).items()} == {"a": "2*(x^2 + y)", "b": "2*x", "c": "4*x*(x^2 + y)"}
    assert {each.part for each in key.evidence} == {"a", "b", "c"}


def test_any_kind_has_parts(asked) -> None:
    _, shipped = find_question("vanishing_gradient/find_dE_dy")
    fields = read_question(shipped.source).fields
    fields = {name: value for name, value in fields.items() if name not in ("title", "wanted", "points")}
    parts = [{"wanted": "dE/dy"}, {"wanted": "dE/dW1"}]
    question = asked(yaml.safe_dump({**fields, "points": "4", "parts": parts}, allow_unicode=True))
    lines = [key.facts["line"] for key in keys_of(key_of(question)).values()]

    right = verdict_on(question, "\n".join(f"({name}) {line}" for name, line in zip("ab", lines, strict=True)))
    half = verdict_on(question, f"(a) {lines[0]}\n(b) {lines[0]}")

    assert (right.outcome, right.points) == (Outcome.CORRECT, 4), right
    assert (half.outcome, half.points) == (Outcome.PARTIAL, 2), half
    assert verdict_on(question, "(a) nothing\n(b) 1").outcome is Outcome.INVALID


def test_a_kept_key_with_parts_is_believed_only_as_a_whole(asked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZ_CACHE", str(tmp_path / "keys"))
    question = asked(PARTS)
    first = key_of(question)
    (file,) = (tmp_path / "keys").rglob("*.json")

    assert keys_of(key_of(question)) == keys_of(first)
    file.write_text(file.read_text(encoding="utf-8").replace('"answer": "2*x"', '"answer": "3*x"'), encoding="utf-8")
    assert keys_of(key_of(question))["b"].answer == "2*x"


PENALTY = f"kind: formula\n{TWIN}attempts: 3\npenalty: 1/4\nhints: [First., {{ja: 二つ目。, en: Second.}}]\n"


@pytest.mark.parametrize(("attempt", "points"), [(1, "8"), (2, "6"), (3, "4"), (4, "0")])
def test_a_later_attempt_earns_less_and_one_too_many_nothing(asked, attempt: int, points: str) -> None:
    found = verdict_on(asked(PENALTY), "4x(x^2+y)", attempt=attempt)

    assert (found.outcome, str(found.points)) == (Outcome.CORRECT, points)


def test_what_can_not_be_read_is_no_attempt(asked) -> None:
    question = asked(PENALTY)
    unread, blank, wrong = (verdict_on(question, text) for text in ("4x(", "", "3x"))

    assert verdict_on(question, "4x(x^2+y)", (unread, blank), 3).points == 8
    assert verdict_on(question, "4x(x^2+y)", (unread, wrong), 3).points == 6


def test_hints_get_more_specific(asked) -> None:
    question = asked(PENALTY)
    wrong, right = verdict_on(question, "3x"), verdict_on(question, "4x(x^2+y)")

    assert [due_hint(question, wrong, attempt, "en") for attempt in (1, 2, 3)] == ["First.", "Second.", "Second."]
    assert due_hint(question, wrong, 2, "ja") == "二つ目。"
    assert due_hint(question, right, 1, "en") is None


@pytest.mark.parametrize("language", languages())
def test_quiz_answer_shows_the_hint_that_is_due(language: str) -> None:
    def said(attempt: int) -> str:
        return (
            CliRunner()
            .invoke(main, ["answer", "chain_rule_steps", "dz/dx = 2x", "--attempt", str(attempt), "--lang", language])
            .output
        )

    _, question = find_question("chain_rule_derivation/chain_rule_steps")
    hints = [unformatted(each[language]) for each in question.crediting.hints]
    assert [hint for attempt in (1, 2, 3) for hint in hints if hint in said(attempt)] == hints


def test_a_class_is_charged_for_attempts_by_student(tmp_path: Path, asked) -> None:
    question = asked(PENALTY)
    test = load_test(str(tmp_path))
    answers = [
        Answer("A", "one", "3x", attempt=1),
        Answer("A", "one", "4x(x^2+y)", attempt=2),
        Answer("B", "one", "4x(", attempt=1),
        Answer("B", "one", "4x(x^2+y)", attempt=2),
        Answer("C", "one", "4x(x^2+y)", attempt=2),
    ]

    graded = grade_all(test, {"one": key_of(question)}, answers)

    assert [str(graded.last[student, "one"].verdict.points) for student in "ABC"] == ["6", "8", "6"]


@pytest.mark.parametrize("language", languages())
def test_feedback_gives_the_hint_that_is_due(tmp_path: Path, asked, language: str) -> None:
    question = asked(PENALTY)
    graded = grade_all(
        load_test(str(tmp_path)), {"one": key_of(question)}, [Answer("A", "one", "3x"), Answer("A", "one", "5x", attempt=2)]
    )

    (view,) = feedback_sheet(graded, "A", language).items

    assert question.crediting.hints[1][language] in view.hint


def test_the_fingerprint_of_a_result_changes_with_the_marking(tmp_path: Path, asked) -> None:
    def fingerprint(fields: str) -> str:
        question = asked(fields)
        graded = grade_all(load_test(str(tmp_path)), {"one": key_of(question)}, [Answer("A", "one", "3x")])
        return graded.results[0].fingerprint

    assert len({fingerprint(fields) for fields in (PENALTY, PENALTY.replace("1/4", "1/3"), PENALTY.replace("1/4", "1/4"))}) == 2
