"""Calls: primitives of NumPy, a few builtins, methods of arrays, lists and dictionaries, and functions of the file, inlined."""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.expressions import Expressions
from derivations.code.primitives import METHODS, NARROW, PRIMITIVES, WORDS
from derivations.code.runs import Class, Function, Instance, Module, array_like

if TYPE_CHECKING:
    from derivations.code.interpreter import Frame

RANDOM = {"random.randn": True, "random.normal": True, "random.rand": False, "random.random": False, "random.uniform": False}


class Calls(Expressions):
    """The layer that knows what can be called."""

    def inner(self, names: dict[str, Any], parent: Any) -> Frame:
        """A frame with names of its own."""
        raise NotImplementedError

    def appended(self, holder: ast.expr, held: Any, node: ast.expr, value: Any) -> Any:
        """What a list is given as its next element."""
        return value

    def call(self, node: ast.Call) -> Any:
        """The value of a call. Raises CodeError."""
        match node.func:
            case ast.Name(id=name):
                return self._named(name, node)
            case ast.Attribute(value=holder, attr=name) if not name.startswith("__"):
                return self._method(holder, name, node)
        raise CodeError("unsupported", node.lineno, construct=ast.unparse(node.func)[:40])

    def arguments(self, node: ast.Call) -> tuple[list[Any], dict[str, Any]]:
        """The values of positional and named arguments."""
        if any(each.arg is None for each in node.keywords):
            raise CodeError("unsupported", node.lineno, construct="**")
        return self.elements(node.args), {str(each.arg): self.value(each.value) for each in node.keywords}

    def _named(self, name: str, node: ast.Call) -> Any:
        try:
            found = self.name(ast.copy_location(ast.Name(name, ast.Load()), node))
        except CodeError as error:
            if error.code != "unknown_name":
                raise
            if name in BUILTINS:
                return self._builtin(name, node)
            raise CodeError("missing_helper", node.lineno, name=name) from None
        return self._called(found, node, name)

    def _builtin(self, name: str, node: ast.Call) -> Any:
        arguments, keywords = self.arguments(node)
        if keywords:
            raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])
        return self.shaped(node, BUILTINS[name], self, node, *arguments)

    def _called(self, found: Any, node: ast.Call, name: str) -> Any:
        match found:
            case Function():
                return self.inlined(found, node, *self.arguments(node))
            case Class(node=kind):
                return self._made(kind, node)
            case Module(path=path):
                return self._builtin(path, node) if path in BUILTINS else self._primitive(path, node)
        raise CodeError("unsupported", node.lineno, construct=f"a call of {name[:40]}")

    def _method(self, holder: ast.expr, name: str, node: ast.Call) -> Any:
        if isinstance(holder, ast.Name) and not self._is_bound(holder.id):
            if name in self.interpreter.functions:
                return self.inlined(Function(self.interpreter.functions[name]), node, *self.arguments(node))
            raise CodeError("missing_helper", node.lineno, name=f"{holder.id}.{name}")
        owner = self.value(holder)
        match owner:
            case Module(path=path):
                if path != "np" and not path.startswith("np.") and name in self.interpreter.functions:
                    return self.inlined(Function(self.interpreter.functions[name]), node, *self.arguments(node))
                return self._primitive(f"{path}.{name}", node)
            case Instance():
                return self._of_object(owner, name, node)
            case list() | dict() | str():
                return self._of_container(owner, name, node)
        if array_like(owner) or isinstance(owner, int | float | Fraction):
            return self._of_array(owner, name, node)
        raise CodeError("unsupported", node.lineno, construct=f".{name}()")

    def _is_bound(self, name: str) -> bool:
        frame: Any = self
        while frame is not None:
            if name in frame.names:
                return True
            frame = frame.parent
        known = self.interpreter
        return name in known.globals or name in known.classes or name in known.functions

    def _of_object(self, owner: Instance, name: str, node: ast.Call) -> Any:
        if name in owner.attributes:
            return self._called(owner.attributes[name], node, name)
        method = next((each for each in (owner.kind.body if owner.kind else []) if getattr(each, "name", None) == name), None)
        if not isinstance(method, ast.FunctionDef):
            raise CodeError("missing_helper", node.lineno, name=f"self.{name}")
        return self.inlined(Function(method, None, owner), node, *self.arguments(node))

    def _of_container(self, owner: Any, name: str, node: ast.Call) -> Any:
        method = CONTAINERS.get((type(owner).__name__, name))
        arguments, keywords = self.arguments(node)
        if method is None or keywords:
            raise CodeError("unsupported", node.lineno, construct=f".{name}()")
        if name == "append" and len(arguments) == 1 and isinstance(node.func, ast.Attribute):
            arguments = [self.appended(node.func.value, owner, node.args[0], arguments[0])]
        found = self.shaped(node, method, owner, *arguments)
        self.budget.kept(node, owner)
        return found

    def _of_array(self, owner: Any, name: str, node: ast.Call) -> Any:
        arguments, keywords = self.arguments(node)
        if name == "astype" and len(arguments) == 1 and not keywords:
            kind = arguments[0].path.removeprefix("np.") if isinstance(arguments[0], Module) else arguments[0]
            if kind in WORDS or kind in NARROW:
                return self.shaped(node, self.domain.cast, owner, str(kind))
        if name == "reshape" and len(arguments) > 1:
            arguments = [tuple(arguments)]
        if name == "transpose" and len(arguments) > 1:
            arguments = [tuple(arguments)]
        if name in ("flatten", "item"):
            name = {"flatten": "ravel", "item": "squeeze"}[name]
        if name == "fill" or name not in METHODS:
            raise CodeError("unsupported", node.lineno, construct=f".{name}()")
        return self.applied(name, node, [owner, *arguments], keywords)

    def _primitive(self, path: str, node: ast.Call) -> Any:
        arguments, keywords = self.arguments(node)
        name = path.removeprefix("np.")
        if path.startswith("np.") and name in RANDOM:
            return self._drawn(name, node, arguments, keywords)
        if path.startswith("np.") and name in (*WORDS, *NARROW) and len(arguments) == 1 and not keywords:
            return self.shaped(node, self.domain.cast, arguments[0], name)
        if not path.startswith("np.") or name not in PRIMITIVES:
            if path.startswith("np."):
                raise CodeError("unsupported", node.lineno, construct=path)
            raise CodeError("missing_helper", node.lineno, name=path)
        return self.applied(name, node, arguments, keywords)

    def applied(self, name: str, node: ast.Call, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        """A primitive at its arguments, after its shape rule has said that the result is not too large."""
        row = PRIMITIVES[name]
        out = keywords.pop("out", None)
        for word in ("dtype",):
            if isinstance(keywords.get(word), Module):
                keywords[word] = keywords[word].path.removeprefix("np.")
        if not self.domain.measures:
            return self.shaped(node, self.domain.call, row, *arguments, **keywords)
        shape = self.shaped(node, row.shape, *arguments, **keywords)
        inner = np.shape(arguments[0])[-1] if name in ("dot", "matmul") and np.ndim(arguments[0]) else 1
        self.budget.cells(node, shape, tuple(arguments), max(inner, 1))
        if name in ("dot", "matmul") and len(arguments) == 2 and not keywords:
            return self.multiplied(node, self.domain.function(row), *arguments)
        result = self.shaped(node, self.domain.function(row), *arguments, **keywords)
        if out is not None:
            raise CodeError("unsupported", node.lineno, construct="out=")
        return result

    def _drawn(self, name: str, node: ast.Call, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        size = keywords.get("size", arguments)
        shape = tuple(size) if isinstance(size, list | tuple) else (size,)
        if len(shape) == 1 and isinstance(shape[0], tuple):
            shape = shape[0]
        if not all(isinstance(each, int) for each in shape) or len(shape) > 4:
            raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])
        self.budget.cells(node, shape, ())
        self.interpreter.drawn += 1
        return self.domain.fresh(f"drawn{self.interpreter.drawn}", shape, RANDOM[name])

    def inlined(self, function: Function, node: ast.Call, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        """What a function of the source returns."""
        definition = function.node
        accepted = [each.arg for each in definition.args.args]
        values = [function.bound, *arguments] if function.bound is not None else arguments
        others = definition.args.vararg or definition.args.kwarg or definition.args.kwonlyargs
        if others or len(values) > len(accepted) or not set(keywords) <= set(accepted):
            raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:60])
        names = {**dict(zip(accepted, values, strict=False)), **keywords}
        frame = self.inner(names, function.frame)
        defaults = definition.args.defaults
        for name, default in zip(accepted[len(accepted) - len(defaults) :], defaults, strict=True):
            if name not in names:
                names[name] = frame.value(default)
        missing = [each for each in accepted if each not in names]
        if missing:
            raise CodeError("unknown_name", node.lineno, name=", ".join(missing))
        done = self.interpreter.done
        if done is not None and done.is_of(definition, names):
            return done.returned.copy() if isinstance(done.returned, np.ndarray) else done.returned
        self.budget.enter(node)
        try:
            return frame.value(definition.body) if isinstance(definition, ast.Lambda) else frame.returned(definition.body)
        except CodeError as error:
            error.inner = error.inner or error.line
            error.line = node.lineno
            raise
        finally:
            self.budget.leave()

    def _made(self, kind: ast.ClassDef, node: ast.Call) -> Instance:
        made = Instance(kind, {})
        start = next((each for each in kind.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"), None)
        if start is not None:
            self.inlined(Function(start, None, made), node, *self.arguments(node))
        elif node.args or node.keywords:
            raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])
        return made


def _static(*ends: Any) -> range:
    if not all(isinstance(each, int | np.integer) for each in ends):
        raise CodeError("branch", source="range")
    return range(*(int(each) for each in ends))


def _length(frame: Any, __: Any, value: Any) -> Any:
    if array_like(value):
        return frame.domain.attribute("shape", value)[0]
    return len(value)


def _sum(frame: Any, node: Any, items: Any, start: Any = 0) -> Any:
    total = start
    for each in frame.items(items, node):
        total = frame.arithmetic(node, _PLUS, total, each)
    return total


def _PLUS(left: Any, right: Any) -> Any:
    return left + right


def _whole(_: Any, __: Any, value: Any) -> int:
    if isinstance(value, int | Fraction | float | np.integer):
        return int(value)
    raise CodeError("branch", source="int")


def _kind(_: Any, __: Any, value: Any) -> Module:
    if isinstance(value, np.ndarray) or getattr(value, "dimensions", None):
        return Module("np.ndarray")
    names = {int: "int", str: "str", list: "list", dict: "dict", tuple: "tuple", bool: "bool"}
    return Module(names.get(type(value), "float"))


def _is_instance(frame: Any, node: Any, value: Any, kind: Any) -> bool:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return any(_kind(frame, node, value) == (each if isinstance(each, Module) else Module(str(each))) for each in kinds)


def _extreme(frame: Any, choose: Callable[..., Any], *items: Any) -> Any:
    several = items[0] if len(items) == 1 else items
    if all(isinstance(each, int | Fraction | float) for each in several):
        return choose(several)
    raise CodeError("branch", source="min" if choose is min else "max")


def _printable(_: Any, __: Any, value: Any) -> str:
    if isinstance(value, str | int):
        return str(value)
    raise CodeError("unsupported", construct="str()")


def _size_of_power(frame: Any, node: Any, base: Any, exponent: Any) -> Any:
    import operator

    return frame.arithmetic(node, operator.pow, base, exponent)


BUILTINS: dict[str, Callable[..., Any]] = {
    "range": lambda frame, node, *ends: _static(*ends),
    "len": _length,
    "zip": lambda frame, node, *items: list(zip(*(frame.items(each, node) for each in items), strict=False)),
    "enumerate": lambda frame, node, items, start=0: list(enumerate(frame.items(items, node), start)),
    "reversed": lambda frame, node, items: frame.items(items, node)[::-1],
    "sorted": lambda frame, node, items: sorted(frame.items(items, node)),
    "list": lambda frame, node, items=(): frame.items(items, node),
    "tuple": lambda frame, node, items=(): tuple(frame.items(items, node)),
    "dict": lambda frame, node: {},
    "collections.OrderedDict": lambda frame, node: {},
    "sum": _sum,
    "min": lambda frame, node, *items: _extreme(frame, min, *items),
    "max": lambda frame, node, *items: _extreme(frame, max, *items),
    "abs": lambda frame, node, value: (
        abs(value) if isinstance(value, int | Fraction | float) else frame.applied("abs", node, [value], {})
    ),
    "pow": _size_of_power,
    "float": lambda frame, node, value: value,
    "int": _whole,
    "bool": lambda frame, node, value: bool(value) if isinstance(value, int | str | list | dict) else value,
    "str": _printable,
    "type": _kind,
    "isinstance": _is_instance,
    "print": lambda frame, node, *values: None,
}

CONTAINERS: dict[tuple[str, str], Callable[..., Any]] = {
    ("list", "append"): lambda held, value: held.append(value),
    ("list", "insert"): lambda held, at, value: held.insert(at, value),
    ("list", "extend"): lambda held, values: held.extend(list(values)),
    ("list", "pop"): lambda held, at=-1: held.pop(at),
    ("list", "reverse"): lambda held: held.reverse(),
    ("list", "copy"): list,
    ("dict", "items"): lambda held: list(held.items()),
    ("dict", "keys"): list,
    ("dict", "values"): lambda held: list(held.values()),
    ("dict", "copy"): dict,
    ("dict", "get"): lambda held, key, default=None: held.get(key, default),
    ("dict", "pop"): lambda held, key, default=None: held.pop(key, default),
    ("dict", "update"): lambda held, other: held.update(other),
    ("str", "lower"): lambda held: held.lower(),
}
