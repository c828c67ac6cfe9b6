"""One row in, one answer out: outcomes by table, shared answers without a wrong verdict, bad rows answered with what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from derivations.rows.row import answer_row

DATA = Path(__file__).parents[2] / "data"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").split("\n") if line]


def answered(student: str, teacher: str, **fields: object) -> dict[str, Any]:
    return answer_row({"student": student, "teacher": teacher, **fields})


ANSWERS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("2x+2y", "2*(x+y)", {}, {"outcome": "correct", "how": "exact", "reading": "2*x + 2*y"}),
    ("2x", "2*(x+y)", {}, {"outcome": "incorrect", "how": "witness"}),
    ("2*(x+", "x", {}, {"outcome": "invalid", "how": "missing_operand", "at": 5, "expected": ["operand"]}),
    ("2q", "2x", {"variables": ["x"]}, {"outcome": "invalid", "how": "unknown_name", "at": 1}),
    ("1/0", "x", {}, {"outcome": "invalid", "how": "undefined"}),
    ("x", "1/0", {}, {"outcome": "undecided", "how": "key_undefined"}),
    ("[1, 2]", "1", {}, {"outcome": "invalid", "how": "wrong_type", "found": "sequence", "expected": ["value"]}),
    ("ln(x^2)", "2 ln(x)", {"domain": "positive"}, {"outcome": "correct"}),
    ("ln(x^2)", "2 ln(x)", {"domain": {"x": "real"}}, {"outcome": "incorrect"}),
    (r"\frac{x}{2}", "x/2", {"format": "latex"}, {"outcome": "correct"}),
    ("x^{14}", "x**14", {"format": "latex"}, {"outcome": "correct"}),
    (r"\frac{x}{2}", "x/2", {}, {"outcome": "correct"}),
    (r"\frac{x}{", "x/2", {}, {"outcome": "invalid", "how": "unknown_command", "at": 0}),
    (r"w_{ji}x", "w_ji*x", {"format": "latex"}, {"outcome": "correct"}),
    (r"e^{w_{ji}}", "exp(w_ji)", {"format": "latex"}, {"outcome": "correct"}),
    (r"a\cdot x_1", "ax_1", {"format": "latex"}, {"outcome": "correct", "reading": "a*x_1"}),
    ("f'(x)", "f'(x) + 0", {"functions": ["f"]}, {"outcome": "correct"}),
    ("dz/dx = 2x", "2x", {"asked": "dz/dx"}, {"outcome": "correct", "reading": "2*x"}),
    ("x = 2", "2", {"asked": "x"}, {"outcome": "correct"}),
    ("2", "x = 2", {"asked": "x"}, {"outcome": "correct"}),
    ("x = 2", "2", {"asked": "y"}, {"outcome": "invalid", "how": "wrong_type"}),
    ("0.333", "1/3", {"options": {"rtol": 1e-4}}, {"outcome": "incorrect", "how": "tolerance"}),
    ("0.3333", "1/3", {"options": {"rtol": 1e-3}}, {"outcome": "correct", "how": "tolerance"}),
    ("2x+2", "2(x+1)", {"options": {"form": "factored"}}, {"outcome": "correct", "form": "missed"}),
    ("2(x+1)", "2x+2", {"options": {"form": "factored"}}, {"outcome": "correct", "form": "ok"}),
    ("2x", "2(x+1)", {"options": {"form": "factored"}}, {"outcome": "incorrect", "form": None}),
    ("2t", "2t", {"options": {"form": "no_named", "named": ["t"]}}, {"outcome": "correct", "form": "missed"}),
    ("sqrt(x^2)", "x", {}, {"outcome": "incorrect", "note": "equal_if: x > 0"}),
    ("ln(x y)", "ln x + ln y", {}, {"outcome": "incorrect", "note": "equal_if: x > 0, y > 0"}),
    ("sqrt(x^2)", "-x", {}, {"outcome": "incorrect", "note": None}),
    (r"\{1, 2\}", r"\{2, 1\}", {"format": "latex"}, {"outcome": "correct"}),
    (
        r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
        "[[1,2],[3,5]]",
        {"format": "latex"},
        {"outcome": "incorrect", "facts": {"part": "2,2"}},
    ),
    (r"W^\top \delta", r"\delta W^\top", {"format": "latex"}, {"outcome": "incorrect", "how": "product"}),
    ("x^T d", "(d^T x)^T", {"shapes": {"x": ["N", "I"], "d": ["N", "H"]}}, {"outcome": "correct"}),
    ("2x=4", "x=2", {}, {"outcome": "correct"}),
    ("y = 2x", "2x", {}, {"outcome": "correct", "reading": "2*x", "facts": {"left_side": "y"}}),
    ("y = 2x", "2x", {"variables": ["x"]}, {"outcome": "correct", "reading": "2*x"}),
    ("f'(x) = 2x", "2x", {"variables": ["x"]}, {"outcome": "correct", "reading": "2*x"}),
    ("y = 3x", "2x", {"variables": ["x"]}, {"outcome": "incorrect", "reading": "3*x"}),
    (r"\frac{\partial L}{\partial w} = 2x", "2x", {"format": "latex"}, {"outcome": "correct"}),
    ("2x", "dy/dx = 2x", {}, {"outcome": "correct"}),
    ("x = 2x", "2x", {}, {"outcome": "invalid", "how": "wrong_type"}),
    ("q + 2x = y", "2x", {"variables": ["x", "y"]}, {"outcome": "invalid", "how": "unknown_name"}),
    ("y > 2x", "2x", {}, {"outcome": "invalid", "how": "wrong_type"}),
    ("(x^2-1)/(x-1)", "x+1", {}, {"outcome": "correct", "note": "removable_points"}),
    ("np.dot(x.T, d)", "dW = x.T @ d", {"format": "numpy"}, {"outcome": "correct", "how": "all_shapes", "error": None}),
    ("x.T @", "x.T @ d", {"format": "numpy"}, {"outcome": "invalid", "how": "syntax", "at": 0}),
    ("y = x\nimport os", "x.T @ d", {"format": "numpy"}, {"outcome": "invalid", "how": "refused", "at": 6, "found": "import"}),
    (
        "x.T @ d",
        "x.T @ d / n",
        {"format": "numpy", "shapes": {"x": ["n", "i"], "d": ["n", "k"]}},
        {"outcome": "incorrect", "diagnosis": [{"label": "factor", "weight": 1.0}], "note": "equal_if: n = 1"},
    ),
]


@pytest.mark.parametrize(("student", "teacher", "fields", "expected"), ANSWERS)
def test_a_row_is_answered(student: str, teacher: str, fields: dict[str, Any], expected: dict[str, Any]) -> None:
    found = answered(student, teacher, **fields)

    assert expected.items() <= found.items(), found
    json.dumps(found)


BAD_ROWS: list[tuple[object, str, str]] = [
    ([1, 2], "row", "not_an_object"),
    ({"teacher": "x"}, "student", "missing"),
    ({"student": 1, "teacher": "x"}, "student", "not_a_text"),
    ({"student": "x"}, "teacher", "missing"),
    ({"student": "x", "teacher": "2*("}, "teacher", "missing_operand"),
    ({"student": "x", "teacher": "x", "variables": "x"}, "variables", "not_a_list_of_texts"),
    ({"student": "x", "teacher": "x", "domain": "wide"}, "domain", "unknown: wide"),
    ({"student": "x", "teacher": "x", "domain": {"x": 1}}, "domain", "neither_a_word_nor_a_map_of_words"),
    ({"student": "x", "teacher": "x", "format": "word"}, "format", "unknown"),
    ({"student": "x", "teacher": "x", "options": {"rtol": -1}}, "options", "not_a_size: rtol"),
    ({"student": "x", "teacher": "x", "options": {"rtl": 1}}, "options", "unknown: rtl"),
    ({"student": "x", "teacher": "x", "options": {"form": "nice"}}, "options", "unknown: form"),
    ({"student": "x", "teacher": "x", "asked": "dz/"}, "asked", "missing_operand"),
    ({"student": "x", "teacher": "x", "shapes": {"x": "N"}}, "shapes", "not_a_list_of_dimensions"),
    ({"student": "x", "teacher": "x @", "format": "numpy"}, "teacher", "syntax"),
    ({"student": "x", "teacher": "x", "format": "numpy", "functions": ["f"]}, "functions", "not_for_code"),
    ({"student": "x", "teacher": "x", "format": "numpy", "options": {"rtol": 0.1}}, "options", "not_for_code"),
    ({"student": "x", "teacher": "x", "format": "numpy", "given": ["y = x"]}, "given", "not_for_code"),
    ({"student": "x", "teacher": "np.linalg.inv(x)", "format": "numpy"}, "teacher", "unsupported"),
]


@pytest.mark.parametrize(("row", "field", "reason"), BAD_ROWS)
def test_a_bad_row_is_undecided_and_says_which_field_is_at_fault(row: object, field: str, reason: str) -> None:
    found = answer_row(row)

    assert found["outcome"] == "undecided"
    assert (found["error"]["field"], found["error"]["reason"]) == (field, reason)


def test_an_unreadable_answer_is_the_students_matter_even_beside_an_unreadable_key() -> None:
    assert answered("2*(", "2*(")["outcome"] == "invalid"


@pytest.mark.parametrize("spelling", ["plain", "latex"])
def test_shared_answers_get_no_wrong_verdict(spelling: str) -> None:
    ending = "_latex" if spelling == "latex" else ""
    wrong = []
    for row in rows("answer_pairs.jsonl"):
        domain = "positive" if row["domain"] == "positive" else "real"
        fields = {"variables": row["variables"], "format": spelling, "domain": domain}
        found = answered(row[f"student{ending}"], row[f"teacher{ending}"], **fields)
        if found["outcome"] != ("correct" if row["expected"] else "incorrect"):
            wrong.append((row["id"], row["student"], row["teacher"], found))

    assert not wrong


def test_shared_derivatives_get_no_wrong_verdict_in_any_spelling() -> None:
    wrong = []
    for row in rows("derivative_answers.jsonl"):
        spelling = "latex" if row["syntax"] == "latex" else "plain"
        found = answered(row["answer"], row["truth"], variables=row["symbols"], format=spelling)
        if found["outcome"] != row["verdict"]:
            wrong.append((row["id"], row["answer"], row["truth"], found))

    assert not wrong


def shapes_of(assumed: dict[str, str]) -> dict[str, list[str]]:
    return {name: word[6:-1].split(",") for name, word in assumed.items() if word.startswith("array(")}


def test_no_hostile_answer_gets_a_verdict_that_it_must_never_get() -> None:
    wrong = {}
    for row in rows("hostile_answers.jsonl"):
        student = "".join(text * times for text, times in row["student_repeat"]) if row.get("student_repeat") else row["student"]
        declared = {
            "variables": row["vars"],
            "functions": row.get("functions", []),
            "domain": row.get("assume"),
            "format": row["format"],
        }
        if row["format"] == "numpy":
            declared |= {"domain": None, "shapes": shapes_of(row.get("assume") or {})}
        found = answered(student, row["teacher"], options=row.get("options"), **declared)
        outcome = "unsupported" if found["outcome"] == "undecided" else found["outcome"]
        if outcome in row["never"]:
            wrong[row["id"]] = found

    assert not wrong


def test_typed_answers_get_the_verdict_that_their_values_have_or_are_refused_by_name() -> None:
    wrong = []
    for row in rows("typed_answers.jsonl"):
        found = answer_row({key: value for key, value in row.items() if key not in ("expected", "refused")})
        wanted = "invalid" if "refused" in row else "correct" if row["expected"] else "incorrect"
        if found["outcome"] != wanted or ("refused" in row and found["how"] != row["refused"]):
            wrong.append(f"{row['id']}: {row['student']} beside {row['teacher']}: {found['how']}")

    assert not wrong, "\n".join(wrong)
