import numpy as np


def forward(x1, x2, h0, W, U):
    h1 = np.tanh(np.dot(h0, W) + np.dot(x1, U))
    h2 = np.tanh(np.dot(h1, W) + np.dot(x2, U))
    return h1, h2


def backward(x1, x2, h0, d, W, h1, h2):
    delta2 = (h2 - d) / np.size(d) * (1 - h2**2)
    delta1 = np.dot(delta2, W.T) * (1 - h1**2)
    dU = np.dot(x1.T, delta1) + np.dot(x2.T, delta2)
    dW = np.dot(h0.T, delta1) + np.dot(h1.T, delta2)
    dh0 = np.dot(delta1, W.T)
    return dW, dU, dh0
