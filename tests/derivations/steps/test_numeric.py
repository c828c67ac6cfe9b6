"""The numeric check: what it holds for equal, and what it tells apart, at every size."""

from __future__ import annotations

import pytest

from derivations.steps.numeric import Numbers
from derivations.steps.scope import Scope
from derivations.steps.step import derivative_of
from derivations.steps.text import read_definitions
from derivations.terms.domain import Domain
from derivations.terms.reading import Reading, read
from derivations.terms.term import Term

AGREE = [
    ("sin(x)^2 + cos(x)^2", "0", True),
    ("10^60*(sin(x)^2 + cos(x)^2)", "0", True),
    ("10^50*(x + 1)^3 - 10^50*(x^3 + 3*x^2 + 3*x + 1)", "0", True),
    ("exp(100*x) - exp(50*x)^2", "0", True),
    ("exp(x)*exp(-x)", "0", True),
    ("sin(x)/10^80", "cos(x)/10^80", True),
    ("sin(x)/10^80", "0", False),
    ("sin(x)/10^80", "(cos(x) + x/10^10)/10^80", False),
    ("x^2", "2*x + 1/10^30", False),
    ("sin(x)^2 + cos(x)^2 + x/10^30", "0", False),
]


@pytest.mark.parametrize(("function", "slope", "agree"), AGREE)
def test_a_slope_is_measured_by_the_size_of_what_is_summed(function: str, slope: str, agree: bool) -> None:
    numbers = Numbers(Scope(()), Domain())

    assert numbers.agree(derivative_of(_term(function), "x"), _term(slope)) is agree


@pytest.mark.parametrize(("left_over", "agree"), [("0", True), ("x", False)])
def test_quotients_along_a_chain_cancel_at_every_size(left_over: str, agree: bool) -> None:
    numbers = Numbers(Scope(read_definitions(["z = 10^40*exp(t)", "t = sin(x)"])), Domain())

    assert numbers.agree(_term("dz/dt * dt/dx - dz/dx"), _term(left_over)) is agree


def _term(text: str) -> Term:
    found = read(text)
    assert isinstance(found, Reading)
    return found.term
