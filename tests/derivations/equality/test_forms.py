"""Demands on the form: a table of what meets and what misses each."""

from __future__ import annotations

import pytest

from derivations.equality.forms import misses
from derivations.terms.reading import Names, Reading, read

FORMS = [
    # text, target, misses
    ("2(x+y)", "factored", False),
    ("2x+2y", "factored", True),
    ("-(x+y)", "factored", True),
    ("2x+2y", "expanded", False),
    ("2(x+y)", "expanded", True),
    ("(x+1)^2", "expanded", True),
    ("-(x+y)", "expanded", True),
    ("2t", "no_named", True),
    ("2(x+y)", "no_named", False),
    ("2/4", "lowest_terms", True),
    ("1/2", "lowest_terms", False),
    ("x/4", "lowest_terms", False),
    ("3/1", "lowest_terms", True),
    ("sigmoid(x)(1-sigmoid(x))", "sigma", False),
    ("exp(-x)/(1+exp(-x))^2", "sigma", True),
]


@pytest.mark.parametrize(("text", "target", "missed"), FORMS)
def test_a_form_is_met_or_missed(text: str, target: str, missed: bool) -> None:
    found = read(text, Names())

    assert isinstance(found, Reading)
    assert misses(found.term, target, frozenset(["t"])) == missed
