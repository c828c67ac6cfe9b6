"""Proofs that two pieces of code compute the same: in index form for all shapes, entry by entry for stated sizes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.settings import Code, Setting
from derivations.code.values.indexed import Beyond, Indexed, IndexForm, free
from derivations.code.values.indices import dimension, normal, scaled
from derivations.code.values.nodes import Nodes, term_of, written_size
from derivations.code.values.symbolic import Symbolic, array_of
from derivations.equality.compare import compare
from derivations.equality.outcome import Proved

MOST_PROOFS = 40  # pairs of entries that are proved one by one
LONGEST = 20_000  # all of them together, written out


def proves_all_shapes(student: Code, teacher: Code, setting: Setting) -> bool:
    """Whether the index form shows that both are the same, whatever the sizes."""
    inputs: dict[str, Any] = {name: free(name, shape) for name, shape in setting.shapes.items()}
    inputs |= {name: Indexed((), dimension(each)) for name, each in setting.counts.items()}
    domain = IndexForm(is_marking=False)
    try:
        one, other = (_indexed(each.value(domain, inputs, teacher.target)) for each in (student, teacher))
        return one.dimensions == other.dimensions and not normal(one.entry + scaled(other.entry, Fraction(-1)))
    except (CodeError, Beyond):
        return False


def _indexed(value: Any) -> Indexed:
    if not isinstance(value, Indexed):
        raise Beyond
    return value


def proves_entries(student: Code, teacher: Code, setting: Setting, sizes: Mapping[str, int]) -> bool:
    """Whether every entry of both is proved to be the same for all inputs of these sizes."""
    table = Nodes()
    found = []
    for each in (student, teacher):
        inputs = setting.inputs(sizes, partial(array_of, table))
        try:
            value = np.asarray(each.value(Symbolic(table), inputs, teacher.target), dtype=object)
            found.append((value.shape, [table.of(entry) for entry in value.ravel()]))
        except CodeError:
            return False
    pairs = {(one.at, other.at): (one, other) for one, other in zip(found[0][1], found[1][1], strict=False) if one is not other}
    if found[0][0] != found[1][0] or len(pairs) > MOST_PROOFS:
        return False
    known: dict[int, Any] = {}
    sizes_known: dict[int, int] = {}
    terms = [[term_of(each, lambda _: False, known) for each in pair] for pair in pairs.values()]
    if sum(written_size(each, sizes_known) for pair in terms for each in pair) > LONGEST:
        return False
    return all(isinstance(compare(one, other), Proved) for one, other in terms)


def branches(code: Code, setting: Setting) -> bool:
    """Whether the code does one thing or another depending on values, so that no number of points shows what it does."""
    table = Nodes()
    try:
        code.value(Symbolic(table), setting.inputs(setting.sizes(0), partial(array_of, table)), None)
    except CodeError as error:
        return error.code == "branch"
    return False
