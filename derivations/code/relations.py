"""How a stored value stands to a derivative, as numbers propose it: the same, a multiple, transposed, of another shape.

A proposal is no claim. It is made only where one relation holds at every tuple of sizes, at every point; a multiple must be one
and the same product of dimensions and a small number at all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

from derivations.code.model import Sizes
from derivations.code.trial import FINGERPRINT, Numbers

EXACT, SCALED, NEGATED, TRANSPOSED, COLLAPSED, PARTIAL = "exact", "scaled", "negated", "transposed", "collapsed", "partial"
RATIONALS = tuple(
    sorted({Fraction(a, b) for a in range(1, 7) for b in range(1, 7)}, key=lambda each: each.denominator + each.numerator)
)


@dataclass(frozen=True, slots=True)
class Factor:
    """A number times a product of dimensions: ``-1/N``, ``K``, ``2/(N*K)``."""

    number: Fraction = Fraction(1)
    exponents: tuple[tuple[str, int], ...] = ()

    def at(self, sizes: Sizes) -> Fraction:
        """Its value where the dimensions have these sizes."""
        value = self.number
        for dimension, exponent in self.exponents:
            value *= Fraction(sizes[dimension]) ** exponent
        return value

    def __str__(self) -> str:
        above = [each for each, exponent in self.exponents if exponent > 0]
        below = [each for each, exponent in self.exponents if exponent < 0]
        top, bottom = abs(self.number.numerator), self.number.denominator
        over = [str(top)] * (top != 1 or not above) + above
        under = [str(bottom)] * (bottom != 1) + below
        text = "*".join(over) + (f"/{under[0]}" if len(under) == 1 else f"/({'*'.join(under)})" if under else "")
        return f"-{text}" if self.number < 0 else text


@dataclass(frozen=True, slots=True)
class Relation:
    """The value is ``factor`` times the derivative, after ``kind`` has been undone."""

    kind: str
    factor: Factor = Factor()


@dataclass(frozen=True, slots=True)
class Seen:
    """A stored value and a derivative at one tuple of sizes, in numbers: points first."""

    sizes: Sizes
    value: Numbers
    derivative: Numbers


def relation(seen: Sequence[Seen]) -> Relation | None:
    """The one relation that holds at every tuple of sizes, or None.

    >>> pairs = [Seen({"N": n}, np.full((3, n), 2.0) / n, np.full((3, n), 2.0)) for n in (2, 3, 4)]
    >>> str(relation(pairs).factor)
    '1/N'
    """
    for kind, aligned in ALIGNED.items():
        pairs = [aligned(each.value, each.derivative) for each in seen]
        if all(each is not None for each in pairs):
            ratios = [_ratio(*each) for each in pairs if each is not None]
            found = (
                None if None in ratios else _factor([each.sizes for each in seen], [each for each in ratios if each is not None])
            )
            if found is not None:
                return _named(kind, found)
    return None


def _named(kind: str, factor: Factor) -> Relation:
    if kind == EXACT and factor == Factor(Fraction(-1)):
        return Relation(NEGATED, factor)
    return Relation(SCALED if kind == EXACT and factor != Factor() else kind, factor)


def _same(value: Numbers, derivative: Numbers) -> tuple[Numbers, Numbers] | None:
    return (value, derivative) if value.shape == derivative.shape else None


def _turned(value: Numbers, derivative: Numbers) -> tuple[Numbers, Numbers] | None:
    if value.ndim != 3 or value.shape[0:1] + value.shape[:0:-1] != derivative.shape:
        return None
    return np.swapaxes(value, 1, 2), derivative


def _squeezed(value: Numbers, derivative: Numbers) -> tuple[Numbers, Numbers] | None:
    bare = [tuple(each for each in array.shape[1:] if each != 1) for array in (value, derivative)]
    if bare[0] != bare[1] or value.shape == derivative.shape:
        return None
    return value.reshape(len(value), -1), derivative.reshape(len(value), -1)


ALIGNED = {EXACT: _same, TRANSPOSED: _turned, COLLAPSED: _squeezed}


def _ratio(value: Numbers, derivative: Numbers) -> float | None:
    """The one number that the derivative is to be multiplied by, or None."""
    scale = np.max(np.abs(derivative), initial=0.0)
    if not np.isfinite(value).all() or not np.isfinite(derivative).all() or not scale > 1e-12:
        return None
    at = np.unravel_index(np.argmax(np.abs(derivative)), derivative.shape)
    ratio = float(value[at] / derivative[at])
    gap = np.max(np.abs(value - ratio * derivative), initial=0.0)
    return ratio if abs(ratio) > 1e-9 and gap <= FINGERPRINT * scale * max(1.0, abs(ratio)) else None


def _factor(sizes: Sequence[Sizes], ratios: Sequence[float]) -> Factor | None:
    """A number times a product of dimensions that gives each ratio at its sizes: as few dimensions as possible."""
    names = [each for each in sizes[0] if len({other[each] for other in sizes}) > 1]
    choices = sorted(product((0, -1, 1), repeat=len(names)), key=lambda each: sum(map(abs, each)))
    for exponents in choices if len(names) <= 7 else choices[:1]:
        if sum(map(abs, exponents)) > 3:
            return None
        parts = [
            ratio / float(np.prod([float(size[name]) ** e for name, e in zip(names, exponents, strict=True)]))
            for size, ratio in zip(sizes, ratios, strict=True)
        ]
        if max(parts) - min(parts) > 1e-7 * abs(parts[0]):
            continue
        number = next((each for each in RATIONALS if abs(float(each) - abs(parts[0])) < 1e-7), None)
        if number is not None:
            used = tuple((name, e) for name, e in zip(names, exponents, strict=True) if e)
            return Factor(number if parts[0] > 0 else -number, used)
    return None


def relative_gap(value: Any, derivative: Any) -> float:
    """How far a value lies from a derivative, relatively to the larger of both; inf where shapes differ."""
    left, right = np.asarray(value, dtype=float), np.asarray(derivative, dtype=float)
    if left.shape != right.shape:
        return float("inf")
    scale = max(np.max(np.abs(left), initial=0.0), np.max(np.abs(right), initial=0.0))
    if not np.isfinite(scale):
        return float("inf")
    return float(np.max(np.abs(left - right), initial=0.0) / scale) if scale else 0.0
