import numpy as np


def forward(x, W1, b1, W2, b2):
    u1 = np.dot(x, W1) + b1
    z1 = np.maximum(u1, 0)
    y = np.dot(z1, W2) + b2
    return u1, z1, y


def backward(x, d, W2, u1, z1, y):
    delta2 = (y - d) / np.size(d)
    dW2 = np.dot(z1.T, delta2)
    db2 = np.sum(delta2, axis=0)
    back = np.dot(delta2, W2.T)
    delta1 = back * (u1 > 0)
    dW1 = np.dot(x.T, delta1)
    db1 = np.sum(delta1, axis=0)
    return dW1, db1, dW2, db2
