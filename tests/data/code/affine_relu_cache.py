import numpy as np


def affine_relu_forward(x, w, b):
    s = x.dot(w) + b
    out = np.maximum(s, 0)
    cache = (x, w, b, s)
    return out, cache


def affine_relu_backward(dout, cache):
    x, w, b, s = cache
    ds = np.where(s > 0, dout, 0)
    dx = ds.dot(w.T)
    dw = x.T.dot(ds)
    db = ds.sum(axis=0)
    return dx, dw, db
