"""Values of a network's quantities at a sampled point, and its error as a function of any of them: NumPy, and no derivative.

The definitions are followed as they stand, so that the check of a derivation does not rest on another backward pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from derivations import deep_network
from derivations.evaluate import evaluate
from derivations.steps.rules.matrix import BINARY_CROSS_ENTROPY, CROSS_ENTROPY
from derivations.steps.shapes import Shape
from derivations.terms.term import Term, names

Values = Mapping[str, Any]

SIZES = (3, 2, 4, 5, 6, 7, 8, 9)
"""Sizes of the dimensions, in the order in which they occur; all distinct, so that no wrong transpose fits."""
KINK_DISTANCE = 1e-2
DRAWS = 200


class SampledNetwork:
    """A network at one point: every free name drawn, every defined name computed.

    Weights are drawn smaller the more inputs they have, so that no activation is driven to where its slope is lost in rounding.
    definitions: products of matrices written as ``mul``. sizes: of the dimensions; those of SIZES where none are given.
    """

    def __init__(
        self, definitions: Mapping[str, Term], shapes: Mapping[str, Shape], seed: int = 0, sizes: Mapping[str, int] | None = None
    ) -> None:
        self.definitions = {each: _with_matrix_operations(meaning) for each, meaning in definitions.items()}
        self.order = _order(self.definitions)
        dimensions = dict.fromkeys(size for shape in shapes.values() for size in shape)
        self.sizes = dict(sizes) if sizes else {size: SIZES[at % len(SIZES)] for at, size in enumerate(dimensions)}
        generator = np.random.default_rng(seed)
        for _ in range(DRAWS):
            self.values: dict[str, Any] = self._followed(self._drawn(shapes, generator))
            if self._distance_from_kinks() > KINK_DISTANCE:
                break

    @property
    def sizes_and_ones(self) -> dict[str, Any]:
        """Values of the names of sizes, and of the vectors and matrices of ones."""
        ones = {f"1_{size}": np.ones(length) for size, length in self.sizes.items()}
        squares = {f"1_{size}{size}": np.ones((length, length)) for size, length in self.sizes.items()}
        return {**self.sizes, **ones, **squares}

    def error(self, quantity: str, replaced: Values) -> Any:
        """The value of ``quantity`` where some quantities have other values than at the point; what follows is computed again."""
        return self._followed({**self._free, **replaced})[quantity]

    def _drawn(self, shapes: Mapping[str, Shape], generator: np.random.Generator) -> dict[str, Any]:
        errors = [each for each in self.definitions.values() if each.op == "opaque"]
        losses = {str(argument.value): each.value for each in errors for argument in each.args}
        drawn: dict[str, Any] = {}
        for identifier, shape in shapes.items():
            if identifier in self.definitions:
                continue
            size = tuple(self.sizes[each] for each in shape)
            loss = losses.get(identifier)
            if loss == CROSS_ENTROPY:
                positive = generator.uniform(0.1, 1, size)
                drawn[identifier] = positive / positive.sum(axis=-1, keepdims=True)
            elif loss == BINARY_CROSS_ENTROPY:
                drawn[identifier] = generator.uniform(0.1, 0.9, size)
            else:
                drawn[identifier] = generator.normal(size=size) / (size[0] if len(size) == 2 else 1) ** 0.5
        self._free = drawn
        return drawn

    def _followed(self, known: Values) -> dict[str, Any]:
        values = dict(known)
        for identifier in self.order:
            if identifier in values:
                continue
            meaning = self.definitions[identifier]
            if meaning.op == "opaque":
                d, y = (values[str(each.value)] for each in meaning.args)
                values[identifier] = deep_network.LOSSES[str(meaning.value)].error(d, y)
            else:
                values[identifier] = evaluate(meaning, values)
        return values

    def _distance_from_kinks(self) -> float:
        kinked = [meaning.args[0] for meaning in self.definitions.values() if meaning.op in ("relu", "abs", "sign", "step")]
        return min((float(np.min(np.abs(evaluate(each, self.values)))) for each in kinked), default=1.0)


def _with_matrix_operations(meaning: Term) -> Term:
    arguments = tuple(_with_matrix_operations(each) for each in meaning.args)
    return Term("matmul" if meaning.op == "mul" else meaning.op, arguments, meaning.value)


def _order(definitions: Mapping[str, Term]) -> tuple[str, ...]:
    """The defined names, each after those it is defined from."""
    order: dict[str, None] = {}

    def visit(identifier: str) -> None:
        for each in sorted(names(definitions[identifier])):
            if each in definitions and each not in order:
                visit(each)
        order[identifier] = None

    for identifier in definitions:
        visit(identifier)
    return tuple(order)
