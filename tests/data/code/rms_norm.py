import numpy as np


def rms_forward(x, g, eps=1e-5):
    ms = np.mean(x ** 2, axis=-1, keepdims=True)
    r = 1 / np.sqrt(ms + eps)
    out = g * x * r
    return out, (x, g, r)


def rms_backward(dout, cache):
    x, g, r = cache
    D = x.shape[-1]
    dg = np.sum(dout * x * r, axis=0)
    dxr = dout * g
    dx = r * dxr - x * r ** 3 * np.sum(dxr * x, axis=-1, keepdims=True) / D
    return dx, dg
