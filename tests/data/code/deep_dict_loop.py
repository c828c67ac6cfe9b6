import numpy as np


def forward(X, parameters):
    L = len(parameters) // 2
    cache = {"A0": X}
    A = X
    for l in range(1, L):
        Z = A @ parameters["W%d" % l] + parameters["b%d" % l]
        A = np.tanh(Z)
        cache["A%d" % l] = A
    Z = A @ parameters["W%d" % L] + parameters["b%d" % L]
    cache["A%d" % L] = Z
    return Z, cache


def mse(Z, Y):
    return np.mean((Z - Y) ** 2)


def backward(parameters, cache, Y):
    grads = {}
    L = len(parameters) // 2
    dZ = 2 * (cache["A%d" % L] - Y) / Y.size
    for l in range(L, 0, -1):
        A_prev = cache["A%d" % (l - 1)]
        grads["dW%d" % l] = A_prev.T @ dZ
        grads["db%d" % l] = dZ.sum(axis=0)
        if l > 1:
            dZ = (dZ @ parameters["W%d" % l].T) * (1 - A_prev ** 2)
    return grads
