"""Random networks, the same every time: 1 to 6 layers, widths 1 to 7, batch 1 to 4, every activation and every loss that fits."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np

from derivations import deep_network
from derivations.differences import Array, central_differences, complex_step
from derivations.evaluate import evaluate
from derivations.steps.adjoint import derive_adjoint
from derivations.steps.layers import network
from derivations.steps.network_values import SampledNetwork
from derivations.steps.shapes import inferred
from derivations.terms.term import Term, derivative, name

OUTPUTS = {
    "mean_squared_error": ("identity", "sigmoid", "tanh", "relu", "softmax"),
    "cross_entropy": ("softmax", "sigmoid"),
    "binary_cross_entropy": ("sigmoid", "softmax"),
}
HIDDEN = ("identity", "sigmoid", "tanh", "relu", "softmax")


@dataclass(frozen=True)
class Gaps:
    """How far the derived formula lies from NumPy's backward pass, from central differences, from the complex step."""

    backward: float
    central: float
    complex_step: float


@dataclass(frozen=True)
class RandomNetwork:
    activations: tuple[str, ...]
    loss: str
    widths: tuple[int, ...]
    samples: int

    @property
    def id(self) -> str:
        return f"{self.samples}x{'-'.join(map(str, self.widths))}:{','.join(self.activations)}:{self.loss}"

    def quantities(self) -> list[str]:
        layers = range(1, len(self.activations) + 1)
        return ["x", "y", *(f"{each}{layer}" for layer in layers for each in "Wbu"), *(f"z{layer}" for layer in layers[:-1])]

    def formula(self, quantity: str) -> Term:
        return derive_adjoint(self.definitions(), derivative(name("E"), name(quantity), glyph="∂")).answer

    def definitions(self) -> tuple[tuple[str, Term], ...]:
        return network(self.activations, self.loss)

    def gaps(self) -> dict[str, Gaps]:
        """For every quantity: the derived formula beside the three other ways to its value."""
        shapes = inferred(self.definitions())
        sizes = {shapes["x"][0]: self.samples, shapes["x"][1]: self.widths[0]}
        sizes |= {shapes[f"W{layer}"][1]: width for layer, width in enumerate(self.widths[1:], 1)}
        at = SampledNetwork(dict(self.definitions()), shapes, sizes=sizes)
        u, z = deep_network.forward(at.values, at.values["x"], self.activations)
        backward = deep_network.backward(at.values, at.values["d"], u, z, self.activations, self.loss)
        known = {**at.values, **at.sizes_and_ones}
        found = {}
        for quantity in self.quantities():
            value = np.asarray(at.values[quantity])
            derived = np.broadcast_to(evaluate(self.formula(quantity), known), value.shape)

            def error(replaced: Array, quantity: str = quantity) -> Array:
                return at.error("E", {quantity: replaced})

            found[quantity] = Gaps(
                gap(derived, backward[quantity]),
                gap(derived, central_differences(error, value)),
                gap(derived, complex_step(error, value)),
            )
        return found


def gap(left: Array, right: Array) -> float:
    """max |left - right|, relative to the largest entry; gradients below 1e-2 count as that large, so that rounding is no gap."""
    assert left.shape == right.shape, (left.shape, right.shape)
    return float(np.max(np.abs(left - right)) / max(np.max(np.abs(left)), np.max(np.abs(right)), 1e-2))


def random_networks(count: int, seed: int = 11) -> list[RandomNetwork]:
    """So many networks; the first ``count`` of a longer list are the same."""
    random = Random(seed)
    made = []
    for at in range(count):
        layers = 1 + at % 6
        loss = tuple(OUTPUTS)[(at // 6) % len(OUTPUTS)]
        hidden = tuple(random.choice(HIDDEN) for _ in range(layers - 1))
        output = random.choice(OUTPUTS[loss])
        widths = tuple(random.randint(1, 7) for _ in range(layers))
        last = random.randint(2 if output == "softmax" and loss == "binary_cross_entropy" else 1, 7)
        made.append(RandomNetwork((*hidden, output), loss, (*widths, last), random.randint(1, 4)))
    return made
