import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(x, params):
    L = len(params) // 2
    activations = [x]
    a = x
    for l in range(1, L + 1):
        z = a @ params["W" + str(l)] + params["b" + str(l)]
        a = sigmoid(z)
        activations.append(a)
    return a, activations


def loss(y, t):
    return np.sum((y - t) ** 2) / 2


def backward(activations, t, params):
    L = len(params) // 2
    grads = {}
    delta = (activations[-1] - t) * activations[-1] * (1 - activations[-1])
    for l in reversed(range(1, L + 1)):
        grads["W" + str(l)] = activations[l - 1].T @ delta
        grads["b" + str(l)] = np.sum(delta, axis=0)
        if l > 1:
            delta = (delta @ params["W" + str(l)].T) * activations[l - 1] * (1 - activations[l - 1])
    return grads
