"""Mistakes of a backward pass, at the line that makes them: found by what repairs everything after it, proved before it is said.

A gradient that is wrong is wrong on every line that uses it. The line at fault is the earliest one at which one change makes all
of them right; where no change is known, the earliest one at which the true derivative does.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.expecting import promised
from derivations.code.identify import ALL_SHAPES, NUMERIC, SHAPES, Identified, Judged, identified, statements
from derivations.code.listing import definitions_of
from derivations.code.model import Model, Replay, follow
from derivations.code.relations import COLLAPSED, EXACT, NEGATED, SCALED, TRANSPOSED, relative_gap
from derivations.code.repairs import Repair, Statement, Surroundings, repairs
from derivations.code.runs import array_like
from derivations.code.trial import Quantity
from derivations.code.values.floats import FLOATS
from derivations.code.values.nodes import entry_name

ROUNDS = 4
TRIED = 700
CLOSE = 1e-7
TRUTH = "derivative"
TESTED = 2  # points at which a change must hold before it is proved
PROVED = 4  # changes that are tried to be proved
CLAIMS = (ALL_SHAPES, SHAPES, NUMERIC)

Place = tuple[int, int]
Change = tuple[Place, Repair, list[str]]


@dataclass(frozen=True)
class Finding:
    """A mistake, or something to know. code with facts; repair: source and claim of a line that was proved right, or None."""

    line: int
    code: str
    facts: dict[str, str] = field(default_factory=dict)
    repair: tuple[str, str] | None = None


def findings_of(found: Identified) -> Iterator[Finding]:
    """The mistakes of a judged model, each with its repair where one was proved."""
    wrong = wrong_targets(found)
    current = found
    for _ in range(ROUNDS):
        if not wrong:
            return
        search = _Search(current, wrong)
        wrong = search.wrong
        if not wrong:
            return
        tried = [(each, _after(current, each)) for each in search.best()]
        chosen = next((each for each in tried if each[1] is not None), None)
        if chosen is None:
            if tried:
                place, repair, fixed = tried[0][0]
                yield Finding(place[0], repair.code, search.facts(repair, fixed))
            else:
                yield from _unrepaired(search, wrong)
            return
        (place, repair, fixed), outcome = chosen
        assert outcome is not None
        current, claim = outcome
        yield Finding(place[0], repair.code, search.facts(repair, fixed), (repair.source, claim))
        left = wrong_targets(current)
        wrong = {name: each for name, each in left.items() if name in wrong}


def _after(found: Identified, change: Change) -> tuple[Identified, str] | None:
    """The model with a change, and the weakest claim that then holds of what it makes right; None where that isn't proved."""
    place, repair, fixed = change
    after = identified(replaced(found.model, place, repair.statement), found.conditions)
    if set(fixed) & set(wrong_targets(after)):
        return None
    names = {quantity.name for quantity in after.trials[0].quantities}
    claims = {
        one.claim
        for each in after.judged
        for one in each.equals
        if one.is_exact and (each.name in fixed or one.quantity.name in fixed) and one.quantity.name in names
    }
    return (after, max(claims, key=CLAIMS.index)) if claims else None


def wrong_targets(found: Identified) -> dict[str, tuple[Judged, Quantity]]:
    """Targets that don't hold, at the end, the derivative that their name promises.

    Intermediate quantities may hold a multiple of it: how a constant is carried along is a matter of taste. They are looked at only
    where no target is the gradient of an input.
    """
    last = _last_stores(found)
    wrong: dict[str, tuple[Judged, Quantity]] = {}
    inner: dict[str, tuple[Judged, Quantity]] = {}
    has_inputs = False
    for name, each in last.items():
        wanted = promised(each, found.trials[0].quantities)
        if wanted is None or not (_stores_array(found, each) or _misfits(found, each)):
            continue
        has_inputs = has_inputs or wanted.version == 0
        visits = [each] if wanted.version == 0 else [one for one in found.judged if one.name == name]
        kinds = {one.relation.kind for visit in visits for one in visit.equals if one.quantity == wanted}
        allowed = {EXACT} if wanted.version == 0 else {EXACT, SCALED, NEGATED, COLLAPSED}
        if not kinds & allowed:
            (wrong if wanted.version == 0 else inner)[name] = (each, wanted)
    return wrong if has_inputs else inner


def _last_stores(found: Identified) -> dict[str, Judged]:
    """The last statement that stores to each name; a statement in a loop may store to several."""
    places = {(each.line, each.column, each.target): each for each in found.judged}
    last: dict[str, Judged] = {}
    for record in found.trials[0].passes.recorded:
        judged = places.get((record.line, record.column, record.target))
        if judged is not None and judged.status == "judged":
            last[record.name] = replace(judged, name=record.name)
    for each in found.judged:
        if _misfits(found, each):
            last.setdefault(each.name, each)
            members = {name for group in found.model.groups.values() for name in group or ()}
            for quantity in found.trials[0].quantities:
                if not each.name and quantity.version == 0 and quantity.name in members:
                    last.setdefault(quantity.name, replace(each, name=quantity.name, target=f"grad['{quantity.name}']"))
    return last


def _misfits(found: Identified, judged: Judged) -> bool:
    """Whether a statement failed because shapes don't fit, in it or before it, and for no other reason anywhere."""
    codes = {each.reason[0] for each in found.judged if each.reason} - {"not_reached"}
    return judged.reason is not None and judged.reason[0] in ("shape", "depends") and codes <= {"shape", "depends"}


def _stores_array(found: Identified, judged: Judged) -> bool:
    place = (judged.line, judged.column, judged.target)
    values = [each.value for each in found.trials[0].passes.recorded if (each.line, each.column, each.target) == place]
    return bool(values) and array_like(values[-1])


class _Search:
    """Changes to single lines, tried in numbers at one point."""

    def __init__(self, found: Identified, wrong: dict[str, tuple[Judged, Quantity]]) -> None:
        self.found = found
        self.model = found.model
        self.trial = found.trials[0]
        names = self.trial._names
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
        block, at = _position(self.model.function(self.model.backward), place)
        old = block[at]
        block[at] = _moved(statement, old)
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
        """Changes that make most targets right and none wrong, the earliest line and the likeliest change first.

        Lines that are no derivative at all go first; then those that are one, though perhaps not the one that is meant.
        """
        full: list[Change] = []
        part: list[Change] = []
        tried = 0
        body = list(self.candidates())
        for place, statement in sorted(body, key=lambda each: (each[0] in self.proved, each[0])):
            for repair in repairs(statement, self.around(statement)):
                tried += 1
                fixed = self._fixed(place, repair.statement)
                if len(fixed) == len(self.wrong):
                    full.append((place, repair, fixed))
                elif fixed:
                    part.append((place, repair, fixed))
                if tried > TRIED or len(full) == PROVED:
                    return full or sorted(part, key=lambda each: -len(each[2]))[:PROVED]
            if full:
                return full
        return sorted(part, key=lambda each: -len(each[2]))[:PROVED]

    def _fixed(self, place: Place, statement: ast.stmt) -> list[str]:
        """The wrong targets that a change makes right at every point, if it makes none wrong."""
        fixed = list(self.wrong)
        for point in range(len(self.replays)):
            after = self._with(place, statement, point)
            fixed = [name for name in fixed if self._holds(after, name, self.wrong[name][1], point)]
            if not fixed or not all(self._holds(after, name, quantity, point) for name, quantity in self.right.items()):
                return []
        return fixed

    def at_fault(self) -> tuple[Place, Quantity] | None:
        """The earliest line at which the true derivative by some quantity makes everything after it right."""
        for place, statement in self.candidates():
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            stored = [each.value for each in self.trial.passes.recorded if (each.line, each.column) == place]
            if not isinstance(target, ast.Name) or not stored:
                continue
            for quantity, value in self.wanted[0].items():
                if value.shape == np.shape(stored[-1]) and value.shape:
                    self.replays[0].give(TRUTH, value)
                    after = self._with(place, ast.Assign([copy.deepcopy(target)], ast.Name(TRUTH, ast.Load())), 0)
                    if all(self._holds(after, name, wanted, 0) for name, (_, wanted) in self.wrong.items()):
                        return place, quantity
        return None

    @cached_property
    def proved(self) -> set[Place]:
        """Lines that are some derivative, up to their sign or shape."""
        kinds = (EXACT, NEGATED, COLLAPSED)
        return {
            (each.line, each.column)
            for each in self.found.judged
            if each.name not in self.wrong and any(one.relation.kind in kinds for one in each.equals)
        }

    def candidates(self) -> Iterator[tuple[Place, Statement]]:
        """Lines that store arrays and that a wrong target depends on, in order."""
        body: list[Statement] = sorted(statements(self.model.function(self.model.backward)), key=lambda each: each.lineno)
        needed = self._needed(body)
        start = self._start()
        for each in body:
            place = (each.lineno, each.col_offset)
            reads_only = isinstance(each.value, ast.Name | ast.Attribute) or _is_lookup(each.value)
            if place in needed and place >= start and each.value is not None and place not in self.plain and not reads_only:
                yield place, each

    def _start(self) -> Place:
        """Where backward begins in a function that does both: after the last store that E depends on."""
        if not self.model.has_one_pass:
            return (0, 0)
        tags = {(each.value.name) for at in self.trial.adjoints for each in [self.trial.table.items[at]] if each.op == "tag"}
        places = [(each.line, each.column) for each in self.trial.passes.recorded if each.name in tags]
        return max(places, default=(0, 0))

    def _needed(self, body: list[Statement]) -> set[Place]:
        reads = {(each.lineno, each.col_offset): _reads(each) for each in body}
        stores: dict[str, set[Place]] = {}
        for each in body:
            for target in _stored_names(each):
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
        local = {name for each in statements(self.model.function(self.model.backward)) for name in _stored_names(each)}
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
        target = ast.unparse(statement.targets[0] if isinstance(statement, ast.Assign) else statement.target)
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


def _is_lookup(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str)


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


def _reads(statement: Statement) -> set[str]:
    found = {each.id for each in ast.walk(statement) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)}
    found |= {ast.unparse(each) for each in ast.walk(statement) if isinstance(each, ast.Attribute | ast.Subscript)}
    return found | ({ast.unparse(statement.target)} if isinstance(statement, ast.AugAssign) else set())


def _stored_names(statement: Statement) -> list[str]:
    found = []
    for each in ast.walk(statement):
        if isinstance(getattr(each, "ctx", None), ast.Store):
            found.append(ast.unparse(each))
            if isinstance(each, ast.Subscript):
                found.append(ast.unparse(each.value))
    return found


def replaced(model: Model, place: Place, statement: ast.stmt) -> Model:
    """The model with another statement at a place of backward."""
    changed = replace(model, module=copy.deepcopy(model.module))
    block, at = _position(changed.function(model.backward), place)
    block[at] = _moved(statement, block[at])
    return changed


def _position(function: ast.FunctionDef, place: Place) -> tuple[list[ast.stmt], int]:
    for parent in ast.walk(function):
        for name in ("body", "orelse"):
            block = getattr(parent, name, None)
            if isinstance(block, list):
                for at, each in enumerate(block):
                    if isinstance(each, ast.Assign | ast.AugAssign | ast.AnnAssign) and (each.lineno, each.col_offset) == place:
                        return block, at
    raise LookupError(place)


def _moved(new: ast.stmt, old: ast.stmt) -> ast.stmt:
    """A statement at the place of another one."""
    ast.fix_missing_locations(new)
    for each in ast.walk(new):
        if hasattr(each, "lineno"):
            each.lineno = old.lineno
    new.col_offset = old.col_offset
    return new


def _unrepaired(search: _Search, wrong: dict[str, tuple[Judged, Quantity]]) -> Iterator[Finding]:
    """The earliest wrong line of each kind, where no change is known that makes it right."""
    misfit = next((each for each in search.found.judged if each.reason and each.reason[0] == "shape"), None)
    if misfit is not None and misfit.reason is not None:
        yield Finding(misfit.line, "shape", dict(misfit.reason[1]))
        return
    fault = search.at_fault() if not search.model.has_one_pass else None
    if fault is not None:
        (line, column), quantity = fault
        there = next(each for each in search.found.judged if (each.line, each.column) == (line, column))
        yield Finding(
            line, "different", {"target": there.target, "derivative": f"dE/d{quantity}", "gap": "", "gradients": ", ".join(wrong)}
        )
        return
    name, (judged, wanted) = min(wrong.items(), key=lambda each: (each[1][0].line, each[1][0].column))
    kinds = {one.relation.kind: one for one in judged.equals if one.quantity == wanted}
    code = next((kind for kind in (SCALED, NEGATED, TRANSPOSED, COLLAPSED) if kind in kinds), "different")
    facts = {"target": judged.target, "derivative": f"dE/d{wanted}", "gap": f"{search.gap(name):.2g}"}
    if code in kinds:
        facts["factor"] = str(kinds[code].relation.factor)
    yield Finding(judged.line, code, facts)
