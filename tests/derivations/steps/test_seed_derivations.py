"""The derivations of the confirmation test, exactly as they are to be read."""

from __future__ import annotations

import pytest

from derivations.course import backprop, chain_rule, sigmoid
from derivations.steps.derive import derive
from derivations.steps.rule_names import RULE_NAMES
from derivations.steps.step import Derivation
from derivations.steps.text import derive_text
from derivations.steps.verify import verification
from derivations.terms.printing import plain
from derivations.terms.term import apply, derivative, name, number

SEED = {
    "chain rule": (chain_rule.derivation, 2 * (name("x") + name("y"))),
    "sigmoid": (sigmoid.slope, apply("sigmoid", name("x")) * (1 - apply("sigmoid", name("x")))),
    "sigmoid, from the fraction": (sigmoid.slope_from_fraction, apply("sigmoid", name("x")) * (1 - apply("sigmoid", name("x")))),
    "maximum": (sigmoid.maximum, number(1) / number(4)),
    "place of the maximum": (sigmoid.place_of_maximum, number(0)),
    "maximum, by calculus": (sigmoid.maximum_by_calculus, number(1) / number(4)),
}


@pytest.mark.parametrize("case", SEED)
def test_the_seeds_derivations_end_in_the_seeds_answers_and_are_verified(case: str) -> None:
    build, answer = SEED[case]
    derivation = build()
    checked = verification(derivation)

    assert plain(derivation.answer) == plain(answer)
    assert checked.verified, (checked.answer, checked.failures())


def test_the_chain_rule_keeps_its_intermediate_until_the_last_line() -> None:
    derivation = chain_rule.derivation()

    assert plain(derivation.root.after) == "dz/dt*dt/dx"
    assert plain(derivation.root.result) == "2*t"
    assert [rewrite.rule for rewrite in derivation.trace] == ["back-substitution"]
    assert derivation.answer == derive(chain_rule.DEFINITIONS, derivative(name("z"), name("x"))).answer


def test_the_maximum_is_proved_by_a_completed_square() -> None:
    argument = {step.rule: (plain(step.before), plain(step.result)) for step in sigmoid.maximum().steps()}

    assert argument["completed-square"] == ("1/4 - sigmoid(x)*(1 - sigmoid(x))", "(sigmoid(x) - 1/2)^2")
    assert argument["square-nonnegative"] == ("(sigmoid(x) - 1/2)^2 >= 0", "sigmoid(x)*(1 - sigmoid(x)) <= 1/4")
    assert argument["attained-at"] == ("sigmoid(0)*(1 - sigmoid(0))", "1/4")


def test_the_second_way_to_the_maximum_looks_at_stationary_points_curvature_and_limits() -> None:
    argument = {step.rule: plain(step.result) for step in sigmoid.maximum_by_calculus().steps()}

    assert (argument["stationary-points"], argument["second-order-test"], argument["limits-at-ends"]) == ("0", "-1/8 < 0", "(0, 0)")


PRODUCTS = {
    ("E = (y - d)^2/2; y = u^3; u = w*x", "dE/dy * dy/du"): "3*(w*x)^2*((w*x)^3 - d)",
    ("E = (y - d)^2/2; y = w*z", "dE/dy * dy/dw"): "z*(w*z - d)",
    ("z = x*y", "∂z/∂x + ∂z/∂y"): "y + x",
    ("E = t^2; t = u + v; u = x^2; v = 3*x", "dE/dx"): "2*(x^2 + 3*x)*(2*x + 3)",
    ("y = x^3", "d2y/dx2"): "6*x",
    ("z = x^2*y", "grad(z, x, y)"): "(2*x*y, x^2)",
    ("z = t^2; t = x + y", "dz/dx at x=1, y=2"): "6",
    ("z = t^2; t = 3*x", "dz/dt at t=2"): "4",
    ("z = t^2; t = 3*x", "dz/dt*dt/dx at t=2"): "12",
}


@pytest.mark.parametrize(("given", "wanted"), PRODUCTS)
def test_expressions_in_derivatives_are_derived_and_verified(given: str, wanted: str) -> None:
    derivation = derive_text(given, wanted)
    checked = verification(derivation)

    assert plain(derivation.answer) == PRODUCTS[given, wanted]
    assert checked.verified, (checked.answer, checked.failures())


def codes(derivation: Derivation) -> set[str]:
    rewrites = [*derivation.trace, *(rewrite for step in derivation.steps() for rewrite in step.trace)]
    return {step.rule for step in derivation.steps()} | {rewrite.rule for rewrite in rewrites}


def test_every_code_of_a_derivation_is_a_known_one() -> None:
    derivations = [build() for build, _ in SEED.values()]
    derivations += [derive_text(given, wanted) for given, wanted in PRODUCTS]
    derivations += [backprop.derivation(quantity) for quantity in (*backprop.PARAMETERS, "y", "u1")]

    assert set().union(*(codes(each) for each in derivations)) <= set(RULE_NAMES)


def test_codes_are_distinct() -> None:
    assert len(set(RULE_NAMES)) == len(RULE_NAMES)
