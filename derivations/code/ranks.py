"""How many axes an input must have, told by how the source uses it: ``N, C, H, W = x.shape``, ``x.transpose(0, 2, 1)``.

A name that only passes a value on, such as ``x, w = cache`` or ``q = self.q``, speaks for what it holds.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rank:
    """least: so many axes at least. exact: so many and no more."""

    least: int = 0
    exact: int | None = None

    def fits(self, rank: int) -> bool:
        """Whether an array of so many axes can be meant."""
        return rank == self.exact if self.exact is not None else rank >= self.least


def ranks_in(functions: Iterable[ast.FunctionDef]) -> Mapping[str, Rank]:
    """What functions tell of names and of attributes of ``self``, by name.

    >>> source = "def f(x, w):\\n    n, t, d = x.shape\\n    return x @ w[0, :]"
    >>> {name: (each.least, each.exact) for name, each in ranks_in(ast.parse(source).body).items()}
    {'x': (3, 3), 'w': (2, None)}
    """
    found: dict[str, Rank] = {}
    for function in functions:
        changed = {each.id for each in ast.walk(function) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
        kept = {each.arg for each in function.args.args} - changed
        kept |= {each for each in changed if _is_passed_on(each, function)}
        for node in ast.walk(function):
            for told, least, is_exact in _told(node):
                if told.startswith("self.") or told in kept:
                    name = told.removeprefix("self.")
                    known = found.get(name, Rank())
                    exact = least if is_exact and known.exact is None else known.exact
                    found[name] = Rank(max(known.least, least), exact)
    return found


def _is_passed_on(name: str, function: ast.FunctionDef) -> bool:
    """Whether a function stores to a name only once, by taking several values apart or from an attribute of the same name."""
    stores = [each for each in ast.walk(function) if isinstance(each, ast.Assign) and name in _ids(each.targets)]
    if len(stores) != 1:
        return False
    match stores[0]:
        case ast.Assign(targets=[ast.Tuple() | ast.List()], value=ast.Name() | ast.Attribute()):
            return True
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
            pairs = zip(targets, values, strict=False)
            return any(isinstance(each, ast.Name) and each.id == name and _name(value) == f"self.{name}" for each, value in pairs)
        case ast.Assign(targets=[ast.Name()], value=value):
            return _name(value) == f"self.{name}"
    return False


def _ids(targets: Iterable[ast.expr]) -> set[str]:
    return {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}


def _told(node: ast.AST) -> Iterator[tuple[str, int, bool]]:
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=parts)], value=ast.Attribute(value=holder, attr="shape")):
            if not any(isinstance(each, ast.Starred) for each in parts):
                yield _name(holder), len(parts), True
        case ast.Subscript(value=ast.Attribute(value=holder, attr="shape"), slice=ast.Constant(value=int() as at)):
            yield _name(holder), at + 1 if at >= 0 else -at, False
        case ast.Subscript(value=holder, slice=ast.Name() | ast.Slice()) | ast.Call(func=ast.Name(id="len"), args=[holder]):
            yield _name(holder), 1, False
        case ast.Subscript(value=holder, slice=ast.Tuple(elts=parts)):
            places = [each for each in parts if not (isinstance(each, ast.Constant) and each.value in (None, ...))]
            yield _name(holder), sum(not _is_newaxis(each) for each in places), False
        case ast.Call(func=ast.Attribute(value=holder, attr="transpose"), args=parts) if len(parts) > 1:
            axes = parts[1].elts if _name(holder) == "np" and isinstance(parts[1], ast.Tuple) else parts
            yield _name(parts[0] if _name(holder) == "np" else holder), len(axes), True
        case ast.Call(func=ast.Attribute(attr="einsum"), args=[ast.Constant(value=str() as letters), *arrays]):
            operands = letters.replace(" ", "").partition("->")[0].split(",")
            for each, array in zip(operands, arrays, strict=False):
                if "." not in each:
                    yield _name(array), len(each), True
        case ast.Call(func=ast.Attribute(attr="pad"), args=[array, ast.List(elts=parts) | ast.Tuple(elts=parts), *_]):
            if all(isinstance(each, ast.Tuple) for each in parts):
                yield _name(array), len(parts), True


def _is_newaxis(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "newaxis"


def _name(node: ast.expr) -> str:
    """``x`` or ``self.x``; nothing for any other expression."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="self"), attr=name):
            return f"self.{name}"
    return ""


ELEMENTWISE = ("maximum", "minimum", "where", "power", "clip", "sqrt", "abs", "log", "exp")


def elementwise_in(functions: Iterable[ast.FunctionDef], names: Iterable[str]) -> tuple[str, ...]:
    """The names that only ever meet others entry by entry, and so may well be single numbers: ``margin``, ``keep_prob``."""
    wanted = set(names)
    calculated: set[str] = set()
    otherwise: set[str] = set()
    for function in functions:
        for node in ast.walk(function):
            for child in ast.iter_child_nodes(node):
                name = _name(child).removeprefix("self.") if isinstance(child, ast.expr) else ""
                if name in wanted and isinstance(getattr(child, "ctx", None), ast.Load):
                    (calculated if _is_entry_by_entry(node) else otherwise).add(name)
    passed = {name for name in wanted if name not in calculated}
    return tuple(sorted(wanted - otherwise - passed))


def _is_entry_by_entry(node: ast.AST) -> bool:
    match node:
        case ast.BinOp(op=ast.MatMult()):
            return False
        case ast.BinOp() | ast.Compare() | ast.UnaryOp() | ast.Tuple() | ast.List() | ast.Return() | ast.Dict():
            return True
        case ast.Assign() | ast.AugAssign() | ast.Starred():
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np"), attr=name)):
            return name in ELEMENTWISE
    return False
