"""What two pieces of code compute, in float64, at three tuples of sizes, at plain points and at wide ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.relations import Seen
from derivations.code.settings import Code, Setting
from derivations.code.values.floats import FLOATS
from derivations.code.values.nodes import entry_name
from derivations.code.values.points import Points

CLOSE, FAR, FAR_WHERE_WIDE = 1e-9, 1e-6, 1e-3
TURNS = 3
PLAIN, WIDE = 2, 1  # points of each kind at each tuple of sizes
SPREAD = 20.0
NOISE = 1e-11
EVERYWHERE = "*"  # some entries of every input


@dataclass(frozen=True)
class Point:
    """Inputs in numbers: sizes, a seed, how wide they are, which is partly 0. Few digits, so that a witness can be noted."""

    sizes: Mapping[str, int]
    seed: int
    is_wide: bool = False
    is_positive: bool = False
    zeros: str | None = None

    def array(self, name: str, shape: tuple[int, ...]) -> Any:
        """An input, the same every time; no entry is 0 unless zeros are wanted."""
        points = Points()
        points.is_positive = self.is_positive
        made = np.array([points[f"{self.seed}:{entry_name(name, index)}"][0] for index in np.ndindex(shape)])
        made = np.round(made * (SPREAD if self.is_wide else 1.0), 3)
        made[made == 0] = 0.37
        if name == self.zeros:
            made[::2] = 0.0
        if self.zeros == EVERYWHERE:
            points.is_positive = False
            made[[points[f"zero:{self.seed}:{entry_name(name, index)}"][0] < 0 for index in np.ndindex(shape)]] = 0.0
        return made.reshape(shape) if shape else float(made[0])


@dataclass(frozen=True)
class Values:
    """What both computed at one point."""

    point: Point
    student: Any
    teacher: Any

    @property
    def gap(self) -> float:
        """The largest difference of finite entries, relatively to the largest entry."""
        both = np.isfinite(self.student) & np.isfinite(self.teacher)
        scale = max((float(np.max(np.abs(each[both]), initial=0.0)) for each in (self.student, self.teacher)), default=0.0)
        gap = float(np.max(np.abs(self.student[both] - self.teacher[both]), initial=0.0))
        return gap / scale if scale else 0.0

    @property
    def differs(self) -> bool:
        """Whether the difference is one of values, not of rounding."""
        both = np.isfinite(self.student) & np.isfinite(self.teacher)
        size = float(np.max(np.abs(self.student[both] - self.teacher[both]), initial=0.0))
        scale = float(np.max(np.abs(self.teacher[both]), initial=1.0))
        return size > NOISE * scale and self.gap > (FAR_WHERE_WIDE if self.point.is_wide else FAR)

    @property
    def is_finite(self) -> bool:
        """Whether the student's entries are finite where the teacher's are."""
        return bool(np.isfinite(self.student[np.isfinite(self.teacher)]).all())

    @property
    def agrees(self) -> bool:
        """Whether both are the same, up to rounding."""
        return self.same_shape and self.is_finite and self.gap < CLOSE

    @property
    def same_shape(self) -> bool:
        """Whether both are arrays of one shape."""
        return bool(self.student.shape == self.teacher.shape)


class Fails(Exception):
    """The student's code fails at a point at which the teacher's does not."""

    def __init__(self, error: CodeError, point: Point, shape: tuple[int, ...]) -> None:
        """shape: of the teacher's value there."""
        super().__init__(str(error))
        self.error = error
        self.point = point
        self.shape = shape


def values(student: Code, teacher: Code, setting: Setting, turns: Sequence[int] = tuple(range(TURNS))) -> Iterator[Values]:
    """The values of both at points where the teacher's are finite, if there are such. Raises Fails, CodeError."""
    for turn in turns:
        sizes = setting.sizes(turn)
        for seed in range(PLAIN + WIDE):
            point = Point(sizes, seed, is_wide=seed >= PLAIN)
            wanted = value_at(teacher, teacher.target, setting, point)
            if not np.isfinite(wanted).all():
                positive = Point(sizes, seed, is_wide=point.is_wide, is_positive=True)
                other = value_at(teacher, teacher.target, setting, positive)
                if np.isfinite(other).sum() > np.isfinite(wanted).sum():
                    point, wanted = positive, other
            try:
                value = value_at(student, teacher.target, setting, point)
            except CodeError as error:
                raise Fails(error, point, wanted.shape) from error
            yield Values(point, value, wanted)


def value_at(code: Code, target: str | None, setting: Setting, point: Point) -> Any:
    """The value of a piece of code at a point, as an array of float64. Raises CodeError."""
    return np.asarray(code.value(FLOATS, setting.inputs(point.sizes, point.array), target)).astype(float)


def sizes_of(point: Point) -> dict[str, str]:
    """The sizes at a point, as text."""
    return {name: str(size) for name, size in point.sizes.items()}


def at(sizes: Mapping[str, int]) -> str:
    """Sizes as a text: ``N = 2, I = 3``."""
    return ", ".join(f"{name} = {size}" for name, size in sizes.items())


def seen_of(found: Sequence[Values]) -> list[Seen]:
    """Plain values as ``relation`` takes them: for each tuple of sizes the points first."""
    by_sizes: dict[str, list[Values]] = {}
    for each in found:
        if not each.point.is_wide:
            by_sizes.setdefault(at(each.point.sizes), []).append(each)
    return [
        Seen(
            dict(several[0].point.sizes),
            np.stack([each.student for each in several]),
            np.stack([each.teacher for each in several]),
        )
        for several in by_sizes.values()
    ]
