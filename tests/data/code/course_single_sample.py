import numpy as np


class functions:
    pass


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def relu(x):
    return np.maximum(0, x)


def d_sigmoid(x):
    dx = (1.0 - sigmoid(x)) * sigmoid(x)
    return dx


def d_relu(x):
    return np.where(x > 0, 1, 0)


def mean_squared_error(d, y):
    return np.mean(np.square(d - y)) / 2


def d_mean_squared_error(d, y):
    if type(d) == np.ndarray:
        batch_size = d.shape[0]
        dx = (y - d) / batch_size
    else:
        dx = y - d
    return dx


def forward(network, x):
    W1, W2 = network["W1"], network["W2"]
    b1, b2 = network["b1"], network["b2"]
    u1 = np.dot(x, W1) + b1
    z1 = relu(u1)
    u2 = np.dot(z1, W2) + b2
    y = u2
    return z1, y


def backward(x, d, z1, y):
    grad = {}
    W1, W2 = network["W1"], network["W2"]
    b1, b2 = network["b1"], network["b2"]
    delta2 = d_mean_squared_error(d, y)
    grad["b2"] = np.sum(delta2, axis=0)
    grad["W2"] = np.dot(z1.T, delta2)
    delta1 = np.dot(delta2, W2.T) * d_relu(z1)
    delta1 = delta1[np.newaxis, :]
    grad["b1"] = np.sum(delta1, axis=0)
    x = x[np.newaxis, :]
    grad["W1"] = np.dot(x.T, delta1)
    return grad
