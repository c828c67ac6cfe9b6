"""Our own listings run by NumPy itself, beside differences of their forward pass: an oracle that knows nothing of the interpreter.

Only files of this folder's data, and single changes to them that the tests make, are ever run.
"""

from __future__ import annotations

import ast
import copy
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivations.code.interpreter import parameters_of
from derivations.code.model import Model
from derivations.code.pairing import TARGETS
from derivations.differences import Array, central_differences, relative_error

SIZES = ((3, 4, 5, 6, 7, 8, 9), (4, 5, 6, 7, 8, 9, 10), (3, 5, 6, 4, 7, 9, 8))
CLOSE = 1e-5

Names = dict[str, Any]


class Executed:
    """One listing at one tuple of sizes, run by Python."""

    def __init__(self, model: Model, turn: int) -> None:
        self.model = model
        self.sizes = dict(zip(model.dimensions, SIZES[turn], strict=False))
        generator = np.random.default_rng(turn)
        self.inputs = model.inputs(self.sizes, lambda name, shape: self._made(name, generator.normal(size=shape)))
        self.code = compile(model.module, "listing", "exec")
        self.output: Any = None
        if model.upstream is not None:
            self.error(self.inputs)
            self.inputs[model.upstream] = generator.normal(size=np.shape(self.output))

    def _made(self, name: str, values: Any) -> Any:
        """Numbers; targets sum to 1 over their last axis, as a softmax needs them."""
        if not np.ndim(values):
            return np.float64(values)
        if name not in TARGETS:
            return values
        share = np.exp(values)
        return share / share.sum(
            axis=0 if self.model.shapes[name][0] != next(iter(self.model.dimensions), "") else -1, keepdims=True
        )

    def gradient(self, name: str) -> Array:
        """dE/d of an input, by central differences."""
        return central_differences(lambda values: self.error({**self.inputs, name: values}), np.asarray(self.inputs[name]))

    def stored(self, target: str, name: str) -> list[Any]:
        """What a target of backward holds at its end; every member of a list or dictionary whose index a loop chooses."""
        names = self._backward()
        holder, bracket, index = target.partition("[")
        try:
            held = eval(holder, {}, names)  # noqa: S307 - our own listing
        except (NameError, AttributeError):
            return []
        if not bracket or isinstance(held, np.ndarray):
            return [held]
        if isinstance(held, dict):
            return [held[name]] if index[:1] in "\"'" and "%" not in index and "+" not in index else list(held.values())
        return [held[int(index[:-1])]] if index[:-1].lstrip("-").isdigit() else list(held)

    def error(self, inputs: Names) -> Any:
        """E at other inputs."""
        return self._ahead(copy.deepcopy(inputs))[0]

    def _ahead(self, inputs: Names) -> tuple[Any, Names, Any, Any, Names]:
        space: Names = {}
        exec(self.code, space)  # noqa: S102 - our own listing
        space.update({name: value for name, value in inputs.items() if name not in space})
        for group, members in self.model.groups.items():
            if not group.startswith("self."):
                space.setdefault(group, _members(members, inputs))
        thing = self._object(space, inputs)
        returned, own = self._called(self.model.forward, space, thing, {**inputs}, None)
        names = {**own, **inputs} if self.model.begins else {**inputs, **own}  # who calls from outside has what forward was given
        if self.model.upstream is not None:
            self.output = self._output(names, returned)
            return np.sum(inputs.get(self.model.upstream, 0.0) * self.output), names, returned, thing, space
        source = ast.unparse(self.model.error) if self.model.error is not None else "returned"
        known = {**names, "self": thing, "returned": _first(returned)}
        return eval(source, space, known), names, returned, thing, space  # noqa: S307 - our own listing

    def _backward(self) -> Names:
        _, names, returned, thing, space = self._ahead(copy.deepcopy(self.inputs))
        if self.model.has_one_pass:
            return names
        _, own = self._called(self.model.backward, space, thing, names, returned)
        return {**own, "self": thing}

    def _object(self, space: Names, inputs: Names) -> Any:
        owner = self.model.backward.rpartition(".")[0]
        if not owner:
            return None
        if self.model.begins:
            given = parameters_of(self.model.function(f"{owner}.__init__"))
            made = space[owner](**{each: inputs[each] for each in given if each != "self"})
        else:
            made = object.__new__(space[owner])
        for name, value in inputs.items():
            setattr(made, name, value)
        for group, members in self.model.groups.items():
            if group.startswith("self."):
                setattr(made, group.removeprefix("self."), _members(members, inputs))
        for name, value in self.model.constants.items():
            setattr(made, name, value)
        return made

    def _output(self, names: Names, returned: Any) -> Any:
        parts = returned if isinstance(returned, tuple) else (returned,)
        assert self.model.upstream is not None
        named = names.get(self.model.upstream.removeprefix("d").removeprefix("_"))
        return named if any(each is named for each in parts) else _first(returned)

    def _called(self, name: str, space: Names, thing: Any, names: Names, returned: Any) -> tuple[Any, Names]:
        owner, _, short = name.rpartition(".")
        function: Callable[..., Any] = getattr(space[owner], short) if owner else space[name]
        arguments = {}
        node = self.model.function(name).args
        for each in [one.arg for one in node.args[: len(node.args) - len(node.defaults)]]:
            parts = returned if isinstance(returned, tuple) else (returned,)
            held = [part for part in parts if isinstance(part, tuple | dict | list)]
            known = {"self": thing, **{group: space.get(group) for group in self.model.groups}, **names}
            arguments[each] = known[each] if each in known else held[0]
        return _watched(function, arguments)


def _watched(function: Callable[..., Any], arguments: Names) -> tuple[Any, Names]:
    """What a function returns, and its local names at its end."""
    found: Names = {}

    def watch(frame: Any, event: str, _: Any) -> None:
        if event == "return" and frame.f_code is function.__code__:
            found.update(frame.f_locals)

    sys.setprofile(watch)
    try:
        with np.errstate(all="ignore"):
            returned = function(**arguments)
    finally:
        sys.setprofile(None)
    return returned, found


def _members(members: Any, inputs: Names) -> Any:
    if isinstance(members, list):
        return [inputs[each] for each in members]
    return {each: inputs[each] for each in (inputs if members is None else members)}


def _first(returned: Any) -> Any:
    return next(each for each in (returned if isinstance(returned, tuple | list) else (returned,)) if np.ndim(each) >= 0)


def differ(values: list[Any], gradient: Array) -> bool:
    """Whether all stored values are others than a gradient by differences."""
    alike = (each for each in values if np.shape(each) == gradient.shape)
    return not any(relative_error(np.asarray(each, dtype=float), gradient) < CLOSE for each in alike)
