import numpy as np

def train(X, Y, W, b, epochs=3, lr=0.1):
    for epoch in range(epochs):
        Z = X @ W + b
        A = 1 / (1 + np.exp(-Z))
        loss = np.mean((A - Y) ** 2) / 2
        dA = (A - Y) / A.size
        dZ = dA * A * (1 - A)
        dW = X.T @ dZ
        db = np.sum(dZ, axis=0)
        W = W - lr * dW
        b = b - lr * db
    return W, b, loss
