import numpy as np


class Dropout:
    def __init__(self, mask, keep):
        self.mask = mask
        self.keep = keep

    def forward(self, x):
        out = x * self.mask / self.keep
        return out

    def backward(self, dout):
        dx = dout * self.mask / self.keep
        return dx
