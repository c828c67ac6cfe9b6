"""What an answer in code must not say: the constructs, names and members that are no calculation. Nothing is run to find out."""

from __future__ import annotations

import ast

from derivations.code.errors import CodeError

DEEPEST = 60
MODULES = ("np", "numpy")

REFUSED: dict[type[ast.AST], str] = {
    ast.ClassDef: "class",
    ast.Try: "try",
    ast.TryStar: "try",
    ast.With: "with",
    ast.AsyncWith: "async",
    ast.AsyncFor: "async",
    ast.AsyncFunctionDef: "async",
    ast.Await: "await",
    ast.Raise: "raise",
    ast.Global: "global",
    ast.Nonlocal: "nonlocal",
    ast.Delete: "del",
    ast.Yield: "yield",
    ast.YieldFrom: "yield",
    ast.Match: "match",
}
# fmt: off
OUTSIDE = frozenset((  # members of NumPy and of arrays that reach files, memory, chance, or functions of Python
    "fromfile", "tofile", "load", "save", "savez", "savez_compressed", "loadtxt", "savetxt", "genfromtxt", "fromregex", "memmap",
    "ctypeslib", "ctypes", "setflags", "dump", "dumps", "tobytes", "tostring", "frombuffer", "fromstring", "frompyfunc",
    "vectorize", "fromfunction", "fromiter", "lib", "core", "testing", "f2py", "distutils", "show_config", "seterr",
    "seterrcall", "setbufsize", "lookfor", "nditer", "random", "DataSource",
))
BEYOND = frozenset((  # functions of Python that reach the machine or the interpreter
    "open", "exec", "eval", "compile", "getattr", "setattr", "delattr", "globals", "locals", "vars", "dir", "input",
    "breakpoint", "exit", "quit", "memoryview",
))
# fmt: on


def check(tree: ast.AST) -> None:
    """Refuse what is no calculation, wherever it stands. Raises CodeError ``refused``.

    >>> try:
    ...     check(ast.parse("np.load('x')"))
    ... except CodeError as error:
    ...     print(error.code, error.facts["construct"])
    refused .load
    """
    for each in ast.walk(tree):
        _check_node(each)


def _check_node(node: ast.AST) -> None:
    line = getattr(node, "lineno", 1)
    if isinstance(node, ast.Import | ast.ImportFrom) and not imports_numpy(node):
        raise CodeError("refused", line, construct="import")
    if type(node) in REFUSED:
        raise CodeError("refused", line, construct=REFUSED[type(node)])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BEYOND:
        raise CodeError("refused", line, construct=node.func.id)
    if isinstance(node, ast.Name) and node.id.startswith("__"):
        raise CodeError("refused", line, construct=node.id[:40])
    if isinstance(node, ast.Attribute) and (node.attr.startswith("_") or node.attr in OUTSIDE):
        raise CodeError("refused", line, construct=f".{node.attr[:40]}")
    if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
        base = node.value
        if isinstance(base, ast.Name) and base.id in MODULES:
            raise CodeError("refused", line, construct=ast.unparse(node)[:40])


def check_depth(tree: ast.AST) -> None:
    """Refuse a tree that is too deep to be walked by functions that call themselves. Raises CodeError ``limit``."""
    level: list[ast.AST] = [tree]
    depth = 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise CodeError("limit", getattr(level[0], "lineno", 1), limit="levels")
        level = [child for each in level for child in ast.iter_child_nodes(each)]


def imports_numpy(node: ast.AST) -> bool:
    """Whether a statement is ``import numpy as np``."""
    return isinstance(node, ast.Import) and all(each.name == "numpy" and each.asname in (None, "np") for each in node.names)
