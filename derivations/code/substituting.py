"""A listing with something else in the place of a statement, or of the whole function. The trees are copied, never changed."""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence

from derivations.code.errors import CodeError
from derivations.code.listing import Listing, functions_of, globals_of, imports_of
from derivations.code.pieces import Piece

Store = ast.Assign | ast.AugAssign | ast.AnnAssign


def statement_piece(text: str, listing: Listing) -> Piece:
    """What was written for a statement, if it is one or several. Raises CodeError."""
    piece = Piece(text)
    piece.check()
    if piece.function is not None:
        raise CodeError("no_value", 1)
    _check_names(piece, listing.variables, listing)
    return piece


def function_piece(text: str, listing: Listing) -> Piece:
    """What was written for a function, if it is one. Raises CodeError."""
    piece = Piece(text)
    piece.check()
    if piece.function is None:
        raise CodeError("no_function", 1, function=listing.name)
    _check_names(piece, frozenset(), listing)
    return piece


def with_statements(module: ast.Module, listing: Listing, line: int, target: str, body: Sequence[ast.stmt]) -> ast.Module:
    """The file with a statement replaced; what was written stores to the statement's target, else its last target is taken over."""
    changed = copy.deepcopy(module)
    function = next(each for each in ast.walk(changed) if _is_function(each, listing))
    *before, last = copy.deepcopy(list(body))
    place = ast.parse(target).body[0].value  # type: ignore[attr-defined]
    place.ctx = ast.Store()
    if isinstance(last, ast.Expr):
        last = ast.Assign([place], last.value)
    stored = [_held(each) for each in ast.walk(ast.Module([*before, last], [])) if isinstance(each, Store)]
    is_elsewhere = bool(stored) and target not in map(ast.unparse, stored)
    again = [ast.Assign([place], _read(stored[-1]))] if is_elsewhere else []
    for parent in ast.walk(function):
        for statements in (getattr(parent, name, None) for name in ("body", "orelse")):
            if isinstance(statements, list):
                statements[:] = [
                    new
                    for old in statements
                    for new in ([*before, last, *again] if getattr(old, "lineno", 0) == line and _is_store(old) else [old])
                ]
    return ast.fix_missing_locations(changed)


def with_function(module: ast.Module, listing: Listing, piece: Piece) -> ast.Module:
    """The file with a function replaced, under the name of the one that it replaces, and with helpers beside it."""
    assert piece.function is not None
    written = copy.deepcopy(piece.function)
    helpers = [copy.deepcopy(each) for each in piece.module.body if each is not piece.function]
    changed = copy.deepcopy(module)
    for parent in ast.walk(changed):
        body = getattr(parent, "body", None)
        if isinstance(body, list) and any(_is_function(each, listing) for each in body):
            written.name = listing.function.name
            body[:] = [written if _is_function(each, listing) else each for each in body]
    known = functions_of(changed)
    for each in helpers:
        if isinstance(each, ast.FunctionDef) and each.name in known:
            raise CodeError("defined_twice", each.lineno, name=each.name)
    changed.body += helpers
    return ast.fix_missing_locations(changed)


def _is_function(node: ast.AST, listing: Listing) -> bool:
    return isinstance(node, ast.FunctionDef) and (node.name, node.lineno) == (listing.function.name, listing.function.lineno)


def _is_store(node: ast.AST) -> bool:
    return isinstance(node, Store)


def _held(node: Store) -> ast.expr:
    return node.targets[0] if isinstance(node, ast.Assign) else node.target


def _read(target: ast.expr) -> ast.expr:
    read = copy.deepcopy(target)
    read.ctx = ast.Load()  # type: ignore[attr-defined]
    return read


def statement_at(listing: Listing, line: int) -> Store:
    """The statement of a listing that begins at a line of the file. Raises CodeError."""
    for each in ast.walk(listing.function):
        if isinstance(each, Store) and each.lineno == line:
            return each
    raise CodeError("missing_statement", line)


def _check_names(piece: Piece, variables: frozenset[str], listing: Listing) -> None:
    """Refuse names that the place does not know, though what follows the code might. Raises CodeError ``unknown_name``."""
    module = listing.module
    known = {*variables, *functions_of(module), *globals_of(module), *imports_of(module)}
    for each in piece.free():
        base = each.partition("[")[0].partition(".")[0]
        if base not in known:
            raise CodeError("unknown_name", 1, name=each)
