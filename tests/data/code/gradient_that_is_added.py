import numpy as np


def squash(v):
    return 1 / (1 + np.exp(-v))


def slope(s):
    return s * (1 - s)


class Pair:
    def __init__(self, data, goal):
        self.data = data
        self.goal = goal
        self.below = np.random.randn(data.shape[1], 3)
        self.above = np.random.randn(3, goal.shape[1])

    def forward(self):
        self.inner = squash(self.data @ self.below)
        self.result = squash(self.inner @ self.above)
        return self.result

    def misfit(self):
        return 0.5 * np.sum((self.goal - self.result) ** 2)

    def backward(self):
        pull = (self.goal - self.result) * slope(self.result)
        d_above = self.inner.T @ pull
        d_below = self.data.T @ (pull @ self.above.T * slope(self.inner))
        self.below += 0.5 * d_below
        self.above += 0.5 * d_above
