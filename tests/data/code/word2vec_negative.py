import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def forward(center, context, negatives, V, U):
    v = V[center]
    u = U[context]
    n = U[negatives]
    loss = -np.log(sigmoid(u @ v)) - np.sum(np.log(sigmoid(-(n @ v))))
    return loss


def backward(center, context, negatives, V, U):
    v, u, n = V[center], U[context], U[negatives]
    dV = np.zeros_like(V)
    dU = np.zeros_like(U)
    pos = sigmoid(u @ v) - 1
    neg = sigmoid(n @ v)
    dV[center] = pos * u + n.T @ neg
    dU[context] += pos * v
    for k in range(len(negatives)):
        dU[negatives[k]] += neg[k] * v
    return dV, dU
