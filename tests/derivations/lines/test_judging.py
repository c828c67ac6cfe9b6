"""Derivations line by line: a table of derivations in many hands, and planted mistakes with their figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from derivations.lines.judging import judge
from derivations.lines.question import Question, question
from derivations.lines.verdicts import DerivationVerdict
from derivations.rows.lines import lines_row
from derivations.steps.derive import derive
from derivations.steps.fold import as_json
from derivations.steps.lines import lines as lines_of
from derivations.steps.text import read_definitions, read_wanted
from derivations.terms.domain import Domain
from tests.derivations.lines.cases import CASES, Case

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parents[2] / "data/derivation_lines.jsonl").read_text("utf-8").splitlines()
]
RIGHT = ("expected", "correct", "detour")
LETTERS = {
    **dict.fromkeys(RIGHT, "."),
    "follow_through": "f",
    "incomplete": "i",
    "form": "F",
    "buggy": "x",
    "not_equivalent": "x",
    "unreadable": "u",
    "undecided": "?",
}


def asked(given: str, wanted: str) -> Question:
    return question(read_definitions(given.split(";")), read_wanted(wanted), Domain())


def judged(given: str, wanted: str, lines: list[str]) -> DerivationVerdict:
    return judge(asked(given, wanted), lines)


@pytest.mark.parametrize("case", CASES, ids=[each[0] for each in CASES])
def test_each_line_is_judged_as_a_teacher_would(case: Case) -> None:
    _, given, wanted, lines, statuses = case

    found = judged(given, wanted, lines)

    assert "".join(LETTERS[each.status] for each in found.lines) == statuses.replace("D", "."), found
    assert all(found.lines[at].status == "detour" for at, letter in enumerate(statuses) if letter == "D"), found


def test_planted_mistakes_are_found_in_their_line() -> None:
    answers = [(row, lines_row({**row, "wanted": None})) for row in ROWS]
    wrong = [row["id"] for row, found in answers if found["first_wrong_line"] != row["first_wrong_line"]]
    named = [row["id"] for row, found in answers if row["label"] and found["label"] != row["label"]]

    assert len(ROWS) == 600
    assert not [row["id"] for row, found in answers if found["error"]]
    assert len(wrong) <= 0.01 * len(ROWS), wrong
    assert not [row["id"] for row, _ in answers if row["planted_invisible_in_value"] and row["id"] in wrong]
    assert len(named) <= 0.03 * sum(bool(row["label"]) for row in ROWS), named


QUESTIONS = [
    ("z = t^2; t = x + y", "dz/dx"),
    ("z = sqrt(u); u = v + 3; v = x^2", "dz/dx"),
    ("E = 1/2*(y-d)^2; y = sigmoid(u); u = w*x + b", "dE/dw"),
    ("z = s*t; s = x^2; t = sin(x)", "dz/dx"),
    ("z = s/t; s = exp(x); t = x^2+1", "dz/dx"),
    ("z = exp(-t^2/2); t = (x - m)/s", "dz/dx"),
    ("z = x^2*exp(3*x)", "dz/dx"),
    ("z = sin(x)/x", "dz/dx"),
    ("L = -log(p); p = 1/(1+exp(-a)); a = w*x", "dL/dw"),
    ("z = u*v; u = x+y; v = x-y", "∂z/∂x"),
    ("z = t*x; t = x^2", "dz/dx"),
    ("z = 2^t; t = x^2", "dz/dx"),
    ("z = x^3", "d2z/dx2"),
    ("y = relu(u); u = w*x", "dy/dw"),
]


@pytest.mark.parametrize("form", ["text", "latex"])
@pytest.mark.parametrize("level", ["brief", "normal", "full"])
@pytest.mark.parametrize(("given", "wanted"), QUESTIONS, ids=[f"{given}: {wanted}" for given, wanted in QUESTIONS])
def test_our_own_derivation_is_never_accused(given: str, wanted: str, level: str, form: str) -> None:
    question = asked(given, wanted)
    derivation = as_json(derive(question.truth.scope.definitions, question.wanted))
    written = [line.written(form) for line in lines_of(derivation, level)]

    found = judge(question, written)

    assert {each.status for each in found.lines} <= set(RIGHT), list(zip(written, found.lines, strict=True))
    assert found.finished


@pytest.mark.parametrize(("given", "wanted"), QUESTIONS, ids=[f"{given}: {wanted}" for given, wanted in QUESTIONS])
def test_a_line_that_is_changed_is_the_first_wrong_one(given: str, wanted: str) -> None:
    question = asked(given, wanted)
    derivation = as_json(derive(question.truth.scope.definitions, question.wanted))
    written = [line.written("text") for line in lines_of(derivation, "full")]

    for at, line in enumerate(written):
        changed = [*written[:at], f"{line} + 1", *written[at + 1 :]]
        found = judge(question, changed)
        assert found.first_wrong is not None
        assert found.first_wrong.line == at + 1, (changed, found)


def test_a_quantity_that_may_be_kept_is_no_fault_of_form() -> None:
    row = {"given": ["E = 1/2*(y - d)^2", "y = sigmoid(u)", "u = w*x"], "wanted": "dE/dw", "lines": ["dE/dw = (y - d) y (1 - y) x"]}

    assert lines_row(row)["kind"] == "form"
    assert lines_row({**row, "keep": ["y"]})["kind"] is None
    assert lines_row({**row, "keep": ["y"]})["finished"]


def test_rows_are_the_same_in_any_order_and_again() -> None:
    rows = [{**row, "wanted": None} for row in ROWS[:40]]

    forwards, backwards = [lines_row(row) for row in rows], [lines_row(row) for row in reversed(rows)]

    assert forwards == backwards[::-1]


BAD_ROWS: list[tuple[object, str, str]] = [
    ([], "row", "not_an_object"),
    ({"named": {"z": "x^2"}, "wanted": "dz/dx"}, "lines", "missing"),
    ({"named": {"z": "x^2"}, "wanted": "dz/dx", "lines": "z"}, "lines", "not_a_list_of_texts"),
    ({"named": {"z": "x^2"}, "wanted": "dz/dx", "lines": ["x"] * 999}, "lines", "too_many"),
    ({"named": {"z": "x^"}, "wanted": "dz/dx", "lines": []}, "named", "unreadable"),
    ({"named": {"z": 2}, "wanted": "dz/dx", "lines": []}, "named", "not_a_map_of_texts"),
    ({"wanted": "dz/dx", "lines": []}, "named", "missing"),
    ({"named": {"z": "x^2"}, "lines": []}, "wanted", "missing"),
    ({"named": {"z": "x^2"}, "wanted": "dz/dq", "lines": []}, "wanted", "cannot_derive: unknown-name"),
    ({"named": {"z": "x^2"}, "wanted": "max(dz/dx)", "lines": []}, "wanted", "cannot_derive: unsupported-wanted"),
    ({"named": {"z": "z^2"}, "wanted": "dz/dx", "lines": []}, "wanted", "cannot_derive: cyclic-definitions"),
]


@pytest.mark.parametrize(("row", "field", "reason"), BAD_ROWS, ids=[f"{field}-{reason}" for _, field, reason in BAD_ROWS])
def test_a_row_that_can_not_be_judged_says_why(row: object, field: str, reason: str) -> None:
    found = lines_row(row)

    assert found["error"] == {"field": field, "reason": reason, "at": None}
    assert found["lines"] == []


HOSTILE = {
    "equals": "=" * 4000,
    "too long": "x" * 5000,
    "deep": "(" * 2000,
    "operators": "d/dx " * 500 + "x",
    "nested operators": "dz/dx =" + " d/dx(" * 300 + "x" + ")" * 300,
    "fractions": r"\frac{d}{dx}" * 300 + "x",
    "primes": "z" + "'" * 3000,
    "boxes": r"\boxed{" * 400,
    "powers": "dz/dx = " + "^".join(["9"] * 30),
    "no text": "\0\0",
    "code": "dz/dx = __import__('os').system('true')",
}


@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE)
def test_no_text_is_too_much(line: str) -> None:
    found = judged("t = x + y; z = t^2", "dz/dx", [line, "dz/dx = 2(x+y)"])

    assert found.lines[0].status in ("unreadable", "undecided", "detour")
    assert found.lines[1].status in RIGHT


TWIN, SIGMOID = "t = x^2 + y; z = t^2", "u = w*x + b; y = sigmoid(u); E = 1/2*(y - d)^2"
MISTAKES = [
    (TWIN, "dz/dx", ["dz/dx = dz/dt"], "chain_forgot_inner"),
    (TWIN, "dz/dx", ["dz/dx = 2(x^2+y)"], "chain_forgot_inner"),
    (TWIN, "dz/dx", ["dz/dx = dz/dt + dt/dx"], "chain_added"),
    (TWIN, "dz/dx", ["dz/dx = dz/dt * dx/dt"], "chain_inverted"),
    (TWIN, "dz/dx", ["dz/dx = dz/dt * dt/dx * dt/dx"], "repeated_factor"),
    (SIGMOID, "dE/dw", ["dE/dw = dE/dy * du/dw"], "missing_middle"),
    (SIGMOID, "dE/dw", ["dE/dw = dy/du * du/dw"], "missing_first"),
    (TWIN, "dz/dx", ["dt/dx = 0"], "inner_zero"),
    (TWIN, "dz/dx", ["dt/dx = x^2 + y"], "inner_not_differentiated"),
    (TWIN, "dz/dx", ["dt/dx = 2x + 1"], "inner_other_variable"),
    (TWIN, "dz/dx", ["dz/dt = 2t^2"], "power_keep_exponent"),
    (TWIN, "dz/dx", ["dz/dt = t"], "power_no_coefficient"),
    (TWIN, "dz/dx", ["dz/dx = 2t * 2x", "= 2(x^2+y)"], "dropped_factor"),
    (TWIN, "dz/dx", ["dz/dx = 2t * 2x", "= -4x(x^2+y)"], "sign_flip"),
    (TWIN, "dz/dx", ["dz/dx = 4tx", "= 8x^2"], "substituted_inner_derivative"),
    (TWIN, "dz/dx", ["dz/dx = 4x(x^2+y)", "= 4x^3 + 5xy"], "expand_slip"),
    (TWIN, "dz/dx", ["dz/dx = 4tx"], "not_substituted"),
    ("z = sin(t); t = 3x", "dz/dx", ["dz/dt = -cos(t)"], "trig_sign"),
    (SIGMOID, "dE/dw", ["dy/du = 1 - sigmoid(u)"], "sigmoid_only_one_minus"),
    (TWIN, "dz/dx", ["dz/dx = 17x^5 - y"], None),
]


@pytest.mark.parametrize(("given", "wanted", "lines", "label"), MISTAKES, ids=[f"{row[2][-1]}" for row in MISTAKES])
def test_the_rule_that_a_wrong_line_breaks_is_named(given: str, wanted: str, lines: list[str], label: str | None) -> None:
    wrong = judged(given, wanted, lines).first_wrong

    assert wrong is not None
    assert (wrong.line, wrong.label) == (len(lines), label)
