import numpy as np


def forward(x, W1, b1, W2, b2):
    h = np.tanh(x @ W1 + b1)
    y = h @ W2 + b2
    return h, y


def half_squares(y, t):
    return np.sum((y - t) ** 2) / 2


def backward(x, h, y, t, W1, b1, W2, b2):
    delta = y.copy()
    delta -= t
    dW2 = h.T @ delta
    db2 = delta.sum(axis=0)
    dh = delta @ W2.T
    dh *= 1 - h ** 2
    dW1 = x.T @ dh
    db1 = dh.sum(axis=0)
    return dW1, db1, dW2, db2
