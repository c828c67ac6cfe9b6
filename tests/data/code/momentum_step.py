import numpy as np


def forward(x, W, b):
    y = x @ W + b
    return y


def squared_error(y, t):
    return np.sum((y - t) ** 2) / (2 * y.shape[0])


def backward(x, y, t, W, b, vW, vb, lr, mu):
    n = x.shape[0]
    dy = (y - t) / n
    dW = x.T @ dy
    db = dy.sum(axis=0)
    vW = mu * vW - lr * dW
    vb = mu * vb - lr * db
    W = W + vW
    b = b + vb
    return W, b, vW, vb
