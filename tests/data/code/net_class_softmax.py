import numpy as np


def relu(x):
    return np.maximum(0, x)


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class Net:
    def __init__(self, W1, b1, W2, b2):
        self.W1, self.b1 = W1, b1
        self.W2, self.b2 = W2, b2

    def forward(self, X):
        self.X = X
        self.z1 = X @ self.W1 + self.b1
        self.a1 = relu(self.z1)
        self.z2 = self.a1 @ self.W2 + self.b2
        self.p = softmax(self.z2)
        return self.p

    def cross_entropy(self, p, T):
        return -np.sum(T * np.log(p)) / len(T)

    def backward(self, T):
        n = T.shape[0]
        dz2 = (self.p - T) / n
        self.dW2 = self.a1.T @ dz2
        self.db2 = dz2.sum(axis=0)
        da1 = dz2 @ self.W2.T
        dz1 = da1 * (self.z1 > 0)
        self.dW1 = self.X.T @ dz1
        self.db1 = dz1.sum(axis=0)
