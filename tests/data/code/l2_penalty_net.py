import numpy as np


def loss_and_grads(params, X, T, reg):
    W1, b1 = params["W1"], params["b1"]
    W2, b2 = params["W2"], params["b2"]
    N = X.shape[0]
    Z = X @ W1 + b1
    H = 1 / (1 + np.exp(-Z))
    Y = H @ W2 + b2
    loss = 0.5 * np.sum((Y - T) ** 2) / N
    loss += 0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
    grads = {}
    dY = (Y - T) / N
    grads["W2"] = H.T @ dY + reg * W2
    grads["b2"] = dY.sum(axis=0)
    dZ = (dY @ W2.T) * H * (1 - H)
    grads["W1"] = X.T @ dZ + reg * W1
    grads["b1"] = dZ.sum(axis=0)
    return loss, grads
