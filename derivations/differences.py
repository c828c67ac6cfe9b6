"""Gradients by differences, which know nothing of the chain rule, and the one measure of how far two gradients lie apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def relative_error(left: Array, right: Array) -> float:
    """max |left - right| / max(max |left|, max |right|); 0 where both arrays are 0, inf where their shapes differ.

    >>> relative_error(np.array([1.0, 2.0]), np.array([1.0, 2.5]))
    0.2
    """
    if np.shape(left) != np.shape(right):
        return float("inf")
    scale = max(np.max(np.abs(left), initial=0.0), np.max(np.abs(right), initial=0.0))
    if scale == 0:
        return 0.0
    error = float(np.max(np.abs(left - right)) / scale)
    return error if np.isfinite(error) else float("inf")


def negligible(sizes: Iterable[float]) -> float:
    """Below which a value is nothing beside these: a hundredth of the largest; near a pole, where that is huge, of 1.

    >>> negligible([1e-20, 0.5]), negligible([1.0, 1e9])
    (0.005, 0.01)
    """
    return 1e-2 * min(1.0, max(map(float, sizes), default=0.0))


def worst_error(pairs: Sequence[tuple[Array, Array]]) -> float:
    """The largest relative error over several points; what is far below the largest value of all is measured by that.

    Where a sigmoid is saturated its slope is a difference of numbers that are larger by many orders of magnitude, and rounding is
    all that there is to see.

    >>> worst_error([(np.array([1.0]), np.array([1.0])), (np.array([1e-17]), np.array([0.0]))])
    1e-15
    """
    if any(np.shape(left) != np.shape(right) for left, right in pairs):
        return float("inf")
    least = negligible(np.max(np.abs(each), initial=0.0) for pair in pairs for each in pair)
    return max((relative_error(np.append(left, least), np.append(right, least)) for left, right in pairs), default=0.0)


def central_differences(function: Callable[[Array], Any], at: Array) -> Array:
    """The gradient of a scalar function by central differences, of the shape of ``at``.

    The step balances truncation against rounding: the cube root of the machine epsilon, times the entry's size.

    >>> bool(abs(central_differences(lambda x: np.sum(x**2), np.array([3.0]))[0] - 6) < 1e-8)
    True
    """
    gradient = np.empty(np.shape(at))
    for index in np.ndindex(np.shape(at)):
        step = 6e-6 * max(1.0, abs(float(at[index])))
        up, down = np.array(at, dtype=float), np.array(at, dtype=float)
        up[index] += step
        down[index] -= step
        gradient[index] = (function(up) - function(down)) / (up[index] - down[index])
    return gradient


def complex_step(function: Callable[[Array], Any], at: Array) -> Array:
    """The gradient of a scalar function by an imaginary step, exact to rounding, of the shape of ``at``.

    >>> complex_step(lambda x: np.sum(x**2), np.array([3.0])).tolist()
    [6.0]
    """
    gradient = np.empty(np.shape(at))
    for index in np.ndindex(np.shape(at)):
        beside = np.array(at, dtype=complex)
        beside[index] += 1e-30j
        gradient[index] = np.imag(function(beside)) / 1e-30
    return gradient
