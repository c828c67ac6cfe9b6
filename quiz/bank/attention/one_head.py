import numpy as np


def forward(Q, K, V):
    n = K.shape[1]
    S = np.dot(Q, K.T) / np.sqrt(n)
    T = np.exp(S)
    A = T / np.sum(T, axis=1, keepdims=True)
    Y = np.dot(A, V)
    return A, Y


def backward(Q, K, V, d, A, Y):
    n = K.shape[1]
    delta = (Y - d) / np.size(d)
    dV = np.dot(A.T, delta)
    dA = np.dot(delta, V.T)
    dS = A * (dA - np.sum(dA * A, axis=1, keepdims=True))
    dQ = np.dot(dS, K) / np.sqrt(n)
    dK = np.dot(dS.T, Q) / np.sqrt(n)
    return dQ, dK, dV
