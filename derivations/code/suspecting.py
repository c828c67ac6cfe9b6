"""Which line of a backward pass is at fault: where the true derivative, stored in its place, makes everything after it right.

A line in a loop is given one derivative for each turn: those by ``z(3)``, ``z(2)``, ``z(1)``, or by ``h[0]``, ``h[1]``, in either
direction; a sum that a loop collects is given its last value at every turn.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from derivations.code.placing import Place, only_target
from derivations.code.repairs import Statement
from derivations.code.runs import Recorded
from derivations.code.trial import Quantity

if TYPE_CHECKING:
    from derivations.code.searching import Search

TRUTH = "derivative"
MOST_TURNS = 12
_MEMBER = re.compile(r"(.*?)\[?(\d+)\]?")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A line at which derivatives, that by ``quantity`` first, make targets right."""

    place: Place
    quantity: Quantity
    fixed: list[str]


def suspects_of(search: Search) -> list[Suspect]:
    """The suspects, in order; multiples of derivatives too where nothing but a wrong target itself would make all right."""
    own = {(each.line, each.column) for each, _ in search.wrong.values()}
    plain = _suspects(search, (1,))
    if any(len(each.fixed) == len(search.wrong) and each.place not in own for each in plain):
        return plain
    return _suspects(search, (1, *search.trial.sizes.values()))


def _suspects(search: Search, factors: tuple[int, ...]) -> list[Suspect]:
    found = []
    for place, statement in search.candidates:
        tried = (_tried(search, place, statement, *each) for each in _truths(search, place, factors))
        best = max(tried, key=lambda each: len(each.fixed), default=None)
        if best is not None and best.fixed:
            found.append(best)
    return found


def _tried(search: Search, place: Place, statement: Statement, quantity: Quantity, truth: Any) -> Suspect:
    target = copy.deepcopy(only_target(statement))
    if isinstance(target, ast.Subscript) and not isinstance(getattr(target.slice, "value", None), str):
        target = target.value  # a part of an array: the whole of it is given
        target.ctx = ast.Store()  # type: ignore[attr-defined]
    given: ast.expr = ast.Name(TRUTH, ast.Load())
    if isinstance(truth, list):
        given = ast.Call(ast.Attribute(given, "pop", ast.Load()), [ast.Constant(0)], [])
    search.given[TRUTH] = copy.deepcopy(truth)  # what follows may write into it
    try:
        after = search.after(place, ast.Assign([target], given), 0)
    finally:
        del search.given[TRUTH]
    return Suspect(place, quantity, search.made_right(after, list(search.wrong), 0))


def _truths(search: Search, place: Place, factors: tuple[int, ...]) -> Iterator[tuple[Quantity, Any]]:
    """What may stand in the place of what a line stores, by its shape; for a line that can't be followed, any derivative."""
    recorded = [each for each in search.trial.passes.recorded if (each.line, each.column) == place]
    stored = [each for each in recorded if each.name == recorded[-1].name]
    for quantity, value in search.wanted[0].items():
        if not stored:
            yield quantity, value
        elif _alike(value, stored[-1]) and (len(stored) == 1 or quantity.version == 0):
            yield from ((quantity, factor * value.reshape(np.shape(stored[-1].value))) for factor in factors)
    if 1 < len(stored) <= MOST_TURNS:
        for family in _families(search.wanted[0]):
            for at in range(len(family) - len(stored) + 1):
                window = family[at : at + len(stored)]
                for order in (window, window[::-1]):
                    if all(_alike(value, each) for (_, value), each in zip(order, stored, strict=True)):
                        shapes = [np.shape(each.value) for each in stored]
                        yield order[0][0], [value.reshape(shape) for (_, value), shape in zip(order, shapes, strict=True)]


def _families(wanted: dict[Quantity, Any]) -> list[list[tuple[Quantity, Any]]]:
    """Derivatives by what a loop stored: to one name several times, to the members of a list or of a dictionary."""
    found: dict[str, list[tuple[int, Quantity, Any]]] = {}
    for quantity, value in wanted.items():
        member = _MEMBER.fullmatch(quantity.name)
        if quantity.several and quantity.version:
            found.setdefault(quantity.name, []).append((quantity.version, quantity, value))
        elif member is not None:
            found.setdefault(f"{member[1]}[]", []).append((int(member[2]), quantity, value))
    families = [sorted(each, key=lambda one: one[0]) for each in found.values() if len(each) > 1]
    return [[(quantity, value) for _, quantity, value in family] for family in families]


def _alike(value: Any, stored: Recorded) -> bool:
    return _bare(np.shape(value)) == _bare(np.shape(stored.value))


def _bare(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(each for each in shape if each != 1)
