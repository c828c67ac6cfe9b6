"""A listing together with what it is the backward pass of: forward function, error, shapes. It runs both over any domain.

Forward and backward are read together: what backward takes from forward (``z1``, ``y``) is produced here, not declared. A
parameter whose name has no declared shape (``network``) is the dictionary of all declared arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

import numpy as np

from derivations.code.interpreter import Interpreter, Recorded
from derivations.code.listing import Listing

Arrays = Mapping[str, Any]
Sizes = Mapping[str, int]


@dataclass(frozen=True)
class Model:
    """A backward listing, its forward listing (of the same file), the error E as an expression, and shapes by name.

    shapes: names to dimension names, such as ``{"x": ("N", "I"), "W1": ("I", "H")}``; all inputs and parameters are listed.
    """

    backward: Listing
    forward: Listing
    error: str
    shapes: Mapping[str, tuple[str, ...]]

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """The names of the dimensions, in the order of their first use."""
        return tuple(dict.fromkeys(dimension for shape in self.shapes.values() for dimension in shape))

    def inputs(self, sizes: Sizes, make: Callable[[str, tuple[int, ...]], Any]) -> dict[str, Any]:
        """An array for every declared name, of the declared shape at these sizes."""
        return {name: make(name, tuple(sizes[each] for each in shape)) for name, shape in self.shapes.items()}

    def ahead(self, domain: ModuleType, inputs: Arrays, free: Arrays | None = None) -> tuple[dict[str, Any], Any]:
        """Run the forward pass and the error. Returns every name's value, inputs included, and E.

        free: values that stand in for what the pass would compute under those names, so that E is a function of them.
        """
        given = {**inputs, **(free or {})}
        interpreter = Interpreter(self.forward.module, domain)
        run = interpreter.run(self.forward.name, _arguments(self.forward, given), free)
        names = {**given, **run.names}
        return names, interpreter.evaluate(self.error, names)

    def back(self, domain: ModuleType, names: Arrays) -> list[Recorded]:
        """Run the backward pass on what ``ahead`` returned; every assignment on the way, in order."""
        interpreter = Interpreter(self.backward.module, domain)
        return interpreter.run(self.backward.name, _arguments(self.backward, names, self.shapes)).recorded

    def quantities(self, names: Arrays) -> Iterator[str]:
        """The names by which E can be differentiated: arrays that the forward pass takes or assigns exactly once."""
        targets = [statement.target for statement in self.forward.statements]
        for name, value in names.items():
            if isinstance(value, np.ndarray) and (name in self.shapes or targets.count(name) == 1):
                yield name


def _arguments(listing: Listing, names: Arrays, shapes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    parameters = [argument.arg for argument in listing.function.args.args]
    arrays = {name: value for name, value in names.items() if name in (shapes or names)}
    return {each: names.get(each, arrays) for each in parameters}
