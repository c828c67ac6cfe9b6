"""Networks in matrix form: derived gradients are those of NumPy's backward pass and of differences; each step is checked."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

import numpy as np
import pytest

from derivations import deep_network, network
from derivations.crosscheck import network_point
from derivations.steps.adjoint import derive_adjoint
from derivations.steps.rules.matrix import RULES
from derivations.steps.shapes import inferred, shape_of, shapes_in
from derivations.steps.step import CannotDerive, Derivation, Rule
from derivations.steps.text import derive_text, read_definitions, read_wanted
from derivations.steps.verify import verification
from derivations.terms.domain import Assumption, Domain
from derivations.terms.printing import plain
from derivations.terms.term import Term, derivative, name, neg
from tests.derivations.steps.networks import RandomNetwork, random_networks

NETWORKS = random_networks(36)


@pytest.mark.parametrize("drawn", NETWORKS, ids=attrgetter("id"))
def test_every_derived_gradient_is_what_numpy_and_differences_find(drawn: RandomNetwork) -> None:
    gaps = drawn.gaps()

    assert max(each.backward for each in gaps.values()) < 1e-12, gaps
    assert max(each.complex_step for each in gaps.values()) < 1e-12, gaps
    assert max(each.central for each in gaps.values()) < 1e-6, gaps


@pytest.mark.parametrize("drawn", NETWORKS[:12], ids=attrgetter("id"))
def test_gradients_have_the_shape_of_their_variable(drawn: RandomNetwork) -> None:
    shapes = inferred(drawn.definitions())
    for quantity in drawn.quantities():
        derivation = derive_adjoint(drawn.definitions(), derivative(name("E"), name(quantity)))
        assert shapes_in(derivation.domain)[quantity] == shapes[quantity]
        assert all(shape_of(step.before, shapes) == shapes[str(step.before.args[1].value)] for step in derivation.steps())


@pytest.mark.parametrize("pair", ["", "_relu"])
def test_the_deep_network_is_the_teaching_network_at_two_layers(pair: str) -> None:
    activations = ["relu" if pair else "sigmoid", "identity"]
    for seed in range(3):
        point = network_point(seed)
        z1, y = getattr(network, f"forward{pair}")(point, point["x"])
        theirs = getattr(network, f"backward{pair}")(point, point["x"], point["d"], z1, y)
        u, z = deep_network.forward(point, point["x"], activations)
        ours = deep_network.backward(point, point["d"], u, z, activations, "mean_squared_error")

        assert np.array_equal(z[1], z1)
        assert np.array_equal(z[2], y)
        for parameter, gradient in theirs.items():
            np.testing.assert_allclose(ours[parameter], gradient, rtol=1e-14, atol=0)


RULE_USES = {
    "squared-error": ("E = mean_squared_error(d, y)", "y"),
    "cross-entropy": ("E = cross_entropy(d, y)", "y"),
    "binary-cross-entropy": ("E = binary_cross_entropy(d, y)", "y"),
    "cross-entropy-softmax": ("E = cross_entropy(d, y); y = softmax(u)", "u"),
    "cross-entropy-sigmoid": ("E = binary_cross_entropy(d, y); y = sigmoid(u)", "u"),
    "same-quantity": ("E = mean_squared_error(d, y); y = u", "u"),
    "linear-input": ("E = mean_squared_error(d, y); y = x W + b", "x"),
    "linear-weight": ("E = mean_squared_error(d, y); y = x W + b", "W"),
    "bias": ("E = mean_squared_error(d, y); y = x W + b", "b"),
    "linear-input-alone": ("E = mean_squared_error(d, y); y = x W", "x"),
    "linear-weight-alone": ("E = mean_squared_error(d, y); y = x W", "W"),
    "softmax-rows": ("E = mean_squared_error(d, y); y = softmax(u)", "u"),
    "entrywise-factor": ("E = mean_squared_error(d, y); y = u ⊙ v", "u"),
    "entrywise-factor-right": ("E = mean_squared_error(d, y); y = u ⊙ v", "v"),
    "summand": ("E = mean_squared_error(d, y); y = u + v", "u"),
    "summand-right": ("E = mean_squared_error(d, y); y = u + v", "v"),
    "bias-alone": ("E = mean_squared_error(d, y); y = u + b; u = x W", "b"),
    "subtracted": ("E = mean_squared_error(d, y); y = u - v", "v"),
}


def derived(rule: str, rules: tuple[Rule, ...] | None = None) -> Derivation:
    """The derivation in which a rule is used, by other rules where they are given."""
    given, quantity = RULE_USES[rule]
    domain = derive_text(f"{given}", f"∂E/∂{quantity}").domain
    if rule == "bias-alone":
        domain = Domain({**domain.assumptions, "b": Assumption(shape=("K",))})
    return derive_adjoint(read_definitions(given.split("; ")), read_wanted(f"∂E/∂{quantity}"), domain, rules=rules or RULES)


@pytest.mark.parametrize("rule", RULES, ids=attrgetter("name"))
def test_each_matrix_rule_holds_and_is_used(rule: Rule) -> None:
    derivation = derived(rule.name)

    assert derivation.root.rule == rule.name
    assert verification(derivation).verified


@pytest.mark.parametrize("rule", RULES, ids=attrgetter("name"))
def test_a_matrix_rule_with_the_wrong_sign_or_factor_is_caught_both_ways(rule: Rule) -> None:
    for wrong in (neg(rule.after), Term("mul", (Term("div", (name("N"), name("K"))), rule.after))):
        derivation = derived(rule.name, tuple(replace(each, after=wrong) if each is rule else each for each in RULES))
        checked = verification(derivation)

        assert [(each.sympy, each.numeric) for each in checked.checks if each.rule == rule.name] == [(False, False)]
        assert not checked.verified


ANSWERS = {
    ("layers: sigmoid, identity", "∂E/∂W1"): "x^T @ (((y - d)/(N*K) @ W2^T) ⊙ z1 ⊙ (1 - z1))",
    ("layers: tanh, softmax; loss: cross_entropy", "∂E/∂W2"): "z1^T @ ((y - d)/N)",
    ("layers: tanh, softmax; loss: cross_entropy", "∂E/∂b1"): "1_N^T @ (((y - d)/N @ W2^T) ⊙ (1 - z1^2))",
    ("layers: relu, sigmoid; loss: binary_cross_entropy", "∂E/∂y * ∂y/∂u2"): "(y - d)/(N*K)",
    ("layers: identity", "grad(E, W1, b1)"): "(x^T @ ((y - d)/(N*K)), 1_N^T @ ((y - d)/(N*K)))",
    ("E = mean_squared_error(d, tanh(x W + b))", "∂E/∂W"): "x^T @ ((y - d)/(N*K) ⊙ (1 - y^2))",
    ("E = mean_squared_error(d, y); y = z1 + x; z1 = tanh(u1); u1 = x W + b", "∂E/∂x"): None,
    ("E = mean_squared_error(d, y); y = h W; h = tanh(g V + c); g = tanh(x V + c)", "∂E/∂V"): None,
}


@pytest.mark.parametrize(("given", "wanted"), ANSWERS)
def test_networks_are_derived_in_matrix_form_and_verified(given: str, wanted: str) -> None:
    derivation = derive_text(given, wanted)
    checked = verification(derivation)

    assert ANSWERS[given, wanted] in (None, plain(derivation.answer))
    assert checked.verified, checked.failures()


REFUSED = {
    ("layers: sigmoid, swash", "∂E/∂W1"): "unknown-layer",
    ("layers: sigmoid; loss: hinge", "∂E/∂W1"): "unknown-loss",
    ("layers: sigmoid", "∂E/∂W3"): "unknown-name",
    ("layers: sigmoid", "max(∂E/∂W1)"): "unsupported-wanted",
    ("layers: sigmoid", "∂E/∂y * ∂u1/∂W1"): "unsupported-wanted",
    ("E = mean_squared_error(d, y); y = x x", "∂E/∂x"): "several-paths",
}


@pytest.mark.parametrize(("given", "wanted"), REFUSED)
def test_what_the_matrix_rules_cannot_do_is_refused_with_its_reason(given: str, wanted: str) -> None:
    with pytest.raises(CannotDerive) as refusal:
        derive_text(given, wanted)

    assert refusal.value.code == REFUSED[given, wanted]


def test_the_derivative_by_a_quantity_off_the_chain_is_caught() -> None:
    derivation = derive_text("E = mean_squared_error(d, y); y = z1 + x; z1 = tanh(u1); u1 = x W", "∂E/∂z1 * ∂z1/∂x")

    assert not verification(derivation).verified
