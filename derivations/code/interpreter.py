"""Follows NumPy source without running it: walks the syntax tree over a domain of values.

Only what the tables name can happen: no import, no attribute of a Python object, no call beyond the primitives, a few
builtins and the functions of the same file. Whatever else occurs is ``unsupported`` with its line; where a pass survives
failures, what such a statement would have stored is a gap, and the statements that don't need it are followed all the same.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from derivations.code.budget import Budget
from derivations.code.calls import Calls
from derivations.code.errors import CodeError
from derivations.code.listing import functions_of, globals_of, imports_of
from derivations.code.operations import BINARY, in_place
from derivations.code.runs import Class, Done, Failed, Function, Gap, Instance, Module, Recorded, Run, Watch, array_like
from derivations.code.values.floats import Floats


class _Return(Exception):  # signals inside this module, not errors
    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class _Break(Exception): ...


class _Continue(Exception): ...


PLAIN = Watch()


class Interpreter:
    """The functions and classes of one file, over one domain of values."""

    def __init__(self, module: ast.Module, domain: Any, helpers: Mapping[str, ast.FunctionDef] | None = None) -> None:
        """helpers: definitions for functions that the file calls and does not define; what is assumed is said elsewhere."""
        self.domain = domain
        self.budget = Budget("numbers" if isinstance(domain, Floats) else "entries")
        self.functions = {**(helpers or {}), **functions_of(module)}
        self.classes = {node.name: node for node in module.body if isinstance(node, ast.ClassDef)}
        self.globals: dict[str, Any] = {**imports_of(module), **globals_of(module)}
        self.drawn = 0
        self.done: Done | None = None

    def run(self, name: str, arguments: Mapping[str, Any], watch: Watch = PLAIN) -> Run:
        """Call a function, or a method such as ``Net.forward``, with arguments by name. Raises CodeError."""
        owner, _, method = name.rpartition(".")
        function = method_of(self.classes[owner], method) if owner in self.classes else self.functions.get(name)
        if function is None:
            raise CodeError("missing_function", function=name)
        parameters = parameters_of(function)
        missing = [each for each in parameters if each not in arguments]
        if missing:
            raise CodeError("unknown_name", function.lineno, name=", ".join(missing))
        run = Run({each: arguments[each] for each in parameters})
        frame = Frame(self, run, watch)
        for each, default in zip(function.args.args[::-1], function.args.defaults[::-1], strict=False):
            run.names[each.arg] = arguments[each.arg] if each.arg in arguments else frame.value(default)
        frame.changes = watch.marks and writes_in_place(function.body)
        with np.errstate(all="ignore"):
            run.returned = frame.returned(function.body)
        return run

    def evaluate(self, node: ast.expr, names: Mapping[str, Any]) -> Any:
        """The value of an expression such as ``mean_squared_error(d, y)``."""
        with np.errstate(all="ignore"):
            return Frame(self, Run(dict(names)), PLAIN).value(node)

    def follow(self, statements: list[ast.stmt], names: Mapping[str, Any], watch: Watch = PLAIN) -> Run:
        """Follow statements that stand outside of any function."""
        run = Run(dict(names))
        frame = Frame(self, run, watch)
        frame.changes = watch.marks and writes_in_place(statements)
        with np.errstate(all="ignore"):
            run.returned = frame.returned(statements)
        return run


def parameters_of(function: ast.FunctionDef | ast.Lambda) -> list[str]:
    """The names of a function's parameters, those with defaults left out."""
    return [each.arg for each in function.args.args[: len(function.args.args) - len(function.args.defaults)]]


def method_of(owner: ast.ClassDef, name: str) -> ast.FunctionDef | None:
    """A method of a class, by name."""
    return next((node for node in owner.body if isinstance(node, ast.FunctionDef) and node.name == name), None)


class Frame(Calls):
    """The local names of one call, and what each kind of statement does to them."""

    def __init__(self, interpreter: Interpreter, run: Run, watch: Watch, parent: Frame | None = None) -> None:
        super().__init__(interpreter, run.names, parent)
        self.run = run
        self.watch = watch
        self.changes = False

    def inner(self, names: dict[str, Any], parent: Frame | None) -> Frame:
        """The frame of a call that is inlined."""
        return Frame(self.interpreter, Run(names), PLAIN, parent)

    def returned(self, statements: list[ast.stmt]) -> Any:
        """Follow a function's body; what it returns."""
        try:
            self.block(statements)
        except _Return as signal:
            return signal.value
        except (_Break, _Continue):
            return None
        return None

    def block(self, statements: list[ast.stmt]) -> None:
        for node in statements:
            try:
                self.statement(node)
            except CodeError as error:
                if not self.watch.survives or error.code == "limit":
                    raise
                if isinstance(node, ast.Return):
                    raise _Return(None) from error
                self._leave_gaps(node, error)

    def statement(self, node: ast.stmt) -> None:
        self.budget.step(node)
        handler = _STATEMENTS.get(type(node))
        if handler is None:
            raise CodeError("unsupported", node.lineno, construct=_construct(node))
        self.budget.enter(node)
        try:
            handler(self, node)
        except CodeError as error:
            error.line = error.line or node.lineno
            raise
        finally:
            self.budget.leave()

    def _leave_gaps(self, node: ast.stmt, error: CodeError) -> None:
        targets = [each for each in ast.walk(node) if isinstance(getattr(each, "ctx", None), ast.Store)]
        for target in (*targets, *_changed_by(node)):
            gap = Gap(error.line or node.lineno, error)
            match target:
                case ast.Name(id=name):
                    self.names[name] = gap
                case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str() as key)):
                    holder = self.names.get(name)
                    if isinstance(holder, dict):
                        holder[key] = gap
                    else:
                        self.names[name] = gap
                case ast.Subscript(value=ast.Name(id=name)):
                    self.names[name] = gap
        if not isinstance(node, ast.For | ast.If | ast.While):
            self.run.failed.append(Failed(node.lineno, node.col_offset, tuple(ast.unparse(each) for each in targets), error))

    def assign(self, node: ast.Assign) -> None:
        value = self.value(node.value)
        for target in node.targets:
            self.store(target, value, node)

    def annotated(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.store(node.target, self.value(node.value), node)

    def augmented(self, node: ast.AugAssign) -> None:
        operation = BINARY.get(type(node.op))
        if operation is None:
            raise CodeError("unsupported", node.lineno, construct=type(node.op).__name__)
        held = self.value(as_read(node.target))
        if not self.domain.measures and sum(each is held for each in self.names.values()) > 1:
            raise CodeError("beyond", node.lineno, source="an array under two names")
        result = self.arithmetic(node, operation, held, self.value(node.value))
        if isinstance(held, list) and isinstance(result, list):
            held[:] = result
            result = held
        if isinstance(held, np.ndarray) and isinstance(node.target, ast.Name | ast.Attribute):
            result = self.shaped(node, in_place, held, result)
        self.store(node.target, result, node, is_in_place=True)

    def store(self, target: ast.expr, value: Any, node: ast.stmt, is_in_place: bool = False) -> None:
        """Give a target its value, marked and recorded where the call is watched."""
        match target:
            case ast.Tuple(elts=targets) | ast.List(elts=targets):
                parts = self.unpacked(value, len(targets), target)
                for each, part in zip(targets, parts, strict=True):
                    self.store(each, part, node)
            case ast.Name(id=name):
                self.names[name] = self.watched(name, value, is_in_place)
                self.record(node, target, name, self.names[name])
            case ast.Attribute(value=holder, attr=name):
                owner = self.value(holder)
                if not isinstance(owner, Instance) or name.startswith("__"):
                    raise CodeError("unsupported", target.lineno, construct=ast.unparse(target)[:40])
                owner.attributes[name] = self.watched(name, value, is_in_place)
                self.record(node, target, name, owner.attributes[name])
            case ast.Subscript():
                self._store_item(target, value, node)
            case _:
                raise CodeError("unsupported", target.lineno, construct=ast.unparse(target)[:40])

    def _store_item(self, target: ast.Subscript, value: Any, node: ast.stmt) -> None:
        holder, index = self.value(target.value), self.value(target.slice)
        base = target.value.id if isinstance(target.value, ast.Name) else ast.unparse(target.value)
        if isinstance(holder, dict) and isinstance(index, str | int):
            name = index if isinstance(index, str) else f"{base}[{index}]"
            holder[index] = self.watched(name, value, False)
            self.budget.kept(target, holder)
            self.record(node, target, name, holder[index])
        elif isinstance(holder, list) and isinstance(index, int) and -len(holder) <= index < len(holder):
            name = f"{base}[{index}]"
            holder[index] = self.watched(name, value, False)
            self.record(node, target, name, holder[index])
        elif isinstance(holder, np.ndarray):
            name = f"{base}[{index}]" if isinstance(index, int) else base
            marked = self.watched(name, value, False) if isinstance(index, int) else value
            self.shaped(target, self._write, holder, index, marked)
            self.record(node, target, base, holder, f"{base}[{index}]" if isinstance(index, int) else None, marked)
        elif not self.domain.measures and isinstance(target.value, ast.Name) and self.shaped(target, self.domain.is_mask, index):
            self._rename(target.value, holder, self.shaped(target, self.domain.masked, holder, index, value), node)
        else:
            raise CodeError("unsupported", target.lineno, construct=ast.unparse(target)[:40])

    def _rename(self, target: ast.Name, held: Any, value: Any, node: ast.stmt) -> None:
        """A name with the array after a write into it; nothing else may hold the same array."""
        if sum(each is held for each in self.names.values()) > 1:
            raise CodeError("beyond", target.lineno, source="an array under two names")
        self.names[target.id] = value
        self.record(node, target, target.id, value)

    def _write(self, holder: Any, index: Any, value: Any) -> None:
        if self.domain.is_mask(index):
            if np.shape(index) != holder.shape:
                raise IndexError("a mask of another shape")
            holder[...] = self.domain.masked(holder, index, value)
        else:
            holder[index] = value

    def appended(self, holder: ast.expr, held: Any, node: ast.expr, value: Any) -> Any:
        """A new element, marked as ``h[2]`` where it has no name of its own."""
        if isinstance(node, ast.Name | ast.Call) and not isinstance(holder, ast.Name | ast.Attribute):
            return value
        base = holder.attr if isinstance(holder, ast.Attribute) else ast.unparse(holder)
        return value if isinstance(node, ast.Name) else self.watched(f"{base}[{len(held)}]", value, False)

    def watched(self, name: str, value: Any, is_in_place: bool) -> Any:
        """The value that is stored: cut or marked, where this call is watched."""
        if not array_like(value):
            return value
        if name in self.watch.cuts:
            return self.watch.cuts[name]
        if not self.watch.marks:
            return value
        version = self.run.versions.get(name, 0) + 1
        if isinstance(value, np.ndarray) and not is_in_place and self._is_alias(value):
            return value
        marked = self.domain.tagged(f"{self.watch.prefix}{name}", version, value)
        return in_place(value, marked) if is_in_place and isinstance(value, np.ndarray) else marked

    def _is_alias(self, value: Any) -> bool:
        """Whether something else that is written to in place is the same memory; marks would part the two."""
        return self.changes and any(
            isinstance(each, np.ndarray) and np.may_share_memory(each, value) for each in self.names.values()
        )

    def record(self, node: ast.stmt, target: ast.expr, name: str, value: Any, part: str | None = None, stored: Any = None) -> None:
        run = self.run
        version = run.versions[name] = run.versions.get(name, 0) + 1
        if part is not None:
            run.versions[part] = run.versions.get(part, 0) + 1
            run.recorded.append(
                Recorded(node.lineno, node.col_offset, ast.unparse(target), part, run.versions[part], _copied(stored))
            )
        run.recorded.append(Recorded(node.lineno, node.col_offset, ast.unparse(target), name, version, _copied(value)))

    def expression(self, node: ast.Expr) -> None:
        target = added_at(node)
        if target is not None:
            self._add_at(target, node)
        elif not isinstance(node.value, ast.Constant):
            self.value(node.value)

    def _add_at(self, target: ast.expr, node: ast.Expr) -> None:
        """``np.add.at(target, index, value)``: an index that occurs twice is added to twice."""
        assert isinstance(node.value, ast.Call)
        held, index, value = self.elements(node.value.args)
        if not isinstance(held, np.ndarray):
            raise CodeError("unsupported", node.lineno, construct="np.add.at")
        self.shaped(node, np.add.at, held, index, value)
        self.record(node, target, target.id if isinstance(target, ast.Name) else ast.unparse(target), held)

    def branch(self, node: ast.If) -> None:
        self.block(node.body if self.truth(node.test) else node.orelse)

    def loop(self, node: ast.For) -> None:
        for item in self.items(self.value(node.iter), node.iter):
            self.budget.step(node)
            self._bind(node.target, item)
            try:
                self.block(node.body)
            except _Break:
                return
            except _Continue:
                continue
        self.block(node.orelse)

    def _bind(self, target: ast.expr, item: Any) -> None:
        match target:
            case ast.Name(id=name):
                self.names[name] = item
            case ast.Tuple(elts=targets):
                for each, part in zip(targets, self.unpacked(item, len(targets), target), strict=True):
                    self._bind(each, part)
            case _:
                raise CodeError("unsupported", target.lineno, construct=ast.unparse(target)[:40])

    def generated(self, generators: list[ast.comprehension]) -> Iterator[None]:
        """The turns of a comprehension, its names bound in this frame."""
        first, *others = generators
        for item in self.items(self.value(first.iter), first.iter):
            self.budget.step(first.iter)
            self._bind(first.target, item)
            if all(self.truth(condition) for condition in first.ifs):
                if others:
                    yield from self.generated(others)
                else:
                    yield

    def repeat(self, node: ast.While) -> None:
        while self.truth(node.test):
            self.budget.step(node)
            try:
                self.block(node.body)
            except _Break:
                return
            except _Continue:
                continue

    def leave(self, node: ast.Return) -> None:
        raise _Return(self.value(node.value) if node.value else None)

    def refuse(self, node: ast.Raise) -> None:
        raise CodeError("raised", node.lineno, source=ast.unparse(node)[:80])

    def claim(self, node: ast.Assert) -> None:
        if not self.truth(node.test):
            raise CodeError("raised", node.lineno, source=ast.unparse(node)[:80])

    def define(self, node: ast.FunctionDef) -> None:
        self.names[node.name] = Function(node, self)

    def nothing(self, node: ast.stmt) -> None:
        """``pass``, and what declares names."""

    def stop(self, node: ast.Break) -> None:
        raise _Break

    def skip(self, node: ast.Continue) -> None:
        raise _Continue


def added_at(node: ast.stmt) -> ast.expr | None:
    """What ``np.add.at`` adds to, where a statement is such a call."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(ast.Attribute(ast.Name(), "add"), "at"), args=[target, _, _])):
            return target
    return None


def _changed_by(node: ast.stmt) -> list[ast.expr]:
    """What a call that stands alone may have changed in place: its arguments, and what it is a method of."""
    match node:
        case ast.Expr(value=ast.Call(func=function, args=arguments)):
            holder = [function.value] if isinstance(function, ast.Attribute) else []
            return [each for each in (*arguments, *holder) if isinstance(each, ast.Name) and each.id not in ("np", "plt")]
    return []


def as_read(target: ast.expr) -> ast.expr:
    """A target as an expression that reads what it holds; its operands are shared."""
    match target:
        case ast.Name(id=name):
            found: ast.expr = ast.Name(name, ast.Load())
        case ast.Attribute(value=holder, attr=name):
            found = ast.Attribute(holder, name, ast.Load())
        case ast.Subscript(value=holder, slice=index):
            found = ast.Subscript(holder, index, ast.Load())
        case _:
            raise CodeError("unsupported", target.lineno, construct=ast.unparse(target)[:40])
    return ast.copy_location(found, target)


def writes_in_place(statements: list[ast.stmt]) -> bool:
    """Whether any of these statements writes into an array that it did not make."""
    for node in (each for statement in statements for each in ast.walk(statement)):
        if isinstance(node, ast.AugAssign):
            return True
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            is_key = isinstance(node.slice, ast.JoinedStr) or isinstance(getattr(node.slice, "value", None), str)
            if not is_key:
                return True
    return False


def _copied(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value


def _construct(node: ast.stmt) -> str:
    words = {ast.Import: "import", ast.ImportFrom: "import", ast.Try: "try", ast.With: "with", ast.ClassDef: "class in a function"}
    return words.get(type(node), type(node).__name__.lower())


_STATEMENTS: dict[type[ast.stmt], Callable[..., None]] = {
    ast.Assign: Frame.assign,
    ast.AnnAssign: Frame.annotated,
    ast.AugAssign: Frame.augmented,
    ast.Expr: Frame.expression,
    ast.If: Frame.branch,
    ast.For: Frame.loop,
    ast.While: Frame.repeat,
    ast.Return: Frame.leave,
    ast.Raise: Frame.refuse,
    ast.Assert: Frame.claim,
    ast.FunctionDef: Frame.define,
    ast.Pass: Frame.nothing,
    ast.Global: Frame.nothing,
    ast.Break: Frame.stop,
    ast.Continue: Frame.skip,
}

__all__ = ["Class", "Frame", "Interpreter", "Module", "method_of", "parameters_of"]
