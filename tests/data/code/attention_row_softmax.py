import numpy as np


def attention_forward(Q, K, V):
    d = Q.shape[1]
    scores = Q @ K.T / np.sqrt(d)
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    A = e / e.sum(axis=1, keepdims=True)
    out = A @ V
    return out, A


def attention_backward(Q, K, V, A, dout):
    d = Q.shape[1]
    dV = A.T @ dout
    dA = dout @ V.T
    dscores = A * (dA - np.sum(dA * A, axis=1, keepdims=True))
    dQ = dscores @ K / np.sqrt(d)
    dK = dscores.T @ Q / np.sqrt(d)
    return dQ, dK, dV
