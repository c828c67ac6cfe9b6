"""The lines of a derivation: three levels, language-free, the same from data as from the derivation itself."""

from __future__ import annotations

import json

import pytest

from derivations.course import vanishing_gradient
from derivations.steps.fold import as_json
from derivations.steps.lines import LEVELS, answer, as_latex, lines
from derivations.steps.text import derive_text

CASES = {
    "chain": lambda: derive_text("z = t^2; t = x + y", "dz/dx"),
    "maximum": lambda: derive_text("y = sigmoid(x)", "max(dy/dx)"),
    "by calculus": lambda: derive_text("y = x*exp(-x)", "max(y)"),
    "at": lambda: derive_text("z = t^2; t = x + y", "dz/dx at x=1, y=2"),
    "network": lambda: derive_text("layers: relu, tanh, softmax; loss: cross_entropy", "∂E/∂W1"),
    "bound": vanishing_gradient.bound,
    "matrices": vanishing_gradient.matrix_bound,
}


@pytest.mark.parametrize("case", CASES)
def test_each_level_tells_more_and_ends_the_same(case: str) -> None:
    told = json.loads(json.dumps(as_json(CASES[case]())))
    counts = [len(lines(told, level)) for level in LEVELS]

    assert counts == sorted(counts), counts
    assert counts[0] < counts[2]
    for level in LEVELS:
        assert lines(told, level)[-1].parts[-1][1]["text"] == told["answer"]["text"]


@pytest.mark.parametrize("case", CASES)
def test_a_notebook_shows_maths_and_codes(case: str) -> None:
    derivation = CASES[case]()
    shown = derivation._repr_latex_()

    assert shown.startswith("$\\displaystyle \\begin{aligned}")
    assert shown.count(r"\left") == shown.count(r"\right")
    assert rf"\text{{{lines(as_json(derivation))[-1].rule}}}" in shown
    assert shown.isascii() or "∂" in shown
    assert as_latex(as_json(derivation)) in shown


def test_statements_that_are_no_equations_are_not_written_as_such() -> None:
    told = as_json(CASES["by calculus"]())
    written = [line.written("text") for line in lines(told)]

    assert "exp(-x)*(1 - x) = 0 <=> x = 1" in written
    assert "x*exp(-x) -> -oo, 0" in written
    assert answer(as_json(CASES["bound"]())).written("text").startswith("abs(da3/da0) <= ")


def test_an_unnamed_inner_function_is_called_u_and_a_named_one_keeps_its_name() -> None:
    unnamed = lines(as_json(derive_text("y = sin(x^2)", "dy/dx")))[-1]
    named = lines(as_json(derive_text("y = sin(t); t = x^2", "dy/dx")))

    assert unnamed.facts["inner"]["text"] == "x^2"
    assert not any("inner" in line.facts for line in named)
    assert named[-1].facts["through"]["text"] == "t"
