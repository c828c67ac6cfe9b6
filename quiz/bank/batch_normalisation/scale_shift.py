import numpy as np


def forward(x, gamma, beta):
    mu = np.mean(x, axis=0)
    var = np.mean((x - mu) ** 2, axis=0)
    xhat = (x - mu) / np.sqrt(var + 1e-5)
    y = gamma * xhat + beta
    return xhat, y


def backward(d, xhat, y):
    delta = (y - d) / np.size(d)
    dbeta = np.sum(delta, axis=0)
    dgamma = np.sum(delta * xhat, axis=0)
    return dgamma, dbeta
