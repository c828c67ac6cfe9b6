"""Another statement in the place of one: how a repair is put into a listing, for a while or for good."""

from __future__ import annotations

import ast
import copy
from dataclasses import replace

from derivations.code.model import Model
from derivations.code.repairs import Statement

Place = tuple[int, int]


def replaced(model: Model, place: Place, statement: ast.stmt) -> Model:
    """The model with another statement at a place of backward."""
    changed = replace(model, module=copy.deepcopy(model.module))
    block, at = position(changed.function(model.backward), place)
    block[at] = moved(statement, block[at])
    return changed


def position(function: ast.FunctionDef, place: Place) -> tuple[list[ast.stmt], int]:
    """The block that holds the assignment at a place, and its number there. Raises LookupError where none stands."""
    for parent in ast.walk(function):
        for name in ("body", "orelse"):
            block = getattr(parent, name, None)
            if isinstance(block, list):
                for at, each in enumerate(block):
                    if isinstance(each, ast.Assign | ast.AugAssign | ast.AnnAssign) and (each.lineno, each.col_offset) == place:
                        return block, at
    raise LookupError(place)


def moved(new: ast.stmt, old: ast.stmt) -> ast.stmt:
    """A statement at the place of another one."""
    ast.fix_missing_locations(new)
    for each in ast.walk(new):
        if hasattr(each, "lineno"):
            each.lineno = old.lineno
    new.col_offset = old.col_offset
    return new


def reads_of(statement: Statement) -> set[str]:
    """What a statement reads, as text: names, attributes, elements."""
    found = {each.id for each in ast.walk(statement) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}
    found |= {ast.unparse(each) for each in ast.walk(statement) if isinstance(each, ast.Attribute | ast.Subscript)}
    return found | ({ast.unparse(statement.target)} if isinstance(statement, ast.AugAssign) else set())


def stored_names(statement: Statement) -> list[str]:
    """What a statement stores to, as text; for an element also what holds it."""
    found = []
    for each in ast.walk(statement):
        if isinstance(getattr(each, "ctx", None), ast.Store):
            found.append(ast.unparse(each))
            if isinstance(each, ast.Subscript):
                found.append(ast.unparse(each.value))
    return found


def only_target(statement: Statement) -> ast.expr:
    """The target of a statement, the first where there are several."""
    return statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
