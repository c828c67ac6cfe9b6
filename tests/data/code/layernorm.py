import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=1, keepdims=True)
    centred = x - mu
    var = (centred ** 2).mean(axis=1, keepdims=True)
    istd = 1 / np.sqrt(var + eps)
    x_hat = centred * istd
    out = gamma * x_hat + beta
    cache = (x_hat, gamma, istd)
    return out, cache


def layernorm_backward(dout, cache):
    x_hat, gamma, istd = cache
    D = dout.shape[1]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_hat).sum(axis=0)
    dx_hat = dout * gamma
    total = dx_hat.sum(axis=1, keepdims=True)
    along = (dx_hat * x_hat).sum(axis=1, keepdims=True)
    dx = istd / D * (D * dx_hat - total - x_hat * along)
    return dx, dgamma, dbeta
