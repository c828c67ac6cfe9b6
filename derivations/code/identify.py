"""Which statement of a backward listing equals which derivative of E: proposed by numbers, proved by Terms.

Numbers only propose: the statement's value is compared with every derivative at three tuples of sizes, all distinct and at least
2, so that neither a transpose nor a coincidence of sizes can hide. What they propose is then decided for all inputs of one such
shape, entry by entry, and for all shapes where the index form of the listing can say it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from derivations.code.all_shapes import AllShapes
from derivations.code.errors import CodeError
from derivations.code.interpreter import added_at
from derivations.code.model import Model, Sizes
from derivations.code.proving import Prover
from derivations.code.relations import COLLAPSED, EXACT, TRANSPOSED, Relation, Seen, relation
from derivations.code.trial import Quantity, Trial, is_value
from derivations.differences import Array

SIZES = ((2, 3, 4, 5, 6, 7, 8), (3, 2, 5, 4, 7, 6, 9), (4, 5, 2, 3, 8, 9, 6))
RISING = (SIZES[0], (2, 4, 5, 6, 7, 8, 9), (3, 4, 6, 7, 8, 9, 10))  # where a filter must be smaller than what it slides over
TURNS = 8  # of a loop: so many visits to a line are looked at, from its end
Storing = ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Expr
ALL_SHAPES, SHAPES, NUMERIC = "all_shapes", "shapes", "numeric"


@dataclass(frozen=True, slots=True)
class Equal:
    """A statement's value is ``relation`` to dE/d``quantity``.

    claim: ``all_shapes``, ``shapes`` (proved for all inputs of the shapes that ``sizes`` gives), ``numeric`` (agrees, no proof).
    conditions: what was assumed, as codes with facts. shapes: of the inputs, by name.
    """

    quantity: Quantity
    relation: Relation
    claim: str
    sizes: Sizes
    conditions: tuple[tuple[str, str], ...] = ()
    shapes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_exact(self) -> bool:
        """Whether the value is proved to be the derivative itself."""
        return self.relation.kind == EXACT and self.claim != NUMERIC


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement's target, and the derivatives that it equals.

    status: ``judged``, ``unsupported``, ``undecided``; ``reason`` is a code with facts where it isn't ``judged``.
    name: what the target is called, ``W1`` for ``grad['W1']``.
    """

    line: int
    column: int
    target: str
    source: str
    name: str = ""
    status: str = "judged"
    reason: tuple[str, dict[str, str]] | None = None
    equals: tuple[Equal, ...] = ()

    def is_derivative_by(self, quantity: str) -> bool:
        """Whether the statement is proved to be dE/d``quantity``."""
        return any(each.is_exact and quantity in (str(each.quantity), each.quantity.name) for each in self.equals)


@dataclass(frozen=True)
class Identified:
    """A model's statements, judged, and the trials that show it."""

    model: Model
    judged: tuple[Judged, ...]
    trials: tuple[Trial, ...] = field(repr=False)
    prover: Prover = field(repr=False)
    conditions: tuple[tuple[str, str], ...] = ()


def sizes_of(model: Model, turn: int) -> dict[str, int]:
    """The sizes of one of the three tuples."""
    return _sizes(model, SIZES[turn])


def _sizes(model: Model, known: Sequence[int]) -> dict[str, int]:
    more = range(max(known) + 1, max(known) + 1 + len(model.dimensions))
    return dict(zip(model.dimensions, (*known, *more), strict=False))


def trials_of(model: Model) -> tuple[Trial, ...]:
    """The model at three tuples of sizes. Raises CodeError where forward or E can't be followed."""
    try:
        return tuple(Trial(model, sizes_of(model, turn)) for turn in range(len(SIZES)))
    except CodeError as error:
        if error.code != "shape":
            raise
        return tuple(Trial(model, _sizes(model, sizes)) for sizes in RISING)


def identify(model: Model) -> tuple[Judged, ...]:
    """Judge every statement of the backward listing. Raises CodeError where forward or E can't be followed.

    >>> from pathlib import Path
    >>> from derivations.code.listing import load_listing
    >>> from derivations.code.declared import model_of
    >>> shapes = {"x": ("N", "I"), "d": ("N", "K"), "W1": ("I", "H"), "b1": ("H",), "W2": ("H", "K"), "b2": ("K",)}
    >>> pair = [load_listing(f"derivations.network:{each}", Path()) for each in ("backward", "forward")]
    >>> judged = identify(model_of(*pair, "mean_squared_error(d, y)", shapes))
    >>> [each.source for each in judged if each.is_derivative_by("W1")]
    ["grad['W1'] = np.dot(x.T, delta1)"]
    """
    return identified(model).judged


def identified(model: Model, conditions: tuple[tuple[str, str], ...] = ()) -> Identified:
    """The same, with what it was found by."""
    trials = trials_of(model)
    prover = Prover(trials[0])
    return Identified(model, tuple(_Judge(model, trials, prover, conditions).judged()), trials, prover, conditions)


class _Judge:
    def __init__(self, model: Model, trials: Sequence[Trial], prover: Prover, conditions: tuple[tuple[str, str], ...]) -> None:
        self.model = model
        self.trials = trials
        self.prover = prover
        self.conditions = conditions
        self.all_shapes = AllShapes(model)
        self.stored = [dict(each.stored()) for each in trials]
        self.numbers: list[dict[int, Any]] = [{} for _ in trials]
        self.common = [each for each in trials[0].quantities if all(each in other.quantities for other in trials)]

    @cached_property
    def derivatives(self) -> list[dict[Quantity, Any]]:
        return [{each: trial.numeric(trial.quantities[each]) for each in self.common} for trial in self.trials]

    def judged(self) -> Iterable[Judged]:
        failed = {(each.line, each.column): each for each in reversed(self.trials[0].passes.failed)}
        body = self.model.function(self.model.backward)
        for node in sorted(_storing(body), key=lambda each: (each.lineno, each.col_offset)):
            place, source = (node.lineno, node.col_offset), ast.unparse(node)
            targets = [key for key in self.stored[0] if key[:2] == place]
            if place in failed:
                error = failed[place].error
                status = "undecided" if error.code == "depends" else "unsupported"
                yield Judged(*place, ", ".join(failed[place].targets), source, _label(node), status, (error.code, error.facts))
            elif not targets:
                yield Judged(*place, ", ".join(targets_of(node)), source, "", "undecided", ("not_reached", {}))
            for key in targets:
                visits = self.stored[0][key]
                yield Judged(*place, key[2], source, visits[-1].name, equals=tuple(self._equals(key)))

    def _equals(self, key: tuple[int, int, str]) -> Iterable[Equal]:
        visits = [each.get(key, []) for each in self.stored]
        lengths = [len(each) for each in visits]
        fewest = min(lengths)
        turns = list(range(-1, -1 - min(fewest, TURNS), -1)) + (list(range(min(fewest, TURNS))) if len(set(lengths)) > 1 else [])
        seen: set[str] = set()
        for turn in turns:
            values = [each[turn].value for each in visits]
            if not all(map(is_value, values)):
                continue
            numbers = [trial.numeric(value) for trial, value in zip(self.trials, values, strict=True)]
            for quantity in self.common:
                if str(quantity) in seen:
                    continue
                pairs = zip(self.trials, numbers, self.derivatives, strict=True)
                found = relation([Seen(trial.sizes, value, known[quantity]) for trial, value, known in pairs])
                if found is not None:
                    seen.add(str(quantity))
                    yield self._claimed(quantity, found, values[0], (*key, turn, lengths[0]))

    def _claimed(self, quantity: Quantity, found: Relation, value: Any, key: tuple[int, int, str, int, int]) -> Equal:
        trial = self.trials[0]
        if self.all_shapes.proves(self.all_shapes.stored(*key), quantity, found):
            self.prover.believe(value, trial.quantities[quantity], found.factor.at(trial.sizes), found.kind)
            return Equal(quantity, found, ALL_SHAPES, trial.sizes, self.conditions, self.model.shapes)
        derivative = trial.quantities[quantity]
        factor: Fraction = found.factor.at(trial.sizes)
        proved = self.prover.equal(np.transpose(value) if found.kind == TRANSPOSED else value, derivative, factor)
        return Equal(quantity, found, SHAPES if proved else NUMERIC, trial.sizes, self.conditions, self.model.shapes)


def statements(function: ast.FunctionDef) -> list[ast.Assign | ast.AugAssign | ast.AnnAssign]:
    """Every assignment of a function, those of functions inside it left out."""
    return [each for each in _storing(function) if not isinstance(each, ast.Expr)]


def _storing(function: ast.FunctionDef) -> Iterator[Storing]:
    """Every assignment, and every call that adds to an array in place."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) or (isinstance(node, ast.Expr) and added_at(node)):
            yield node
        elif isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            waiting.extend(each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt))


def targets_of(node: Storing) -> list[str]:
    """The targets of a statement that stores something, as text."""
    return [ast.unparse(each) for each in _targets(node)]


def _targets(node: Storing) -> list[ast.expr]:
    match node:
        case ast.Assign(targets=targets):
            return targets
        case ast.Expr():
            added = added_at(node)
            return [] if added is None else [added]
    return [node.target]


def _label(node: Storing) -> str:
    """What the target of a statement that failed would have been called."""
    match _targets(node)[0]:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str() as name)):
            return name
    return ""


def sample(model: Model, sizes: Sizes, seed: int) -> dict[str, Array]:
    """Inputs for one point, the same for the same seed."""
    generator = np.random.default_rng(seed)
    return model.inputs(sizes, lambda _, shape: generator.normal(size=shape))


def is_chain(model: Model, quantities: tuple[str, ...]) -> bool:
    """Whether dE/dq1 . dq1/dq2 ... is the chain rule: E depends on each quantity only through the one before it."""
    trial = Trial(model, sizes_of(model, 0))
    known = {each.name for each in trial.quantities}
    if not all(each in known for each in quantities):
        return False
    return all(not _bypasses(trial, through, inner) for through, inner in pairwise(quantities))


def _bypasses(trial: Trial, through: str, inner: str) -> bool:
    """Whether E depends on ``inner`` by a way that does not lead through ``through``."""
    seen: set[int] = set()
    waiting = [trial.error]
    while waiting:
        node = waiting.pop()
        if node.at in seen:
            continue
        seen.add(node.at)
        name = node.value.name if node.op == "tag" else str(node.value).partition("[")[0] if node.op == "name" else None
        if name == through:
            continue
        if name == inner:
            return True
        waiting.extend(node.args)
    return False


__all__ = ["COLLAPSED", "Equal", "Identified", "Judged", "identified", "identify", "is_chain"]
