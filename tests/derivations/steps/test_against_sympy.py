"""Our rules and SymPy derive the same, on expressions that nobody chose; no step is judged false. ``make fuzz`` draws more."""

from __future__ import annotations

import pytest

from tests.derivations.steps.expressions import Tally, expressions

COUNT = 300
PARTS = 10
EXPRESSIONS = list(expressions(COUNT))


@pytest.mark.parametrize("part", range(PARTS))
def test_no_derivative_differs_from_sympys_and_no_step_is_judged_false(part: int) -> None:
    tally = Tally()
    for node in EXPRESSIONS[part::PARTS]:
        tally.count(node)

    assert not tally.wrong, tally.wrong
    assert not tally.false_steps, tally.false_steps
    assert tally.proved >= 0.6 * tally.derived, tally.summary()
    assert tally.unsupported_steps <= 0.05 * tally.steps, tally.summary()
