"""Arrays of float64 (or complex128, for the complex step): what a listing computes at one point."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from derivations.code.primitives import ATTRIBUTES, Primitive


class Floats:
    """The domain of numbers. Comparisons look at real parts, so that a complex step passes through them."""

    measures = True

    def literal(self, value: float) -> float:
        """A number of the source, as it is."""
        return value

    def function(self, row: Primitive) -> Any:
        """The meaning of a primitive."""
        return row.numeric

    def binary(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """An arithmetic operation."""
        return operation(_number(left), _number(right))

    def compared(self, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """A comparison of arrays or numbers."""
        return operation(np.real(left), np.real(right))

    def is_mask(self, value: Any) -> bool:
        """Whether an index is an array of truth values."""
        return isinstance(value, np.ndarray) and value.dtype == bool

    def masked(self, holder: Any, mask: Any, value: Any) -> Any:
        """The array after ``holder[mask] = value``."""
        return np.where(mask, value, holder)

    def negated(self, mask: Any) -> Any:
        """``~mask``."""
        return np.logical_not(mask)

    def both(self, left: Any, right: Any) -> Any:
        """``left & right``."""
        return np.logical_and(left, right)

    def cast(self, value: Any, kind: str) -> Any:
        """``value.astype(kind)``."""
        return np.real(value).astype(kind) if kind not in ("float", "float64") else np.asarray(value) * 1.0

    def item(self, holder: Any, index: Any) -> Any:
        """An index."""
        return holder[index]

    def attribute(self, name: str, holder: Any) -> Any:
        """``T``, ``shape`` and the like."""
        return ATTRIBUTES[name](holder)

    def beside(self, name: str, array: Any) -> Any:
        """A free array of the same shape."""
        return self.fresh(name, np.shape(array), is_normal=True)

    def tagged(self, name: str, version: int, value: Any) -> Any:
        """What a statement stored; numbers are not marked."""
        return value

    def fresh(self, name: str, shape: tuple[int, ...], is_normal: bool) -> Any:
        """What ``np.random`` gives in a listing: the same every time."""
        seed = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")
        generator = np.random.default_rng(seed)
        made = generator.normal(size=shape) if is_normal else generator.uniform(size=shape)
        return made if shape else np.float64(made)  # one number is no array


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Fraction) else value


class Complex(Floats):
    """The same for the complex step: what a listing fills afterwards is made to hold complex numbers."""

    def function(self, row: Primitive) -> Any:
        """The meaning of a primitive."""
        if row.name not in ("zeros", "ones", "empty", "zeros_like", "ones_like", "full", "array", "asarray"):
            return row.numeric
        return lambda *args, **keywords: np.asarray(row.numeric(*args, **keywords)) * (1 + 0j)


FLOATS = Floats()
COMPLEX = Complex()
