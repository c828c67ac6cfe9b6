"""Which statement of a listing computes an equation, such as ``v = mu*v - lr*g``: followed beside it, from the same inputs.

A symbol of the equation is an input of the listing, under its own name or under the one that ``reading`` gives it.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derivations.code.beside import Fails, values
from derivations.code.budget import Budget
from derivations.code.errors import CodeError
from derivations.code.interpreter import Interpreter
from derivations.code.judging import CORRECT, Compared, judge
from derivations.code.listing import Listing, parsed
from derivations.code.pieces import STEPS, WORK, Piece, number_of, placed
from derivations.code.runs import Recorded, array_like
from derivations.code.settings import Setting
from derivations.code.values.floats import FLOATS

FUNCTIONS = ("exp", "log", "sqrt", "tanh", "sin", "cos", "abs", "sum", "mean", "maximum")


@dataclass(frozen=True)
class Matched:
    """A statement that was compared with the right side of an equation. line: of the file. name: what its target is called."""

    line: int
    column: int
    target: str
    name: str
    compared: Compared

    @property
    def is_equal(self) -> bool:
        """Whether it is proved to compute the equation."""
        return self.compared.outcome == CORRECT and self.compared.how != "agreed"


def equation(text: str) -> tuple[str, ast.expr] | None:
    """The left side, a name, and the right side of an equation; None where the text is none.

    >>> equation("v = mu*v - lr*g")[0], equation("dE/dW1")
    ('v', None)
    """
    try:
        body = parsed(text.replace("^", "**").strip()).body
    except CodeError:
        return None
    match body:
        case [ast.Assign(targets=[ast.Name(id=left)], value=right)]:
            return left, right
    return None


def matches(listing: Listing, wanted: str, shapes: Mapping[str, Sequence[str]], reading: Mapping[str, str]) -> list[Matched]:
    """Every statement of the listing, compared with the equation, in the order in which they are reached.

    shapes: of the symbols, by dimension names. Raises CodeError where the listing or the equation can't be followed.
    """
    found = equation(wanted)
    if found is None:
        raise CodeError("syntax", 1, file="", source=wanted[:80])
    right = _Right(found[1], reading)
    setting = Setting({reading.get(name, name): tuple(map(str, shape)) for name, shape in shapes.items()}, {})
    stored: dict[tuple[int, int, str], Recorded] = {}
    for each in _recorded(listing, FLOATS, _sample(setting)):
        stored[each.line, each.column, each.target] = each
    return [
        Matched(*place, each.name, _compared(_Stored(listing, place), right, setting))
        for place, each in stored.items()
        if array_like(each.value)
    ]


class _Right:
    """The right side of an equation, its symbols at their places."""

    target: str | None = None

    def __init__(self, node: ast.expr, reading: Mapping[str, str]) -> None:
        self.piece = Piece(ast.unparse(_Read(reading).visit(node)))
        self.piece.check()

    def value(self, domain: Any, inputs: Mapping[str, Any], target: str | None) -> Any:
        """The value. Raises CodeError, with the equation among its facts."""
        try:
            return self.piece.value(domain, inputs, target)
        except CodeError as error:
            error.facts["equation"] = ast.unparse(self.piece.module)
            raise


class _Stored:
    """What a listing stores last at a statement."""

    target: str | None = None

    def __init__(self, listing: Listing, place: tuple[int, int, str]) -> None:
        self.listing = listing
        self.place = place

    def value(self, domain: Any, inputs: Mapping[str, Any], target: str | None) -> Any:
        """The value. Raises CodeError."""
        del target  # it has a place of its own
        recorded = _recorded(self.listing, domain, inputs)
        found = [each.value for each in recorded if (each.line, each.column, each.target) == self.place]
        if not found:
            raise CodeError("no_value", self.place[0], name=self.place[2])
        return number_of(found[-1])


class _Read(ast.NodeTransformer):
    """Symbols as the listing has them, and functions as NumPy's."""

    def __init__(self, reading: Mapping[str, str]) -> None:
        self.reading = reading

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A symbol, or a function."""
        if node.id in FUNCTIONS:
            return ast.Attribute(ast.Name("np", ast.Load()), node.id, ast.Load())
        read: ast.expr = ast.parse(self.reading.get(node.id, node.id), mode="eval").body
        return read


def _compared(statement: _Stored, right: _Right, setting: Setting) -> Compared:
    """The comparison; a statement whose first value is another needs no more."""
    try:
        first = next(iter(values(statement, right, setting)))
    except Fails as failed:
        return Compared("undecided", failed.error.code)
    return judge(statement, right, setting) if first.agrees else Compared("incorrect", "witness")


def _recorded(listing: Listing, domain: Any, inputs: Mapping[str, Any]) -> list[Recorded]:
    interpreter = Interpreter(listing.module, domain)
    kind = interpreter.budget.kind
    interpreter.budget = Budget(kind, STEPS, WORK[kind])
    return interpreter.run(listing.name, placed(inputs)).recorded


def _sample(setting: Setting) -> dict[str, Any]:
    return setting.inputs(setting.sizes(0), lambda name, shape: FLOATS.fresh(name, shape, is_normal=False))
