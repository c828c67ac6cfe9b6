"""Whether two pieces of code compute the same in one setting: numbers refute, symbols prove, and what neither does is said.

Both are followed over float64 at three tuples of sizes, at points that are plain, wide and, for kinks, partly zero. Only where all
numbers agree is a proof tried: in index form for all shapes, else entry by entry for the first tuple.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from derivations.code.beside import CLOSE, EVERYWHERE, Fails, Point, Values, at, sizes_of, value_at, values
from derivations.code.equating import branches, proves_all_shapes, proves_entries
from derivations.code.errors import CodeError
from derivations.code.settings import Code, Setting
from derivations.code.values.floats import Floats

CORRECT, INCORRECT, INVALID, UNDECIDED = "correct", "incorrect", "invalid", "undecided"
ALL_SHAPES, SHAPES, AGREED = "all_shapes", "shapes", "agreed"
COARSE = 1e-2  # a difference that a cast below float64 may make
OPEN = ("limit", "branch", "beyond", "unsupported", "missing_helper", "shape")

Witness = Mapping[str, Any]


@dataclass(frozen=True)
class Compared:
    """What a comparison came to.

    outcome: ``correct``, ``incorrect``, ``invalid``, ``undecided``. how: ``all_shapes``, ``shapes`` (entries proved at the sizes in
    ``facts``), ``agreed`` | ``witness``, ``shape``, ``precision`` | the code of a refusal. label: the slip that the student's value
    shows. note: ``equal_if: N = 1`` where it would be right under other shapes, ``removable_points`` where it differs at kinks.
    witness: ``at`` (sizes and inputs), ``student``, ``teacher``. gap: the largest relative
    difference of values that agree. facts: what a sentence speaks of.
    """

    outcome: str
    how: str
    label: str | None = None
    note: str | None = None
    witness: Witness | None = None
    gap: float = 0.0
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Whether NumPy refuses the student's code for its shapes, where it takes the teacher's."""
        return self.how == "shape" and "source" in self.facts


def judge(student: Code, teacher: Code, setting: Setting) -> Compared:
    """Whether the student's code has the teacher's value in a setting. Raises CodeError where the teacher's can't be followed."""
    try:
        seen = list(values(student, teacher, setting))
    except Fails as failed:
        return _failed(failed)
    misshapen = next((each for each in seen if not each.same_shape), None)
    if misshapen is not None:
        facts = {"student": str(misshapen.student.shape), "teacher": str(misshapen.teacher.shape), "at": at(misshapen.point.sizes)}
        witness = {"at": sizes_of(misshapen.point), "student": f"shape {facts['student']}", "teacher": f"shape {facts['teacher']}"}
        return Compared(INCORRECT, "shape", witness=witness, facts=facts)
    if not any(np.isfinite(each.teacher).any() for each in seen):
        return Compared(UNDECIDED, "key_undefined")
    different = next((each for each in seen if each.differs), None)
    narrow = is_narrow(student, setting) and not is_narrow(teacher, setting)
    if different is not None:
        return _different(different, setting, narrow and different.gap < COARSE)
    worst = max(seen, key=lambda each: each.gap)
    if narrow and worst.gap > CLOSE:
        return _different(worst, setting, narrow)
    if not all(each.is_finite for each in seen):
        return Compared(UNDECIDED, "undefined")
    facts = {"shapes": str(setting), "points": str(len(seen))}
    note = "removable_points" if _differs_at_zeros(student, teacher, setting) else "precision" if narrow else None
    if proves_all_shapes(student, teacher, setting):
        return Compared(CORRECT, ALL_SHAPES, note=note, gap=worst.gap, facts=facts)
    sizes = setting.sizes(0)
    if proves_entries(student, teacher, setting, sizes):
        return Compared(CORRECT, SHAPES, note=note, gap=worst.gap, facts={**facts, "at": at(sizes)})
    if worst.gap > CLOSE:
        return Compared(UNDECIDED, "near", facts={"gap": f"{worst.gap:.1g}"})
    if branches(student, setting):
        return Compared(UNDECIDED, "branch", facts=facts)
    return Compared(CORRECT, AGREED, note=note, gap=worst.gap, facts=facts)


def _differs_at_zeros(student: Code, teacher: Code, setting: Setting) -> bool:
    """Whether both differ where some inputs are 0, as ``>`` and ``>=`` do."""
    names = list(setting.shapes) if len(setting.shapes) <= 3 else [EVERYWHERE] * 3
    for seed, name in enumerate(names):
        point = Point(setting.sizes(0), seed, zeros=name)
        try:
            one, other = (value_at(each, teacher.target, setting, point) for each in (student, teacher))
        except CodeError:
            continue
        if one.shape == other.shape and not np.allclose(one, other, rtol=1e-6, atol=1e-9, equal_nan=True):
            return True
    return False


def is_narrow(code: Code, setting: Setting) -> bool:
    """Whether the code works below float64 on the way to its value: the result is narrow, or holds no more than float32 could."""
    domain = _Casting()
    try:
        found = code.value(domain, setting.inputs(setting.sizes(0), Point(setting.sizes(0), 0).array), None)
    except CodeError:
        return False
    kind = np.asarray(found).dtype
    return domain.casts or (kind.kind == "f" and kind.itemsize < 8)


class _Casting(Floats):
    """Numbers, and whether any are cast to a kind that loses digits."""

    casts = False

    def cast(self, value: Any, kind: str) -> Any:
        """``value.astype(kind)``."""
        found = super().cast(value, kind)
        self.casts = self.casts or not np.array_equal(np.asarray(found, dtype=float), np.asarray(value, dtype=float))
        return found


def _failed(failed: Fails) -> Compared:
    """The student's code failed where the teacher's does not: a shape that NumPy refuses, or a refusal of ours."""
    error = failed.error
    if error.code == "shape" and isinstance(error.__cause__, ValueError | IndexError):
        facts = {**error.facts, "at": at(failed.point.sizes), "line": str(error.line or 1), "shapes": error.facts.get("shapes", "")}
        found = f"{facts['shapes']} do not fit: {facts.get('source', '')}"
        witness = {"at": sizes_of(failed.point), "student": found, "teacher": f"shape {failed.shape}"}
        return Compared(INCORRECT, "shape", witness=witness, facts=facts)
    return refused(error)


def refused(error: CodeError) -> Compared:
    """A refusal: UNDECIDED where a person may know more, INVALID where it is no answer."""
    if error.code == "shape":
        is_undefined = isinstance(error.__cause__, ZeroDivisionError | OverflowError)
        return Compared(INVALID if is_undefined else UNDECIDED, "undefined" if is_undefined else "unsupported", facts=_facts(error))
    return Compared(UNDECIDED if error.code in OPEN else INVALID, error.code, facts=_facts(error))


def _facts(error: CodeError) -> dict[str, str]:
    return {**{name: str(value) for name, value in error.facts.items()}, "line": str(error.line or 1)}


def _different(found: Values, setting: Setting, narrow: bool) -> Compared:
    both = np.isfinite(found.student) & np.isfinite(found.teacher)
    gaps = np.where(both, np.abs(found.student - found.teacher), -1.0)
    place = np.unravel_index(int(np.argmax(gaps)), gaps.shape)
    entry = f"[{','.join(str(int(each)) for each in place)}]" if place else ""
    facts = {"at": at(found.point.sizes), "entry": entry, "gap": f"{found.gap:.2g}", "shapes": str(setting)}
    inputs = setting.inputs(found.point.sizes, found.point.array)
    shown = {name: _text(value) for name, value in inputs.items() if name not in found.point.sizes}
    witness = {
        "at": {**sizes_of(found.point), **shown},
        "student": f"{found.student[place]:.12g}",
        "teacher": f"{found.teacher[place]:.12g}",
    }
    label = "precision" if narrow else None
    return Compared(INCORRECT, "precision" if narrow else "witness", label, witness=witness, facts=facts)


def _text(value: Any) -> str:
    return str(np.asarray(value).tolist())[:600]
