import numpy as np


def max_pool_forward(x, size=2):
    N, H, W = x.shape
    out = np.zeros((N, H // size, W // size))
    for n in range(N):
        for i in range(H // size):
            for j in range(W // size):
                out[n, i, j] = np.max(x[n, i * size:(i + 1) * size, j * size:(j + 1) * size])
    return out


def max_pool_backward(dout, x, size=2):
    N, H_out, W_out = dout.shape
    dx = np.zeros_like(x)
    for n in range(N):
        for i in range(H_out):
            for j in range(W_out):
                window = x[n, i * size:(i + 1) * size, j * size:(j + 1) * size]
                m = np.max(window)
                dx[n, i * size:(i + 1) * size, j * size:(j + 1) * size] += (window == m) * dout[n, i, j]
    return dx
