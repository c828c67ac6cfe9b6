"""Counted limits on what a listing may cost: steps, nesting, array cells, digits. No clock, so the same everywhere."""

from __future__ import annotations

import ast
from fractions import Fraction
from typing import Any

import numpy as np

from derivations.code.errors import CodeError

STEPS = {"numbers": 40_000, "entries": 15_000}
NESTING = 90
CELLS = {"numbers": 50_000, "entries": 20_000}
WORK = {"numbers": 4_000_000, "entries": 200_000}
BITS = 4096
TEXT = 1_000
ITEMS = 5_000


class Budget:
    """What is left for one pass. Each method raises CodeError ``limit`` where too much is asked for."""

    def __init__(self, kind: str, most_steps: int | None = None, most_work: int | None = None) -> None:
        self.kind = kind
        self.steps = 0
        self.nesting = 0
        self.work = 0
        self.most_steps = STEPS[kind] if most_steps is None else most_steps
        self.most_cells = CELLS[kind]
        self.most = WORK[kind] if most_work is None else most_work

    def step(self, node: ast.AST) -> None:
        """One statement or expression more."""
        self.steps += 1
        if self.steps > self.most_steps:
            raise _limit(node, "steps")

    def enter(self, node: ast.AST) -> None:
        """One level deeper, in an expression or in a call."""
        self.nesting += 1
        if self.nesting > NESTING:
            raise _limit(node, "levels")

    def leave(self) -> None:
        """One level back."""
        self.nesting -= 1

    def cells(self, node: ast.AST, shape: tuple[Any, ...] | None, operands: tuple[Any, ...], inner: int = 1) -> None:
        """An array operation: what it makes, and ``inner`` products for each entry of that."""
        made = max((int(np.size(each)) for each in operands if isinstance(each, np.ndarray)), default=1)
        if shape is not None:
            made = 1
            for length in shape:
                made *= max(int(length), 0)
                if made > self.most_cells:
                    raise _limit(node, "array cells")
        self.work += made * inner
        if self.work > self.most:
            raise _limit(node, "array operations")

    def kept(self, node: ast.AST, value: Any) -> Any:
        """A value, if it isn't too large to keep."""
        match value:
            case bool():
                return value
            case int():
                size, most, name = value.bit_length(), BITS, "digits"
            case Fraction():
                size, most, name = bits(value), BITS, "digits"
            case str():
                size, most, name = len(value), TEXT, "letters"
            case list() | tuple() | dict():
                size, most, name = len(value), ITEMS, "items"
            case np.ndarray():
                size, most, name = value.size, self.most_cells, "array cells"
            case _:
                return value
        if size > most:
            raise _limit(node, name)
        if isinstance(value, np.ndarray) and value.dtype == object and any(bits(each) > BITS for each in value.flat):
            raise _limit(node, "digits")
        return value


def bits(entry: Any) -> int:
    """How long an exact number is; 0 for anything else."""
    if type(entry) is int:
        return entry.bit_length()
    return max(entry.numerator.bit_length(), entry.denominator.bit_length()) if type(entry) is Fraction else 0


def _limit(node: ast.AST, what: str) -> CodeError:
    return CodeError("limit", getattr(node, "lineno", None), limit=what)
