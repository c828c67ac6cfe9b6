import numpy as np


class Logistic:
    def __init__(self, lr=0.1):
        self.lr = lr
        self.weights = None
        self.bias = None

    def forward(self, X):
        scores = X.dot(self.weights) + self.bias
        chance = 1 / (1 + np.exp(-scores))
        return chance

    def loss(self, chance, t):
        return -np.mean(t * np.log(chance) + (1 - t) * np.log(1 - chance))

    def backward(self, X, t, chance):
        samples = X.shape[0]
        miss = chance - t
        dw = X.T.dot(miss) / samples
        db = np.sum(miss) / samples
        self.weights = self.weights - self.lr * dw
        self.bias = self.bias - self.lr * db
        return dw, db
