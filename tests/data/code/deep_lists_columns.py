import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def sigmoid_prime(z):
    s = sigmoid(z)
    return s * (1 - s)


def feedforward(x, weights, biases):
    a = x
    zs = []
    acts = [x]
    for w, b in zip(weights, biases):
        z = np.dot(w, a) + b
        zs.append(z)
        a = sigmoid(z)
        acts.append(a)
    return a, zs, acts


def quadratic_cost(a, y):
    return 0.5 * np.sum((a - y) ** 2)


def backprop(weights, biases, zs, acts, y):
    nabla_w = [np.zeros(w.shape) for w in weights]
    nabla_b = [np.zeros(b.shape) for b in biases]
    delta = (acts[-1] - y) * sigmoid_prime(zs[-1])
    nabla_b[-1] = np.sum(delta, axis=1, keepdims=True)
    nabla_w[-1] = np.dot(delta, acts[-2].T)
    for k in range(2, len(weights) + 1):
        delta = np.dot(weights[-k + 1].T, delta) * sigmoid_prime(zs[-k])
        nabla_b[-k] = np.sum(delta, axis=1, keepdims=True)
        nabla_w[-k] = np.dot(delta, acts[-k - 1].T)
    return nabla_w, nabla_b
