"""What the program writes is what the schemas say, and what people write as well."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from derivations.rows.row import answer_row
from quiz import kinds
from quiz.bank.frontmatter import read_question, read_yaml
from quiz.bank.schema import Common, TestFile
from quiz.cli import main
from quiz.file_schemas import described
from quiz.registry import load
from quiz.schemas import SCHEMAS, schema
from tests.laws.test_same_anywhere import ROWS

BANK = Path(__file__).parents[2] / "quiz/bank"


def faults(name: str, value: object) -> list[str]:
    return [each.message for each in Draft202012Validator(schema(name)).iter_errors(value)]


def printed(*arguments: str) -> Any:
    return json.loads(CliRunner().invoke(main, [*arguments], env={"QUIZ_LANG": "en"}).output)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_is_printed(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert printed("schema", name) == schema(name)
    assert name in CliRunner().invoke(main, ["schema"]).output


BAD_ROWS: list[dict[str, object]] = [
    {"teacher": "x"},
    {"student": "x"},
    {"student": 1, "teacher": "x"},
    {"student": "x", "teacher": "x", "format": "word"},
    {"student": "x", "teacher": "x", "options": {"rtl": 1}},
]


@pytest.mark.parametrize("row", BAD_ROWS, ids=str)
def test_a_row_that_the_schema_refuses_is_answered_with_an_error(row: dict[str, object]) -> None:
    assert faults("compare-row", row)
    assert answer_row(row)["error"]
    assert not faults("compare-answer", answer_row(row))


def test_rows_and_their_answers_are_as_the_schemas_say() -> None:
    assert not [(row, found) for row in ROWS if (found := faults("compare-row", row))]
    assert not [(row, found) for row in ROWS if (found := faults("compare-answer", answer_row(row)))]


CODE = [
    "np.dot(x.T, d)",
    "x @ d",
    "x.T @ d / 2",
    "np.outer(x, d)",
    "(x.T @ d).astype('float16')",
    "q",
    "import os",
    "x.T @",
    "np.linalg.inv(x)",
]


@pytest.mark.parametrize("student", CODE)
@pytest.mark.parametrize("shapes", [{}, {"x": ["n", "i"], "d": ["n", "k"]}])
def test_rows_of_code_and_their_answers_are_as_the_schemas_say(student: str, shapes: dict[str, list[str]]) -> None:
    row = {"student": student, "teacher": "g = x.T @ d", "format": "numpy", "variables": ["x", "d"], "shapes": shapes}

    assert not faults("compare-row", row)
    assert not faults("compare-answer", answer_row(row))


@pytest.mark.parametrize("text", ["2(x+y)", "[[1, 2]]", "dz/dx", "2*("])
def test_a_reading_is_as_its_schema_says(text: str) -> None:
    assert not faults("reading", printed("read", text, "--json"))


@pytest.mark.parametrize("text", ["2x+2y", "2x", "2t", "2*(", ""])
def test_a_verdict_is_as_its_schema_says(text: str) -> None:
    assert not faults("verdict", printed("answer", "chain_rule", text, "--json"))


def test_a_derivation_is_as_its_schema_says() -> None:
    assert not faults("derivation", printed("derive", "y = sigmoid(x)", "max(dy/dx)", "--json"))


@pytest.mark.parametrize("file", sorted(BANK.rglob("*.quiz.md")), ids=lambda file: file.name)
def test_a_shipped_question_is_as_its_schema_says(file: Path) -> None:
    assert not faults("question", read_question(file).fields)
    assert faults("question", {**read_question(file).fields, "unknown": "x"})


NAMED = ("kind", "wanted", "given", "listing", "samples", "questions", "reveal")


@pytest.mark.parametrize("shape", [Common, TestFile, *(module.Fields for module in load(kinds).values())], ids=str)
def test_an_editor_can_show_what_fields_mean(shape: type) -> None:
    told = {name for name, text in described(shape).items() if text}

    assert told <= {each.name for each in fields(shape)}
    assert told >= {
        each.name for each in fields(shape) if each.name in ("kind", "wanted", "given", "listing", "questions", "reveal")
    }


QUESTION: dict[str, object] = {"kind": "formula", "given": ["z = t^2", "t = 3x"], "wanted": "dz/dx"}
SLIPS: dict[str, dict[str, object]] = {
    "mistyped kind": {"kind": "formla"},
    "field of another kind": {"choices": ["1", "2"]},
    "a text where a list is due": {"given": "z = t^2"},
    "points in words": {"points": "two"},
    "mistyped form": {"form": {"target": "factord"}},
    "mistyped language": {"title": {"jp": "x"}},
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_what_a_file_must_not_hold_its_schema_refuses(slip: dict[str, object]) -> None:
    assert not faults("question", QUESTION)
    assert faults("question", {**QUESTION, **slip})


def test_scalars_may_stand_without_quotes() -> None:
    assert not faults("question", {**QUESTION, "points": 2, "form": {"target": "factored", "credit": "1/2"}})
    assert not faults("test", {"questions": ["a", {"draw": 1, "of": ["b", "c"]}], "shuffle": True, "draw": "2"})


@pytest.mark.parametrize("file", sorted(BANK.rglob("test.yaml")), ids=lambda file: file.parent.name)
def test_a_shipped_test_is_as_its_schema_says(file: Path) -> None:
    assert not faults("test", read_yaml(file).fields)
