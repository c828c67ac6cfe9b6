"""Which statement of a backward listing equals which derivative of E: proposed by numbers, proved by Terms.

Numbers only propose: the statement's value is compared with differences of the forward pass at three tuples of sizes, all
distinct and at least 2, so that neither a transpose nor a coincidence of sizes can hide. What they propose is then decided
for all inputs of one such shape: listing and forward pass are followed over arrays of Terms, E is differentiated by
the rules, and every entry of the statement's value is compared with its partial derivative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from derivations.code.listing import Statement
from derivations.code.model import Model, Sizes
from derivations.code.values import floats, symbolic
from derivations.differences import Array, complex_step, relative_error
from derivations.equality.compare import compare
from derivations.equality.outcome import Proved
from derivations.steps.gradient import gradient
from derivations.terms.term import Term, names, substitute, term

SIZES = ((2, 3, 4, 5, 6, 7), (3, 2, 5, 4, 7, 6), (4, 5, 2, 3, 8, 9))
FINGERPRINT = 1e-9


@dataclass(frozen=True, slots=True)
class Equal:
    """A statement's value is dE/d``quantity``: ``proved`` for all inputs of the shapes that ``sizes`` gives, else numeric."""

    quantity: str
    proved: bool
    sizes: Sizes


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement, and the derivatives that it equals."""

    statement: Statement
    equals: tuple[Equal, ...]

    def is_derivative_by(self, quantity: str) -> bool:
        """Whether the statement is proved to be dE/d``quantity``."""
        return any(each.quantity == quantity and each.proved for each in self.equals)


def identify(model: Model) -> tuple[Judged, ...]:
    """Judge every statement of the backward listing. Raises CodeError where a listing can't be followed.

    >>> from pathlib import Path
    >>> from derivations.code.listing import load_listing
    >>> shapes = {"x": ("N", "I"), "d": ("N", "K"), "W1": ("I", "H"), "b1": ("H",), "W2": ("H", "K"), "b2": ("K",)}
    >>> pair = [load_listing(f"derivations.network:{each}", Path()) for each in ("backward", "forward")]
    >>> judged = identify(Model(*pair, "mean_squared_error(d, y)", shapes))
    >>> [each.statement.source for each in judged if each.is_derivative_by("W1")]
    ["grad['W1'] = dot(x.T, delta1)"]
    """
    proposed = [_proposals(model, dict(zip(model.dimensions, sizes, strict=False)), seed) for seed, sizes in enumerate(SIZES)]
    prover = _Prover(model, dict(zip(model.dimensions, SIZES[0], strict=False)))
    judged = []
    for index, statement in enumerate(model.backward.statements):
        common = [each for each in proposed[0].get(index, ()) if all(each in other.get(index, ()) for other in proposed[1:])]
        judged.append(Judged(statement, tuple(Equal(each, prover.proves(index, each), prover.sizes) for each in common)))
    return tuple(judged)


def proves(model: Model, index: int, quantity: str) -> bool:
    """Whether one statement is proved to be dE/d``quantity``, by the symbolic passes alone. Raises CodeError."""
    return _Prover(model, dict(zip(model.dimensions, SIZES[0], strict=False))).proves(index, quantity)


def sample(model: Model, sizes: Sizes, seed: int) -> dict[str, Array]:
    """Inputs for one point, the same for the same seed."""
    generator = np.random.default_rng(seed)
    return model.inputs(sizes, lambda _, shape: generator.normal(size=shape))


def is_chain(model: Model, quantities: tuple[str, ...]) -> bool:
    """Whether dE/dq1 . dq1/dq2 ... is the chain rule: E depends on each quantity only through the one before it.

    Decided on Terms: with both neighbours made free, nothing of the later one is left in the earlier.
    """
    sizes = dict(zip(model.dimensions, SIZES[0], strict=False))
    inputs = model.inputs(sizes, symbolic.array_of)
    computed, _ = model.ahead(symbolic, inputs)
    if not all(isinstance(computed.get(each), np.ndarray) for each in quantities):
        return False
    for through, inner in pairwise(quantities):
        free = {each: symbolic.array_of(freed(each), computed[each].shape) for each in (through, inner)}
        _, error = model.ahead(symbolic, inputs, free)
        inside = set(symbolic.entry_names(freed(inner), computed[inner].shape))
        if inside & names(term(error)):
            return False
    return True


def positions(model: Model, recorded: Iterable[Any]) -> dict[int, Any]:
    """What each statement of the backward listing stored last, by the statement's index."""
    first = model.backward.function.lineno - 1
    stored = {(each.line - first, each.target): each.value for each in recorded}
    places = ((index, (each.line, each.target)) for index, each in enumerate(model.backward.statements))
    return {index: stored[place] for index, place in places if place in stored}


def freed(quantity: str) -> str:
    """The name under which a quantity is made free, so that its entries differ from what the pass would compute."""
    return f"{quantity}'"


def _proposals(model: Model, sizes: Sizes, seed: int) -> dict[int, tuple[str, ...]]:
    inputs = sample(model, sizes, seed)
    values, _ = model.ahead(floats, inputs)
    derivatives = {each: derivative_by_differences(model, inputs, values, each) for each in model.quantities(values)}
    stored = positions(model, model.back(floats, values))
    return {
        index: tuple(name for name, derivative in derivatives.items() if relative_error(value, derivative) < FINGERPRINT)
        for index, value in stored.items()
        if isinstance(value, np.ndarray)
    }


def derivative_by_differences(model: Model, inputs: Mapping[str, Array], values: Mapping[str, Array], name: str) -> Array:
    """dE/dname at a point, by the complex step through the interpreted forward pass."""
    return complex_step(lambda value: model.ahead(floats, inputs, {name: value})[1], values[name])


class _Prover:
    """The passes over Terms at one tuple of sizes, run once and used for every claim."""

    def __init__(self, model: Model, sizes: Sizes) -> None:
        self.model = model
        self.sizes = sizes
        self.inputs = model.inputs(sizes, symbolic.array_of)
        self.values, _ = model.ahead(symbolic, self.inputs)
        self.stored = positions(model, model.back(symbolic, self.values))

    def proves(self, index: int, quantity: str) -> bool:
        """Whether each entry of what the statement stored is the partial derivative of E by that entry of the quantity."""
        actual = self.values[quantity]
        free = symbolic.array_of(freed(quantity), actual.shape)
        _, error = self.model.ahead(symbolic, self.inputs, {quantity: free})
        partials = gradient(term(error), symbolic.entry_names(freed(quantity), actual.shape))
        back: dict[Term, Term] = dict(zip(free.ravel().tolist(), actual.ravel().tolist(), strict=True))
        stored = np.asarray(self.stored[index], dtype=object)
        return stored.shape == actual.shape and all(
            isinstance(compare(term(left), substitute(right, back)), Proved)
            for left, right in zip(stored.flat, partials, strict=True)
        )
