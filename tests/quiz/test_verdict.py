"""No outcome can be built without the evidence that it needs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quiz.verdict import Evidence, Outcome, Verdict

FOR, AGAINST, OPEN = (Evidence("value", supports, "exact") for supports in (True, False, None))
TWO, ONE, ZERO = Fraction(2), Fraction(1), Fraction(0)

IMPOSSIBLE = [
    (Outcome.CORRECT, TWO, ()),
    (Outcome.CORRECT, TWO, (FOR, AGAINST)),
    (Outcome.CORRECT, TWO, (OPEN,)),
    (Outcome.CORRECT, Fraction(3), (FOR,)),
    (Outcome.PARTIAL, ONE, (FOR,)),
    (Outcome.PARTIAL, ONE, (AGAINST,)),
    (Outcome.INCORRECT, ZERO, ()),
    (Outcome.INCORRECT, ZERO, (FOR,)),
    (Outcome.INCORRECT, None, (AGAINST,)),
    (Outcome.INVALID, ZERO, (OPEN,)),
    (Outcome.INVALID, None, ()),
    (Outcome.INVALID, None, (FOR,)),
    (Outcome.UNDECIDED, ZERO, (OPEN,)),
    (Outcome.UNDECIDED, None, ()),
    (Outcome.BLANK, ZERO, (OPEN,)),
]


@pytest.mark.parametrize(("outcome", "points", "evidence"), IMPOSSIBLE)
def test_what_the_evidence_does_not_carry_cannot_be_built(
    outcome: Outcome, points: Fraction | None, evidence: tuple[Evidence, ...]
) -> None:
    with pytest.raises(ValueError, match=r"needs|lacks|carries|earns"):
        Verdict(outcome, points, TWO, evidence)


POSSIBLE = [
    (Outcome.CORRECT, TWO, (FOR, OPEN)),
    (Outcome.PARTIAL, ONE, (FOR, AGAINST)),
    (Outcome.INCORRECT, ZERO, (AGAINST,)),
    (Outcome.INVALID, None, (OPEN,)),
    (Outcome.UNDECIDED, None, (FOR, AGAINST)),
    (Outcome.BLANK, ZERO, ()),
]


@pytest.mark.parametrize(("outcome", "points", "evidence"), POSSIBLE)
def test_what_the_evidence_carries_can_be_built(outcome: Outcome, points: Fraction | None, evidence: tuple[Evidence, ...]) -> None:
    assert Verdict(outcome, points, TWO, evidence).outcome is outcome
