"""Arrays of float64 (or complex128, for the complex step): what a listing computes at one point."""

from __future__ import annotations

from typing import Any

from derivations.code.primitives import Primitive


def literal(value: float) -> float:
    """A number of the source, as it is."""
    return value


def function(row: Primitive) -> Any:
    """The meaning of a primitive in this domain."""
    return row.numeric


def exceeds(left: Any, right: Any) -> Any:
    """``left > right``, decided by the real parts, so that a complex step passes through a comparison."""
    return left.real > getattr(right, "real", right)
