"""The listing of a question: it is read, never run."""

import numpy as np


def half_mse(d, y):
    return np.mean((y - d) ** 2) / 2


def forward(x, W, b):
    y = np.dot(x, W) + b
    return y


def backward(x, d, y):
    delta = (y - d) / y.size
    dW = np.dot(x.T, delta)
    db = np.sum(delta, axis=0)
    return dW, db
