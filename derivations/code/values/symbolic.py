"""Arrays of Terms: what a listing computes for every input of a stated shape."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from derivations.code.primitives import Primitive
from derivations.terms.term import Term, apply, name, term

ObjectArray = npt.NDArray[np.object_]


def literal(value: float) -> int | Term:
    """A number of the source: whole numbers stay Python's, for shapes and axes; others become exact decimal Terms."""
    return value if isinstance(value, int) else term(Fraction(repr(value)))


def function(row: Primitive) -> Any:
    """The meaning of a primitive in this domain."""
    return row.symbolic


def exceeds(left: Any, right: Any) -> Any:
    """``left > right`` as step functions of the difference; nothing is claimed where the two are equal."""
    return np.frompyfunc(lambda a, b: apply("step", term(a) - term(b)), 2, 1)(left, right)


def entry_name(array: str, index: tuple[int, ...]) -> str:
    """The name of an entry: ``W1[0,2]``."""
    return f"{array}[{','.join(map(str, index))}]"


def entry_names(array: str, shape: tuple[int, ...]) -> list[str]:
    """The names of all entries, row by row."""
    return [entry_name(array, index) for index in np.ndindex(shape)]


def array_of(array: str, shape: tuple[int, ...]) -> ObjectArray:
    """An array whose entries are names.

    >>> array_of("b", (2,)).tolist()
    [name('b[0]'), name('b[1]')]
    """
    entries = np.empty(shape, dtype=object)
    for index in np.ndindex(shape):
        entries[index] = name(entry_name(array, index))
    return entries
