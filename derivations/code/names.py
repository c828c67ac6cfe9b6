"""What names a function binds, stores to and reads, and what attributes of ``self``: told by its syntax tree alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def stores(node: ast.FunctionDef) -> set[str]:
    """The names that a function stores to."""
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}


def parameter_names(arguments: ast.arguments) -> list[str]:
    """The names of all parameters, those with defaults too."""
    return [each.arg for each in arguments.args]


def self_attributes(function: ast.FunctionDef) -> Iterator[ast.Attribute]:
    """Every ``self.name`` that a function reads or stores."""
    for each in ast.walk(function):
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "self":
            yield each


def assigned_attributes(function: ast.FunctionDef) -> set[str]:
    """Attributes of ``self`` that a function gives a value, those left out that it only changes, as ``+=`` does."""
    changed = {id(each.target) for each in ast.walk(function) if isinstance(each, ast.AugAssign)}
    return {each.attr for each in self_attributes(function) if isinstance(each.ctx, ast.Store) and id(each) not in changed}


def bound(function: ast.FunctionDef) -> set[str]:
    """The names that a function binds: parameters, what it stores to, functions inside it and their parameters."""
    found = set(parameter_names(function.args))
    for each in ast.walk(function):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            found.add(each.id)
        elif isinstance(each, ast.FunctionDef | ast.Lambda):
            found |= set(parameter_names(each.args)) | ({each.name} if isinstance(each, ast.FunctionDef) else set())
    return found


def root(node: ast.expr) -> ast.expr:
    """The name at the beginning of ``a.b.c``."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node


def annotations_in(function: ast.FunctionDef) -> set[ast.AST]:
    """Everything that stands in annotations, which compute nothing."""
    found: set[ast.AST] = set()
    for each in ast.walk(function):
        parts = [getattr(each, field, None) for field in ("annotation", "returns")]
        found |= {inner for part in parts if isinstance(part, ast.expr) for inner in ast.walk(part)}
    return found
