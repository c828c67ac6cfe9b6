"""A network of two layers in NumPy, forward and backward: the listing that the questions print.

It is teaching code and imports NumPy only, so that a student can copy it out of here and run it. The questions show
``backward`` as it stands in this file; nothing of it is copied.

Shapes, with N samples, I inputs, H hidden units and K outputs: x (N, I) or (I,), d (N, K) or (K,), W1 (I, H), b1 (H,),
W2 (H, K), b2 (K,). A single sample is a batch of one. Gradients have the shape of their parameter, deltas that of the
pre-activation they belong to. The error is E = mean((y - d)^2) / 2, the mean taken over all N * K entries.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Network = dict[str, Array]


def sigmoid(u: Array) -> Array:
    """The logistic function 1 / (1 + exp(-u)), elementwise.

    >>> sigmoid(np.array([0.0]))
    array([0.5])
    """
    return 1 / (1 + np.exp(-u))


def d_sigmoid(z: Array) -> Array:
    """The derivative of the sigmoid, written in its ACTIVATION: z = sigmoid(u), not the pre-activation u.

    Source: derivations.course.sigmoid, sigma'(u) = sigma(u) (1 - sigma(u)).

    >>> d_sigmoid(sigmoid(np.array([0.0])))
    array([0.25])
    """
    return z * (1 - z)


def relu(u: Array) -> Array:
    """max(0, u), elementwise."""
    return np.maximum(0, u)


def d_relu(z: Array) -> Array:
    """The derivative of ReLU: 1 where z > 0, else 0 (at 0 by convention); z is the activation or the pre-activation.

    >>> d_relu(np.array([-1.0, 0.0, 2.0]))
    array([0., 0., 1.])
    """
    return np.where(z > 0, 1.0, 0.0)


def mean_squared_error(d: Array, y: Array) -> np.floating[Any]:
    """Half the mean of the squared differences of targets d and outputs y, which have one shape."""
    if np.shape(d) != np.shape(y):
        raise ValueError(f"d has shape {np.shape(d)}, y has shape {np.shape(y)}; they must be the same")
    return np.mean((y - d) ** 2) / 2


def d_mean_squared_error(d: Array, y: Array) -> Array:
    """dE/dy for E = mean_squared_error(d, y): (y - d) / size, of the shape of y.

    Raises ValueError naming both shapes where they differ; (N, 1) against (N,) would broadcast to (N, N).

    >>> d_mean_squared_error(np.array([[1.0, 2.0]]), np.array([[2.0, 2.0]]))
    array([[0.5, 0. ]])
    """
    if np.shape(d) != np.shape(y):
        raise ValueError(f"d has shape {np.shape(d)}, y has shape {np.shape(y)}; they must be the same")
    return (y - d) / np.size(d)


def forward(network: Network, x: Array) -> tuple[Array, Array]:
    """Hidden activation z1 (N, H) and output y (N, K) of the sigmoid network."""
    x = np.atleast_2d(x)
    u1 = np.dot(x, network['W1']) + network['b1']
    z1 = sigmoid(u1)
    u2 = np.dot(z1, network['W2']) + network['b2']
    y = u2
    return z1, y


def backward(network: Network, x: Array, d: Array, z1: Array, y: Array) -> Network:
    """The gradient of E for every parameter of ``forward``."""
    x, d = np.atleast_2d(x), np.atleast_2d(d)
    W2 = network['W2']
    grad = {}

    delta2 = d_mean_squared_error(d, y)
    grad['b2'] = np.sum(delta2, axis=0)
    grad['W2'] = np.dot(z1.T, delta2)

    delta1 = np.dot(delta2, W2.T) * d_sigmoid(z1)
    grad['b1'] = np.sum(delta1, axis=0)
    grad['W1'] = np.dot(x.T, delta1)

    return grad


def forward_relu(network: Network, x: Array) -> tuple[Array, Array]:
    """Hidden activation z1 (N, H) and output y (N, K) of the ReLU network."""
    x = np.atleast_2d(x)
    u1 = np.dot(x, network['W1']) + network['b1']
    z1 = relu(u1)
    u2 = np.dot(z1, network['W2']) + network['b2']
    y = u2
    return z1, y


def backward_relu(network: Network, x: Array, d: Array, z1: Array, y: Array) -> Network:
    """The gradient of E for every parameter of ``forward_relu``."""
    x, d = np.atleast_2d(x), np.atleast_2d(d)
    W2 = network['W2']
    grad = {}

    delta2 = d_mean_squared_error(d, y)
    grad['b2'] = np.sum(delta2, axis=0)
    grad['W2'] = np.dot(z1.T, delta2)

    delta1 = np.dot(delta2, W2.T) * d_relu(z1)
    grad['b1'] = np.sum(delta1, axis=0)
    grad['W1'] = np.dot(x.T, delta1)

    return grad
