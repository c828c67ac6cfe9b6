"""The shape that a NumPy function will give, known before it is called: so that nothing large is ever made.

Each rule takes the function's own arguments and returns a shape, or None where the result is no larger than an operand.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Shape = tuple[int, ...]


def same(*_: Any, **__: Any) -> None:
    """No larger than an operand: reductions, views, copies, functions of one array."""
    return


def broadcast(*arrays: Any, **_: Any) -> Shape:
    """Elementwise functions of several arrays."""
    return np.broadcast_shapes(*(np.shape(each) for each in arrays))


def product(left: Any, right: Any) -> Shape:
    """``dot`` and ``matmul``: without the axes that are summed. Batches are counted as ``dot`` counts them."""
    a: Shape = np.shape(left)
    b: Shape = np.shape(right)
    if not a or not b:
        return a + b
    return a[:-1] + (b[:-2] + b[-1:] if len(b) > 1 else ())


def outer(left: Any, right: Any) -> Shape:
    """``outer`` and ``kron``: every entry of one with every entry of the other."""
    return (np.size(left), np.size(right))


def filled(shape: Any, *_: Any, **__: Any) -> Shape:
    """``zeros``, ``ones``, ``full``: the shape is the first argument."""
    return tuple(shape) if isinstance(shape, tuple | list) else (shape,)


def square(size: Any, columns: Any = None, **_: Any) -> Shape:
    """``eye`` and ``identity``."""
    return (size, size if columns is None else columns)


def diagonal(array: Any, *_: Any) -> Shape:
    """``diag``, which makes a matrix of a vector."""
    return (np.size(array), np.size(array)) if np.ndim(array) == 1 else np.shape(array)


def span(*ends: Any) -> Shape:
    """``arange`` of whole numbers."""
    return (len(range(*(int(each) for each in ends))),)


def joined(arrays: Any, *_: Any, **__: Any) -> Shape:
    """``stack``, ``concatenate``, ``hstack``, ``vstack``: all their entries."""
    return (sum(np.size(each) for each in arrays),)


def repeated(array: Any, times: Any, *_: Any, **__: Any) -> Shape:
    """``tile`` and ``repeat``."""
    factors = times if isinstance(times, tuple | list) else (times,)
    return (np.size(array) * math.prod(abs(int(each)) for each in factors),)


def padded(array: Any, widths: Any, *_: Any, **__: Any) -> Shape:
    """``pad``: each axis with so many entries before and behind it."""
    pairs = np.broadcast_to(np.asarray(widths), (np.ndim(array), 2))
    return tuple(int(size + before + behind) for size, (before, behind) in zip(np.shape(array), pairs, strict=True))


def spread(_: Any, shape: Any) -> Shape:
    """``broadcast_to``."""
    return filled(shape)


def einsum(subscripts: Any, *arrays: Any, **_: Any) -> Shape:
    """Every index that occurs at all, since that is the work there is."""
    if not isinstance(subscripts, str) or len(subscripts) > 60 or "." in subscripts:
        raise TypeError("einsum needs plain subscripts")
    sizes: dict[str, int] = {}
    for letters, array in zip(subscripts.replace(" ", "").split("->")[0].split(","), arrays, strict=True):
        sizes.update(zip(letters, np.shape(array), strict=True))
    return tuple(sizes.values())
