"""Why gradients vanish: the bounds are derived and checked, nowhere violated, and stated with their hypothesis."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from derivations.course import vanishing_gradient
from derivations.steps.step import Derivation
from derivations.steps.verify import verification
from derivations.terms.printing import plain

BOUNDS = {
    "one unit": (vanishing_gradient.bound, "abs(w1)*abs(w2)*abs(w3)/4^3"),
    "hypothesis": (vanishing_gradient.bound_under_hypothesis, "1/4^3"),
    "matrices": (vanishing_gradient.matrix_bound, "norm(W1)*norm(W2)/4^2"),
}


@pytest.mark.parametrize("case", BOUNDS)
def test_bounds_are_derived_and_every_step_is_checked(case: str) -> None:
    build, answer = BOUNDS[case]
    derivation = build()
    checked = verification(derivation)

    assert plain(derivation.answer) == answer
    assert checked.verified, (checked.answer, checked.failures())


@pytest.mark.parametrize("case", BOUNDS)
def test_a_bound_that_is_too_small_is_caught(case: str) -> None:
    derivation: Derivation = BOUNDS[case][0]()
    smaller = derivation.answer / 1000
    root = replace(derivation.root, after=smaller)

    assert not verification(replace(derivation, root=root, answer=smaller)).verified


def test_the_hypothesis_is_stated() -> None:
    conditions = vanishing_gradient.bound_under_hypothesis().conditions()

    assert [plain(each) for each in conditions] == ["abs(w1) <= 1", "abs(w2) <= 1", "abs(w3) <= 1"]
    assert vanishing_gradient.bound().conditions() == ()


def test_without_the_hypothesis_the_gradient_can_exceed_the_power_of_four() -> None:
    weight, slope = 8.0, 0.25  # every pre-activation 0

    assert (weight * slope) ** 5 == 32 > 4.0**-5


def test_no_random_network_violates_the_matrix_bound() -> None:
    generator = np.random.default_rng(4)
    worst = 0.0
    for _ in range(500):
        sizes = generator.integers(1, 9, generator.integers(2, 8))
        unit, chain, limit = generator.normal(size=sizes[0]), np.eye(sizes[0]), 1.0
        for below, above in itertools.pairwise(sizes):
            weights = generator.normal(scale=generator.uniform(0.1, 5), size=(above, below))
            unit = 1 / (1 + np.exp(-(weights @ unit)))
            chain = np.diag(unit * (1 - unit)) @ weights @ chain
            limit *= np.linalg.norm(weights, 2) / 4
        worst = max(worst, float(np.linalg.norm(chain, 2) / limit))

    assert 0 < worst <= 1


def test_other_activations_have_the_slopes_of_the_literature() -> None:
    found = {each: plain(vanishing_gradient.largest_slope(each).answer) for each in vanishing_gradient.SLOPES}

    assert found == {"sigmoid": "1/4", "tanh": "1", "relu": "1", "swish": "1.0998393201"}
    assert all(verification(vanishing_gradient.largest_slope(each)).steps_hold for each in found)


def test_measured_norms_stay_below_the_bound_and_fall_fastest_for_the_sigmoid() -> None:
    found = vanishing_gradient.measured(deepest=12, networks=10)

    assert all(norm <= limit for norm, limit in zip(found.medians["sigmoid"], found.bound, strict=True))
    assert found.medians["sigmoid"][-1] < found.medians["relu"][-1] < found.medians["tanh"][-1]
