"""The three-way oracle agrees on what is right and catches what is planted."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from derivations import crosscheck, network
from derivations.code.declared import model_of
from derivations.code.identify import identify
from derivations.code.listing import listing_of, load_listing
from derivations.code.model import Model
from derivations.crosscheck import CENTRAL_BOUND, COMPLEX_STEP_BOUND, check_network, check_statement
from derivations.differences import relative_error
from derivations.steps.text import derive_text
from derivations.terms.domain import Domain
from derivations.terms.term import Term, apply, name, number

SHAPES = {"x": ("N", "I"), "d": ("N", "K"), "W1": ("I", "H"), "b1": ("H",), "W2": ("H", "K"), "b2": ("K",)}
SOURCE = Path(network.__file__).read_text(encoding="utf-8")


def model(source: str = SOURCE, suffix: str = "") -> Model:
    backward, forward = (listing_of(source, f"{each}{suffix}") for each in ("backward", "forward"))
    return model_of(backward, forward, "mean_squared_error(d, y)", SHAPES)


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_derivation_numpy_and_differences_agree_for_every_parameter(activation: str) -> None:
    agreements = check_network(activation)

    assert {each.name for each in agreements} == {"b2", "W2", "b1", "W1"}
    assert all(each.central <= CENTRAL_BOUND and each.complex_step <= COMPLEX_STEP_BOUND for each in agreements), agreements
    assert all(each.holds for each in agreements), agreements


BUGS = {
    "wrong activation derivative": ("* d_sigmoid(z1)", "* d_sigmoid(sigmoid(z1))", {"b1", "W1"}),
    "dropped 1/N": ("(y - d) / np.size(d)", "(y - d)", {"b2", "W2", "b1", "W1"}),
    "K for N K": ("(y - d) / np.size(d)", "(y - d) / np.shape(d)[1]", {"b2", "W2", "b1", "W1"}),
    "sign": ("(y - d) / np.size(d)", "(d - y) / np.size(d)", {"b2", "W2", "b1", "W1"}),
    "mean for sum": ("np.sum(delta1, axis=0)", "np.mean(delta1, axis=0)", {"b1"}),
    "activation left out": (" * d_sigmoid(z1)", "", {"b1", "W1"}),
}


@pytest.mark.parametrize("bug", BUGS)
def test_planted_bugs_are_caught(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right, wrong, hit = BUGS[bug]
    namespace = compiled(SOURCE.replace(right, wrong))
    monkeypatch.setitem(crosscheck.NETWORKS, "sigmoid", (network.forward, namespace["backward"]))

    failed = {each.name for each in check_network("sigmoid") if not each.holds}

    assert failed == hit


def test_a_missing_transpose_is_caught_by_its_shape() -> None:
    judged = identify(model(SOURCE.replace("np.dot(delta2, W2.T)", "np.dot(delta2, W2)", 1)))

    reasons = {each.target: each.reason[0] for each in judged if each.reason}
    assert reasons == {"delta1": "shape", "grad['b1']": "depends", "grad['W1']": "depends"}


@pytest.mark.parametrize("bug", BUGS)
def test_statements_with_planted_bugs_are_not_identified(bug: str) -> None:
    right, wrong, hit = BUGS[bug]

    judged = identify(model(SOURCE.replace(right, wrong)))

    wrongly = {each.target for each in judged for name in hit if each.is_derivative_by(name)}
    assert not wrongly


def test_every_statement_of_the_listing_is_identified() -> None:
    judged = {each.target: {str(one.quantity) for one in each.equals if one.is_exact} for each in identify(model())}

    assert judged["delta2"] == {"y", "u2"}
    assert judged["delta1"] == {"u1"}
    assert [judged[f"grad['{each}']"] for each in ("b2", "W2", "b1", "W1")] == [{"b2"}, {"W2"}, {"b1"}, {"W1"}]


def test_the_interpreter_computes_what_numpy_computes() -> None:
    statement = next(each for each in identify(model()) if each.target == "grad['W1']")

    assert check_statement(model(), statement, "W1").holds


def test_formula_crosscheck_accepts_the_derivative_and_refuses_others() -> None:
    x, y, t = name("x"), name("y"), name("t")
    definitions = (("z", t**2), ("t", x + y))

    right = crosscheck.check_formula(definitions, "z", "x", 2 * (x + y), Domain())
    wrong = crosscheck.check_formula(definitions, "z", "x", 2 * x, Domain())

    assert right.holds
    assert not wrong.holds


def test_a_derivative_by_a_defined_quantity_is_cross_checked_away_from_its_definition() -> None:
    x, y, t = name("x"), name("y"), name("t")
    definitions = (("z", t**2 * x), ("t", x + y))

    right = crosscheck.check_formula(definitions, "z", "t", 2 * (x + y) * x, Domain())
    wrong = crosscheck.check_formula(definitions, "z", "t", 2 * (x + y), Domain())

    assert right.holds
    assert not wrong.holds


def test_maximum_crosscheck_sees_a_larger_value_and_an_unattained_one() -> None:
    x = name("x")
    slope = apply("sigmoid", x) * (1 - apply("sigmoid", x))
    quarter, fifth, zero = number(Fraction(1, 4)), number(Fraction(1, 5)), number(0)

    assert crosscheck.check_maximum(slope, "x", quarter, zero) < 1e-12
    assert crosscheck.check_maximum(slope, "x", fifth, zero) > 1e-2


def test_relative_error_needs_equal_shapes_and_knows_zero() -> None:
    assert relative_error(np.zeros((3, 1)), np.zeros(3)) == float("inf")
    assert relative_error(np.zeros(3), np.zeros(3)) == 0


def test_the_listing_of_the_questions_is_the_source_itself() -> None:
    listing = load_listing("derivations.network:backward", Path())

    assert listing.text in SOURCE
    assert ast.parse(listing.text)


def compiled(source: str) -> dict[str, object]:
    namespace: dict[str, object] = {}
    exec(compile(source, "network", "exec"), namespace)  # noqa: S102 - our own file with one planted change
    return namespace


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("w2 = w1 + v2; v2 = m v1 - g1; g1 = 3 w1; w1 = w0 + v1", "dw2/dv1"),  # w1 is reached through v2 before its own turn
        ("z = tanh(u); u = 8 x + b", "dz/dx"),
        ("z = tanh(u); u = 9 x + b", "dz/dx"),
        ("z = (x^2 + 1)/(x - 1)", "dz/dx"),  # a pole, beside which all other slopes are small
        ("E = (y - d)^2; y = sigmoid(u); u = 12 w", "dE/dw"),
    ],
)
def test_shared_quantities_count_once_and_rounding_where_a_slope_has_vanished_is_no_disagreement(given: str, wanted: str) -> None:
    derivation = derive_text(given, wanted)
    quantity, variable = (str(each.value) for each in derivation.wanted.args)

    def check(answer: Term) -> bool:
        return crosscheck.check_formula(derivation.definitions, quantity, variable, answer, Domain()).holds

    assert check(derivation.answer)
    assert not check(derivation.answer * (1 + number(Fraction(1, 10**6))))
