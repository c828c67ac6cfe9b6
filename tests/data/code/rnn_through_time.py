import numpy as np


def rnn_forward(xs, h0, Wx, Wh, b):
    T = xs.shape[0]
    hs = {-1: h0}
    for t in range(T):
        hs[t] = np.tanh(np.dot(xs[t], Wx) + np.dot(hs[t - 1], Wh) + b)
    loss = 0
    for t in range(T):
        loss += np.sum(hs[t] ** 2) / 2
    return loss, hs


def rnn_backward(xs, hs, Wx, Wh, b):
    dWx, dWh, db = np.zeros_like(Wx), np.zeros_like(Wh), np.zeros_like(b)
    dhnext = np.zeros_like(hs[0])
    for t in reversed(range(xs.shape[0])):
        dh = hs[t] + dhnext
        draw = (1 - hs[t] * hs[t]) * dh
        db += draw
        dWx += np.outer(xs[t], draw)
        dWh += np.outer(hs[t - 1], draw)
        dhnext = np.dot(Wh, draw)
    return dWx, dWh, db
