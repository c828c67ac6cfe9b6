import numpy as np


def forward(x, w):
    y = x[:, :-1] * w[0] + x[:, 1:] * w[1]
    return y


def backward(x, d, w, y):
    delta = (y - d) / np.size(d)
    dw = np.array([np.sum(x[:, :-1] * delta), np.sum(x[:, 1:] * delta)])
    dx = np.zeros_like(x)
    dx[:, :-1] += delta * w[0]
    dx[:, 1:] += delta * w[1]
    return dw, dx
