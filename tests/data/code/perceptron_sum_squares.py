import numpy as np


def step(x, w, b, t):
    a = np.dot(w, x) + b
    y = np.tanh(a)
    E = 0.5 * (y - t) ** 2
    dE_dy = y - t
    dE_da = dE_dy * (1 - y ** 2)
    dE_dw = dE_da * x
    dE_db = dE_da
    return E, dE_dw, dE_db
