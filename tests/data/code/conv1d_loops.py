import numpy as np


def conv_forward(x, w, b):
    n, length = x.shape
    size = w.shape[0]
    steps = length - size + 1
    out = np.zeros((n, steps))
    for i in range(n):
        for s in range(steps):
            out[i, s] = np.sum(x[i, s:s + size] * w) + b
    cache = (x, w, b)
    return out, cache


def conv_backward(dout, cache):
    x, w, b = cache
    size = w.shape[0]
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    for i in range(dout.shape[0]):
        for s in range(dout.shape[1]):
            dw += dout[i, s] * x[i, s:s + size]
            dx[i, s:s + size] += dout[i, s] * w
    db = np.sum(dout)
    return dx, dw, db
