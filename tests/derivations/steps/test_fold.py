"""A derivation as plain data: complete, in reading order, the same every time."""

from __future__ import annotations

import json

import pytest

from derivations.course import backprop
from derivations.steps.fold import as_json
from derivations.steps.step import Derivation
from derivations.steps.text import derive_text
from derivations.steps.verify import verification

CASES = {
    "chain": lambda: derive_text("z = t^2; t = x + y", "dz/dx"),
    "maximum": lambda: derive_text("y = sigmoid(x)", "max(dy/dx)"),
    "by calculus": lambda: derive_text("y = x*exp(-x)", "max(y)"),
    "gradient": lambda: derive_text("z = x*y", "grad(z, x, y)"),
    "at": lambda: derive_text("z = t^2; t = x + y", "dz/dx at x=1"),
    **{f"dE/d{quantity}": lambda quantity=quantity: backprop.derivation(quantity) for quantity in backprop.PARAMETERS},
}


@pytest.mark.parametrize("case", CASES)
def test_json_holds_every_step_after_its_premises(case: str) -> None:
    derivation: Derivation = CASES[case]()
    folded = as_json(derivation)
    seen: set[str] = set()
    for step in folded["steps"]:
        assert set(step["premises"]) <= seen, step["id"]
        seen.add(step["id"])

    assert json.loads(json.dumps(folded)) == folded
    assert folded["steps"][-1]["id"] == "1"
    assert len(seen) == len(folded["steps"])
    assert folded == as_json(CASES[case]())


def test_json_of_the_chain_rule() -> None:
    derivation = CASES["chain"]()
    folded = as_json(derivation, verification(derivation))

    assert folded["given"] == ["z = t^2", "t = x + y"]
    assert folded["answer"]["text"] == "2*(x + y)"
    assert folded["verified"] is True
    assert folded["steps"][-1]["premises"] == ["1.1", "1.2"]
    assert {(each["verified"]["sympy"], each["verified"]["numeric"]) for each in folded["steps"]} == {(True, True)}


def test_without_a_verification_nothing_is_called_verified() -> None:
    folded = as_json(CASES["chain"]())

    assert folded["verified"] is None
    assert {each["verified"] for each in folded["steps"]} == {None}
