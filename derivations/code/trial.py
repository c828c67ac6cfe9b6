"""A model followed over nodes at one tuple of sizes: every derivative of E, every stored value, and both in numbers at points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from derivations.code.adjoint import Adjoints, adjoints
from derivations.code.errors import CodeError
from derivations.code.model import Model, Sizes, follow
from derivations.code.runs import array_like
from derivations.code.values.nodes import BACK, SLOPE, Node, Nodes, entry_name, values_at
from derivations.code.values.points import POINTS, Points
from derivations.code.values.symbolic import Symbolic, array_of

FINGERPRINT = 1e-8

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """What E is differentiated by: a name of the listing, and which store to it is meant where there are several (0: the input)."""

    name: str
    version: int = 0
    several: bool = False

    def __str__(self) -> str:
        return f"{self.name}({self.version})" if self.several else self.name


class Trial:
    """One model at one tuple of sizes.

    Raises CodeError where forward or the error can't be followed, or E is no single number.
    """

    def __init__(self, model: Model, sizes: Sizes) -> None:
        self.model = model
        self.sizes = sizes
        self.table = Nodes()
        domain = Symbolic(self.table)
        self.passes = follow(model, domain, model.inputs(sizes, lambda name, shape: array_of(self.table, name, shape)))
        error = self.passes.error
        if np.size(error) != 1 or not isinstance(found := np.asarray(error, dtype=object).item(), Node):
            raise CodeError("loss_not_scalar", shape=str(np.shape(error)))
        self.error: Node = found
        self.dropped: list[tuple[Node, Node]] = []
        self.adjoints: Adjoints = adjoints(self.error, self._drop)
        if not self._dropped_is_zero():
            self.dropped = []
            self.adjoints = adjoints(self.error, lambda _, __: True)

    def _drop(self, node: Node, arriving: Node) -> bool:
        self.dropped.append((node, arriving))
        return False

    def _dropped_is_zero(self) -> bool:
        scale = self.numeric(np.array([self.error], dtype=object))
        return all(
            np.max(np.abs(self.numeric(np.array([arriving], dtype=object)))) < FINGERPRINT * (1 + np.max(np.abs(scale)))
            for _, arriving in self.dropped
        )

    @cached_property
    def quantities(self) -> dict[Quantity, Any]:
        """Every quantity that E depends on, with its derivative as an array of nodes."""
        found: dict[Quantity, Any] = {}
        versions: dict[str, list[int]] = {}
        for name, version in self.table.tags:
            versions.setdefault(name, []).append(version)
        for (name, version), tags in self.table.tags.items():
            if name[0] not in (BACK, SLOPE) and any(each.at in self.adjoints and each.at != self.error.at for each in tags):
                shape = (
                    tuple(int(each) + 1 for each in np.max([each.value.index for each in tags], axis=0))
                    if tags[0].value.index
                    else ()
                )
                several = len(versions[name]) > 1 or name in self.model.shapes or self.passes.ahead.versions.get(name, 1) > 1
                if name in self.model.shapes and tags[0].args[0].op == "name":
                    continue  # the input under its own name
                found[Quantity(name, version, several)] = self._derivative(tags, shape)
        for name, dimensions in self.model.shapes.items():
            if name not in self.model.labels:
                shape = tuple(int(each) if each.isdigit() else self.sizes[each] for each in dimensions)
                leaves = [self.table.name(entry_name(name, index)) for index in np.ndindex(shape)]
                if any(each.at in self.adjoints for each in leaves):
                    found[Quantity(name)] = self._derivative(leaves, shape)
        return {each: array for each, array in found.items() if not _is_constant(array)}

    def _derivative(self, entries: list[Node], shape: tuple[int, ...]) -> Any:
        made = np.empty(len(entries), dtype=object)
        made[:] = [self.adjoints.get(each.at, self.table.of(0)) for each in entries]
        return made.reshape(shape)

    def stored(self) -> Iterator[tuple[tuple[int, int, str], list[Any]]]:
        """Each statement's target, with the values of all visits to it, in order."""
        found: dict[tuple[int, int, str], list[Any]] = {}
        for each in self.passes.recorded:
            found.setdefault((each.line, each.column, each.target), []).append(each)
        yield from found.items()

    def numeric(self, array: Any) -> Numbers:
        """An array of nodes at the points: points first. Nodes that were made since are worked out too."""
        entries = [self.table.of(each) for each in np.asarray(array, dtype=object).ravel()]
        self._extend()
        rows = [self._values[each.at] for each in entries]
        return np.array(rows, dtype=float).T.reshape((POINTS, *np.shape(array)))

    def _extend(self) -> None:
        if len(self._values) < len(self.table.items):
            self._values = values_at(self.table, self.names, POINTS, self._values)

    @cached_property
    def names(self) -> Points:
        """The points at which values are looked at."""
        return Points()

    @cached_property
    def _values(self) -> list[Any]:
        found = values_at(self.table, self.names, POINTS, [])
        if np.isfinite(found[self.error.at]).all():
            return found
        self.names.is_positive = True
        return values_at(self.table, self.names, POINTS, [])


def _is_constant(array: Any) -> bool:
    return all(each.op == "number" for each in np.asarray(array, dtype=object).ravel())


def is_value(value: Any) -> bool:
    """Whether a stored value can be a derivative: an array of entries, or an entry."""
    return array_like(value) and not (isinstance(value, np.ndarray) and value.dtype.kind not in "Oif")
