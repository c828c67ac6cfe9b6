import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


class Discriminator:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, real, fake):
        self.real, self.fake = real, fake
        self.p_real = sigmoid(real @ self.W + self.b)
        self.p_fake = sigmoid(fake @ self.W + self.b)
        loss = -np.mean(np.log(self.p_real)) - np.mean(np.log(1 - self.p_fake))
        return loss

    def backward(self):
        m = self.real.shape[0]
        k = self.fake.shape[0]
        da_real = (self.p_real - 1) / m
        da_fake = self.p_fake / k
        self.dW = self.real.T @ da_real + self.fake.T @ da_fake
        self.db = np.sum(da_real, axis=0) + np.sum(da_fake, axis=0)
        dfake = da_fake @ self.W.T
        return dfake
