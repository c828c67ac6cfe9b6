import numpy as np


def conv_forward(x, w, b):
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    H_out = 1 + H - HH
    W_out = 1 + W - WW
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    out[n, f, i, j] = np.sum(x[n, :, i:i + HH, j:j + WW] * w[f]) + b[f]
    cache = (x, w, b)
    return out, cache


def conv_backward(dout, cache):
    x, w, b = cache
    N, F, H_out, W_out = dout.shape
    _, _, HH, WW = w.shape
    dx = np.zeros_like(x)
    dw = np.zeros_like(w)
    db = np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            db[f] += np.sum(dout[n, f])
            for i in range(H_out):
                for j in range(W_out):
                    dw[f] += x[n, :, i:i + HH, j:j + WW] * dout[n, f, i, j]
                    dx[n, :, i:i + HH, j:j + WW] += w[f] * dout[n, f, i, j]
    return dx, dw, db
