import numpy as np


class LeakyReLU:
    def __init__(self, slope=0.1):
        self.slope = slope

    def forward(self, x):
        self.x = x
        return np.where(x > 0, x, self.slope * x)

    def backward(self, dy):
        dx = np.where(self.x > 0, 1.0, self.slope) * dy
        return dx
