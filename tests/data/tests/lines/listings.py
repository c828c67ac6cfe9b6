"""Listings of the questions beside this file; they are followed, never imported."""

import numpy as np


def forward(x, W1, b1, W2, b2):
    u1 = x @ W1 + b1
    z1 = np.tanh(u1)
    u2 = z1 @ W2 + b2
    y = u2
    return z1, y


def half_squared_error(y, d):
    return np.sum((y - d) ** 2) / 2


def backward(x, d, z1, y, W2):
    delta2 = y - d
    row = delta2.reshape(-1)
    again = delta2
    b2 = np.sum(delta2, axis=0)
    twice = 2 * delta2
    column = delta2.T
    W2_grad = z1.T @ delta2
    return again, row, b2, twice, column, W2_grad


def step(W, v, g, mu, lr):
    t = lr * g
    v = mu * v - t
    kept = v.copy()
    W = W + v
    return W, v, kept


class Affine:
    """A layer that gets the gradient of whatever error comes after it."""

    def forward(self, x):
        self.x = x
        out = np.dot(x, self.W) + self.b
        return out

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx


def probabilities(x, W):
    u = x @ W
    p = np.exp(u) / np.sum(np.exp(u), axis=1, keepdims=True)
    return p


def log_loss(p, t):
    return -np.mean(np.log(p[np.arange(len(t)), t]))


def backward_of_classes(x, t, p):
    delta = p.copy()
    delta[np.arange(len(t)), t] -= 1
    delta /= len(t)
    return x.T @ delta, delta
