"""Which functions of a file belong together as forward and backward, what the error is, and what both take from outside."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from derivations.code.errors import CodeError
from derivations.code.interpreter import parameters_of
from derivations.code.listing import definitions_of, globals_of, imports_of
from derivations.code.model import expression

BACKWARD = (
    "backward",
    "backprop",
    "back_prop",
    "bprop",
    "backpropagation",
    "gradients",
    "gradient",
    "compute_gradients",
    "grads",
    "grad",
)
FORWARD = (
    "forward",
    "forward_pass",
    "forward_prop",
    "forward_propagation",
    "feedforward",
    "feed_forward",
    "predict",
    "model",
    "propagate",
)
LOSSES = ("loss", "cost", "E", "J", "L", "error", "total_loss")
UPSTREAM = re.compile(
    r"d_?(out|y|z|a|h|o|L|A|Z|Y|H|v|values|prev|next|next_h|h_next|scores|x_hat|X)\w*|grad_?\w*|delta\w*|upstream\w*|\w*_grad|dL_d\w+"
)
TARGETS = ("d", "t", "y", "Y", "T", "target", "targets", "label", "labels", "y_true", "one_hot")
LAYERS = 3
_LOSS_NAME = re.compile(r"loss|cost|error|entropy|mse|nll|likelihood|objective", re.IGNORECASE)
_GRADIENT_TARGET = re.compile(r"d[A-Zx_]\w*|d[a-z]\d*|grad\w*|delta\w*")

Members = tuple[str, ...] | list[str] | None


@dataclass(frozen=True)
class Pair:
    """Functions that belong together, and the error.

    error: an expression, ``returned`` for what forward returns; None where ``upstream`` names backward's own gradient.
    """

    module: ast.Module
    forward: str
    backward: str
    error: ast.expr | None
    upstream: str | None


@dataclass
class Needs:
    """What both functions take from outside: arrays, groups of them, sizes, class numbers, numbers that an object begins with."""

    arrays: list[str] = field(default_factory=list)
    groups: dict[str, Members] = field(default_factory=dict)
    integers: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    constants: dict[str, Any] = field(default_factory=dict)


def pairs_of(module: ast.Module, forward: str | None = None, backward: str | None = None, loss: str | None = None) -> list[Pair]:
    """The pairs of a file, those that are named or all. Raises CodeError ``missing_function``, ``no_backward``, ``no_loss``."""
    defined = dict(definitions_of(module))
    for name in (forward, backward):
        if name is not None and name not in defined:
            raise CodeError("missing_function", function=name, file="", found=", ".join(defined))
    chosen = [backward] if backward else _backwards(defined)
    if not chosen:
        raise CodeError("no_backward", found=", ".join(defined))
    chosen = [each for each in chosen if not any(_calls(defined[other], each) for other in chosen if other != each)] or chosen
    pairs = [(forward or _forward_of(each, defined), each) for each in chosen]
    return [
        _pair(module, defined, ahead, back, None if len(pairs) > 1 and _upstream(defined, ahead, back) else loss)
        for ahead, back in pairs
    ]


def _calls(function: ast.FunctionDef, name: str) -> bool:
    """Whether a function calls another one, whose conventions then are judged with its own."""
    called = (each.func for each in ast.walk(function) if isinstance(each, ast.Call))
    return any(isinstance(each, ast.Name) and each.id == name for each in called)


def _backwards(defined: Mapping[str, ast.FunctionDef]) -> list[str]:
    short = {name: name.rpartition(".")[2].lower() for name in defined}
    assigning = [name for name in defined if _assigns(defined[name])]
    for found in (
        [name for name in assigning if short[name] in BACKWARD],
        [name for name in assigning if "backward" in short[name] or "backprop" in short[name]],
        [name for name in assigning if "grad" in short[name]],
    ):
        if found:
            return found
    return [name for name, node in defined.items() if _stores(node) & set(LOSSES) and _has_gradients(node)][:1]


def _has_gradients(node: ast.FunctionDef) -> bool:
    """Whether a function stores to names such as ``dW``, or to ``d`` and a name of its own."""
    own = _stores(node) | set(_names(node.args))
    return any(_is_gradient(each) or (each[0] == "d" and each[1:] in own) for each in _targets(node))


def _assigns(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Assign | ast.AugAssign) for each in ast.walk(node))


def _targets(node: ast.FunctionDef) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(getattr(each, "ctx", None), ast.Store):
            yield each.id if isinstance(each, ast.Name) else ast.unparse(each)


def _is_gradient(target: str) -> bool:
    return bool(_GRADIENT_TARGET.fullmatch(target.partition("[")[0].rpartition(".")[2]))


def _stores(node: ast.FunctionDef) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}


def _forward_of(backward: str, defined: Mapping[str, ast.FunctionDef]) -> str:
    owner, _, short = backward.rpartition(".")
    prefix = f"{owner}." if owner else ""
    beside = [name for name in defined if name.rpartition(".")[0] == owner and name != backward]
    twins = [short.replace(word, other) for word, other in (("backward", "forward"), ("backprop", "forward"), ("bprop", "fprop"))]
    wanted = [f"{prefix}{each}" for each in (*twins, *FORWARD, "__call__")]
    found = next(
        (each for each in wanted if each in beside), next((each for each in beside if "forward" in each.lower()), backward)
    )
    if _stores(defined[backward]) & set(LOSSES) and found != backward:
        taken = set(_names(defined[backward].args)) & _stores(defined[found])
        return found if taken or short in BACKWARD[:1] else backward
    return found


def _pair(module: ast.Module, defined: Mapping[str, ast.FunctionDef], forward: str, backward: str, loss: str | None) -> Pair:
    ahead, back = defined[forward], defined[backward]
    if loss is not None:
        known = _stores(ahead) | set(_names(ahead.args))
        known |= {each.attr for each in ast.walk(ahead) if isinstance(each, ast.Attribute)}
        return Pair(module, forward, backward, _loss(loss, defined, known | set(_names(back.args)), ahead), None)
    upstream = _upstream(defined, forward, backward)
    if upstream is not None:
        return Pair(module, forward, backward, None, upstream)
    if forward == backward:
        named = next((each for each in LOSSES if each in _stores(ahead)), None)
        if named is not None:
            return Pair(module, forward, backward, ast.Name(named, ast.Load(), lineno=1, col_offset=0), None)
    return Pair(module, forward, backward, expression("returned"), None)


def _upstream(defined: Mapping[str, ast.FunctionDef], forward: str, backward: str) -> str | None:
    """The parameter of backward that is a gradient from above, by its name, and that forward does not produce."""
    ahead = defined[forward]
    known = _stores(ahead) | set(_names(ahead.args)) | {each.attr for each in ast.walk(ahead) if isinstance(each, ast.Attribute)}
    given = parameters_of(defined[backward])
    return next((each for each in given if each not in known and each != "self" and UPSTREAM.fullmatch(each)), None)


def loss_candidates(module: ast.Module) -> list[str]:
    """Functions and names of a file that may be the error, for whoever has to say which is."""
    defined = dict(definitions_of(module))
    return [
        f"{name}({', '.join(parameters_of(node))})"
        for name, node in defined.items()
        if _LOSS_NAME.search(name) and not re.match(r"d_|grad|derivative|\w*(deriv|prime|grad|backward)", name.rpartition(".")[2])
    ]


def _loss(text: str, defined: Mapping[str, ast.FunctionDef], known: set[str], ahead: ast.FunctionDef) -> ast.expr:
    text = text if text in defined else next((name for name in defined if name.endswith(f".{text}")), text)
    if text not in defined:
        return expression(text)
    parameters = [each for each in parameters_of(defined[text]) if each != "self"]
    output = _output(ahead)
    given = [each if each in known or output is None or (each in TARGETS and each != "y") else output for each in parameters]
    if len(set(given)) < len(given):
        given = parameters
    kept = {each.attr for each in _self_attributes(ahead)} - _stores(ahead) - set(_names(ahead.args))
    called = f"self.{text.rpartition('.')[2]}" if "." in text else text
    return expression(f"{called}({', '.join(f'self.{each}' if each in kept else each for each in given)})")


def _output(ahead: ast.FunctionDef) -> str | None:
    """The name of what forward returns, the last where there are several and it is no cache."""
    returned = [each.value for each in ast.walk(ahead) if isinstance(each, ast.Return)]
    parts = returned[-1].elts if returned and isinstance(returned[-1], ast.Tuple) else returned[-1:]
    held = _containers(ahead)
    names = [ast.unparse(each) for each in parts if isinstance(each, ast.Name | ast.Attribute)]
    arrays = [each for each in names if "cache" not in each and each not in held]
    return arrays[-1] if arrays else None


def _containers(function: ast.FunctionDef) -> set[str]:
    """The names that a function gives to lists, dictionaries and tuples."""
    kinds = ast.List | ast.Dict | ast.Tuple | ast.ListComp | ast.DictComp
    found: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, kinds):
            found |= {ast.unparse(each) for each in node.targets}
    return found


def _names(arguments: ast.arguments) -> list[str]:
    return [each.arg for each in arguments.args]


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
    return found


class _Outside:
    def __init__(self, pair: Pair, found: Needs) -> None:
        self.pair = pair
        self.found = found
        self.known = {*dict(definitions_of(pair.module)), *globals_of(pair.module), *imports_of(pair.module), *dir(builtins)}
        self.known |= {node.name for node in pair.module.body if isinstance(node, ast.ClassDef)}

    def array(self, name: str) -> None:
        if name not in self.found.arrays and name not in self.found.groups:
            self.found.arrays.append(name)

    def group(self, name: str, members: Members) -> None:
        self.found.groups[name] = members
        for each in members or ():
            self.array(each)

    def parameters(self, function: ast.FunctionDef) -> None:
        for name in parameters_of(function):
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
        produced = _stores(ahead) | set(_names(ahead.args)) | self.known | {"returned", "self"}
        for each in ast.walk(error):
            if isinstance(each, ast.Name) and each.id not in produced:
                self.array(each.id)

    def backward(self, back: ast.FunctionDef, ahead: ast.FunctionDef) -> None:
        produced = _stores(ahead) | set(_names(ahead.args)) | {"self", self.pair.upstream}
        for name in parameters_of(back):
            if name not in produced and not _is_taken_apart(back, name):
                self.outside(name, back)

    def free_names(self, ahead: ast.FunctionDef, back: ast.FunctionDef) -> None:
        for function in (ahead, back):
            local = _bound(function)
            for each in ast.walk(function):
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and each.id not in local | self.known:
                    is_called = any(isinstance(call, ast.Call) and _root(call.func) is each for call in ast.walk(function))
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
        used = [each for method in methods.values() for each in _self_attributes(method)]
        read = {each.attr for each in _self_attributes(ahead) if isinstance(each.ctx, ast.Load)}
        made = _assigned_attributes(ahead)
        stored = made | (_assigned_attributes(back) - read)
        for name in [name for name, value in self.found.constants.items() if value is None and name in read - made]:
            del self.found.constants[name]  # a parameter that a fit gives its shape
        for each in used:
            name = each.attr
            if name in methods or name in stored or name in self.found.constants or isinstance(each.ctx, ast.Store):
                continue
            keys = _keys(self.pair.module, f"self.{name}")
            kept = {key for key, is_stored in keys if is_stored and _stores_key(ahead, back, name, key)}
            if keys:
                self.group(f"self.{name}", tuple(dict.fromkeys(key for key, _ in keys if key not in kept)))
            else:
                self.array(name)

    def _begin(self, start: ast.FunctionDef | None) -> None:
        for node in ast.walk(start) if start else ():
            match node:
                case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)], value=ast.Constant(value=value)):
                    self.found.constants[name] = value
                case ast.Assign(targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)], value=ast.Name(id=other)) if start:
                    default = dict(zip(_names(start.args)[::-1], start.args.defaults[::-1], strict=False)).get(other)
                    if isinstance(default, ast.Constant):
                        self.found.constants[name] = default.value

    def sizes_and_labels(self, ahead: ast.FunctionDef, back: ast.FunctionDef) -> None:
        for function in (ahead, back):
            for node in ast.walk(function):
                for name in _sizes_in(node):
                    if name in self.found.arrays:
                        self.found.arrays.remove(name)
                        self.found.integers.append(name)
                self.found.labels |= set(_labels_in(node)) & set(self.found.arrays)


def _assigned_attributes(function: ast.FunctionDef) -> set[str]:
    """Attributes of ``self`` that a function gives a value, those left out that it only changes, as ``+=`` does."""
    changed = {id(each.target) for each in ast.walk(function) if isinstance(each, ast.AugAssign)}
    return {each.attr for each in _self_attributes(function) if isinstance(each.ctx, ast.Store) and id(each) not in changed}


def _self_attributes(function: ast.FunctionDef) -> Iterator[ast.Attribute]:
    for each in ast.walk(function):
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "self":
            yield each


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


def _bound(function: ast.FunctionDef) -> set[str]:
    found = set(_names(function.args))
    for each in ast.walk(function):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            found.add(each.id)
        elif isinstance(each, ast.FunctionDef | ast.Lambda):
            found |= set(_names(each.args)) | ({each.name} if isinstance(each, ast.FunctionDef) else set())
    return found


def _root(node: ast.expr) -> ast.expr:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node


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
        case ast.Tuple(elts=[first, ast.Name(id=name)]) if "range" in ast.unparse(first):
            yield name
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Name()):
            yield name
        case ast.Tuple(elts=[ast.Subscript(value=ast.Name(id=name), slice=ast.Name()), *_]):
            yield name
        case ast.Name(id=name) if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) in ("np.eye", "np.identity"):
            yield name
