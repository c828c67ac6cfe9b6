"""Derivations end where a person would end them, each step holds, and a planted wrong step is caught."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivations.course import chain_rule, sigmoid
from derivations.steps.adjoint import derive_adjoint
from derivations.steps.fold import as_json
from derivations.steps.step import CannotDerive, Rewrite
from derivations.steps.text import derive_text
from derivations.steps.verify import verification, verified
from derivations.terms.printing import plain
from derivations.terms.term import Term, derivative, name

SEED = [
    ("z = t^2; t = x + y", "dz/dx", "2*(x + y)"),
    ("t = x + y; z = t^2", "dz/dx", "2*(x + y)"),
    ("z = t^2; t = 3x + y", "dz/dx", "6*(3*x + y)"),
    ("y = sigmoid(x)", "dy/dx", "sigmoid(x)*(1 - sigmoid(x))"),
    ("y = sigmoid(x)", "max(dy/dx)", "1/4"),
    ("y = sigmoid(x)", "argmax(dy/dx)", "0"),
    ("y = tanh(x)", "max(dy/dx)", "1"),
    ("E = (y - d)^2/2; y = sigmoid(u)", "dE/dy * dy/du", None),
    ("z = sin(t); t = x^2", "dz/dx at x = 0", "0"),
    ("f = x^3", "d2f/dx2", "6*x"),
]


@pytest.mark.parametrize(("given", "wanted", "answer"), SEED)
def test_course_questions_are_derived_and_every_step_is_verified(given: str, wanted: str, answer: str | None) -> None:
    derivation = derive_text(given, wanted)

    assert answer is None or plain(derivation.answer) == answer
    checked = verification(derivation)
    assert checked.verified, (checked.failures(), checked.answer)


def test_named_derivations_of_the_course_are_verified() -> None:
    for derivation in (chain_rule.derivation(), sigmoid.slope(), sigmoid.slope_from_fraction(), sigmoid.maximum()):
        assert verified(derivation), plain(derivation.wanted)
    assert plain(sigmoid.slope_from_fraction().answer) == "sigmoid(x)*(1 - sigmoid(x))"


def test_the_named_intermediate_is_kept() -> None:
    steps = {plain(step.before): plain(step.result) for step in chain_rule.derivation().steps()}

    assert (steps["dz/dt"], steps["dt/dx"], steps["dz/dx"]) == ("2*t", "1", "2*t")


def test_a_planted_wrong_step_is_caught() -> None:
    derivation = chain_rule.derivation()
    wrong = 3 * (name("x") + name("y"))
    planted = replace(derivation, trace=(*derivation.trace, Rewrite("planted", derivation.answer, wrong)), answer=wrong)

    checked = verification(planted)

    assert not checked.verified
    assert [each.rule for each in checked.failures()] == ["planted"]


@pytest.mark.parametrize(
    ("given", "wanted", "code"),
    [
        ("z = t^2", "dq/dx", "unknown-name"),
        ("z = t; t = z", "dz/dt", "cyclic-definitions"),
        ("z = t; z = x", "dz/dt", "defined-twice"),
        ("z = (t", "dz/dt", "unreadable"),
        ("t^2", "dz/dt", "not-a-definition"),
        ("y = x^3", "max(dy/dx)", None),
    ],
)
def test_what_cannot_be_derived_says_why(given: str, wanted: str, code: str | None) -> None:
    with pytest.raises(CannotDerive) as caught:
        derive_text(given, wanted)

    assert code is None or caught.value.code == code


def test_a_derivation_is_plain_data() -> None:
    derivation = chain_rule.derivation()
    found = as_json(derivation, verification(derivation))

    assert found["answer"] == {"text": "2*(x + y)", "latex": r"2 \left(x + y\right)"}
    assert [step["id"] for step in found["steps"]][-1] == "1"
    assert found["verified"] is True


def test_a_quantity_with_two_paths_is_refused_in_matrix_form() -> None:
    definitions = (("E", Term("opaque", (name("d"), name("y")), "mean_squared_error")), ("y", name("u") + name("u")))

    with pytest.raises(CannotDerive):
        derive_adjoint(definitions, derivative(name("E"), name("u")))
