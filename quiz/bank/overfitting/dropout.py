import numpy as np


def forward(x, r, W1, W2):
    u = np.dot(x, W1)
    z = np.tanh(u)
    h = z * r
    y = np.dot(h, W2)
    return z, h, y


def backward(x, r, d, W2, z, h, y):
    delta2 = (y - d) / np.size(d)
    dW2 = np.dot(h.T, delta2)
    dh = np.dot(delta2, W2.T)
    dz = dh * r
    delta1 = dz * (1 - z**2)
    dW1 = np.dot(x.T, delta1)
    return dW1, dW2
