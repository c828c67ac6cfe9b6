"""What a comparison of two terms can end in. Doubt has a type of its own, so that nobody can turn it into a mark."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Witness:
    """A point of the domain where two terms differ, and their enclosures there, which do not meet.

    at: name to exact value, as text. left, right: decimal enclosures (``4.000 +/- 1e-30``), or ``undefined``.
    """

    at: dict[str, str]
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Proved:
    """The terms are the same function.

    how: ``structural`` (the same term), ``exact`` (normal form), ``whp`` (finite-field test; ``error_bound`` bounds the
    probability that a wrong answer passes, as text such as ``4e-34``), ``tolerance`` (numbers within what the question allows).
    note: ``removable_points`` or ``equal_if: ...`` where the terms are equal only up to that.
    """

    how: str
    error_bound: str | None = None
    note: str | None = None


REFUTATIONS = (
    *("witness", "nonzero", "tolerance", "digits", "infinite", "equation", "inequality", "product"),
    *("shape", "brackets", "missing", "extra", "order"),
)


@dataclass(frozen=True, slots=True)
class Refuted:
    """The terms differ.

    how: one of ``REFUTATIONS``, as ``witness`` (a point with disjoint enclosures), ``nonzero`` (the difference is a nonzero
    element of a field), ``tolerance`` (further apart than the question allows), ``digits`` (fewer than it asks for), ``equation``
    (a point solves one equation only), ``product`` (concrete matrices for which products differ).
    facts: what such a reason speaks of: ``found`` and ``expected`` shapes, the ``member`` that is missing or extra, the ``part``
    of a list or matrix (``2`` or ``1,2``) that is wrong.
    """

    how: str
    witness: Witness | None = None
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The enclosures of both terms meet at every one of ``points`` points, to ``bits`` bits: no proof, and no counterexample."""

    points: int
    bits: int


@dataclass(frozen=True, slots=True)
class Undecided:
    """The comparison will not say; ``reason`` is a code such as ``limit:nodes`` or ``unsupported:inequality``."""

    reason: str


@dataclass(frozen=True, slots=True)
class Undefined:
    """One of the terms has no value anywhere on the domain (``1/0``); ``side`` is ``left`` or ``right``."""

    side: str
    reason: str


@dataclass(frozen=True, slots=True)
class WrongType:
    """The terms are not of one kind, a list beside a number for example, so there is nothing to compare."""

    found: str
    expected: str


Comparison = Proved | Refuted | Agreed | Undecided | Undefined | WrongType
