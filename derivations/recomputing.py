"""Whatever a question wants, computed again in NumPy from its definitions: a third opinion where there is no backward pass to run.

Derivatives are taken by reverse accumulation with the complex step (``crosscheck.backward_pass``), a second derivative by central
differences of that, an extreme on a grid, a network's gradient by the complex step through its forward pass. No rule of ours and no
SymPy has a part in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivations.crosscheck import CENTRAL_BOUND, POINTS, Definitions, backward_pass, formula_points, range_of
from derivations.differences import Array, complex_step, relative_error, worst_error
from derivations.evaluate import NotNumeric, evaluate
from derivations.steps.adjoint import is_network
from derivations.steps.gradients import opened_gradient, opened_jacobian
from derivations.steps.network_values import SampledNetwork
from derivations.steps.shapes import shapes_in
from derivations.steps.step import TAKEN, Derivation, derivatives_in
from derivations.terms.term import Term, name, names, substitute, subterms

Point = Mapping[str, Any]

VALUE_BOUND = 1e-10
"""Rounding of a long formula; a slip in a rule is larger by orders of magnitude."""
DRAWN = 60
STEP = 1e-5
GRID = 201
NARROWINGS = 4
FARTHEST = 20.0
PLACE_BOUND = 1e-4
"""A function is flat at its largest value: places that differ by the root of the rounding error can't be told apart."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How far a derived answer lies from the value computed again, as the largest relative error over the points."""

    points: int
    error: float
    bound: float

    @property
    def holds(self) -> bool:
        """Whether both are the same within rounding, or within the error of a difference quotient."""
        return self.error <= self.bound


def recomputed(derivation: Derivation) -> Recomputed:
    """The answer of a derivation beside what NumPy makes of the definitions. Raises NotNumeric where it has no value there.

    >>> from derivations.steps.text import derive_text
    >>> recomputed(derive_text("z = x y + y^2", "dz/dx at x = 1, y = 2")).holds
    True
    """
    if is_network(derivation.definitions):
        return _network(derivation)
    wanted, answer = derivation.wanted, derivation.answer
    sort = str(wanted.value) if wanted.op == "opaque" else wanted.op
    if sort in ("max", "min", "argmax", "argmin") and len(wanted.args) == 1:
        return _extreme(derivation, sort)
    definitions = derivation.definitions
    twice = any(each.op in TAKEN and len(each.args) > 2 for each in subterms(wanted))
    pairs: list[tuple[Array, Array]] = []
    with np.errstate(all="ignore"):
        for point in formula_points(definitions, derivation.domain, DRAWN, sorted(names(wanted))):
            expected = _value(wanted, definitions, point)
            if np.all(np.isfinite(expected)):
                pairs.append((expected, _flat(answer, {**_followed(definitions, point), **_given(wanted, point)})))
            if len(pairs) == (POINTS if point else 1):
                break
    if not pairs:
        raise NotNumeric(str(wanted.op))
    return Recomputed(len(pairs), worst_error(pairs), CENTRAL_BOUND if twice else VALUE_BOUND)


def _given(wanted: Term, point: Point) -> dict[str, Any]:
    """The values that the question itself gives: ``at x = 1``."""
    equations = wanted.args[1:] if wanted.op == "at" else ()
    return {str(each.args[0].value): float(evaluate(each.args[1], point)) for each in equations}


def _value(wanted: Term, definitions: Definitions, point: Point) -> Array:
    """What is wanted, at a point that gives every free name; several values as a flat array."""
    if wanted.op == "at":
        given = _given(wanted, point)
        return _value(wanted.args[0], tuple(each for each in definitions if each[0] not in given), {**point, **given})
    if wanted.op == "opaque" and wanted.value == "grad":
        return _all(opened_gradient(wanted), definitions, point)
    if wanted.op == "opaque" and wanted.value == "jacobian":
        return _all(opened_jacobian(wanted).args, definitions, point)
    if wanted.op in ("tuple", "list", "matrix"):
        return _all(wanted.args, definitions, point)
    taken = derivatives_in(wanted)
    fresh = {each: name(f"#{at}") for at, each in enumerate(taken)}
    slopes = {str(fresh[each].value): _slope(each, definitions, point) for each in taken}
    return _flat(substitute(wanted, fresh), {**_followed(definitions, point), **slopes})


def _all(parts: tuple[Term, ...], definitions: Definitions, point: Point) -> Array:
    return np.concatenate([_value(each, definitions, point) for each in parts])


def _flat(node: Term, values: Point) -> Array:
    if node.op in ("tuple", "list", "matrix"):
        return np.concatenate([_flat(each, values) for each in node.args])
    return np.atleast_1d(np.asarray(evaluate(node, values), dtype=float))


def _slope(taken: Term, definitions: Definitions, point: Point) -> float:
    quantity, *variables = (str(each.value) for each in taken.args)
    if any(each.op != "name" for each in taken.args):
        raise NotNumeric(taken.op)
    if quantity not in dict(definitions):
        return float(quantity == variables[0])
    if len(variables) == 1:
        return backward_pass(definitions, quantity, point).get(variables[0], 0.0)
    *inner, last = variables
    once = Term(taken.op, (taken.args[0], *map(name, inner)), taken.value)
    cut = tuple(each for each in definitions if each[0] != last)
    at = _followed(definitions, point)[last]
    up, down = (_slope(once, cut, {**point, last: at + step}) for step in (STEP, -STEP))
    return (up - down) / (2 * STEP)


def _followed(definitions: Definitions, point: Point) -> dict[str, Any]:
    """The values of every name, each definition followed when what it needs is known; a name that can't be followed is left out."""
    known, waiting = dict(point), dict(definitions)
    while ready := [each for each, meaning in waiting.items() if names(meaning) <= known.keys()]:
        for each in ready:
            known.setdefault(each, evaluate(waiting[each], known))
            del waiting[each]
    return known


def _extreme(derivation: Derivation, sort: str) -> Recomputed:
    """The place of the largest value, narrowed down from a grid, beside the derived place; or the values there."""
    inner = derivation.wanted.args[0]
    definitions, domain = derivation.definitions, derivation.domain
    free = sorted({each for _, meaning in definitions for each in names(meaning)} - dict(definitions).keys())
    if len(free) != 1:
        raise NotNumeric(sort)
    sign = -1.0 if sort.endswith("min") else 1.0
    low, high = range_of(domain, free[0], -FARTHEST, FARTHEST)
    for _ in range(NARROWINGS):
        grid = np.linspace(low, high, GRID)
        values = sign * np.array([_value(inner, definitions, {free[0]: float(each)})[0] for each in grid])
        at = int(np.nanargmax(values))
        low, high = grid[max(at - 1, 0)], grid[min(at + 1, GRID - 1)]
    found = _flat(derivation.answer, {})
    if not sort.startswith("arg"):
        return Recomputed(GRID, relative_error(found, sign * values[at : at + 1]), CENTRAL_BOUND)
    return Recomputed(GRID, float(np.min(np.abs(found - grid[at]))), PLACE_BOUND)


def _network(derivation: Derivation) -> Recomputed:
    """Gradients by the complex step through the forward pass, at three draws of distinct sizes."""
    wanted = derivation.wanted
    asked = opened_gradient(wanted) if wanted.op == "opaque" else (wanted,)
    errors = []
    for seed in range(3):
        network = SampledNetwork(dict(derivation.definitions), shapes_in(derivation.domain), seed)
        known = {**network.values, **network.sizes_and_ones}
        parts = derivation.answer.args if derivation.answer.op == "tuple" and len(asked) > 1 else (derivation.answer,)
        for each, formula in zip(asked, parts, strict=True):
            first, last = (each, each) if each.op in TAKEN else (each.args[0], each.args[-1])
            error, variable = str(first.args[0].value), str(last.args[1].value)
            slope = complex_step(_along(network, error, variable), network.values[variable])
            errors.append(relative_error(slope, np.asarray(evaluate(formula, known))))
    return Recomputed(len(errors), max(errors), VALUE_BOUND)


def _along(network: SampledNetwork, error: str, variable: str) -> Any:
    return lambda value: network.error(error, {variable: value})
