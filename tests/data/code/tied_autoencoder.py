import numpy as np


def forward(x, W, b, c):
    h = np.tanh(x @ W + b)
    y = h @ W.T + c
    return y, h


def reconstruction(y, x):
    return 0.5 * np.sum((y - x) ** 2)


def backward(x, W, b, c, y, h):
    dy = y - x
    dc = dy.sum(axis=0)
    dh = dy @ W
    du = dh * (1 - h ** 2)
    db = du.sum(axis=0)
    dW = x.T @ du + dy.T @ h
    return dW, db, dc
