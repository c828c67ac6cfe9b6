import numpy as np


def forward(x, W1, W2):
    u = W1 @ x
    z = np.maximum(0, u)
    y = W2 @ z
    return u, z, y


def error(y, d):
    return 0.5 * np.sum((y - d) ** 2)


def backward(x, W1, W2, u, z, y, d):
    delta2 = y - d
    dW2 = np.outer(delta2, z)
    delta1 = np.dot(W2.T, delta2) * np.where(u > 0, 1, 0)
    dW1 = np.outer(delta1, x)
    return dW1, dW2
