"""A function of a source file as a question shows it: its text, and its statements by line, target and source.

Canonical source is what remains when spacing, quotes, comments, indentation and module prefixes are taken away, so that
a statement is recognised however it was copied.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from derivations.code.errors import CodeError
from derivations.code.runs import Module

LONGEST_STATEMENT = 500
LONGEST_SOURCE = 200_000
DEEPEST_SOURCE = 80
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
        return dict(definitions_of(self.module))[self.name]

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


def parsed(source: str, file: str = "") -> ast.Module:
    """The syntax tree of a source text. Raises CodeError ``syntax``, ``python2`` or ``limit``."""
    if len(source) > LONGEST_SOURCE or _depth(source) > DEEPEST_SOURCE:
        raise CodeError("limit", limit="characters or brackets")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the author's business: invalid escapes, ``is`` with a literal
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        text = source.splitlines()[line - 1].strip() if line and line <= len(source.splitlines()) else ""
        code = "python2" if _PYTHON_2.match(text) else "syntax"
        raise CodeError(code, line, file=file, source=text[:80]) from error


_PYTHON_2 = re.compile(r"print\s+[^(=\s]|exec\s+['\"\w]|except\s+\w+\s*,|raise\s+\w+\s*,")


def notebook_source(text: str) -> str:
    """The code cells of a notebook as one source; magics, shell lines and cells that are no Python become comments.

    Raises CodeError ``notebook``.
    """
    try:
        cells = json.loads(text)["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CodeError("notebook") from error
    cells = [_without_magics(source) for source in sources if not source.startswith("%%")]
    if not any(_parses(cell) and "def " in cell for cell in cells):
        return "\n\n".join(cells)
    return "\n\n".join(cell if _parses(cell) else "\n".join(f"#{line}" for line in cell.splitlines()) for cell in cells)


def _without_magics(source: str) -> str:
    """A cell with magics, shell lines and questions as comments."""
    return "\n".join(
        f"#{line}" if line.lstrip().startswith(("%", "!", "?")) or line.rstrip().endswith("?") else line
        for line in source.splitlines()
    )


def _parses(source: str) -> bool:
    try:
        parsed(source)
    except CodeError:
        return False
    return True


def read_source(path: Path) -> str:
    """The source of a .py file, or of a notebook's code cells. Raises CodeError ``missing_file``, ``notebook``, ``encoding``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CodeError("missing_file", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise CodeError("encoding", file=str(path)) from error
    return notebook_source(text) if path.suffix == ".ipynb" else text


def definitions_of(module: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function of a file by its name, methods as ``Net.forward``."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{each.name}", each) for each in node.body if isinstance(each, ast.FunctionDef))


def imports_of(module: ast.Module) -> dict[str, Any]:
    """The names that a file imports, each as a module that is not read; NumPy is ``np`` under whatever name."""
    found: dict[str, Any] = {"np": Module("np"), "numpy": Module("np")}
    for node in _statements(module):
        if isinstance(node, ast.Import):
            for each in node.names:
                path = "np" if each.name == "numpy" else each.name
                found[each.asname or each.name.partition(".")[0]] = Module(path)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                path = "np" if node.module == "numpy" else node.module
                found[each.asname or each.name] = Module(f"{path}.{each.name}")
    return found


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement inside a node, without a look into expressions."""
    for name in ("body", "orelse", "handlers", "finalbody"):
        for each in getattr(node, name, ()) if not isinstance(node, ast.Lambda | ast.IfExp) else ():
            yield each
            yield from _statements(each)


def globals_of(module: ast.Module) -> dict[str, Any]:
    """Numbers, texts and truth values that a file gives to names outside of functions."""
    found: dict[str, Any] = {}
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=value)):
                found[name] = Fraction(repr(value)) if isinstance(value, float) and abs(value) < 1e300 else value
    return {name: value for name, value in found.items() if isinstance(value, int | Fraction | str | type(None))}


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
    return listing_of(read_source(path), name, file=place)


def listing_of(source: str, name: str, file: str = "") -> Listing:
    """The listing of the function ``name`` in a source text. Raises CodeError as ``load_listing`` does."""
    module = parsed(source, file)
    defined = dict(definitions_of(module))
    function = defined.get(name)
    if function is None:
        raise CodeError("missing_function", file=file, function=name, found=", ".join(defined))
    lines = source.splitlines()[function.lineno - 1 : function.end_lineno]
    return Listing(name, "\n".join(line.rstrip() for line in lines), module)


def _path(place: str, folder: Path) -> Path | None:
    if place.endswith((".py", ".ipynb")):
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
        body = parsed(stripped).body
    except CodeError:
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
