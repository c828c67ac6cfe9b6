"""Follows NumPy source without running it: walks the syntax tree over a domain of values.

Only what the tables name can happen: no import, no attribute of a Python object beyond ``ATTRIBUTES`` and ``METHODS``, no
call beyond the primitives and the functions of the same file. Whatever else occurs is ``unsupported`` with its line. The
domain (``values.floats``, ``values.symbolic``) says what numbers, primitives and comparisons are.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.listing import functions_of
from derivations.code.primitives import ATTRIBUTES, METHODS, PRIMITIVES

MODULES = ("np", "numpy", "functions")
STEPS = 20_000
ELEMENTS = 100_000
DEEPEST_CALL = 12
LARGEST_POWER = 64

BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.MatMult: np.matmul,
    ast.Pow: operator.pow,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an assignment stored: the file's line number, the canonical target, a copy of the value."""

    line: int
    target: str
    value: Any


@dataclass
class Run:
    """One call of a function: its local names at the end, what it returned, and every assignment on the way."""

    names: dict[str, Any]
    returned: Any = None
    recorded: list[Recorded] = field(default_factory=list)


class _Return(Exception):  # a signal inside this module, not an error
    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class Interpreter:
    """The functions of one file, over one domain of values."""

    def __init__(self, module: ast.Module, domain: ModuleType) -> None:
        self.functions = functions_of(module)
        self.domain = domain
        self.steps = 0
        self.depth = 0

    def run(self, name: str, arguments: Mapping[str, Any], cuts: Mapping[str, Any] | None = None) -> Run:
        """Call a function with arguments by name.

        cuts: values that replace what the function itself assigns to a name; so a quantity can be made free.
        Raises CodeError where the source leaves what is understood.
        """
        function = self.functions.get(name)
        if function is None:
            raise CodeError("missing_function", function=name)
        missing = [argument.arg for argument in function.args.args if argument.arg not in arguments]
        if missing:
            raise CodeError("unknown_name", function.lineno, name=", ".join(missing))
        run = Run({argument.arg: arguments[argument.arg] for argument in function.args.args})
        frame = _Frame(self, run, cuts or {})
        try:
            frame.block(function.body)
        except _Return as returned:
            run.returned = returned.value
        return run

    def evaluate(self, source: str, names: Mapping[str, Any]) -> Any:
        """The value of an expression such as ``mean_squared_error(d, y)``."""
        return _Frame(self, Run(dict(names)), {}).value(ast.parse(source, mode="eval").body)


class _Frame:
    """The local names of one call, and how each kind of node acts on them."""

    def __init__(self, interpreter: Interpreter, run: Run, cuts: Mapping[str, Any]) -> None:
        self.interpreter = interpreter
        self.domain = interpreter.domain
        self.names = run.names
        self.run = run
        self.cuts = cuts

    def block(self, statements: list[ast.stmt]) -> None:
        for node in statements:
            self.interpreter.steps += 1
            if self.interpreter.steps > STEPS:
                raise CodeError("limit", node.lineno, limit="steps")
            handler = _STATEMENTS.get(type(node))
            if handler is None:
                raise CodeError("unsupported", node.lineno, construct=type(node).__name__)
            handler(self, node)

    def assign(self, node: ast.Assign) -> None:
        value = self.value(node.value)
        for target in node.targets:
            self.store(target, value)

    def store(self, target: ast.expr, value: Any) -> None:
        match target:
            case ast.Name(id=name):
                self.names[name] = self.cuts.get(name, value)
                self.record(target, self.names[name])
            case ast.Subscript(value=ast.Name(id=holder), slice=ast.Constant(value=str() as key)) if isinstance(
                self.names.get(holder), dict
            ):
                self.names[holder][key] = value
                self.record(target, value)
            case ast.Tuple(elts=targets) if isinstance(value, tuple) and len(value) == len(targets):
                for each, part in zip(targets, value, strict=True):
                    self.store(each, part)
            case _:
                raise CodeError("unsupported", target.lineno, construct=ast.unparse(target))

    def record(self, target: ast.expr, value: Any) -> None:
        copied = value.copy() if isinstance(value, np.ndarray) else value
        self.run.recorded.append(Recorded(target.lineno, ast.unparse(target), copied))

    def expression(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])

    def branch(self, node: ast.If) -> None:
        condition = self.value(node.test)
        if not isinstance(condition, bool | np.bool_):
            raise CodeError("unsupported", node.lineno, construct="a branch that depends on the values")
        self.block(node.body if condition else node.orelse)

    def leave(self, node: ast.Return) -> None:
        raise _Return(self.value(node.value) if node.value else None)

    def refuse(self, node: ast.Raise) -> None:
        raise CodeError("raised", node.lineno, source=ast.unparse(node)[:80])

    def value(self, node: ast.expr) -> Any:
        self.interpreter.steps += 1
        handler = _EXPRESSIONS.get(type(node))
        if handler is None or self.interpreter.steps > STEPS:
            code = "unsupported" if handler is None else "limit"
            raise CodeError(code, node.lineno, construct=type(node).__name__)
        found = handler(self, node)
        if isinstance(found, np.ndarray) and found.size > ELEMENTS:
            raise CodeError("limit", node.lineno, limit="elements")
        return found

    def name(self, node: ast.Name) -> Any:
        if node.id not in self.names:
            raise CodeError("unknown_name", node.lineno, name=node.id)
        return self.names[node.id]

    def literal(self, node: ast.Constant) -> Any:
        if isinstance(node.value, bool | str) or node.value is None:
            return node.value
        if isinstance(node.value, int | float):
            return self.domain.literal(node.value)
        raise CodeError("unsupported", node.lineno, construct=repr(node.value)[:40])

    def dictionary(self, node: ast.Dict) -> dict[str, Any]:
        keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
        if not all(isinstance(key, str) for key in keys):
            raise CodeError("unsupported", node.lineno, construct="a dictionary with computed keys")
        return {str(key): self.value(value) for key, value in zip(keys, node.values, strict=True)}

    def tuple(self, node: ast.Tuple) -> tuple[Any, ...]:
        return tuple(self.value(element) for element in node.elts)

    def binary(self, node: ast.BinOp) -> Any:
        operation = BINARY.get(type(node.op))
        if operation is None:
            raise CodeError("unsupported", node.lineno, construct=type(node.op).__name__)
        left, right = self.value(node.left), self.value(node.right)
        if operation is operator.pow and not (isinstance(right, int) and abs(right) <= LARGEST_POWER):
            raise CodeError("unsupported", node.lineno, construct="a power that is no small whole number")
        return self.shaped(node, operation, left, right)

    def shaped(self, node: ast.expr, operation: Callable[..., Any], *operands: Any, **keywords: Any) -> Any:
        try:
            return operation(*operands, **keywords)
        except (ValueError, TypeError, IndexError, ZeroDivisionError, np.exceptions.AxisError) as error:
            shapes = " and ".join(str(np.shape(each)) for each in operands)
            raise CodeError("shape", node.lineno, source=ast.unparse(node)[:80], shapes=shapes) from error

    def unary(self, node: ast.UnaryOp) -> Any:
        operand = self.value(node.operand)
        match node.op:
            case ast.USub():
                return -operand
            case ast.UAdd():
                return operand
            case ast.Not() if isinstance(operand, bool):
                return not operand
        raise CodeError("unsupported", node.lineno, construct=type(node.op).__name__)

    def comparison(self, node: ast.Compare) -> Any:
        left, right = self.value(node.left), self.value(node.comparators[0])
        kind = type(node.ops[0])
        if len(node.ops) == 1 and kind in COMPARISONS and not isinstance(left, np.ndarray):
            return COMPARISONS[kind](left, right)
        if len(node.ops) == 1 and kind is ast.Gt:
            return self.domain.exceeds(left, right)
        raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])

    def subscript(self, node: ast.Subscript) -> Any:
        holder, index = self.value(node.value), self.value(node.slice)
        if isinstance(holder, dict) and index in holder:
            return holder[index]
        if isinstance(holder, tuple) and isinstance(index, int) and -len(holder) <= index < len(holder):
            return holder[index]
        raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])

    def attribute(self, node: ast.Attribute) -> Any:
        if node.attr not in ATTRIBUTES:
            raise CodeError("unsupported", node.lineno, construct=f".{node.attr}")
        return ATTRIBUTES[node.attr](self.value(node.value))

    def call(self, node: ast.Call) -> Any:
        arguments = [self.value(argument) for argument in node.args]
        keywords = {str(keyword.arg): self.value(keyword.value) for keyword in node.keywords}
        match node.func:
            case ast.Name(id=name) if name in self.interpreter.functions:
                return self.inlined(name, node, arguments, keywords)
            case ast.Attribute(value=ast.Name(id="functions"), attr=name) if name in self.interpreter.functions:
                return self.inlined(name, node, arguments, keywords)
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in MODULES and module not in self.names:
                return self.primitive(name, node, arguments, keywords)
            case ast.Attribute(value=holder, attr=name) if name in METHODS:
                return self.primitive(name, node, [self.value(holder), *arguments], keywords)
        raise CodeError("unsupported", node.lineno, construct=ast.unparse(node.func)[:40])

    def primitive(self, name: str, node: ast.Call, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        if name not in PRIMITIVES:
            raise CodeError("unsupported", node.lineno, construct=f"np.{name}")
        return self.shaped(node, self.domain.function(PRIMITIVES[name]), *arguments, **keywords)

    def inlined(self, name: str, node: ast.Call, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        parameters = [argument.arg for argument in self.interpreter.functions[name].args.args]
        if len(arguments) > len(parameters):
            raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])
        if self.interpreter.depth >= DEEPEST_CALL:
            raise CodeError("limit", node.lineno, limit="calls")
        self.interpreter.depth += 1
        try:
            return self.interpreter.run(name, {**dict(zip(parameters, arguments, strict=False)), **keywords}).returned
        finally:
            self.interpreter.depth -= 1


_STATEMENTS: dict[type[ast.stmt], Callable[..., None]] = {
    ast.Assign: _Frame.assign,
    ast.Expr: _Frame.expression,
    ast.If: _Frame.branch,
    ast.Return: _Frame.leave,
    ast.Raise: _Frame.refuse,
}
_EXPRESSIONS: dict[type[ast.expr], Callable[..., Any]] = {
    ast.Name: _Frame.name,
    ast.Constant: _Frame.literal,
    ast.Dict: _Frame.dictionary,
    ast.Tuple: _Frame.tuple,
    ast.BinOp: _Frame.binary,
    ast.UnaryOp: _Frame.unary,
    ast.Compare: _Frame.comparison,
    ast.Subscript: _Frame.subscript,
    ast.Attribute: _Frame.attribute,
    ast.Call: _Frame.call,
}
