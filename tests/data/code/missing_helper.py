import numpy as np
from common import functions


def forward(x, W, b):
    u = x @ W + b
    z = functions.sigmoid(u)
    return u, z


def backward(x, W, b, u, z, dz):
    du = dz * functions.d_sigmoid(z)
    dW = x.T @ du
    db = np.sum(du, axis=0)
    dx = du @ W.T
    return dW, db, dx
