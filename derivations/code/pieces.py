"""A piece of NumPy code as somebody answers with: an expression, statements, a function. It is followed, never run."""

from __future__ import annotations

import ast
import copy
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from derivations.code.budget import Budget
from derivations.code.errors import CodeError
from derivations.code.interpreter import Interpreter, parameters_of
from derivations.code.listing import parsed
from derivations.code.primitives import ATTRIBUTES, METHODS
from derivations.code.refusing import MODULES, check, check_depth, imports_numpy
from derivations.code.runs import Instance, array_like

LONGEST = 10_000
STEPS = 8_000
WORK = {"numbers": 1_000_000, "entries": 40_000}
Helpers = Mapping[str, ast.FunctionDef]


class Piece:
    """Code with one value: of an expression, of the name that is stored to, of what a function returns.

    target: the name that the last statement stores to, as source; None for an expression or a function. Raises CodeError.
    """

    def __init__(self, text: str, helpers: Helpers | None = None) -> None:
        if len(text) > LONGEST:
            raise CodeError("limit", 1, limit="characters")
        self.module = parsed(textwrap.dedent(text).strip())
        check_depth(self.module)
        self.module.body = [each for each in self.module.body if not imports_numpy(each)]
        if not self.module.body:
            raise CodeError("syntax", 1, file="", source="")
        self.helpers = dict(helpers or {})
        last = self.module.body[-1]
        is_store = isinstance(last, ast.Assign | ast.AugAssign | ast.AnnAssign)
        self.target = ast.unparse(_target(last)) if is_store else None  # type: ignore[arg-type]
        functions = [each for each in self.module.body if isinstance(each, ast.FunctionDef)]
        self.function = functions[-1] if len(functions) == len(self.module.body) else None

    def reads(self) -> tuple[str, ...]:
        """The names that it needs: those it reads before it stores to them; the parameters of a function."""
        if self.function is not None:
            return tuple(parameters_of(self.function))
        return self.free()

    def free(self) -> tuple[str, ...]:
        """The names that it needs from around it, those of functions left out."""
        return tuple(dict.fromkeys(_reads(self.module.body, {*MODULES, *self.helpers})))

    def check(self) -> None:
        """Refuse what is no calculation. Raises CodeError ``refused``."""
        check(self.module)

    def ending(self, statements: list[ast.stmt]) -> Piece:
        """The piece with other statements in the place of its last one."""
        changed = copy.copy(self)
        changed.module = ast.Module([*self.module.body[:-1], *statements], [])
        return changed

    def value(self, domain: Any, inputs: Mapping[str, Any], target: str | None) -> Any:
        """What it computes over a domain; ``target``: the place whose value is meant, where it is stored to. Raises CodeError."""
        interpreter = Interpreter(self.module, domain, self.helpers)
        interpreter.budget = Budget(interpreter.budget.kind, STEPS, WORK[interpreter.budget.kind])
        names = placed(inputs)
        if self.function is not None:
            missing = [each for each in parameters_of(self.function) if each not in names]
            if missing:
                raise CodeError("unknown_name", self.function.lineno, name=", ".join(missing))
            return number_of(interpreter.run(self.function.name, names).returned)
        *before, last = self.module.body
        for holder, kind in _holders(self.module):
            names.setdefault(holder, {} if kind is ast.Subscript else Instance(None, {}))
        if isinstance(last, ast.Expr):
            run = interpreter.follow(before, names)
            return number_of(interpreter.evaluate(last.value, run.names))
        run = interpreter.follow(self.module.body, names)
        if run.returned is not None:
            return number_of(run.returned)
        stored = {each.target: each.value for each in run.recorded}
        for each in (target, self.target):
            if each in stored:
                return number_of(stored[each])
        raise CodeError("no_value", last.lineno)


def number_of(value: Any) -> Any:
    """A value, if it is a number or an array. Raises CodeError ``no_value``."""
    if not array_like(value) and not isinstance(value, int | float) and not hasattr(value, "numerator"):
        raise CodeError("no_value")
    return value


def _target(node: ast.Assign | ast.AugAssign | ast.AnnAssign) -> ast.expr:
    return node.targets[0] if isinstance(node, ast.Assign) else node.target


def _holders(module: ast.Module) -> Iterator[tuple[str, type]]:
    """Dictionaries and objects that are stored into and made elsewhere, such as ``grad`` and ``self``."""
    made = {each.id for each in ast.walk(module) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    for each in ast.walk(module):
        match each:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str()), ctx=ast.Store()) if name not in made:
                yield name, ast.Subscript
            case ast.Attribute(value=ast.Name(id=name), ctx=ast.Store()) if name not in made:
                yield name, ast.Attribute


def placed(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs at their places: ``x``, ``self.x`` as an attribute, ``cache['x']`` and ``self.v['W']`` as an item.

    >>> placed({"x": 1, "grads['W']": 2})
    {'x': 1, 'grads': {'W': 2}}
    """
    names: dict[str, Any] = {}
    for place, value in inputs.items():
        _put(names, ast.parse(place, mode="eval").body, value)
    return names


def _put(names: dict[str, Any], place: ast.expr, value: Any) -> None:
    match place:
        case ast.Name(id=name):
            names.setdefault(name, value)
        case ast.Attribute(value=holder, attr=name):
            _holder(names, holder, Instance(None, {})).attributes[name] = value
        case ast.Subscript(value=holder, slice=ast.Constant(value=str() as name)):
            _holder(names, holder, {})[name] = value
        case _:
            raise CodeError("unsupported", 1, construct=ast.unparse(place)[:40])


def _holder(names: dict[str, Any], place: ast.expr, empty: Any) -> Any:
    """The dictionary or object at a place, made where there is none yet. Raises CodeError."""
    match place:
        case ast.Name(id=name):
            return names.setdefault(name, empty)
        case ast.Attribute(value=holder, attr=name):
            return _holder(names, holder, Instance(None, {})).attributes.setdefault(name, empty)
    raise CodeError("unsupported", 1, construct=ast.unparse(place)[:40])


def _reads(statements: Sequence[ast.stmt], known: set[str]) -> Iterator[str]:
    """Names that are read and not in ``known``, which takes in what is stored on the way."""
    for node in statements:
        match node:
            case ast.FunctionDef(name=name, body=body, args=arguments):
                inner = {each.arg for each in arguments.args} | _stored(node)
                yield from _reads(body, known | inner | {name})
                known.add(name)
            case ast.For(target=target, iter=items, body=body, orelse=other):
                yield from _loads(items, known)
                known |= _stored(target)
                yield from _reads([*body, *other], known)
            case ast.If(test=test, body=body, orelse=other) | ast.While(test=test, body=body, orelse=other):
                yield from _loads(test, known)
                yield from _reads([*body, *other], known)
            case _:
                if isinstance(node, ast.AugAssign):
                    yield from _places(node.target, known)
                yield from _loads(node, known)
                known |= _stored(node)


def _loads(node: ast.AST, known: set[str]) -> Iterator[str]:
    """The places that an expression reads, in order."""
    match node:
        case ast.ListComp(generators=parts) | ast.GeneratorExp(generators=parts) | ast.DictComp(generators=parts):
            known = known | {name for each in parts for name in _stored(each.target)}
        case ast.Lambda(args=arguments):
            known = known | {each.arg for each in arguments.args}
        case ast.Call(func=function):
            if isinstance(function, ast.Attribute) and (function.attr in METHODS or not isinstance(function.value, ast.Name)):
                yield from _loads(function.value, known)
            for each in (*node.args, *node.keywords):
                yield from _loads(each, known)
            return  # a function that is missing is another matter
        case ast.Subscript(value=ast.Name(), slice=ast.Constant(value=str())) | ast.Attribute(value=ast.Name()) if isinstance(
            node.ctx, ast.Store
        ):
            return
        case ast.Name() | ast.Attribute() | ast.Subscript() if isinstance(node.ctx, ast.Load):
            found = list(_places(node, known))
            if found:
                yield from found
                node = node.slice if isinstance(node, ast.Subscript) else ast.Pass()
    for each in ast.iter_child_nodes(node):
        yield from _loads(each, known)


def _places(node: ast.expr, known: set[str]) -> Iterator[str]:
    """What a name, an attribute of an object, an item of a dictionary is read as; nothing for other expressions."""
    match node:
        case ast.Name(id=name) if name not in known:
            yield name
        case ast.Attribute(value=ast.Name(id=name), attr=member) if name not in known and member not in (*ATTRIBUTES, *METHODS):
            yield f"{name}.{member}"
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str() as key)) if name not in known:
            yield f"{name}[{key!r}]"


def _stored(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
