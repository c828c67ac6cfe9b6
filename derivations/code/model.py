"""A listing together with what it is the backward pass of: forward function, error, shapes. It is followed over any domain.

Forward and backward are read together: what backward takes from forward (``z1``, ``cache``, ``self.out``) is produced here, not
declared. Where backward takes an upstream gradient, the error is the sum of it times forward's output: an arbitrary linear
function of the output, so that what is proved holds for every error that may follow.
"""

from __future__ import annotations

import ast
import copy
import operator
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from derivations.code.budget import Budget
from derivations.code.errors import CodeError
from derivations.code.interpreter import Interpreter, parameters_of
from derivations.code.listing import definitions_of, parsed
from derivations.code.primitives import PRIMITIVES
from derivations.code.runs import Done, Failed, Gap, Instance, Recorded, Run, Watch, array_like
from derivations.code.values.floats import Floats
from derivations.code.values.nodes import BACK

Arrays = Mapping[str, Any]
Sizes = Mapping[str, int]
Make = Callable[[str, tuple[int, ...]], Any]


@dataclass(frozen=True)
class Model:
    """A backward pass and what it belongs to.

    module:   the file; ``backward`` and ``forward`` name functions or methods of it, and may be the same.
    error:    E as an expression; None where backward takes an upstream gradient, which ``upstream`` names.
    shapes:   input names to dimension names or sizes, such as ``{"x": ("N", "I"), "b": ("1", "H")}``.
    labels:   inputs that are class numbers; they are fixed. integers: inputs that are sizes, as a dimension's name.
    groups:   dictionaries (``network``, ``params``) and lists of inputs, with the members that they have; None: all.
    constants: attributes of ``self`` that begin as numbers. helpers: assumed definitions of functions that the file lacks.
    begins:   whether the object is made by its ``__init__`` before forward. aliases: what backward calls a parameter of forward.
    tiny:     numbers this small in the source count as 0. ones: an input and the axis over which it sums to 1.
    """

    module: ast.Module
    backward: str
    forward: str
    error: ast.expr | None
    shapes: Mapping[str, tuple[str, ...]]
    upstream: str | None = None
    labels: frozenset[str] = frozenset()
    integers: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...] | list[str] | None] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    helpers: Mapping[str, ast.FunctionDef] = field(default_factory=dict)
    begins: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)
    tiny: Fraction = Fraction(0)
    ones: tuple[str, int] | None = None

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The names of the dimensions, in the order of their first use."""
        found = dict.fromkeys(each for shape in self.shapes.values() for each in shape if not each.isdigit())
        return tuple(found)

    @property
    def has_one_pass(self) -> bool:
        """Whether one function does both, forward and backward."""
        return self.forward == self.backward

    def function(self, name: str) -> ast.FunctionDef:
        """A function of the file. Raises CodeError ``missing_function``."""
        found = dict(definitions_of(self.module)).get(name)
        if found is None:
            raise CodeError("missing_function", function=name, file="", found=", ".join(dict(definitions_of(self.module))))
        return found

    def inputs(self, sizes: Sizes, make: Make) -> dict[str, Any]:
        """An array for every declared name, of the declared shape at these sizes; labels are 0, 1, 0, 1, ..."""
        found = arrays_at(self.shapes, sizes, make, self.labels, self.ones)
        for name, dimension in self.integers.items():
            found[name] = int(dimension) if dimension.isdigit() else sizes[dimension]
        return found


def arrays_at(
    shapes: Mapping[str, tuple[str, ...]],
    sizes: Sizes,
    make: Make,
    labels: Container[str] = (),
    ones: tuple[str, int] | None = None,
) -> dict[str, Any]:
    """Arrays of shapes given by dimensions; labels are 0, 1, 0, 1, ..., and one array may have to sum to 1 over an axis."""
    found: dict[str, Any] = {}
    for name, dimensions in shapes.items():
        shape = tuple(int(each) if each.isdigit() else sizes[each] for each in dimensions)
        found[name] = np.arange(int(np.prod(shape))).reshape(shape) % 2 if name in labels else make(name, shape)
    if ones is not None and isinstance(found[ones[0]], np.ndarray):
        found[ones[0]] = _summing_to_one(found[ones[0]], ones[1])
    return found


def expression(text: str) -> ast.expr:
    """The tree of an expression. Raises CodeError ``syntax``."""
    try:
        body = parsed(text.strip()).body
    except CodeError as error:
        raise CodeError(error.code, None, file="", source=text[:80]) from error
    if len(body) != 1 or not isinstance(body[0], ast.Expr):
        raise CodeError("syntax", None, file="", source=text[:80])
    return body[0].value


@dataclass
class Passes:
    """Forward, error and backward of a model, followed once over one domain.

    names: everything that forward knows at its end. recorded, failed: the statements of backward.
    """

    names: dict[str, Any]
    error: Any
    recorded: list[Recorded]
    failed: list[Failed]
    ahead: Run
    returned: Any = None


def ahead(model: Model, domain: Any, inputs: Arrays, cuts: Arrays | None = None) -> tuple[dict[str, Any], Any]:
    """Forward and the error only: every name's value, inputs included, and E.

    cuts: values that stand in for what the pass would compute under those names, so that E is a function of them.
    """
    given = {**inputs, **(cuts or {})}
    pass_ = _Pass(model, domain, given)
    run = pass_.forward(Watch(cuts=cuts or {}))
    names = {**given, **run.names}
    return names, pass_.error(run, names)


def follow(model: Model, domain: Any, inputs: Arrays, budget: Budget | None = None, survives: bool = True) -> Passes:
    """Forward with marks, the error, and backward. Raises CodeError where forward or E fails.

    survives: whether statements of backward that fail leave gaps instead. budget: what the passes may cost together.
    """
    pass_ = _Pass(model, domain, inputs)
    pass_.interpreter.budget = budget or pass_.interpreter.budget
    run = pass_.forward(Watch(marks=not isinstance(domain, Floats), survives=model.has_one_pass and survives))
    names = {**inputs, **run.names}
    error = pass_.error(run, names)
    if model.has_one_pass:
        return Passes(names, error, run.recorded, run.failed, run, run.returned)
    back = pass_.backward(run, names, survives)
    return Passes(names, error, back.recorded, back.failed, run, back.returned)


class Replay:
    """Forward followed once, and backward as often as is wanted, from the same state each time."""

    def __init__(self, model: Model, domain: Any, inputs: Arrays) -> None:
        self._pass = _Pass(model, domain, inputs)
        self._run = self._pass.forward(Watch(marks=not isinstance(domain, Floats), survives=model.has_one_pass))
        names = {**inputs, **self._run.names}
        self._pass.error(self._run, names)
        self._kept: tuple[dict[str, Any], Any, dict[str, Any]] = copy.deepcopy(
            (names, self._run.returned, self._pass.object.attributes)
        )

    @property
    def attributes(self) -> Arrays:
        """What ``self`` holds after forward."""
        return self._kept[2]

    def give(self, name: str, value: Any) -> None:
        """Let backward know a value under a name."""
        self._pass.interpreter.globals[name] = value

    def backward(self) -> list[Recorded]:
        """What backward stores. Raises CodeError ``limit``."""
        names, returned, attributes = copy.deepcopy(self._kept)
        self._pass.object.attributes = attributes
        self._pass.interpreter.budget = Budget("numbers")
        return self._pass.backward(replace(self._run, returned=returned), names).recorded


class _Pass:
    def __init__(self, model: Model, domain: Any, inputs: Arrays) -> None:
        self.model = model
        self.inputs = inputs
        self.domain = domain
        self.interpreter = Interpreter(model.module, _Tiny(domain, model.tiny) if model.tiny else domain, model.helpers)
        self.interpreter.globals.update({name: value for name, value in inputs.items() if name not in self.interpreter.globals})
        self.object = Instance(self._class(), {})
        if model.begins and self.object.kind is not None:
            self._begin(f"{self.object.kind.name}.__init__")
        for name, members in model.groups.items():
            if name.startswith("self."):
                self.object.attributes[name.removeprefix("self.")] = self._members(members)
            else:
                self.interpreter.globals.setdefault(name, self._members(members))
        for name, value in model.constants.items():
            self.object.attributes[name] = domain.literal(value) if isinstance(value, float) else value
        if self.object.kind is not None:
            kept = {
                name: value
                for name, value in inputs.items()
                if f"self.{name}" in model.groups or name not in self.object.attributes
            }
            self.object.attributes = {**kept, **self.object.attributes}

    def _class(self) -> ast.ClassDef | None:
        owner = self.model.backward.rpartition(".")[0]
        return next((each for each in self.model.module.body if isinstance(each, ast.ClassDef) and each.name == owner), None)

    def _begin(self, name: str) -> None:
        """Follow the constructor; what it can't make of the inputs is left out."""
        given = {
            each: self.inputs.get(each, Gap(0, CodeError("unknown_name", name=each)))
            for each in parameters_of(self.model.function(name))
        }
        self.interpreter.run(name, {**given, "self": self.object}, Watch(survives=True))

    def _members(self, members: tuple[str, ...] | list[str] | None) -> Any:
        if isinstance(members, list):
            return [self.inputs[each] for each in members]
        return {each: self.inputs[each] for each in (self.model.shapes if members is None else members)}

    def forward(self, watch: Watch) -> Run:
        parameters = parameters_of(self.model.function(self.model.forward))
        arguments = {each: self._argument(each, self.inputs, None) for each in parameters}
        optional = self.model.function(self.model.forward).args.args[len(parameters) :]
        arguments |= {each.arg: self.inputs[each.arg] for each in optional if each.arg in self.model.shapes}
        run = self.interpreter.run(self.model.forward, arguments, watch)
        self.interpreter.done = Done(self.model.function(self.model.forward), arguments, _copied(run.returned))
        return run

    def error(self, run: Run, names: dict[str, Any]) -> Any:
        if self.model.upstream is None:
            assert self.model.error is not None
            source = self.model.error
            if isinstance(source, ast.Name) and source.id == "returned":
                return _first(run.returned, 0)
            known = {**names, **self.inputs} if self._calls_forward(source) else names
            if any(isinstance(each, ast.Name) and each.id == "returned" for each in ast.walk(source)):
                known = {**known, "returned": _first(run.returned, None)}
            return self.interpreter.evaluate(source, {**known, "self": self.object})
        output = self._output(run, names)
        made = self.inputs.get(self.model.upstream)
        upstream = made if made is not None else self.domain.beside(self.model.upstream, output)
        names[self.model.upstream] = upstream
        return self.domain.function(PRIMITIVES["sum"])(self.domain.binary(operator.mul, upstream, output))

    def _output(self, run: Run, names: Arrays) -> Any:
        """What the upstream gradient belongs to: ``z`` for ``dz`` where forward returns it, else the first that is returned."""
        parts = run.returned if isinstance(run.returned, tuple) else (run.returned,)
        named = names.get((self.model.upstream or "").removeprefix("d").removeprefix("_"))
        if array_like(named) and any(each is named for each in parts):
            return named
        return _first(run.returned, None)

    def backward(self, run: Run, names: dict[str, Any], survives: bool = True) -> Run:
        parameters = parameters_of(self.model.function(self.model.backward))
        known = {**names, **self.inputs} if self._calls_forward(self.model.function(self.model.backward)) else {**names}
        known |= {name: self.inputs[other] for name, other in self.model.aliases.items()}
        arguments = {each: self._argument(each, known, run) for each in parameters}
        marks = not isinstance(self.domain, Floats)  # numbers bear no marks
        return self.interpreter.run(self.model.backward, arguments, Watch(marks=marks, prefix=BACK, survives=survives))

    def _calls_forward(self, node: ast.AST) -> bool:
        """Whether something calls forward, itself or through others: then it is given what forward was given, not what it made."""
        defined = {name.rpartition(".")[2]: each for name, each in definitions_of(self.model.module)}
        wanted, waiting = self.model.forward.rpartition(".")[2], [node]
        seen: set[str] = set()
        while waiting:
            called = {short for each in ast.walk(waiting.pop()) if isinstance(each, ast.Call) for short in [_short(each.func)]}
            if wanted in called:
                return True
            waiting += [defined[each] for each in called & defined.keys() - seen]
            seen |= called
        return False

    def _argument(self, name: str, names: Arrays, run: Run | None) -> Any:
        if name == "self":
            return self.object
        if name in self.model.groups:
            return self._members(self.model.groups[name])
        if name in names:
            return names[name]
        if run is not None:
            parts = run.returned if isinstance(run.returned, tuple) else (run.returned,)
            held = [each for each in parts if isinstance(each, tuple | dict | list)]
            if len(held) == 1:
                return held[0]
        raise CodeError("unknown_name", name=name)


def _short(function: ast.expr) -> str:
    """What a call calls, without what stands before it."""
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def _copied(returned: Any) -> Any:
    """What was returned, its arrays as copies, so that nobody changes them."""
    if isinstance(returned, tuple):
        return tuple(map(_copied, returned))
    return returned.copy() if isinstance(returned, np.ndarray) else returned


def _first(returned: Any, rank: int | None) -> Any:
    """What forward returns: the array, or the first of several; with ``rank``, the one of that rank."""
    parts = returned if isinstance(returned, tuple | list) else (returned,)
    found = [each for each in parts if array_like(each) and (rank is None or np.ndim(each) == rank)]
    if not found:
        raise CodeError("no_loss", candidates="")
    return found[0]


def _summing_to_one(array: Any, axis: int) -> Any:
    changed = np.moveaxis(np.array(array), axis, -1)
    changed[..., -1] = 1 - np.sum(changed[..., :-1], axis=-1)
    return np.moveaxis(changed, -1, axis)


class _Tiny:
    """A domain in which tiny numbers of the source are 0."""

    def __init__(self, domain: Any, tiny: Fraction) -> None:
        self._domain = domain
        self._tiny = tiny

    def literal(self, value: float) -> Any:
        return self._domain.literal(0 if abs(value) <= self._tiny else value)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._domain, name)
