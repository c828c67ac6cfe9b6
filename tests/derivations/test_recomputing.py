"""NumPy computes again whatever is wanted, agrees with what is derived, and catches an answer that was changed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from derivations.recomputing import recomputed
from derivations.steps.step import Rewrite
from derivations.steps.text import derive_text
from derivations.terms.domain import domain_of
from derivations.terms.printing import plain
from derivations.terms.term import Term, number, rebuild

LAYERS = "E = mean_squared_error(d, y); y = z W2 + b2; z = sigmoid(u); u = x W1 + b1"
WANTED = [
    ("z = t^2; t = x + y", "dz/dx"),
    ("z = x y + y^2", "dz/dx at x = 1, y = 2"),
    ("z = t^2; t = 3x", "dz/dt at t = 4"),
    ("y = sigmoid(w x + b)", "y at w = 2, x = 1, b = -1"),
    ("E = (y - d)^2/2; y = sigmoid(u)", "dE/dy * dy/du"),
    ("E = (w x - d)^2/2", "w - eta*dE/dw"),
    ("f = x^3 y", "d2f/dx2"),
    ("f = x^2 y^3", "d2f/dx dy"),
    ("f = x^2 y", "grad(f, x, y)"),
    ("f = x^2 y; g = x + y", "jacobian((f, g), x, y)"),
    ("y = w x; E = (y - d)^2/2", "[[dE/dw, dE/dx], [dE/dd, dE/dy]]"),
    ("o = floor((n + 2p - k)/s) + 1", "o at n = 28, p = 1, k = 5, s = 2"),
    ("y = sigmoid(x)", "argmax(dy/dx)"),
    ("E = (w - 3)^2 + 2", "min(E)"),
    (LAYERS, "dE/dW1"),
    (LAYERS, "grad(E, W2, b2)"),
    (LAYERS, "dE/dy * dy/dz"),
]
DECLARED = {"eta": "positive"}


@pytest.mark.parametrize(("given", "wanted"), WANTED)
def test_what_is_derived_is_computed_again_and_a_changed_answer_is_not(given: str, wanted: str) -> None:
    derivation = derive_text(given, wanted, domain_of(DECLARED))

    found = recomputed(derivation)
    wrong = _changed(derivation.answer)
    planted = Rewrite("planted", derivation.answer, wrong)
    changed = recomputed(replace(derivation, trace=(*derivation.trace, planted), answer=wrong))

    assert found.holds, (plain(derivation.answer), found)
    assert not changed.holds, (plain(derivation.answer), changed)


def _changed(answer: Term) -> Term:
    """The answer with its last part a little larger."""
    if answer.op in ("tuple", "matrix"):
        return rebuild(answer, (*answer.args[:-1], _changed(answer.args[-1])))
    return answer + number(Fraction(1, 1000))
