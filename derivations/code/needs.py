"""What forward and backward take from outside: arrays, dictionaries and lists of them, sizes, class numbers."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from derivations.code.interpreter import parameters_of
from derivations.code.listing import definitions_of, globals_of, imports_of
from derivations.code.names import annotations_in, assigned_attributes, bound, parameter_names, root, self_attributes, stores
from derivations.code.pairing import TARGETS, Pair
from derivations.code.ranks import Rank, elementwise_in, ranks_in

LAYERS = 3
CALLS = 3  # of functions in functions

Members = tuple[str, ...] | list[str] | None


@dataclass
class Needs:
    """What both functions take from outside: arrays, groups of them, sizes, class numbers, numbers that an object begins with.

    ranks: how many axes arrays have, where the source tells. elementwise: arrays that may be single numbers. begins: whether the
    object is made by its ``__init__``, which keeps parameters in lists or makes other objects of them. aliases: what backward
    calls a parameter of forward.
    """

    arrays: list[str] = field(default_factory=list)
    groups: dict[str, Members] = field(default_factory=dict)
    integers: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    constants: dict[str, Any] = field(default_factory=dict)
    ranks: Mapping[str, Rank] = field(default_factory=dict)
    elementwise: tuple[str, ...] = ()
    begins: bool = False
    aliases: dict[str, str] = field(default_factory=dict)


def needs_of(pair: Pair) -> Needs:
    """What a pair takes from outside."""
    defined = dict(definitions_of(pair.module))
    ahead, back = defined[pair.forward], defined[pair.backward]
    found = Needs()
    outside = _Outside(pair, found)
    outside.parameters(ahead)
    if pair.error is not None:
        outside.loss(pair.error, ahead)
    if back is not ahead:
        outside.backward(back, ahead)
    outside.free_names(ahead, back)
    outside.attributes(ahead, back)
    outside.sizes_and_labels(ahead, back)
    found.ranks = ranks_in((ahead, back))
    found.elementwise = elementwise_in((ahead, back), set(found.arrays) - found.labels)
    return found


class _Outside:
    def __init__(self, pair: Pair, found: Needs) -> None:
        self.pair = pair
        self.found = found
        self.defined = dict(definitions_of(pair.module))
        self.known = {*self.defined, *globals_of(pair.module), *imports_of(pair.module), *dir(builtins)}
        self.kinds = {node.name for node in pair.module.body if isinstance(node, ast.ClassDef)}
        self.known |= self.kinds

    def array(self, name: str) -> None:
        if name not in self.found.arrays and name not in self.found.groups:
            self.found.arrays.append(name)

    def group(self, name: str, members: Members) -> None:
        self.found.groups[name] = members
        for each in members or ():
            self.array(each)

    def parameters(self, function: ast.FunctionDef) -> None:
        for name in (*parameters_of(function), *optional_targets(function)):
            if name != "self":
                self.outside(name, function)

    def outside(self, name: str, function: ast.FunctionDef) -> None:
        """An array, a dictionary or a list, by how the function uses it."""
        keys = _keys(self.pair.module, name)
        stored = {key for key, is_stored in keys if is_stored}
        if keys:
            self.group(name, tuple(dict.fromkeys(key for key, is_stored in keys if not is_stored and key not in stored)))
        elif name in ("weights", "biases", "Ws", "bs", "params", "parameters") and _is_sequence(function, name):
            self.group(name, [f"{name}[{at}]" for at in range(LAYERS)])
        else:
            self.array(name)

    def loss(self, error: ast.expr, ahead: ast.FunctionDef) -> None:
        produced = stores(ahead) | set(parameter_names(ahead.args)) | self.known | {"returned", "self"}
        for each in ast.walk(error):
            if isinstance(each, ast.Name) and each.id not in produced:
                self.array(each.id)

    def backward(self, back: ast.FunctionDef, ahead: ast.FunctionDef) -> None:
        produced = stores(ahead) | set(parameter_names(ahead.args)) | {"self", self.pair.upstream}
        outside = [each for each in parameters_of(back) if each not in produced and not _is_taken_apart(back, each)]
        given = [each for each in parameters_of(ahead) if each in stores(ahead) and each not in parameters_of(back)]
        data = [each for each in outside if each not in TARGETS]
        if len(given) == len(data) == 1 and set(parameters_of(back)) - {"self"} == set(outside):
            self.found.aliases[data[0]] = given[0]  # both begin from the data, each under a name of its own
            outside.remove(data[0])
        for name in outside:
            self.outside(name, back)

    def free_names(self, ahead: ast.FunctionDef, back: ast.FunctionDef) -> None:
        for function in (ahead, back):
            local = bound(function)
            annotations = annotations_in(function)
            for each in ast.walk(function):
                if each in annotations:
                    continue
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and each.id not in local | self.known:
                    is_called = any(isinstance(call, ast.Call) and root(call.func) is each for call in ast.walk(function))
                    if not is_called and each.id not in self.found.groups:
                        self.outside(each.id, function)

    def attributes(self, ahead: ast.FunctionDef, back: ast.FunctionDef) -> None:
        owner = self.pair.forward.rpartition(".")[0]
        kind = next((each for each in self.pair.module.body if isinstance(each, ast.ClassDef) and each.name == owner), None)
        if kind is None:
            return
        methods = {each.name: each for each in kind.body if isinstance(each, ast.FunctionDef)}
        start = methods.pop("__init__", None)
        self._begin(start)
        used = [each for method in methods.values() for each in self_attributes(method)]
        read = {each.attr for each in self_attributes(ahead) if isinstance(each.ctx, ast.Load)}
        made = assigned_attributes(ahead)
        stored = made | (assigned_attributes(back) - read)
        for name in [name for name, value in self.found.constants.items() if value is None and name in read - made]:
            del self.found.constants[name]  # a parameter that a fit gives its shape
        begun = self._begun(start) if start is not None else set()
        for each in used:
            name = each.attr
            if name in methods or name in stored or name in self.found.constants or isinstance(each.ctx, ast.Store):
                continue
            if name in begun:
                self.found.begins = True
                continue
            if start is not None and _is_filled_later(name, start):
                self.group(f"self.{name}", [f"{name}[{at}]" for at in range(LAYERS)])
                continue
            keys = _keys(self.pair.module, f"self.{name}")
            kept = {key for key, is_stored in keys if is_stored and _stores_key(ahead, back, name, key)}
            if keys:
                self.group(f"self.{name}", tuple(dict.fromkeys(key for key, _ in keys if key not in kept)))
            else:
                self.array(name)

    def _begun(self, start: ast.FunctionDef) -> set[str]:
        """Attributes that begin as lists or dictionaries of the constructor's parameters, or of objects that are made of them."""
        given = set(parameters_of(start)) - {"self"}
        found: set[str] = set()
        for node in ast.walk(start):
            for name, held in _kept_in(node):
                parts = [inner for inner in ast.walk(held) if isinstance(inner, ast.Name)]
                if any(each.id in self.kinds for each in parts) or ({each.id for each in parts} & given and _is_holding(held)):
                    found.add(name)
        if found:
            for name in parameters_of(start):
                if name != "self" and any(_is_used_as(name, node) for node in ast.walk(start)):
                    self.outside(name, start)
        return found

    def _begin(self, start: ast.FunctionDef | None) -> None:
        for node in ast.walk(start) if start else ():
            match node:
                case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)], value=ast.Constant(value=value)):
                    self.found.constants[name] = value
                case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)], value=ast.Name(id=other)) if start:
                    default = dict(zip(parameter_names(start.args)[::-1], start.args.defaults[::-1], strict=False)).get(other)
                    if isinstance(default, ast.Constant):
                        self.found.constants[name] = default.value
                case ast.Assign(
                    targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)], value=ast.Call(func=ast.Name(id="len"))
                ):
                    self.found.constants[name] = LAYERS + 1  # the sizes of so many layers, that of the data with them

    def sizes_and_labels(self, ahead: ast.FunctionDef, back: ast.FunctionDef) -> None:
        for function in (ahead, back):
            for node in ast.walk(function):
                for name in _sizes_in(node):
                    if name in self.found.arrays:
                        self.found.arrays.remove(name)
                        self.found.integers.append(name)
            self.found.labels |= self.labels_of(function, CALLS) & set(self.found.arrays)

    def labels_of(self, function: ast.FunctionDef, depth: int) -> set[str]:
        """Names that a function uses as class numbers, itself or in functions of the file that it hands them to."""
        found = {name for node in ast.walk(function) for name in _labels_in(node)}
        for node in ast.walk(function) if depth else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in self.defined:
                called = self.defined[node.func.id]
                inside = self.labels_of(called, depth - 1)
                pairs = zip(node.args, parameter_names(called.args), strict=False)
                found |= {given.id for given, name in pairs if isinstance(given, ast.Name) and name in inside}
        return found


def optional_targets(function: ast.FunctionDef) -> list[str]:
    """Parameters that a loss may be asked for without: ``y=None`` in ``loss(X, y=None)``."""
    optional = function.args.args[len(function.args.args) - len(function.args.defaults) :]
    pairs = zip(optional, function.args.defaults, strict=True)
    left_out = [each.arg for each, default in pairs if isinstance(default, ast.Constant) and default.value is None]
    return [each for each in left_out if each in TARGETS]


def _kept_in(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Attributes of ``self`` that a statement stores to, whole or at a key, and what it stores there."""
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        pairs = [(target, node.value)]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            pairs = list(zip(target.elts, node.value.elts, strict=False))
        for one, value in pairs:
            holder = one.value if isinstance(one, ast.Subscript) else one
            if isinstance(holder, ast.Attribute) and isinstance(holder.value, ast.Name) and holder.value.id == "self":
                yield holder.attr, value


def _is_filled_later(name: str, start: ast.FunctionDef) -> bool:
    """Whether an attribute begins as a list of arrays, one for each layer: by a comprehension, or empty and then appended to."""
    values = [held for node in ast.walk(start) for kept, held in _kept_in(node) if kept == name]
    appended = any(isinstance(each, ast.Call) and ast.unparse(each.func) == f"self.{name}.append" for each in ast.walk(start))
    return any(isinstance(each, ast.ListComp) or (isinstance(each, ast.List) and not each.elts and appended) for each in values)


def _is_holding(value: ast.expr) -> bool:
    """Whether an expression is a list, a tuple or a dictionary that is written out."""
    return isinstance(value, ast.List | ast.Tuple | ast.Dict)


def _is_used_as(name: str, node: ast.AST) -> bool:
    """Whether a parameter goes as it is into a list, a dictionary or the making of something, or is an attribute."""
    match node:
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Dict(values=parts) | ast.Call(args=parts):
            return any(isinstance(each, ast.Name) and each.id == name for each in parts)
        case ast.Assign(value=ast.Name(id=found)):
            return found == name
    return False


def _stores_key(ahead: ast.FunctionDef, back: ast.FunctionDef, name: str, key: str) -> bool:
    for each in (*ast.walk(ahead), *ast.walk(back)):
        if isinstance(each, ast.Subscript) and isinstance(each.ctx, ast.Store) and ast.unparse(each.value) == f"self.{name}":
            return not isinstance(each.slice, ast.Constant) or each.slice.value == key
    return False


def _keys(module: ast.Module, holder: str) -> list[tuple[str, bool]]:
    """The keys by which a dictionary of this name is read (False) or written (True); ``'W' + str(l)`` counts for some layers."""
    found: dict[tuple[str, bool], None] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == holder:
            for key in _keys_of(node.slice):
                found[key, isinstance(node.ctx, ast.Store)] = None
    return list(found)


def _keys_of(index: ast.expr) -> list[str]:
    match index:
        case ast.Constant(value=str() as key):
            return [key]
        case ast.BinOp(left=ast.Constant(value=str() as prefix), op=ast.Add()):
            return [f"{prefix}{layer}" for layer in range(1, LAYERS + 1)]
        case ast.BinOp(left=ast.Constant(value=str() as pattern), op=ast.Mod()):
            return [f"{pattern.partition('%')[0]}{layer}" for layer in range(1, LAYERS + 1)]
        case ast.JoinedStr(values=[ast.Constant(value=str() as prefix), ast.FormattedValue()]):
            return [f"{prefix}{layer}" for layer in range(1, LAYERS + 1)]
    return []


def _is_sequence(function: ast.FunctionDef, name: str) -> bool:
    return any(
        (isinstance(each, ast.Subscript) and ast.unparse(each.value) == name)
        or (isinstance(each, ast.For | ast.comprehension) and name in ast.unparse(each.iter))
        for each in ast.walk(function)
    )


def _is_taken_apart(function: ast.FunctionDef, name: str) -> bool:
    """Whether a parameter is a cache: unpacked, read by number or by key, gone through."""
    for each in ast.walk(function):
        match each:
            case ast.Assign(targets=[ast.Tuple() | ast.List()], value=ast.Name(id=found)) if found == name:
                return True
            case ast.Subscript(value=ast.Name(id=found), slice=ast.Constant(value=int() | str())) if found == name:
                return True
            case ast.Call(func=ast.Attribute(value=ast.Name(id=found), attr="pop" | "get")) if found == name:
                return True
            case ast.For(iter=found_iter) if name in {n.id for n in ast.walk(found_iter) if isinstance(n, ast.Name)}:
                return True
    return False


def _sizes_in(node: ast.AST) -> Iterator[str]:
    """Names that must be whole numbers: ends of ``range``, shapes of new arrays."""
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        if called in ("range", "np.zeros", "np.ones", "np.empty", "np.arange", "np.eye"):
            for each in (part for argument in node.args[:3] for part in _counted(argument)):
                yield each.id


def _counted(node: ast.expr) -> Iterator[ast.Name]:
    match node:
        case ast.Name():
            yield node
        case ast.BinOp(left=left, right=right):
            yield from _counted(left)
            yield from _counted(right)
        case ast.Tuple(elts=parts):
            for each in parts:
                yield from _counted(each)


def _labels_in(node: ast.AST) -> Iterator[str]:
    """Names that pick an entry of each row: ``p[np.arange(N), y]``, ``np.eye(K)[y]``."""
    if not isinstance(node, ast.Subscript):
        return
    match node.slice:
        case ast.Tuple(elts=[first, ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name)]) if (
            "range" in ast.unparse(first)
        ):
            yield name
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Name()):
            yield name
        case ast.Tuple(elts=[ast.Subscript(value=ast.Name(id=name), slice=ast.Name()), *_]):
            yield name
        case ast.Name(id=name) if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) in ("np.eye", "np.identity"):
            yield name
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name) if isinstance(node.value, ast.Name):
            yield name
