import numpy as np


def softmax(s):
    e = np.exp(s - s.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_forward(q, k, v):
    scale = 1.0 / np.sqrt(q.shape[-1])
    scores = scale * q @ k.transpose(0, 2, 1)
    weights = softmax(scores)
    out = weights @ v
    return out, (q, k, v, weights, scale)


def attention_backward(dout, cache):
    q, k, v, weights, scale = cache
    dv = weights.transpose(0, 2, 1) @ dout
    dweights = dout @ v.transpose(0, 2, 1)
    dscores = weights * (dweights - (dweights * weights).sum(axis=-1, keepdims=True))
    dq = scale * dscores @ k
    dk = scale * dscores.transpose(0, 2, 1) @ q
    return dq, dk, dv
