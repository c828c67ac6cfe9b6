"""At which shapes two pieces of code are compared: declared ones, else the ranks at which the teacher's can be followed.

Every dimension has a size of its own, so that no transpose and no coincidence of sizes can hide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.model import arrays_at
from derivations.code.needs import Needs
from derivations.code.primitives import Primitive
from derivations.code.shaping import LETTERS, PROFILES, profiles_of
from derivations.code.solving import PRIMES, meeting
from derivations.code.values.floats import FLOATS, Floats

Shapes = Mapping[str, Sequence[str]]
Make = Callable[[str, tuple[int, ...]], Any]

COUNTS = ("n", "N", "m", "M", "batch_size")
TURNS = 20
_FORMS = tuple(each for each in PROFILES if not each["scalar"])
SIZES = ((2, 3, 4, 5, 6, 7, 8), (3, 2, 5, 4, 7, 6, 9), (4, 5, 2, 3, 8, 9, 6))


class Code(Protocol):
    """What is followed over a domain of values: its value is an array or a number."""

    target: str | None

    def value(self, domain: Any, inputs: Mapping[str, Any], target: str | None) -> Any:
        """The value. Raises CodeError."""


@dataclass(frozen=True)
class Setting:
    """The shapes of all inputs by names of dimensions, and the inputs that are sizes, by the dimension whose size they are.

    is_odd: whether the teacher's code says things there that do nothing, such as ``.T`` of a vector. labels: inputs that are class
    numbers. ones: an input and the axis over which it sums to 1.
    """

    shapes: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, str]
    is_odd: bool = False
    labels: frozenset[str] = frozenset()
    ones: tuple[str, int] | None = None

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that have no fixed size."""
        return tuple(dict.fromkeys(each for shape in self.shapes.values() for each in shape if not each.isdigit()))

    def sizes(self, turn: int) -> dict[str, int]:
        """One of the three tuples of sizes, all distinct and at least 2."""
        known = SIZES[turn] + tuple(range(10 + turn, 10 + turn + len(self.dimensions)))
        return dict(zip(self.dimensions, known, strict=False))

    def inputs(self, sizes: Mapping[str, int], make: Make) -> dict[str, Any]:
        """An array for every input, and a whole number for every size."""
        found = arrays_at(self.shapes, sizes, make, self.labels, self.ones)
        return {**found, **{name: sizes[each] for name, each in self.counts.items()}}

    def __str__(self) -> str:
        shapes = [f"{name}: ({', '.join(shape)})" for name, shape in self.shapes.items()]
        return "; ".join([*shapes, *(f"{name} = {each}" for name, each in self.counts.items() if name != each)])


def settings(code: Code, names: Sequence[str], shapes: Shapes) -> Iterator[Setting]:
    """The settings in which the teacher's code can be followed, batches first; odd ones last.

    A name that is a dimension of a declared shape is its size; a name that is often the number of samples is read both ways.
    """
    declared = {name: tuple(str(each).strip() for each in shape) for name, shape in shapes.items()}
    dimensions = {each for shape in declared.values() for each in shape}
    counts = {name: name for name in names if name in dimensions and name not in declared}
    arrays = [name for name in names if name not in counts]
    plain: list[Setting] = []
    odd: list[Setting] = []
    seen: set[str] = set()
    for form in profiles_of(Needs(arrays=arrays), declared, _FORMS):
        setting = _fitted(code, Setting(form, counts), dimensions)
        if setting is None or str(setting) in seen:
            continue
        seen.add(str(setting))
        (odd if setting.is_odd else plain).append(setting)
    for setting in (*plain, *odd):
        yield setting
        data = (shape for name, shape in setting.shapes.items() if name not in COUNTS)
        sample = next((shape[0] for shape in data if len(shape) > 1 and not shape[0].isdigit()), None)
        assumed = {name: sample for name in arrays if name in COUNTS and name not in declared and sample is not None}
        if assumed:
            left = {name: shape for name, shape in setting.shapes.items() if name not in assumed}
            yield replace(setting, shapes=left, counts={**counts, **assumed})


def _fitted(code: Code, setting: Setting, kept: set[str]) -> Setting | None:
    """The setting with every two axes made one that the teacher's code needs to be one; None where it can't be followed."""
    for _ in range(TURNS):
        sizes = dict(zip(setting.dimensions, PRIMES, strict=False))
        if len(sizes) < len(setting.dimensions):
            return None
        domain = _Noticing()
        try:
            code.value(domain, setting.inputs(sizes, lambda name, shape: FLOATS.fresh(name, shape, is_normal=False)), code.target)
        except CodeError as error:
            same = meeting(error, {size: name for name, size in sizes.items()}, {}) if error.code == "shape" else None
            if same is None or set(same) <= kept:
                if error.code not in ("shape", "branch", "no_value"):
                    raise
                return None
            one, other = sorted(same, key=lambda each: (each not in kept, list(sizes).index(each)))
            changed = {name: tuple(one if each == other else each for each in shape) for name, shape in setting.shapes.items()}
            setting = replace(setting, shapes=changed)
            continue
        return replace(_named(setting, kept), is_odd=domain.is_odd or not any(setting.shapes.values()))
    return None


def _named(setting: Setting, kept: set[str]) -> Setting:
    """The dimensions with short names: N for the first axis of the first matrix, then letters."""
    free = [each for each in setting.dimensions if each not in kept]
    first = next((shape[0] for shape in setting.shapes.values() if len(shape) > 1), None)
    letters = iter([each for each in (*LETTERS, *(f"D{at}" for at in range(len(free)))) if each not in kept])
    names = {each: "N" if each == first and "N" not in kept else next(letters) for each in free}
    return replace(setting, shapes={name: tuple(names.get(each, each) for each in shape) for name, shape in setting.shapes.items()})


class _Noticing(Floats):
    """Numbers, and whether something is done that does nothing at these ranks: a vector transposed, a matrix taken apart."""

    is_odd = False

    def attribute(self, name: str, holder: Any) -> Any:
        """``T``, ``shape`` and the like."""
        self._notice("transpose" if name == "T" else name, holder)
        return super().attribute(name, holder)

    def function(self, row: Primitive) -> Any:
        """The meaning of a primitive, watched."""
        meaning = super().function(row)

        def watched(*arguments: Any, **keywords: Any) -> Any:
            has_axis = isinstance(keywords.get("axis", arguments[1] if len(arguments) > 1 else None), int)
            self._notice("reduce" if row.name in ("sum", "mean", "max") and has_axis else row.name, *arguments[:2])
            return meaning(*arguments, **keywords)

        return watched

    def _notice(self, what: str, *operands: Any) -> None:
        ranks = [np.ndim(each) for each in operands if isinstance(each, np.ndarray | np.generic | float)]
        lowest, highest = min(ranks, default=2), max(ranks, default=1)
        if (what in ("transpose", "reduce") and ranks and ranks[0] < 2) or (what == "outer" and highest > 1):
            self.is_odd = True
        if what in ("dot", "matmul") and lowest < 1:
            self.is_odd = True
