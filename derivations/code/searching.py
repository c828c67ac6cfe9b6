"""Changes to single lines of a backward pass, tried in numbers; nothing here is a claim.

Where a change is looked for first is where the true derivative, put in the place of what a line stores, makes everything after it
right: the line at fault is the earliest such line.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.expecting import promised
from derivations.code.identify import Identified, Judged, statements
from derivations.code.listing import definitions_of
from derivations.code.model import Model, Replay, follow
from derivations.code.placing import Place, moved, only_target, position, reads_of, stored_names
from derivations.code.relations import COLLAPSED, EXACT, NEGATED, relative_gap
from derivations.code.repairs import Repair, Statement, Surroundings, repairs
from derivations.code.runs import Recorded, array_like
from derivations.code.trial import Quantity
from derivations.code.values.floats import FLOATS
from derivations.code.values.nodes import entry_name

TRIED = 700
CLOSE = 1e-7
TRUTH = "derivative"
TESTED = 2  # points at which a change must hold before it is proved
PROVED = 4  # changes that are tried to be proved

Change = tuple[Place, Repair, list[str]]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A line at which the derivative by ``quantity`` makes targets right."""

    place: Place
    quantity: Quantity
    fixed: list[str]


class Search:
    """Changes to single lines, tried in numbers at one point."""

    def __init__(self, found: Identified, wrong: dict[str, tuple[Judged, Quantity]]) -> None:
        self.found = found
        self.model = found.model
        self.trial = found.trials[0]
        names = self.trial.names
        self.inputs = [self._inputs(names, point) for point in range(TESTED)]
        derivatives = {each: self.trial.numeric(array) for each, array in self.trial.quantities.items()}
        self.wanted = [{each: array[point] for each, array in derivatives.items()} for point in range(TESTED)]
        self.plain = {(each.line, each.column) for each in self.trial.passes.recorded if not array_like(each.value)}
        self.plain |= {(each.line, each.column) for each in self.trial.passes.recorded if isinstance(each.value, int)}
        self.replays = [Replay(self.model, FLOATS, inputs) for inputs in self.inputs]
        self.before = self._after(0)
        self.wrong = {name: each for name, each in wrong.items() if not self._holds(self.before, name, each[1], 0)}
        self.right = {
            each.name: quantity
            for each in found.judged
            if each.name not in wrong
            for quantity in [promised(each, self.trial.quantities)]
            if quantity is not None and self._holds(self.before, each.name, quantity, 0)
        }

    def gap(self, name: str) -> float:
        """How far a wrong target lies from what it should be, relatively."""
        return relative_gap(self.before.get(name, np.nan), self.wanted[0][self.wrong[name][1]])

    def _inputs(self, names: Any, point: int) -> dict[str, Any]:
        found = self.model.inputs(self.trial.sizes, lambda name, shape: _values(names, name, shape, point))
        if self.model.upstream and self.model.upstream not in found:
            shape = np.shape(self.trial.passes.names[self.model.upstream])
            found[self.model.upstream] = _values(names, self.model.upstream, shape, point)
        return found

    def _with(self, place: Place, statement: ast.stmt, point: int) -> dict[str, Any]:
        """What backward stores with another statement at a place, which is put back afterwards."""
        block, at = position(self.model.function(self.model.backward), place)
        old = block[at]
        block[at] = moved(statement, old)
        try:
            return self._after(point)
        finally:
            block[at] = old

    def _after(self, point: int) -> dict[str, Any]:
        try:
            if self.model.has_one_pass:
                recorded = follow(self.model, FLOATS, self.inputs[point]).recorded
            else:
                recorded = self.replays[point].backward()
        except CodeError:
            return {}
        return {each.name: each.value for each in recorded}

    def _holds(self, values: dict[str, Any], name: str, quantity: Quantity, point: int) -> bool:
        value, wanted = values.get(name), self.wanted[point][quantity]
        if value is None or not array_like(value):
            return False
        gap = relative_gap(value, wanted)
        if gap < CLOSE:
            return True
        return quantity.version > 0 and np.shape(value) == wanted.shape and _is_multiple(np.asarray(value), wanted)

    def facts(self, repair: Repair, fixed: list[str]) -> dict[str, str]:
        """What a sentence about a repair speaks of."""
        return {
            **dict(repair.facts),
            "gradients": ", ".join(fixed),
            "gap": f"{max(self.gap(name) for name in fixed):.2g}",
            "at": ", ".join(f"{name} = {size}" for name, size in self.trial.sizes.items()),
        }

    def best(self) -> list[Change]:
        """Changes that make most targets right and none wrong, at the earliest line at fault, the likeliest change first."""
        part: list[Change] = []
        tried = 0
        for place, statement in self._ordered():
            full: list[Change] = []
            for repair in repairs(statement, self.around(statement)):
                tried += 1
                fixed = self._fixed(place, repair.statement)
                if len(fixed) == len(self.wrong):
                    full.append((place, repair, fixed))
                elif fixed:
                    part.append((place, repair, fixed))
                if tried > TRIED or len(full) == PROVED:
                    break
            if full:
                return full
            if tried > TRIED:
                break
        return sorted(part, key=lambda each: -len(each[2]))[:PROVED]

    def _ordered(self) -> list[tuple[Place, Statement]]:
        """The lines that may be at fault: where the true derivative makes most right, then lines that are no derivative at all."""
        repaired = {each.place: len(each.fixed) for each in self.suspects}
        return sorted(self.candidates, key=lambda each: (-repaired.get(each[0], 0), each[0] in self.proved, each[0]))

    @cached_property
    def suspects(self) -> list[Suspect]:
        """Lines at which the true derivative by some quantity makes wrong targets right and none wrong, in order."""
        found: list[Suspect] = []
        if self.model.has_one_pass:
            return found
        visits = Counter((each.line, each.column) for each in self.trial.passes.recorded)
        for place, statement in self.candidates:
            target = only_target(statement)
            stored = [each for each in self.trial.passes.recorded if (each.line, each.column) == place]
            if visits[place] == 1 and isinstance(statement, ast.Assign) and not _is_part(target):
                best = max(self._with_truth(place, target, stored[0]), key=lambda each: len(each.fixed), default=None)
                if best is not None and best.fixed:
                    found.append(best)
        return found

    def _with_truth(self, place: Place, target: ast.expr, stored: Recorded) -> Iterator[Suspect]:
        shape = np.shape(stored.value)
        for quantity, value in self.wanted[0].items():
            if _bare(value.shape) == _bare(shape):
                self.replays[0].give(TRUTH, value.reshape(shape))
                after = self._with(place, ast.Assign([copy.deepcopy(target)], ast.Name(TRUTH, ast.Load())), 0)
                yield Suspect(place, quantity, self._made_right(after, list(self.wrong), 0))

    def _fixed(self, place: Place, statement: ast.stmt) -> list[str]:
        """The wrong targets that a change makes right at every point, if it makes none wrong."""
        fixed = list(self.wrong)
        for point in range(len(self.replays)):
            fixed = self._made_right(self._with(place, statement, point), fixed, point)
            if not fixed:
                return []
        return fixed

    def _made_right(self, after: dict[str, Any], names: list[str], point: int) -> list[str]:
        """Which of these wrong targets hold in what backward stores after a change; none where another one holds no longer."""
        fixed = [name for name in names if self._holds(after, name, self.wrong[name][1], point)]
        return fixed if fixed and all(self._holds(after, name, quantity, point) for name, quantity in self.right.items()) else []

    @cached_property
    def proved(self) -> set[Place]:
        """Lines that are some derivative, up to their sign or shape."""
        kinds = (EXACT, NEGATED, COLLAPSED)
        return {
            (each.line, each.column)
            for each in self.found.judged
            if each.name not in self.wrong and any(one.relation.kind in kinds for one in each.equals)
        }

    @cached_property
    def candidates(self) -> list[tuple[Place, Statement]]:
        """Lines that store arrays and that a wrong target depends on, in order; none that keeps what its name promises."""
        body: list[Statement] = sorted(statements(self.model.function(self.model.backward)), key=lambda each: each.lineno)
        needed = self._needed(body)
        start = self._start()
        found = []
        for each in body:
            place = (each.lineno, each.col_offset)
            reads_only = isinstance(each.value, ast.Name | ast.Attribute) or _is_key(each.value)
            is_open = place in needed and place >= start and place not in self.plain | self.kept
            if is_open and each.value is not None and not reads_only:
                found.append((place, each))
        return found

    @cached_property
    def kept(self) -> set[Place]:
        """Lines whose one value is proved to be the derivative that their name promises."""
        visits = Counter((each.line, each.column) for each in self.trial.passes.recorded)
        return {
            (each.line, each.column)
            for each in self.found.judged
            if visits[each.line, each.column] == 1
            for wanted in [promised(each, self.trial.quantities)]
            if any(one.quantity == wanted and one.is_exact for one in each.equals)
        }

    def _start(self) -> Place:
        """Where backward begins in a function that does both: after the last store that E depends on."""
        if not self.model.has_one_pass:
            return (0, 0)
        tags = {(each.value.name) for at in self.trial.adjoints for each in [self.trial.table.items[at]] if each.op == "tag"}
        places = [(each.line, each.column) for each in self.trial.passes.recorded if each.name in tags]
        return max(places, default=(0, 0))

    def _needed(self, body: list[Statement]) -> set[Place]:
        reads = {(each.lineno, each.col_offset): reads_of(each) for each in body}
        stores: dict[str, set[Place]] = {}
        for each in body:
            for target in stored_names(each):
                stores.setdefault(target, set()).add((each.lineno, each.col_offset))
        found: set[Place] = {(each.line, each.column) for each, _ in self.wrong.values()}
        waiting = list(found)
        for name in self.wrong:
            extra = {(each.line, each.column) for each in self.trial.passes.recorded if each.name == name} - found
            found |= extra
            waiting += extra
        while waiting:
            for name in reads.get(waiting.pop(), ()):
                new = stores.get(name, set()) - found
                found |= new
                waiting += new
        return found

    def around(self, statement: Statement) -> Surroundings:
        """What a line can speak of: the arrays that exist, and the helpers of one argument."""
        passes = follow(self.model, FLOATS, self.inputs[0])
        own = passes.ahead.names
        shapes: dict[str, tuple[int, ...]] = {}
        parameters = {each.arg for each in self.model.function(self.model.backward).args.args}
        local = {name for each in statements(self.model.function(self.model.backward)) for name in stored_names(each)}
        for name, value in {**self.inputs[0], **own}.items():
            usable = name in parameters | local or name in _reads_of_function(self.model)
            if array_like(value) and name.isidentifier() and (usable or name in own):
                shapes[name] = np.shape(value)
        for each in passes.recorded:
            if each.line < statement.lineno or self.model.has_one_pass:
                shapes.setdefault(each.target, np.shape(each.value)) if array_like(each.value) else None
        for name, value in passes.names.items():
            if isinstance(value, dict):
                shapes |= {f"{name}['{key}']": np.shape(item) for key, item in value.items() if array_like(item)}
        shapes |= {f"self.{name}": np.shape(item) for name, item in self.replays[0].attributes.items() if array_like(item)}
        target = ast.unparse(only_target(statement))
        shapes.pop(target, None)
        stored = [each for each in passes.recorded if each.target == target and each.line == statement.lineno]
        if stored and array_like(stored[-1].value):
            shapes[target] = np.shape(stored[-1].value)
        defined = dict(definitions_of(self.model.module))
        helpers = tuple(name for name, node in defined.items() if len(node.args.args) == 1 and "." not in name)
        forward = [each for each in own if each in shapes] + [each for each in shapes if each.startswith("self.")]
        function = self.model.function(self.model.backward)
        forward += dict.fromkeys(
            ast.unparse(each) for each in ast.walk(function) if isinstance(each, ast.Subscript) and _varies(each)
        )
        return Surroundings(shapes, (*helpers, *self.model.helpers), tuple(forward))


def _varies(node: ast.Subscript) -> bool:
    """Whether this reads an element that a loop chooses: ``hs[t]``, ``activations[l - 1]``."""
    return isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Name | ast.BinOp)


def _reads_of_function(model: Model) -> set[str]:
    return {each.id for each in ast.walk(model.function(model.backward)) if isinstance(each, ast.Name)}


def _values(names: Any, name: str, shape: tuple[int, ...], point: int) -> Any:
    if not shape:
        return np.float64(names[name][point])
    return np.array([names[entry_name(name, index)][point] for index in np.ndindex(shape)]).reshape(shape)


def _is_multiple(value: Any, wanted: Any) -> bool:
    at = np.unravel_index(np.argmax(np.abs(wanted)), wanted.shape)
    ratio = value[at] / wanted[at] if wanted[at] else 0.0
    return bool(ratio and np.max(np.abs(value - ratio * wanted)) < CLOSE * np.max(np.abs(value)))


def _is_part(target: ast.expr) -> bool:
    """Whether a target is a part of an array, or several names."""
    return not (isinstance(target, ast.Name | ast.Attribute) or _is_key(target))


def _is_key(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)


def _bare(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(each for each in shape if each != 1)
