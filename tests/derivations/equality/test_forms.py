"""Demands on the form: a table of what meets and what misses each."""

from __future__ import annotations

import pytest

from derivations.equality.forms import misses
from derivations.terms.reading import Names, Reading, read

FORMS = [
    # text, target, misses
    ("2(x+y)", "factored", False),
    ("(x+y)*2", "factored", False),
    ("-(x+y)", "factored", False),
    ("x(x+1)/2", "factored", False),
    ("(x+1)(x+1)", "factored", False),
    ("(x+1)^2/(x-1)", "factored", False),
    ("x+1", "factored", False),
    ("x^2+1", "factored", False),
    ("x/2+1", "factored", False),
    ("-2x", "factored", False),
    ("5", "factored", False),
    ("2sin(2x+2)", "factored", False),
    ("2x+2y", "factored", True),
    ("x+y+x+y", "factored", True),
    ("x(2x+2)", "factored", True),
    ("(x^2+x)/2", "factored", True),
    ("x^2-1", "factored", True),
    ("x/2+y/2", "factored", True),
    ("x exp(x)+exp(x)", "factored", True),
    ("(x^2+2x+1)(x+1)", "factored", True),
    ("1/2+1/3", "factored", True),
    ("2x+2y", "expanded", False),
    ("(x^2+x)/2", "expanded", False),
    ("(x y)^2", "expanded", False),
    ("exp(-(x+1))", "expanded", False),
    ("1/(x(x+1))", "expanded", False),
    ("2(x+y)", "expanded", True),
    ("(x+1)^2", "expanded", True),
    ("-(x+y)", "expanded", True),
    ("x(x+1)/2", "expanded", True),
    ("x*((x+1)/2)", "expanded", True),
    ("1 + 2(x+y)", "expanded", True),
    ("x*(-(x+1))", "expanded", True),
    ("2t", "no_named", True),
    ("2 dz/dt", "no_named", True),
    ("2(x+y)", "no_named", False),
    ("1/2", "lowest_terms", False),
    ("x/4", "lowest_terms", False),
    ("0.5", "lowest_terms", False),
    ("3x/2", "lowest_terms", False),
    ("(x+1)/2", "lowest_terms", False),
    ("(x+1)/x", "lowest_terms", False),
    ("2/4", "lowest_terms", True),
    ("-6/4", "lowest_terms", True),
    ("3/1", "lowest_terms", True),
    ("4/2", "lowest_terms", True),
    ("0/4", "lowest_terms", True),
    ("2x/4", "lowest_terms", True),
    ("2/(4x)", "lowest_terms", True),
    ("2(x+1)/4", "lowest_terms", True),
    ("(2x+2)/4", "lowest_terms", True),
    ("(x^2-1)/(x-1)", "lowest_terms", True),
    ("1 + x^(6/4)", "lowest_terms", True),
    ("(1/2)/(3/4)", "lowest_terms", True),
    ("sigmoid(x)(1-sigmoid(x))", "sigma", False),
    ("exp(-x)/(1+exp(-x))^2", "sigma", True),
    ("1/(1+e^-x)", "sigma", True),
    # too large to be looked at
    ("(x+y+z)^20(a+b+c)^20 + 1", "factored", False),
    ("x^1000 - 1", "factored", False),
]


@pytest.mark.parametrize(("text", "target", "missed"), FORMS)
def test_a_form_is_met_or_missed(text: str, target: str, missed: bool) -> None:
    found = read(text, Names())

    assert isinstance(found, Reading)
    assert misses(found.term, target, frozenset(["t"])) == missed
