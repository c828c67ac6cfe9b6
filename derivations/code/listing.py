"""A function of a source file as a question shows it: its text, and its statements by line, target and source.

Canonical source is what remains when spacing, quotes, comments, indentation and module prefixes are taken away, so that
a statement is recognised however it was copied.
"""

from __future__ import annotations

import ast
import importlib.util
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from derivations.code.errors import CodeError

LONGEST_STATEMENT = 500
DEEPEST_STATEMENT = 40


@dataclass(frozen=True)
class Statement:
    """An assignment of a listing: its line in the listing (from 1), its canonical target, value and source."""

    line: int
    target: str
    value: str
    source: str


@dataclass(frozen=True)
class Listing:
    """One function of a source file.

    module: the syntax tree of the whole file, where helpers of the function are found.
    text:   the function's source from its ``def`` line on, without the indentation that the whole of it shares.
    """

    name: str
    text: str
    module: ast.Module

    @cached_property
    def function(self) -> ast.FunctionDef:
        """The function's own syntax tree; its line numbers are those of the file."""
        return functions_of(self.module)[self.name]

    @cached_property
    def variables(self) -> frozenset[str]:
        """Names that the function binds: its parameters and what it assigns."""
        bound = {argument.arg for argument in self.function.args.args}
        stored = (node for node in ast.walk(self.function) if isinstance(node, ast.Name))
        return frozenset(bound | {node.id for node in stored if isinstance(node.ctx, ast.Store)})

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every assignment, in the order of the source."""
        nodes = [node for node in ast.walk(self.function) if isinstance(node, ast.Assign | ast.AugAssign)]
        return tuple(
            statement(node, self.variables, node.lineno - self.function.lineno + 1)
            for node in sorted(nodes, key=lambda node: node.lineno)
        )


def functions_of(module: ast.Module) -> dict[str, ast.FunctionDef]:
    """The functions that a module defines, by name."""
    return {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}


def load_listing(reference: str, folder: Path) -> Listing:
    """The listing that ``file.py:function`` (relative to ``folder``) or ``derivations.module:function`` names.

    Raises CodeError: ``missing_file``, ``missing_function``, ``syntax``.

    >>> load_listing("derivations.network:backward", Path()).statements[-1].source
    "grad['W1'] = dot(x.T, delta1)"
    """
    place, _, name = reference.rpartition(":")
    path = _path(place, folder)
    if path is None or not path.is_file():
        raise CodeError("missing_file", file=place)
    return listing_of(path.read_text(encoding="utf-8"), name, file=place)


def listing_of(source: str, name: str, file: str = "") -> Listing:
    """The listing of the function ``name`` in a source text. Raises CodeError as ``load_listing`` does."""
    try:
        module = ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise CodeError("syntax", getattr(error, "lineno", None), file=file) from error
    function = functions_of(module).get(name)
    if function is None:
        raise CodeError("missing_function", file=file, function=name, found=", ".join(functions_of(module)))
    lines = source.splitlines()[function.lineno - 1 : function.end_lineno]
    return Listing(name, "\n".join(line.rstrip() for line in lines), module)


def _path(place: str, folder: Path) -> Path | None:
    if place.endswith(".py"):
        return folder / place
    if not place.startswith("derivations."):
        return None  # an installed module of somebody else's would be imported by looking for it
    found = importlib.util.find_spec(place)
    return Path(found.origin) if found and found.origin else None


class _Unprefixed(ast.NodeTransformer):
    """``np.dot(...)`` and ``functions.f(...)`` become ``dot(...)`` and ``f(...)`` where the prefix is no variable."""

    def __init__(self, variables: frozenset[str]) -> None:
        self.variables = variables

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Drop the prefix of a module's attribute."""
        if isinstance(node.value, ast.Name) and node.value.id not in self.variables:
            return ast.copy_location(ast.Name(node.attr, node.ctx), node)
        return self.generic_visit(node)


def statement(node: ast.Assign | ast.AugAssign, variables: frozenset[str], line: int) -> Statement:
    """The canonical parts of an assignment; the node itself stays as it is."""
    copy = ast.parse(ast.unparse(node)).body[0]
    plain = _Unprefixed(variables).visit(copy)
    target = plain.targets[0] if isinstance(plain, ast.Assign) else plain.target
    return Statement(line, ast.unparse(target), ast.unparse(plain.value), ast.unparse(plain))


def canonical(text: str, variables: frozenset[str]) -> Statement | str | None:
    """What somebody typed as a line of code: an assignment, else the canonical source of an expression, else None.

    The text is parsed and never run; text that is too long or too deep is None too.

    >>> canonical("grad[ \\"W1\\" ]=np.dot(x.T,delta1)  # W1", frozenset({"x", "grad"})).source
    "grad['W1'] = dot(x.T, delta1)"
    """
    stripped = text.strip().strip(";")
    if len(stripped) > LONGEST_STATEMENT or "\\" in stripped or _depth(stripped) > DEEPEST_STATEMENT:
        return None
    try:
        body = ast.parse(stripped).body
    except (SyntaxError, ValueError):
        return None
    if len(body) != 1:
        return None
    node = body[0]
    if isinstance(node, ast.Assign | ast.AugAssign):
        return statement(node, variables, 0)
    if isinstance(node, ast.Expr):
        return ast.unparse(_Unprefixed(variables).visit(node))
    return None


def _depth(text: str) -> int:
    """An upper bound of the nesting that a parser would have to follow: brackets, and runs of unary operators."""
    depth = deepest = run = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        run = run + 1 if character in "-+~" else 0
        deepest = max(deepest, depth, run)
    return deepest
