import numpy as np


class MLP:
    """Any number of layers, weights in lists."""

    def __init__(self, layers):
        self.W = []
        self.b = []
        for i in range(len(layers) - 1):
            self.W.append(np.random.randn(layers[i], layers[i + 1]) * np.sqrt(2.0 / layers[i]))
            self.b.append(np.zeros((1, layers[i + 1])))

    def forward(self, X):
        self.A = [X]
        self.Z = []
        for i in range(len(self.W)):
            z = self.A[-1] @ self.W[i] + self.b[i]
            self.Z.append(z)
            a = np.maximum(z, 0) if i < len(self.W) - 1 else z
            self.A.append(a)
        return self.A[-1]

    def mse(self, y, t):
        return np.mean((y - t) ** 2)

    def backward(self, t):
        grads_W = [None] * len(self.W)
        grads_b = [None] * len(self.b)
        dA = 2 * (self.A[-1] - t) / t.size
        for i in reversed(range(len(self.W))):
            dZ = dA if i == len(self.W) - 1 else dA * (self.Z[i] > 0)
            grads_W[i] = self.A[i].T @ dZ
            grads_b[i] = dZ.sum(axis=0, keepdims=True)
            dA = dZ @ self.W[i].T
        return grads_W, grads_b
