"""What each kind of expression means over a domain of values."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.operations import BINARY, COMPARED, STATIC
from derivations.code.primitives import ATTRIBUTES, CONSTANTS, OTHER_MEMBERS, PRIMITIVES
from derivations.code.runs import Class, Function, Gap, Instance, Module, array_like
from derivations.code.shapes import broadcast
from derivations.code.values.indices import Beyond

if TYPE_CHECKING:
    from derivations.code.interpreter import Frame, Interpreter

FAILURES = (ValueError, TypeError, IndexError, KeyError, ZeroDivisionError, OverflowError, AttributeError)
SOURCE = 80
LARGEST_POWER = 2048  # bits
KINDS = ("float", "int", "bool")  # kinds of number, as in ``astype(float)``


class Expressions:
    """The names of one call, and the values of expressions in it."""

    def __init__(self, interpreter: Interpreter, names: dict[str, Any], parent: Frame | None) -> None:
        self.interpreter = interpreter
        self.domain = interpreter.domain
        self.budget = interpreter.budget
        self.names = names
        self.parent = parent

    def inner(self, names: dict[str, Any], parent: Any) -> Expressions:
        """A frame with names of its own."""
        raise NotImplementedError

    def generated(self, generators: list[ast.comprehension]) -> Iterator[None]:
        """The turns of a comprehension."""
        raise NotImplementedError

    def call(self, node: ast.Call) -> Any:
        """The value of a call."""
        raise NotImplementedError

    def value(self, node: ast.expr) -> Any:
        """The value of an expression. Raises CodeError."""
        self.budget.step(node)
        handler = _EXPRESSIONS.get(type(node))
        if handler is None:
            raise CodeError("unsupported", node.lineno, construct=_WORDS.get(type(node), type(node).__name__))
        self.budget.enter(node)
        try:
            return self.budget.kept(node, handler(self, node))
        except CodeError as error:
            error.line = error.line or node.lineno
            raise
        finally:
            self.budget.leave()

    def truth(self, node: ast.expr) -> bool:
        """The truth of a condition, which must not depend on the input. Raises CodeError."""
        condition = self.value(node)
        if isinstance(condition, np.ndarray) and condition.size == 1 and condition.dtype == bool:
            condition = condition.item()
        if condition is None or isinstance(condition, bool | np.bool_ | int | str | list | tuple | dict):
            return bool(condition)
        raise CodeError("branch", node.lineno, source=ast.unparse(node)[:SOURCE])

    def items(self, value: Any, node: ast.expr) -> list[Any]:
        """What a loop goes through."""
        match value:
            case range():
                if len(value) > 5000:
                    raise CodeError("limit", node.lineno, limit="turns of a loop")
                return list(value)
            case list() | tuple():
                return list(value)
            case dict():
                return list(value)
            case np.ndarray() if value.ndim:
                return list(value)
        raise CodeError("unsupported", node.lineno, construct=f"a loop over {ast.unparse(node)[:40]}")

    def unpacked(self, value: Any, count: int, node: ast.AST) -> list[Any]:
        """The parts that a tuple of targets takes."""
        parts = list(value) if isinstance(value, tuple | list | range) or (isinstance(value, np.ndarray) and value.ndim) else None
        if parts is None or len(parts) != count:
            raise CodeError("shape", getattr(node, "lineno", None), source=ast.unparse(node)[:SOURCE], shapes=_size(value))
        return parts

    def name(self, node: ast.Name) -> Any:
        frame: Any = self
        while frame is not None:
            if node.id in frame.names:
                return _present(frame.names[node.id], node)
            frame = frame.parent
        known = self.interpreter
        if node.id in known.functions:
            return Function(known.functions[node.id])
        if node.id in known.classes:
            return Class(known.classes[node.id])
        if node.id in known.globals:
            return _present(known.globals[node.id], node)
        if node.id in KINDS:
            return Module(node.id)
        raise CodeError("unknown_name", node.lineno, name=node.id)

    def literal(self, node: ast.Constant) -> Any:
        if isinstance(node.value, bool | str) or node.value is None or node.value is Ellipsis:
            return node.value
        if isinstance(node.value, int | float) and abs(node.value) < 1e300:
            return self.domain.literal(node.value)
        raise CodeError("unsupported", node.lineno, construct=repr(node.value)[:40])

    def dictionary(self, node: ast.Dict) -> dict[Any, Any]:
        made = {}
        for key, value in zip(node.keys, node.values, strict=True):
            label = self.value(key) if key is not None else None
            if not isinstance(label, str | int):
                raise CodeError("unsupported", node.lineno, construct="a dictionary with such a key")
            made[label] = self.value(value)
        return made

    def tuple(self, node: ast.Tuple) -> tuple[Any, ...]:
        return tuple(self.elements(node.elts))

    def sequence(self, node: ast.List) -> list[Any]:
        return self.elements(node.elts)

    def elements(self, nodes: list[ast.expr]) -> list[Any]:
        """The values of several expressions, ``*parts`` taken apart."""
        found: list[Any] = []
        for each in nodes:
            if isinstance(each, ast.Starred):
                found.extend(self.items(self.value(each.value), each.value))
            else:
                found.append(self.value(each))
            self.budget.kept(each, found)
        return found

    def slice(self, node: ast.Slice) -> slice:
        ends = [None if each is None else self.value(each) for each in (node.lower, node.upper, node.step)]
        if not all(each is None or isinstance(each, int | np.integer) for each in ends):
            raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])
        return slice(*ends)

    def binary(self, node: ast.BinOp) -> Any:
        operation = BINARY.get(type(node.op))
        if operation is None:
            raise CodeError("unsupported", node.lineno, construct=type(node.op).__name__)
        return self.arithmetic(node, operation, self.value(node.left), self.value(node.right))

    def arithmetic(self, node: Any, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        """One operation on two values; strings and lists can only be joined, and short ones repeated."""
        kinds = (left, right)
        if any(isinstance(each, str | list | tuple) for each in kinds):
            return self._joined(node, operation, left, right)
        if not all(isinstance(each, int | float | Fraction | np.generic) or array_like(each) for each in kinds):
            raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:SOURCE])
        if operation is operator.and_:
            return self.shaped(node, self.domain.both, left, right)
        if operation is operator.pow:
            self._check_power(node, left, right)
        if operation is np.matmul:
            inner = np.shape(left)[-1] if np.ndim(left) else 1
            shape = np.shape(left)[:-1] + (np.shape(right)[-1:] if np.ndim(right) > 1 else ())
            self.budget.cells(node, shape, kinds, max(inner, 1))
        else:
            self.budget.cells(node, self.shaped(node, broadcast, left, right), kinds)
        if operation is np.matmul:
            return self.multiplied(node, lambda a, b: self.domain.binary(operation, a, b), left, right)
        return self.shaped(node, lambda a, b: self.domain.binary(operation, a, b), left, right)

    def multiplied(self, node: Any, operation: Callable[..., Any], left: Any, right: Any) -> Any:
        """A product of matrices, whose refusal says that it is one."""
        try:
            return self.shaped(node, operation, left, right)
        except CodeError as error:
            error.is_product = error.code == "shape"
            raise

    def _joined(self, node: Any, operation: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
        same = type(left) is type(right)
        if operation is operator.add and same:
            return left + right
        if operation is operator.mul and not isinstance(left, str) and isinstance(right, int) and len(left) * right <= 1000:
            return left * right
        if operation is operator.mod and isinstance(left, str) and left.count("%") == 1 and isinstance(right, str | int):
            for place in ("%d", "%s", "%i"):
                if place in left:
                    return left.replace(place, str(right))
        raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:SOURCE])

    def _check_power(self, node: Any, left: Any, right: Any) -> None:
        exact = isinstance(left, int | Fraction) and isinstance(right, int | Fraction)
        if exact and max(left.numerator.bit_length(), left.denominator.bit_length()) * abs(right) > LARGEST_POWER:
            raise CodeError("limit", node.lineno, limit="digits")
        if not (isinstance(right, int | float | Fraction) and -64 <= right <= 64) and not isinstance(left, int | float | Fraction):
            raise CodeError("unsupported", node.lineno, construct="a power that is no small number")

    def shaped(self, node: Any, operation: Callable[..., Any], *operands: Any, **keywords: Any) -> Any:
        """An operation whose refusal is a CodeError ``shape``, with the operands' shapes."""
        try:
            return operation(*operands, **keywords)
        except Beyond as error:
            raise CodeError("beyond", node.lineno, source=ast.unparse(node)[:SOURCE]) from error
        except CodeError as error:
            error.line = error.line or node.lineno
            raise
        except (*FAILURES, np.exceptions.AxisError) as error:
            met = [np.shape(each) if array_like(each) or isinstance(each, int | float) else None for each in operands]
            shapes = " and ".join(str(each) for each in met if each is not None)
            failed = CodeError("shape", node.lineno, source=ast.unparse(node)[:SOURCE], shapes=shapes)
            failed.operands = operands
            raise failed from error

    def unary(self, node: ast.UnaryOp) -> Any:
        if isinstance(node.op, ast.Not):
            return not self.truth(node.operand)
        operand = self.value(node.operand)
        if isinstance(node.op, ast.Invert) and array_like(operand):
            return self.shaped(node, self.domain.negated, operand)
        if isinstance(operand, int | float | Fraction) or array_like(operand):
            if isinstance(node.op, ast.USub):
                return self.shaped(node, operator.neg, operand)
            if isinstance(node.op, ast.UAdd):
                return operand
        raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])

    def comparison(self, node: ast.Compare) -> Any:
        left, result = self.value(node.left), None
        for kind, comparator in zip(map(type, node.ops), node.comparators, strict=True):
            right = self.value(comparator)
            found = self._compared(node, kind, left, right)
            result = (
                found if result is None else (result and found if isinstance(result, bool) else self.domain.both(result, found))
            )
            left = right
        return result

    def _compared(self, node: ast.Compare, kind: type[ast.cmpop], left: Any, right: Any) -> Any:
        if kind in (ast.Is, ast.IsNot) and isinstance(left, str) and isinstance(right, str):
            return (left == right) == (kind is ast.Is)
        if kind in STATIC:
            if kind in (ast.In, ast.NotIn) and not isinstance(right, dict | list | tuple | str):
                raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])
            return STATIC[kind](left, right) if not isinstance(right, list | tuple) else _among(left, right) == (kind is ast.In)
        numeric = all(isinstance(each, int | float | Fraction) or array_like(each) for each in (left, right))
        if numeric:
            self.budget.cells(node, self.shaped(node, broadcast, left, right), (left, right))
            return self.shaped(node, self.domain.compared, COMPARED[kind], left, right)
        if kind in (ast.Eq, ast.NotEq) and isinstance(left, tuple | list) and isinstance(right, tuple | list):
            alike = len(left) == len(right) and all(self._compared(node, ast.Eq, *pair) for pair in zip(left, right, strict=True))
            return bool(alike) == (kind is ast.Eq)
        if kind in (ast.Eq, ast.NotEq):
            return (type(left) is type(right) and not array_like(left) and _same(left, right)) == (kind is ast.Eq)
        raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])

    def logical(self, node: ast.BoolOp) -> bool:
        wants = isinstance(node.op, ast.Or)
        return wants if any(self.truth(each) == wants for each in node.values) else not wants

    def conditional(self, node: ast.IfExp) -> Any:
        return self.value(node.body if self.truth(node.test) else node.orelse)

    def subscript(self, node: ast.Subscript) -> Any:
        holder, index = self.value(node.value), self.value(node.slice)
        match holder:
            case dict() if isinstance(index, str | int):
                if index not in holder:
                    raise CodeError("unknown_name", node.lineno, name=ast.unparse(node)[:40])
                return _present(holder[index], node)
            case list() | tuple() | str() | range() if isinstance(index, int | slice):
                return _present(self.shaped(node, operator.getitem, holder, index), node)
            case np.ndarray() if not self._is_symbolic_mask(index):
                self._check_index(node, holder, index)
                return self.shaped(node, self.domain.item, holder, index)
        if array_like(holder) and not self.domain.measures:
            return self.shaped(node, self.domain.item, holder, index)
        raise CodeError("unsupported", node.lineno, construct=ast.unparse(node)[:40])

    def _check_index(self, node: ast.Subscript, holder: Any, index: Any) -> None:
        parts = index if isinstance(index, tuple) else (index,)
        wide = [np.size(each) for each in parts if isinstance(each, list | range | np.ndarray)]
        if wide:  # else it is a view, which costs nothing
            self.budget.cells(node, (max(wide), holder.size), (holder,))

    def _is_symbolic_mask(self, index: Any) -> bool:
        return isinstance(index, np.ndarray) and index.dtype == object

    def attribute(self, node: ast.Attribute) -> Any:
        if node.attr.startswith("_") and not isinstance(node.value, ast.Name):
            raise CodeError("unsupported", node.lineno, construct=f".{node.attr}")
        holder = self.value(node.value)
        if isinstance(holder, Instance) and not node.attr.startswith("__"):
            if node.attr in holder.attributes:
                return _present(holder.attributes[node.attr], node)
            raise CodeError("unknown_name", node.lineno, name=ast.unparse(node)[:40])
        if isinstance(holder, Module):
            return self._member(node, holder.path)
        if node.attr in ATTRIBUTES and (array_like(holder) or isinstance(holder, int | float | Fraction)):
            return self.shaped(node, self.domain.attribute, node.attr, holder)
        raise CodeError("unsupported", node.lineno, construct=f".{node.attr}")

    def _member(self, node: ast.Attribute, path: str) -> Any:
        if path != "np" and not path.startswith("np."):
            return Module(f"{path}.{node.attr}")
        name = f"{path}.{node.attr}".removeprefix("np.")
        if name in CONSTANTS:
            return CONSTANTS[name]
        if name in PRIMITIVES or name in OTHER_MEMBERS:
            return Module(f"np.{name}")
        raise CodeError("unsupported", node.lineno, construct=f"np.{name}")

    def anonymous(self, node: ast.Lambda) -> Function:
        return Function(node, self)  # type: ignore[arg-type]

    def comprehension(self, node: ast.ListComp | ast.GeneratorExp) -> list[Any]:
        found: list[Any] = []
        inside = self.inner({}, self)
        for _ in inside.generated(node.generators):
            found.append(inside.value(node.elt))
            self.budget.kept(node, found)
        return found

    def mapping(self, node: ast.DictComp) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        inside = self.inner({}, self)
        for _ in inside.generated(node.generators):
            key = inside.value(node.key)
            if not isinstance(key, str | int):
                raise CodeError("unsupported", node.lineno, construct="a dictionary with such a key")
            found[key] = inside.value(node.value)
            self.budget.kept(node, found)
        return found

    def text(self, node: ast.JoinedStr) -> str:
        parts = []
        for each in node.values:
            inner = self.value(each.value) if isinstance(each, ast.FormattedValue) else getattr(each, "value", None)
            plain = isinstance(each, ast.Constant) or (isinstance(each, ast.FormattedValue) and each.format_spec is None)
            if not plain or not isinstance(inner, str | int):
                raise CodeError("unsupported", node.lineno, construct="a formatted string")
            parts.append(str(inner))
        return "".join(parts)


def _present(value: Any, node: Any) -> Any:
    if isinstance(value, Gap):
        raise CodeError("depends", node.lineno, name=ast.unparse(node)[:40], on=str(value.line))
    return value


def _size(value: Any) -> str:
    return f"{len(value)} parts" if isinstance(value, tuple | list | dict | str | range) else str(np.shape(value))


def _among(item: Any, holder: Any) -> bool:
    return any(_same(item, each) for each in holder)


def _same(left: Any, right: Any) -> bool:
    return isinstance(left, str | int | Fraction | Module | tuple | type(None)) and left == right


_WORDS: dict[type[ast.expr], str] = {ast.Await: "await", ast.Yield: "yield", ast.NamedExpr: ":=", ast.Set: "a set"}
_EXPRESSIONS: dict[type[ast.expr], Callable[..., Any]] = {
    ast.Name: Expressions.name,
    ast.Constant: Expressions.literal,
    ast.Dict: Expressions.dictionary,
    ast.Tuple: Expressions.tuple,
    ast.List: Expressions.sequence,
    ast.Slice: Expressions.slice,
    ast.BinOp: Expressions.binary,
    ast.UnaryOp: Expressions.unary,
    ast.Compare: Expressions.comparison,
    ast.BoolOp: Expressions.logical,
    ast.IfExp: Expressions.conditional,
    ast.Subscript: Expressions.subscript,
    ast.Attribute: Expressions.attribute,
    ast.Call: lambda self, node: self.call(node),
    ast.Lambda: Expressions.anonymous,
    ast.ListComp: Expressions.comprehension,
    ast.GeneratorExp: Expressions.comprehension,
    ast.DictComp: Expressions.mapping,
    ast.JoinedStr: Expressions.text,
}
