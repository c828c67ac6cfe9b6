import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def policy_forward(x, W1, W2):
    h = np.dot(W1, x)
    h[h < 0] = 0
    logp = np.dot(W2, h)
    p = sigmoid(logp)
    return p, h


def log_likelihood(p, y):
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))


def policy_backward(x, y, p, h, W2):
    dlogp = p - y
    dW2 = dlogp * h
    dh = dlogp * W2
    dh[h <= 0] = 0
    dW1 = np.outer(dh, x)
    return dW1, dW2
