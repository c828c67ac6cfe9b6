import numpy as np


def rnn_step_forward(x, prev_h, Wx, Wh, b):
    next_h = np.tanh(x @ Wx + prev_h @ Wh + b)
    cache = (x, prev_h, Wx, Wh, next_h)
    return next_h, cache


def rnn_step_backward(dnext_h, cache):
    x, prev_h, Wx, Wh, next_h = cache
    dt = dnext_h * (1 - next_h ** 2)
    dx = dt @ Wx.T
    dprev_h = dt @ Wh.T
    dWx = x.T @ dt
    dWh = prev_h.T @ dt
    db = dt.sum(axis=0)
    return dx, dprev_h, dWx, dWh, db
