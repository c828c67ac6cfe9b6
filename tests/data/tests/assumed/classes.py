"""A classifier; its gradients are what they should be where each row of d sums to 1, and where 1e-7 is nothing."""

import numpy as np


def softmax(u):
    shifted = np.exp(u - np.max(u, axis=1, keepdims=True))
    return shifted / np.sum(shifted, axis=1, keepdims=True)


def cross_entropy(d, y):
    return -np.sum(d * np.log(y)) / len(d)


def guarded(d, y):
    return -np.sum(d * np.log(y + 1e-7)) / len(d)


def forward(x, W, b):
    u = np.dot(x, W) + b
    y = softmax(u)
    return y


def backward(x, d, y):
    delta = (y - d) / len(d)
    gW = np.dot(x.T, delta)
    gb = np.sum(delta, axis=0)
    return gW, gb
