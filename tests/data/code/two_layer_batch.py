import numpy as np


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def half_mse(y, t):
    return 0.5 * np.sum((y - t) ** 2) / y.shape[0]


def forward(params, x):
    a1 = x @ params["W1"] + params["b1"]
    h1 = sigmoid(a1)
    a2 = h1 @ params["W2"] + params["b2"]
    return a1, h1, a2


def backward(params, x, t, h1, a2):
    n = x.shape[0]
    grads = {}
    da2 = (a2 - t) / n
    grads["W2"] = h1.T @ da2
    grads["b2"] = da2.sum(axis=0)
    dh1 = da2 @ params["W2"].T
    da1 = dh1 * h1 * (1 - h1)
    grads["W1"] = x.T @ da1
    grads["b1"] = da1.sum(axis=0)
    return grads
