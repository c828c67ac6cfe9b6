import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def predict(params, x):
    h = sigmoid(x.dot(params["W1"]) + params["b1"])
    y = h.dot(params["W2"]) + params["b2"]
    return h, y


def mean_square(y, t):
    return np.mean((y - t) ** 2) / 2


def gradient(params, x, t, h, y):
    grads = {}
    dy = (y - t) / y.size
    grads["W2"] = h.T.dot(dy)
    grads["b2"] = dy.sum(axis=0)
    dz = dy.dot(params["W2"].T) * h * (1.0 - h)
    grads["W1"] = x.T.dot(dz)
    grads["b1"] = dz.sum(axis=0)
    for key in ("W1", "b1", "W2", "b2"):
        params[key] = params[key] - 0.1 * grads[key]
    return grads
