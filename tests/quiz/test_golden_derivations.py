"""Derivations exactly as they are read, in Japanese and English: the seed's and two dozen of a course on deep learning.

The files under ``tests/data/derivations`` hold what ``quiz derive`` prints; ``python -m tests.quiz.test_golden_derivations`` writes
them again, and what changes is to be read before it is committed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quiz.deriving import derived_from_text, lines
from quiz.messages import languages

FOLDER = Path(__file__).parents[1] / "data" / "derivations"

CASES = {
    "chain_rule": ("z = t^2; t = x + y", "dz/dx"),
    "sigmoid": ("y = sigmoid(x)", "dy/dx"),
    "sigmoid_from_fraction": ("y = 1/(1 + exp(-x))", "dy/dx"),
    "sigmoid_maximum": ("y = sigmoid(x)", "max(dy/dx)"),
    "output_error": ("layers: sigmoid, identity", "∂E/∂y"),
    "hidden_error": ("layers: sigmoid, identity", "∂E/∂u1"),
    "hidden_weight": ("layers: sigmoid, identity", "∂E/∂W1"),
    "chain_of_factors": ("E = (y - d)^2/2; y = sigmoid(u); u = w*x + b", "∂E/∂y * ∂y/∂u * ∂u/∂w"),
    "logistic_loss": ("L = -(t*log(y) + (1 - t)*log(1 - y)); y = sigmoid(z); z = w*x + b", "dL/dw"),
    "softmax": ("p = softmax(a, b, c)", "dp/da"),
    "softmax_jacobian": ("p = softmax(a, b); q = softmax(b, a)", "jacobian((p, q), a, b)"),
    "softmax_cross_entropy": ("L = -log(p); p = softmax(a, b, c)", "dL/da"),
    "cross_entropy_batch": ("layers: tanh, softmax; loss: cross_entropy", "∂E/∂W1"),
    "binary_cross_entropy": ("layers: relu, sigmoid; loss: binary_cross_entropy", "grad(E, W2, b2)"),
    "batch_bias": ("layers: identity", "∂E/∂b1"),
    "shared_weights": ("E = mean_squared_error(d, y); y = h V; h = tanh(g W + c); g = tanh(x W + c)", "∂E/∂W"),
    "residual": ("E = mean_squared_error(d, y); y = h + x; h = relu(x W)", "∂E/∂x"),
    "tanh": ("y = tanh(x)", "dy/dx"),
    "tanh_second": ("y = tanh(x)", "d^2y/dx^2"),
    "softplus": ("y = softplus(x)", "d^2y/dx^2"),
    "relu": ("y = relu(w*x + b)", "dy/dw"),
    "swish": ("y = x*sigmoid(x)", "dy/dx"),
    "normalisation": ("y = (x - m)/s; s = sqrt(v + c)", "∂y/∂v"),
    "momentum": ("v = m*u - r*g; g = 2*w; u = w^2", "dv/dw"),
    "weight_decay": ("E = (y - d)^2/2 + l*w^2/2; y = w*x", "dE/dw"),
    "quadratic_at": ("z = t^2; t = x + y", "dz/dx at x=1, y=2"),
    "gradient": ("f = x^2*y + y^3", "grad(f, x, y)"),
    "mixed": ("f = x^2*y^3", "∂^2f/∂x∂y"),
    "gaussian": ("y = exp(-x^2/2)", "max(y)"),
    "by_calculus": ("y = x*exp(-x)", "max(y)"),
    "stationary": ("y = x^3 - 3*x", "zeros(dy/dx)"),
    "power": ("y = x^x", "dy/dx"),
    "quotient": ("y = (x^2 + 1)/(x - 1)", "dy/dx"),
    "product": ("y = x^2*sin(3*x)", "dy/dx"),
    "two_paths": ("E = t^2; t = u*v; u = x^2; v = 3*x", "dE/dx"),
}


def printed(case: str, language: str) -> str:
    given, wanted = CASES[case]
    return "\n".join([f"{given} | {wanted}", "", *lines(derived_from_text(given, wanted), language)]) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_derivations_read_as_they_were_looked_at(case: str) -> None:
    for language in languages():
        assert printed(case, language) == (FOLDER / f"{case}.{language}.txt").read_text(encoding="utf-8")


LEFTOVERS = {
    "a factor 1": r"(?<![\w.^)])1\*(?!\d)",
    "a summand 0": r"[+-] 0(?![\d.])",
    "a power 1": r"\^1(?!\d)",
    "two signs": r"[+-] -|--",
    "an undone exponent": r"\^\(\d+ - \d+\)",
}


@pytest.mark.parametrize("case", CASES)
def test_every_derivation_is_checked_and_no_answer_has_leftovers(case: str) -> None:
    found = derived_from_text(*CASES[case])
    answer = found["answer"]["text"]

    assert found["verified"] is True
    assert not [what for what, pattern in LEFTOVERS.items() if re.search(pattern, answer)], answer
    assert found["crosscheck"].get("holds", True)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in CASES:
        for spoken in languages():
            (FOLDER / f"{name}.{spoken}.txt").write_text(printed(name, spoken), encoding="utf-8")
