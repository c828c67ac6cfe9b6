"""What a question declares of its names: where a variable lives, which names are arrays, which functions are unknown.

A domain is part of a question: ln(x^2) = 2 ln(x) is true for positive x and false for real x. Unless declared otherwise a
name is a real number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derivations.terms.term import Term


@dataclass(frozen=True, slots=True)
class Assumption:
    """Where one name lives.

    kind:   ``real``, ``integer`` or ``complex``.
    low, high: ends of the interval, as constant terms; None where there is none. ``low_open``, ``high_open``: the end is excluded.
    nonzero: zero is excluded.
    shape:  () for a scalar, ("H", "K") for a matrix with H rows and K columns, ("H",) for a vector.
    """

    kind: str = "real"
    low: Term | None = None
    high: Term | None = None
    low_open: bool = False
    high_open: bool = False
    nonzero: bool = False
    shape: tuple[str, ...] = ()


REAL = Assumption()


@dataclass(frozen=True, slots=True)
class Domain:
    """What is declared of every name; ``default`` holds for the names that are not listed."""

    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    default: Assumption = REAL

    def __getitem__(self, identifier: str) -> Assumption:
        """The assumption on a name."""
        return self.assumptions.get(identifier, self.default)
