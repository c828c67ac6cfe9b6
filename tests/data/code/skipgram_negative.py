import numpy as np


def sigma(v):
    return 1 / (1 + np.exp(-v))


def negative_sampling(v, u, U):
    pos = sigma(u @ v)
    neg = sigma(-U @ v)
    loss = -np.log(pos) - np.sum(np.log(neg))
    dv = (pos - 1) * u + U.T @ (1 - neg)
    du = (pos - 1) * v
    dU = np.outer(1 - neg, v)
    return loss, dv, du, dU
