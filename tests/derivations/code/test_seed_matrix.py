"""The listing of the course under each forward pass, derivative line and meaning of d_sigmoid: the verdicts derived by hand.

A derivative of the sigmoid is right where it is given what it takes: sigma'(u) at the pre-activation, z (1 - z) at the activation;
that of ReLU is the same at both. With ReLU ahead no sigmoid derivative is right, since it is at most 1/4 where the truth is 1.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path

import pytest

from derivations.code.identify import ALL_SHAPES, Judged, is_chain
from derivations.code.listing import parsed
from derivations.code.review import Review, review

SOURCE = (Path(__file__).parents[2] / "data" / "code" / "course_single_sample.py").read_text(encoding="utf-8")
FORWARD = ("sigmoid", "relu")
LINES = ("d_sigmoid(z1)", "d_sigmoid(u1)", "z1 * (1 - z1)", "d_relu(z1)")
MEANINGS = ("activation", "pre_activation", "missing")
DEFINITION = "def d_sigmoid(x):\n    dx = (1.0 - sigmoid(x)) * sigmoid(x)\n    return dx\n"
RIGHT = {
    ("sigmoid", "d_sigmoid(z1)", "activation"),
    ("sigmoid", "d_sigmoid(z1)", "missing"),
    ("sigmoid", "d_sigmoid(u1)", "pre_activation"),
    ("sigmoid", "d_sigmoid(u1)", "missing"),
    *(("sigmoid", "z1 * (1 - z1)", meaning) for meaning in MEANINGS),
    *(("relu", "d_relu(z1)", meaning) for meaning in MEANINGS),
}
MATRIX = list(product(FORWARD, LINES, MEANINGS))


def source(forward: str, line: str, meaning: str) -> str:
    text = SOURCE.replace("z1 = relu(u1)", f"z1 = {forward}(u1)").replace("d_relu(z1)", line)
    if "u1" in line:
        text = text.replace("return z1, y", "return u1, z1, y").replace("backward(x, d, z1, y)", "backward(x, d, u1, z1, y)")
    changed = {"activation": "def d_sigmoid(z):\n    return z * (1 - z)\n", "pre_activation": DEFINITION, "missing": ""}[meaning]
    assert DEFINITION in text
    return text.replace(DEFINITION, changed)


@cache
def reviewed(forward: str, line: str, meaning: str) -> Review:
    (found,) = review(parsed(source(forward, line, meaning)), loss="mean_squared_error(d, y)")
    return found


def statement(found: Review, start: str) -> Judged:
    return next(each for each in found.judged if each.source.startswith(start))


def exact(found: Review, start: str) -> set[str]:
    """What a statement is proved for all shapes to be the derivative by."""
    return {each.quantity.name for each in statement(found, start).equals if each.is_exact and each.claim == ALL_SHAPES}


@pytest.mark.parametrize(("forward", "line", "meaning"), MATRIX)
def test_the_output_layer_is_proved_for_all_shapes_whatever_stands_below(forward: str, line: str, meaning: str) -> None:
    found = reviewed(forward, line, meaning)

    assert exact(found, "delta2") == exact(found, "grad['b2']") == {"y", "u2", "b2"}
    assert exact(found, "grad['W2']") == {"W2"}


@pytest.mark.parametrize(("forward", "line", "meaning"), MATRIX)
def test_the_hidden_layer_is_right_exactly_where_the_derivative_takes_what_it_is_given(
    forward: str, line: str, meaning: str
) -> None:
    found = reviewed(forward, line, meaning)
    is_right = (forward, line, meaning) in RIGHT
    delta = statement(found, "delta1 = np.dot")

    assert (exact(found, "delta1 = np.dot") >= {"u1", "b1"}) == is_right
    assert (exact(found, "grad['b1']") >= {"u1", "b1"}) == is_right
    assert exact(found, "grad['W1']") == ({"W1"} if is_right else set())
    assert [(each.line, each.repair is not None) for each in found.findings] == ([] if is_right else [(delta.line, True)])


@pytest.mark.parametrize(("forward", "line", "meaning"), sorted(set(MATRIX) - RIGHT))
def test_a_repair_is_proved_for_all_shapes(forward: str, line: str, meaning: str) -> None:
    (finding,) = reviewed(forward, line, meaning).findings

    assert finding.repair is not None
    assert finding.repair[1] == ALL_SHAPES
    changed = source(forward, line, meaning).replace(f"delta1 = np.dot(delta2, W2.T) * {line}", finding.repair[0])
    (again,) = review(parsed(changed), loss="mean_squared_error(d, y)")
    assert exact(again, "grad['W1']") == {"W1"}


@pytest.mark.parametrize(("line", "helper"), [("d_sigmoid(z1)", "activation"), ("d_sigmoid(u1)", "pre_activation")])
def test_a_missing_helper_is_read_both_ways_and_both_are_said(line: str, helper: str) -> None:
    found = reviewed("sigmoid", line, "missing")
    (other,) = found.otherwise
    weights = next(each for each in statement(found, "grad['W1']").equals)

    assert found.assumed == (("d_sigmoid", helper),)
    assert weights.conditions == (("assumed", f"d_sigmoid: {helper}"),)
    assert not any(each.conditions for each in statement(found, "grad['W2']").equals)
    assert [each.line for each in other.findings] == [statement(found, "delta1 = np.dot").line]


READINGS = {("y", "u2", "W2"): "grad['W2']", ("y", "u1", "W1"): "grad['W1']"}


@pytest.mark.parametrize("chain", READINGS)
def test_the_third_question_has_a_line_under_each_reading(chain: tuple[str, ...]) -> None:
    found = reviewed("sigmoid", "z1 * (1 - z1)", "activation")

    assert is_chain(found.model, chain)
    assert [each.target for each in found.judged if chain[-1] in exact(found, each.source)] == [READINGS[chain]]


@pytest.mark.parametrize(("forward", "meaning"), list(product(FORWARD, MEANINGS)))
def test_the_lines_of_the_official_key_hold_only_with_a_repaired_activation(forward: str, meaning: str) -> None:
    found = reviewed(forward, "d_sigmoid(z1)", meaning)

    assert (exact(found, "grad['W1']") == {"W1"}) == ((forward, "d_sigmoid(z1)", meaning) in RIGHT)
    assert exact(found, "grad['W2']") == {"W2"}
