"""Where a chain stopped: which derivative of the error a statement computes, beside the one that is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive
from derivations.steps.text import read_definitions
from derivations.terms.term import name
from quiz.verdict import Diagnosis


def stopped(given: Sequence[str], wanted: str, reading: Mapping[str, str], computed: str) -> tuple[Diagnosis, ...]:
    """The misconception of who takes dE/dv, which a statement computes, for what is wanted.

    computed: ``dE/du2``, in the names of the listing, which are also those of ``given``.

    >>> given = ["y = u2", "u2 = z1 W2 + b2", "z1 = sigmoid(u1)", "u1 = x W1 + b1"]
    >>> stopped(given, "dE/dy * dy/du * du/dw", {"u": "u1", "w": "W1"}, "dE/du1")[0].label
    'missing_last'
    """
    symbol, found = (each.rpartition("/d")[2].strip() for each in (wanted.replace("∂", "d"), computed.replace("∂", "d")))
    asked = reading.get(symbol, symbol)
    if not found or found == asked:
        return ()
    try:
        scope = Scope(read_definitions(given))
    except CannotDerive:
        return ()
    if not {asked, found} <= scope.known():
        return ()
    if scope.depends(name(found), asked):
        label = "missing_last"
    elif scope.depends(name(asked), found):
        label = "extra_factor"
    else:
        label = "wrong_variable"
    return (Diagnosis(label, 1.0),)
