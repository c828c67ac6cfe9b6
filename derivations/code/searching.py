"""Changes to single lines of a backward pass, tried in numbers; nothing here is a claim.

A change is looked for first where true derivatives in the place of what a line stores make everything after it right, then on the
lines that most wrong targets depend on.
"""

from __future__ import annotations

import ast
from collections import Counter
from functools import cached_property
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.expecting import label, promised
from derivations.code.helpers import argument_of
from derivations.code.identify import Identified, Judged, statements
from derivations.code.listing import definitions_of
from derivations.code.model import Model, Replay, follow
from derivations.code.pairing import LOSSES
from derivations.code.placing import Place, moved, only_target, position, reads_of, stored_names
from derivations.code.relations import COLLAPSED, EXACT, SCALED, relative_gap
from derivations.code.repairs import Repair, Statement, Surroundings, repairs
from derivations.code.runs import array_like
from derivations.code.suspecting import Suspect, suspects_of
from derivations.code.trial import Quantity
from derivations.code.values.floats import FLOATS
from derivations.code.values.nodes import entry_name

TRIED = 700
CLOSE = 1e-7
TESTED = 3  # points at which a change must hold before it is proved
PROVED = 4  # changes that are tried to be proved

Change = tuple[Place, Repair, list[str]]


class Search:
    """Changes to single lines, tried in numbers at one point."""

    def __init__(self, found: Identified, wrong: dict[str, tuple[Judged, Quantity]], turn: int) -> None:
        self.found = found
        self.promises = wrong
        self.model = found.model
        self.trial = found.trials[turn]
        names = self.trial.names
        self.inputs = [self._inputs(names, point) for point in range(TESTED)]
        derivatives = {each: self.trial.numeric(array) for each, array in self.trial.quantities.items()}
        self.wanted = [{each: array[point] for each, array in derivatives.items()} for point in range(TESTED)]
        self.plain = {(each.line, each.column) for each in self.trial.passes.recorded if not array_like(each.value)}
        self.plain |= {(each.line, each.column) for each in self.trial.passes.recorded if isinstance(each.value, int)}
        self._needed: dict[str, set[Place]] = {}
        self.given: dict[str, Any] = {}
        self.replays = [Replay(self.model, FLOATS, inputs) for inputs in self.inputs]
        self._differing_first()
        befores = [self._after(point) for point in range(TESTED)]
        self.before = befores[0]
        self.wrong = {
            name: each
            for name, each in wrong.items()
            if not all(self._holds(before, name, each[1], point) for point, before in enumerate(befores))
        }
        self.right = {
            label(each.target, each.name): quantity
            for each in found.judged
            if label(each.target, each.name) not in wrong
            for quantity in [promised(each, self.trial.quantities)]
            if quantity is not None and self._holds(self.before, label(each.target, each.name), quantity, 0)
        }

    def _differing_first(self) -> None:
        """The points at which most wrong targets differ come first: with ReLU a mistake may not show at every point."""

        def held(point: int) -> int:
            after = self._after(point)
            return sum(self._holds(after, name, quantity, point) for name, (_, quantity) in self.promises.items())

        order = sorted(range(TESTED), key=held)
        self.inputs, self.wanted, self.replays = (
            [self.inputs[at] for at in order],
            [self.wanted[at] for at in order],
            [self.replays[at] for at in order],
        )

    def gap(self, name: str) -> float:
        """How far a wrong target lies from what it should be, relatively."""
        return relative_gap(self.before.get(name, np.nan), self.wanted[0][self.promises[name][1]])

    def _inputs(self, names: Any, point: int) -> dict[str, Any]:
        found = self.model.inputs(self.trial.sizes, lambda name, shape: _values(names, name, shape, point))
        if self.model.upstream and self.model.upstream not in found:
            shape = np.shape(self.trial.passes.names[self.model.upstream])
            found[self.model.upstream] = _values(names, self.model.upstream, shape, point)
        return found

    def after(self, place: Place, statement: ast.stmt, point: int) -> dict[str, Any]:
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
                recorded = follow(self.model, FLOATS, {**self.inputs[point], **self.given}).recorded
            else:
                for name, value in self.given.items():
                    self.replays[point].give(name, value)
                recorded = self.replays[point].backward()
        except CodeError:
            return {}
        return {label(each.target, each.name): each.value for each in recorded}

    def _holds(self, values: dict[str, Any], name: str, quantity: Quantity, point: int) -> bool:
        value, wanted = values.get(name), self.wanted[point][quantity]
        if value is None or not array_like(value):
            return False
        if any(each.name == quantity.name and relative_gap(value, one) < CLOSE for each, one in self.wanted[point].items()):
            return True
        return quantity.version > 0 and np.shape(value) == wanted.shape and _is_multiple(np.asarray(value), wanted)

    def facts(self, repair: Repair, fixed: list[str]) -> dict[str, str]:
        """What a sentence about a repair speaks of."""
        said = dict(repair.facts)
        if "helper" in said:
            said["takes"] = argument_of(self.model.module, said["helper"], self.model.helpers)
        return {**said, **self._differences(fixed)}

    def facts_of(self, target: str, quantity: Quantity, wrong: list[str]) -> dict[str, str]:
        """What a sentence about a line speaks of that is not what it should be."""
        return {"target": target, "derivative": f"dE/d{quantity}", **self._differences(wrong)}

    def _differences(self, names: list[str]) -> dict[str, str]:
        sizes = [f"{name} = {size}" for name, size in self.trial.sizes.items()]
        shapes = [f"{name} ({', '.join(shape)})" for name, shape in self.model.shapes.items()]
        gap = f"{max(self.gap(name) for name in names):.2g}"
        return {"gradients": ", ".join(names), "gap": gap, "at": ", ".join(sizes or shapes)}

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
        """The lines that may be at fault: where true derivatives make most right, then what most wrong targets depend on."""
        repaired = {each.place: len(each.fixed) for each in self.suspects}
        reached = {place: sum(place in self.needed(name) for name in self.wrong) for place, _ in self.candidates}

        def rank(each: tuple[Place, Statement]) -> tuple[bool, bool, int, int, Place]:
            place, _ = each
            fixed = repaired.get(place, 0)
            return (fixed < len(self.wrong), place in self.harmless, -reached[place], -fixed, place)

        return sorted(self.candidates, key=rank)

    @cached_property
    def suspects(self) -> list[Suspect]:
        """Lines at which true derivatives make wrong targets right and none wrong, in order."""
        return suspects_of(self)

    def _fixed(self, place: Place, statement: ast.stmt) -> list[str]:
        """The wrong targets that a change makes right at every point, if it makes none wrong."""
        fixed = list(self.wrong)
        for point in range(len(self.replays)):
            fixed = self.made_right(self.after(place, statement, point), fixed, point)
            if not fixed:
                return []
        return fixed

    def made_right(self, after: dict[str, Any], names: list[str], point: int) -> list[str]:
        """Which of these wrong targets hold in what backward stores after a change; none where another one holds no longer."""
        fixed = [name for name in names if self._holds(after, name, self.wrong[name][1], point)]
        return fixed if fixed and all(self._holds(after, name, quantity, point) for name, quantity in self.right.items()) else []

    @cached_property
    def harmless(self) -> set[Place]:
        """Lines that are some derivative, or a multiple of it, and promise no other."""
        found = set()
        for each in self.found.judged:
            wanted = promised(each, self.trial.quantities)
            kinds = {one.relation.kind for one in each.equals if wanted is None or one.quantity == wanted}
            allowed = {EXACT, COLLAPSED} if wanted is None else {EXACT, COLLAPSED, SCALED}
            if label(each.target, each.name) not in self.wrong and kinds & allowed:
                found.add((each.line, each.column))
        return found

    @cached_property
    def candidates(self) -> list[tuple[Place, Statement]]:
        """Lines that store arrays and that a wrong target depends on, in order; none that keeps what its name promises."""
        needed = set[Place]().union(*map(self.needed, self.wrong))
        ahead = self._ahead()
        found = []
        for each in self.body:
            place = (each.lineno, each.col_offset)
            reads_only = isinstance(each, ast.Assign) and (isinstance(each.value, ast.Name | ast.Attribute) or _is_key(each.value))
            is_open = place in needed and place not in self.plain | self.kept | ahead
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

    def _ahead(self) -> set[Place]:
        """The lines of forward in a function that does both: what they store, E depends on."""
        if not self.model.has_one_pass:
            return set()
        nodes = (self.trial.table.items[at] for at in self.trial.adjoints)
        used = {(each.value.name, each.value.version) for each in nodes if each.op == "tag"}
        recorded = self.trial.passes.recorded
        after = max(((each.line, each.column) for each in recorded if each.name in LOSSES), default=(0, 0))
        return {
            (each.line, each.column) for each in recorded if (each.name, each.version) in used or (each.line, each.column) == after
        }

    @cached_property
    def body(self) -> list[Statement]:
        """The statements of backward, in order."""
        return sorted(statements(self.model.function(self.model.backward)), key=lambda each: (each.lineno, each.col_offset))

    def needed(self, name: str) -> set[Place]:
        """The lines that a wrong target depends on."""
        if name not in self._needed:
            judged, _ = self.wrong[name]
            own = {(each.line, each.column) for each in self.trial.passes.recorded if label(each.target, each.name) == name}
            self._needed[name] = self._behind(own | {(judged.line, judged.column)})
        return self._needed[name]

    def _behind(self, found: set[Place]) -> set[Place]:
        reads, stores = self._flow
        waiting = list(found)
        while waiting:
            for name in reads.get(waiting.pop(), ()):
                new = stores.get(name, set()) - found
                found |= new
                waiting += new
        return found

    @cached_property
    def _flow(self) -> tuple[dict[Place, set[str]], dict[str, set[Place]]]:
        """What each line reads, and where each name is stored to."""
        reads = {(each.lineno, each.col_offset): reads_of(each) for each in self.body}
        stores: dict[str, set[Place]] = {}
        for each in self.body:
            for target in stored_names(each):
                stores.setdefault(target, set()).add((each.lineno, each.col_offset))
        return reads, stores

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


def _is_key(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)
