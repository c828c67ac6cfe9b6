"""Maxima, minima, zeros: the value, the place, and the refusals."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivations.steps.numeric import Numbers, ball
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive
from derivations.steps.text import derive_text
from derivations.steps.verify import verification
from derivations.terms.domain import Domain, domain_of
from derivations.terms.printing import plain

FOUND = {
    ("y = sigmoid(x)", "argmax(dy/dx)"): "0",
    ("y = tanh(x)", "max(dy/dx)"): "1",
    ("y = sigmoid(2*x - 1)", "argmax(dy/dx)"): "1/2",
    ("y = x*exp(-x)", "max(y)"): "1/e",
    ("y = x^4 - 2*x^2", "min(y)"): "-1",
    ("y = x^4 - 2*x^2", "argmin(y)"): "{-1, 1}",
    ("y = x^3 - 3*x", "zeros(dy/dx)"): "{-1, 1}",
    ("y = exp(x)", "zeros(y)"): "{}",
    ("y = sigmoid(x)", "zeros(d2y/dx2)"): "0",
    ("y = 3 - 2*sin(2*x)", "max(y)"): "5",
    ("y = cos(x)", "min(y)"): "-1",
    ("y = abs(x - 3) + 1", "min(y)"): "1",
    ("y = abs(x - 3) + 1", "argmin(y)"): "3",
    ("y = sigmoid(8*x)", "max(dy/dx)"): "2",
    ("y = sigmoid(8*x)", "argmax(d2y/dx2)"): "-log(2 + sqrt(3))/8",
    ("y = x*exp(-x^2)", "max(y)"): "sqrt(2)/(2*exp(1/2))",
    ("y = exp(-x^2/2)", "argmax(dy/dx)"): "-1",
    ("y = x^4", "min(y)"): "0",
    ("y = x/(1 + x^2)", "max(y)"): "1/2",
    ("y = cosh(2*x - 1)", "min(y)"): "1",
    ("y = log(x)/x", "zeros(dy/dx)"): "e",
    ("y = tanh(x/2)", "zeros(d3y/dx3)"): "{-log(2 + sqrt(3)), log(2 + sqrt(3))}",
}


@pytest.mark.parametrize(("given", "wanted"), FOUND)
def test_extremes_and_zeros_are_found_and_verified(given: str, wanted: str) -> None:
    derivation = derive_text(given, wanted)
    checked = verification(derivation)

    assert plain(derivation.answer) == FOUND[given, wanted]
    assert checked.verified, (checked.answer, checked.failures())


REFUSED = {
    ("y = x^2", "max(y)"): "no-maximum",
    ("y = sigmoid(x)", "max(y)"): "no-maximum",
    ("y = sin(x)", "argmax(y)"): "stationary-points-unknown",
    ("y = x*sin(x)", "max(y)"): "stationary-points-unknown",
    ("y = abs(x)", "max(y)"): "stationary-points-unknown",
    ("y = x^5 - x", "max(y)"): "no-maximum",
    ("y = x^4 - x", "max(y)"): "no-maximum",
    ("y = -x^2", "min(y)"): "no-minimum",
    ("y = softplus(x)", "max(dy/dx)"): "no-maximum",
    ("y = x^3", "max(y)"): "no-maximum",
    ("y = sigmoid(w*x)", "max(dy/dx)"): "several-variables",
    ("y = a*x^2", "min(y)"): "several-variables",
    ("y = 2*x", "max(dy/dx)"): "unsupported-wanted",
}


@pytest.mark.parametrize(("given", "wanted"), REFUSED)
def test_what_cannot_be_argued_is_refused_with_its_reason(given: str, wanted: str) -> None:
    with pytest.raises(CannotDerive) as refusal:
        derive_text(given, wanted)

    assert refusal.value.code == REFUSED[given, wanted]


ON_DOMAIN = {
    ("y = 4*x - x^2", "max(y)", "interval(0, 4)"): "4",
    ("y = 4*x - x^2", "max(y)", "positive"): "4",
    ("y = x^2", "max(y)", "interval(-1, 4)"): "16",
    ("y = x^2", "argmax(y)", "interval(-4, 4)"): "{-4, 4}",
    ("y = sigmoid(8*x)", "max(dy/dx)", "interval(0, 1)"): "2",
    ("y = exp(-x)", "max(y)", "interval(0, 1)"): "1",
    ("y = x^2", "max(y)", "gt(-1)"): "no-maximum",
    ("y = -x^2", "argmax(y)", "gt(0)"): "no-maximum",
    ("y = 2*x + 1", "max(y)", "interval(0, 3)"): "7",
    ("y = x^2", "min(y)", "nonzero"): "stationary-points-unknown",
    ("y = 2*x - x^2/3", "max(y)", "integer"): "stationary-points-unknown",
    ("y = 1/x", "max(y)", "interval(-1, 1)"): "stationary-points-unknown",
}


@pytest.mark.parametrize(("given", "wanted", "declared"), ON_DOMAIN)
def test_the_declared_domain_bounds_the_search(given: str, wanted: str, declared: str) -> None:
    domain = Domain({"x": domain_of(declared).default})
    try:
        found = plain(derive_text(given, wanted, domain).answer)
    except CannotDerive as refusal:
        found = refusal.code

    assert found == ON_DOMAIN[given, wanted, declared]


@pytest.mark.parametrize(
    ("given", "wanted", "declared"), [("y = exp(-x)*sin(x)", "max(y)", "positive"), ("y = x*sin(x)", "max(y)", "interval(0, pi)")]
)
def test_a_list_of_zeros_that_values_contradict_is_not_believed(given: str, wanted: str, declared: str) -> None:
    derivation = derive_text(given, wanted, Domain({"x": domain_of(declared).default}))
    numbers = Numbers(Scope(()), Domain())
    (function,) = (step.result for step in derivation.steps() if step.rule == "by-definition")
    values = [numbers.at(function, {"x": ball(Fraction(at, 100))}).real for at in range(1, 300)]

    assert derivation.root.premises[-1].rule == "on-grid"
    assert all(value <= numbers.at(derivation.answer, {}).real + 1e-8 for value in values)


NEARLY = {
    ("y = x^4 - 3*x^2 + x", "min(y)", "real"): "-3.5139050389",
    ("y = x^4 - 3*x^2 + x", "max(y)", "interval(-2, 1)"): "2",
    ("y = x^2*exp(-x^2/2)", "max(dy/dx)", "real"): "0.8304389757",
}


@pytest.mark.parametrize(("given", "wanted", "declared"), NEARLY)
def test_what_has_no_closed_form_is_a_decimal_number_and_no_proof(given: str, wanted: str, declared: str) -> None:
    derivation = derive_text(given, wanted, Domain({"x": domain_of(declared).default}))
    checked = verification(derivation)

    assert plain(derivation.answer) == NEARLY[given, wanted, declared]
    assert derivation.root.premises[-1].rule == "on-grid"
    assert checked.steps_hold
    assert not checked.verified
