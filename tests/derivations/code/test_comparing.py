"""Code beside code: one answer in many spellings, slips by name, and no verdict that the shapes do not carry."""

from __future__ import annotations

import pytest

from derivations.code.comparing import compare_statements
from derivations.code.errors import CodeError

BATCH = {"x": ["n", "d"], "delta": ["n", "h"]}
SINGLE = {"x": ["1", "d"], "delta": ["1", "h"]}
VECTORS = {"x": ["d"], "delta": ["h"]}
OUTPUT = {"x": ["n", "d"], "p": ["n", "k"], "y": ["n", "k"]}
GRADIENT = "grad = x.T @ (p - y) / n"

SAME = [
    ("np.dot(x.T, delta)", "x.T @ delta", BATCH, "all_shapes"),
    ("g = x.T.dot(delta)", "grad['W1'] = x.T @ delta", BATCH, "all_shapes"),
    ("np.matmul(np.transpose(x), delta)", "x.T @ delta", BATCH, "all_shapes"),
    ("np.einsum('ni,nj->ij', x, delta)", "x.T @ delta", BATCH, "all_shapes"),
    ("(delta.T @ x).T", "x.T @ delta", BATCH, "all_shapes"),
    ("sum(np.outer(x[i], delta[i]) for i in range(n))", "x.T @ delta", BATCH, "shapes"),
    ("np.outer(x, delta)", "x.T @ delta", SINGLE, "shapes"),
    ("x[:, None] * delta", "np.outer(x, delta)", VECTORS, "all_shapes"),
    ("np.outer(delta, x).T", "np.outer(x, delta)", VECTORS, "all_shapes"),
    ("delta.sum(0)", "np.sum(delta, axis=0)", BATCH, "all_shapes"),
    ("d = p - y\ngrad = x.T @ d\ngrad /= n", GRADIENT, OUTPUT, "all_shapes"),
    ("import numpy as np\ngrad = np.dot(x.T, p - y) / n", GRADIENT, OUTPUT, "all_shapes"),
    ("    grad = x.T @ (p - y)\n    grad = grad / n", GRADIENT, OUTPUT, "all_shapes"),
    ("g = p - y\nh = g\nh /= n\ngrad = x.T @ g", GRADIENT, OUTPUT, "shapes"),
    ("g = (p - y).T\ng -= 0\ng /= n\ngrad = (g @ x).T", GRADIENT, OUTPUT, "all_shapes"),
    ("def backward(x, p, y, n):\n    g = 0\n    for i in range(n):\n        g = g + np.outer(x[i], p[i] - y[i])\n    return g / n",
     GRADIENT, OUTPUT, "shapes"),
    ("v *= mu\nv -= lr * g", "v = mu * v - lr * g", {"v": ["k"], "g": ["k"], "mu": [], "lr": []}, "all_shapes"),
    ("z * (1 - z)", "1 / (1 + np.exp(-u)) * (1 - z)", None, None),
    ("np.maximum(0, u)", "u * (u > 0)", {"u": ["n", "h"]}, "all_shapes"),
    ("(u > 0).astype(int) * delta", "np.where(u > 0, delta, 0)", {"u": ["n", "h"], "delta": ["n", "h"]}, "all_shapes"),
    ("self.dW = np.dot(self.x.T, dout)", "dW = self.x.T @ dout", {"self.x": ["n", "d"], "dout": ["n", "k"]}, "all_shapes"),
]  # fmt: skip


@pytest.mark.parametrize(("student", "teacher", "shapes", "how"), SAME)
def test_one_answer_has_many_spellings(student: str, teacher: str, shapes: dict[str, list[str]], how: str | None) -> None:
    names = [*(shapes or {"z": [], "u": []}), "n"]

    found = compare_statements(student, teacher, names, shapes)

    assert found.outcome == ("correct" if how else "incorrect")
    assert how is None or found.how == how


SLIPS = [
    ("x @ delta", "x.T @ delta", BATCH, "shape", "transpose"),
    ("delta.T @ x", "x.T @ delta", BATCH, "shape", "transpose"),
    ("np.outer(x, delta)", "x.T @ delta", BATCH, "shape", "shape"),
    ("np.sum(delta)", "np.sum(delta, axis=0)", BATCH, "shape", "axis"),
    ("np.sum(delta, axis=1)", "np.sum(delta, axis=0)", BATCH, "shape", "axis"),
    ("np.sum(delta, axis=0, keepdims=True)", "np.sum(delta, axis=0)", BATCH, "shape", "shape"),
    ("x.T @ (p - y)", GRADIENT, OUTPUT, "witness", "factor"),
    ("x.T @ (p - y) / x.shape[1]", GRADIENT, OUTPUT, "witness", "factor"),
    ("x.T @ (y - p) / n", GRADIENT, OUTPUT, "witness", "sign"),
    ("x.T @ (p + y) / n", GRADIENT, OUTPUT, "witness", "sign"),
    ("np.zeros_like(x.T @ p)", GRADIENT, OUTPUT, "witness", None),
    ("(x.T @ (p - y) / n).astype(np.float16)", GRADIENT, OUTPUT, "precision", "precision"),
    ("(x.T @ (p - y) / n).astype('float32')", GRADIENT, OUTPUT, "precision", "precision"),
    ("np.float32(x.T) @ (p - y) / n", GRADIENT, OUTPUT, "precision", "precision"),
    ("x.T @ (p - y).astype(int) / n", GRADIENT, OUTPUT, "witness", "precision"),
    ("x[:] = 0\ngrad = x.T @ (p - y) / n", GRADIENT, OUTPUT, "witness", None),
    ("g = p\ng -= y\ngrad = x.T @ (p - y) / n", GRADIENT, OUTPUT, "witness", None),
    ("np.clip(u, -5, 5)", "u", {"u": ["n"]}, "witness", None),
    ("2e-8 * u", "1e-8 * u", {"u": ["n"]}, "witness", "factor"),
]


@pytest.mark.parametrize(("student", "teacher", "shapes", "how", "label"), SLIPS)
def test_a_slip_is_wrong_and_named(student: str, teacher: str, shapes: dict[str, list[str]], how: str, label: str | None) -> None:
    found = compare_statements(student, teacher, [*shapes, "n"] if "n" not in shapes else None, shapes)

    assert (found.outcome, found.how) == ("incorrect", how)
    assert label is None or found.label == label
    assert found.witness is not None
    assert found.witness["at"]


OPEN = [
    ("q * delta", "delta", BATCH, "invalid", "unknown_name"),
    ("x.T @", "x.T @ delta", BATCH, "invalid", "syntax"),
    ("print(x)", "x", BATCH, "invalid", "no_value"),
    ("1 / 0 * x", "x", BATCH, "invalid", "undefined"),
    ("np.linalg.inv(x)", "x", BATCH, "undecided", "unsupported"),
    ("x // 1", "x", BATCH, "incorrect", "witness"),
    ("np.log(x) * 2", "np.log(x ** 2)", BATCH, "undecided", "undefined"),
    ("x + 1e-7", "x", BATCH, "undecided", "near"),
    ("x if x[0, 0] > 0 else x", "x", BATCH, "undecided", "branch"),
    ("helper(x)", "x", BATCH, "undecided", "missing_helper"),
    ("delta * z * (1 - z)", "delta * d_sigmoid(z)", {"delta": ["h"], "z": ["h"]}, "undecided", "missing_helper"),
]


@pytest.mark.parametrize(("student", "teacher", "shapes", "outcome", "how"), OPEN)
def test_what_cannot_be_judged_says_why(student: str, teacher: str, shapes: dict[str, list[str]], outcome: str, how: str) -> None:
    found = compare_statements(student, teacher, list(shapes), shapes)

    assert (found.outcome, found.how) == (outcome, how)


BY_RANK = [
    ("np.outer(x, delta)", "x.T @ delta", "incorrect", "equal_if: N = 1"),
    ("np.einsum('ni,ij->nj', x, W) + b", "np.dot(x, W) + b", "correct", "equal_if: x: (N, I); W: (I, H); b: (H)"),
    ("x.T @ delta / len(x)", "x.T @ delta / n", "undecided", "equal_if: x: (N, I); delta: (N, H); n = N"),
    ("np.sum(delta)", "np.sum(delta, axis=0)", "incorrect", None),
    ("delta @ W", "delta @ W.T", "incorrect", None),
    ("x * delta", "delta * x", "correct", None),
]


@pytest.mark.parametrize(("student", "teacher", "outcome", "note"), BY_RANK)
def test_without_shapes_a_verdict_holds_at_every_rank_that_is_tried(
    student: str, teacher: str, outcome: str, note: str | None
) -> None:
    found = compare_statements(student, teacher)

    assert (found.outcome, found.note) == (outcome, note)


def test_values_that_differ_only_at_a_kink_are_the_same_and_it_is_said() -> None:
    found = compare_statements("(u >= 0) * delta", "(u > 0) * delta", ["u", "delta"], {"u": ["n"], "delta": ["n"]})

    assert (found.outcome, found.note) == ("correct", "removable_points")


def test_a_witness_can_be_worked_out_again() -> None:
    found = compare_statements("x * x", "x * 2", ["x"], {"x": ["n"]})

    assert found.witness is not None
    entries = [float(each) for each in found.witness["at"]["x"].strip("[]").split(",")]
    place = int(found.facts["entry"].strip("[]"))
    assert float(found.witness["student"]) == pytest.approx(entries[place] ** 2)
    assert float(found.witness["teacher"]) == pytest.approx(entries[place] * 2)


@pytest.mark.parametrize("teacher", ["q(", "np.linalg.inv(x)", "x @ x"])
def test_a_teacher_s_code_that_cannot_be_followed_is_no_fault_of_the_student(teacher: str) -> None:
    with pytest.raises(CodeError):
        compare_statements("x", teacher, ["x"], {"x": ["n", "d"]})
