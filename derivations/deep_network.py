"""The network of ``network.py`` with any number of layers: forward, and backward to everything that the error depends on.

A second function beside the two-layer listing, which stays as it is; a test holds both equal for two layers. Layer l takes the
activations z[l-1] to u[l] = z[l-1] W[l] + b[l] and z[l] = f[l](u[l]), with z[0] = x and y the last of them.

Shapes, with N samples: x (N, n0), Wl (n(l-1), nl), bl (nl,), ul and zl (N, nl), d and y (N, K). A gradient has the shape of its
variable. Every function also takes complex arrays, for the complex step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from derivations.network import d_mean_squared_error, d_relu, d_sigmoid, mean_squared_error, relu, sigmoid

Array = npt.NDArray[Any]
Parameters = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Activation:
    """f of a pre-activation, and its backward pass: from (dE/dz, u, z) to dE/du, where z = f(u)."""

    forward: Callable[[Array], Array]
    backward: Callable[[Array, Array, Array], Array]


@dataclass(frozen=True, slots=True)
class Loss:
    """E of targets and outputs, and dE/dy of the same."""

    error: Callable[[Array, Array], Any]
    slope: Callable[[Array, Array], Array]


def softmax(u: Array) -> Array:
    """exp(u) divided by its sum over each row; a row's largest entry is taken off first, which changes nothing.

    >>> softmax(np.array([[0.0, 0.0]]))
    array([[0.5, 0.5]])
    """
    grown = np.exp(u - np.max(np.real(u), axis=-1, keepdims=True))
    return np.asarray(grown / np.sum(grown, axis=-1, keepdims=True))


def d_softmax(delta: Array, z: Array) -> Array:
    """dE/du of z = softmax(u) from delta = dE/dz: z (delta - sum of delta z over the row)."""
    return np.asarray(z * (delta - np.sum(delta * z, axis=-1, keepdims=True)))


def cross_entropy(d: Array, y: Array) -> Any:
    """-sum of d log y, a mean over the N rows; each row of d is a distribution, such as a one-hot vector."""
    return -np.sum(d * np.log(y)) / len(y)


def binary_cross_entropy(d: Array, y: Array) -> Any:
    """-(d log y + (1 - d) log(1 - y)), a mean over all N * K entries."""
    return -np.mean(d * np.log(y) + (1 - d) * np.log(1 - y))


ACTIVATIONS = {
    "identity": Activation(lambda u: u, lambda delta, u, z: delta),
    "sigmoid": Activation(sigmoid, lambda delta, u, z: delta * d_sigmoid(z)),
    "tanh": Activation(np.tanh, lambda delta, u, z: delta * (1 - z**2)),
    "relu": Activation(relu, lambda delta, u, z: delta * d_relu(u)),
    "softmax": Activation(softmax, lambda delta, u, z: d_softmax(delta, z)),
}

LOSSES = {
    "mean_squared_error": Loss(mean_squared_error, d_mean_squared_error),
    "cross_entropy": Loss(cross_entropy, lambda d, y: -d / (y * len(y))),
    "binary_cross_entropy": Loss(binary_cross_entropy, lambda d, y: (y - d) / (y * (1 - y) * y.size)),
}


def forward(network: Parameters, x: Array, activations: Sequence[str]) -> tuple[list[Array], list[Array]]:
    """All pre-activations u and activations z, by layer; u[0] and z[0] are x, z[-1] is the output y.

    >>> u, z = forward({"W1": np.array([[2.0]]), "b1": np.array([1.0])}, np.array([[3.0]]), ["relu"])
    >>> z[-1]
    array([[7.]])
    """
    u, z = [np.atleast_2d(x)], [np.atleast_2d(x)]
    for layer, activation in enumerate(activations, 1):
        u.append(z[-1] @ network[f"W{layer}"] + network[f"b{layer}"])
        z.append(ACTIVATIONS[activation].forward(u[-1]))
    return u, z


def backward(
    network: Parameters, d: Array, u: Sequence[Array], z: Sequence[Array], activations: Sequence[str], loss: str
) -> dict[str, Array]:
    """dE by everything: parameters W1, b1, ..., pre-activations u1, ..., hidden activations z1, ..., output y and input x.

    u, z: what ``forward`` returned. loss: a name of LOSSES.
    """
    delta = LOSSES[loss].slope(np.atleast_2d(d), z[-1])
    grad = {"y": delta}
    for layer in range(len(activations), 0, -1):
        delta = ACTIVATIONS[activations[layer - 1]].backward(delta, u[layer], z[layer])
        grad[f"u{layer}"] = delta
        grad[f"b{layer}"] = np.sum(delta, axis=0)
        grad[f"W{layer}"] = z[layer - 1].T @ delta
        delta = delta @ network[f"W{layer}"].T
        grad[f"z{layer - 1}" if layer > 1 else "x"] = delta
    return grad
