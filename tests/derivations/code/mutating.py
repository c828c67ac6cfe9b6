"""Mutants of right listings: one slip at one place of backward, as data; and what becomes of each of them.

killed: its value differs from the true gradient, and no such line is called exact. equal: its value is the same at every tuple of
sizes. unsupported: Python itself fails on it, or the review can't follow it.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.expecting import label
from derivations.code.identify import Judged, identified, statements
from derivations.code.model import Model
from derivations.code.pairing import LOSSES
from derivations.code.placing import replaced
from tests.derivations.code.executing import SIZES, Executed, differ
from tests.derivations.code.test_review_listings import right

FAILURES = (ValueError, TypeError, IndexError, KeyError, AttributeError, NameError, ZeroDivisionError, StopIteration)
OTHER = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.MatMult, ast.MatMult: ast.Mult}
NAMED = {"z": "u", "u": "z", "h": "x", "x": "h", "a": "z", "A": "Z", "Z": "A", "y": "t", "t": "y", "p": "T"}


@dataclass(frozen=True)
class Mutant:
    """A listing with one statement changed."""

    file: str
    line: int
    statement: str
    kind: str
    right: Model
    changed: ast.stmt

    @property
    def model(self) -> Model:
        """The right model with the changed statement in its place."""
        return replaced(self.right, (self.changed.lineno, self.changed.col_offset), self.changed)

    @property
    def key(self) -> tuple[str, str, str]:
        """File, line and the changed statement."""
        return (self.file, str(self.line), self.statement)


def mutants(file: str) -> Iterator[Mutant]:
    """Every mutant of a listing: each change at each place of each statement of its backward passes."""
    for found in right(file):
        body = found.model.function(found.model.backward)
        names = sorted({each.id for each in ast.walk(body) if isinstance(each, ast.Name)})
        for statement in sorted(statements(body), key=lambda each: (each.lineno, each.col_offset)):
            if found.model.has_one_pass and statement.lineno <= _last_loss(body):
                continue
            seen = {ast.unparse(statement)}
            for kind, change in CHANGES.items():
                for place in range(len(list(ast.walk(statement)))):
                    changed = copy.deepcopy(statement)
                    if change(list(ast.walk(changed))[place], names) and ast.unparse(changed) not in seen:
                        seen.add(ast.unparse(changed))
                        yield Mutant(file, statement.lineno, ast.unparse(changed), kind, found.model, changed)


def _last_loss(function: ast.FunctionDef) -> int:
    stored = [each for each in ast.walk(function) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)]
    return max((each.lineno for each in stored if each.id in LOSSES), default=0)


def _transposed(node: ast.AST, _: list[str]) -> bool:
    """``x.T`` becomes ``x``, an operand of a product its transpose."""
    match node:
        case ast.BinOp(op=ast.MatMult(), left=ast.Attribute(attr="T", value=inner)):
            node.left = inner
        case ast.BinOp(op=ast.MatMult(), right=ast.Attribute(attr="T", value=inner)):
            node.right = inner
        case ast.BinOp(op=ast.MatMult(), right=right):
            node.right = ast.Attribute(right, "T", ast.Load())
        case ast.Call(args=[ast.Attribute(attr="T", value=inner), *others]):
            node.args = [inner, *others]
        case ast.Call(args=[first, ast.Attribute(attr="T", value=inner)]):
            node.args = [first, inner]
        case _:
            return False
    return True


def _undivided(node: ast.AST, _: list[str]) -> bool:
    """``a / n`` becomes ``a``: what remains is multiplied by 1."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        node.right = ast.Constant(1)
    elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Div):
        node.value = ast.Constant(1)
    else:
        return False
    return True


def _axis(node: ast.AST, _: list[str]) -> bool:
    if isinstance(node, ast.keyword) and node.arg == "axis" and isinstance(node.value, ast.Constant):
        node.value = ast.Constant(1 - node.value.value if node.value.value in (0, 1) else 0)
        return True
    return False


def _renamed(node: ast.AST, names: list[str]) -> bool:
    """``z1`` becomes ``u1``, ``h`` becomes ``x``: another array of the function that is called nearly so."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        other = NAMED.get(node.id[0], node.id[0]) + node.id[1:]
        near = [each for each in names if each == other != node.id] or [
            each for each in names if each != node.id and each[:-1] == node.id[:-1] and len(each) > 1
        ]
        if near:
            node.id = near[0]
            return True
    return False


def _operation(node: ast.AST, _: list[str]) -> bool:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in OTHER:
        node.op = OTHER[type(node.op)]()
        return True
    return False


CHANGES: dict[str, Callable[[Any, list[str]], bool]] = {
    "transpose": _transposed,
    "factor": _undivided,
    "axis": _axis,
    "name": _renamed,
    "operation": _operation,
}


@dataclass(frozen=True)
class Truth:
    """A right listing, run: what its targets promise, and the gradients at each tuple of sizes."""

    model: Model
    promises: tuple[tuple[Judged, str], ...]
    gradients: tuple[dict[str, Any], ...]


@cache
def truth(file: str, backward: str) -> Truth:
    """What the right listing is."""
    found = next(each for each in right(file) if each.model.backward == backward)
    last = {label(each.target, each.name): each for each in found.judged}.values()
    names = found.model.shapes
    exact = [(each, one.quantity.name) for each in last for one in each.equals if one.is_exact and one.quantity.version == 0]
    promises = tuple((each, name) for each, name in exact if name in names)
    runs = [Executed(found.model, turn) for turn in range(len(SIZES))]
    return Truth(found.model, promises, tuple({name: run.gradient(name) for _, name in promises} for run in runs))


@dataclass(frozen=True)
class Outcome:
    """``killed``, ``equal`` or ``unsupported``; false: targets that are called exact though their value differs."""

    kind: str
    false: tuple[str, ...] = ()


def outcome(mutant: Mutant) -> Outcome:
    """What becomes of a mutant."""
    known = truth(mutant.file, mutant.right.backward)
    model = mutant.model
    try:
        with np.errstate(all="ignore"):
            runs = [Executed(model, turn) for turn in range(len(SIZES))]
            differing = {
                (each.target, name)
                for each, name in known.promises
                for run, gradients in zip(runs, known.gradients, strict=True)
                if differ(run.stored(each.target, each.name), gradients[name])
            }
    except FAILURES:
        return Outcome("unsupported")
    try:
        judged = identified(model).judged
    except CodeError:
        return Outcome("unsupported")
    last = {label(each.target, each.name): each for each in judged}.values()
    called = {(each.target, one.quantity.name) for each in last for one in each.equals if one.is_exact}
    false = tuple(sorted(f"{target} = dE/d{name}" for target, name in differing & called))
    return Outcome("killed" if differing else "equal", false)
