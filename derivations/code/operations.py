"""What operators and comparisons are, as tables, and NumPy's rule for writing in place."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.MatMult: np.matmul,
    ast.Pow: operator.pow,
    ast.BitAnd: operator.and_,
}
STATIC: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda item, holder: item in holder,
    ast.NotIn: lambda item, holder: item not in holder,
}
COMPARED: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
}


def in_place(held: Any, result: Any) -> Any:
    """The array that was there, with new entries; another one where its kind of number can't hold them."""
    if np.shape(result) != held.shape:
        raise ValueError(f"a result of shape {np.shape(result)} does not fit into {held.shape}")
    if held.ndim and np.can_cast(np.asarray(result).dtype, held.dtype, "same_kind"):
        held[...] = result
        return held
    return result
