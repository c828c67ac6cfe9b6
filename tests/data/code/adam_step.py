import numpy as np


def forward(X, w):
    p = 1.0 / (1.0 + np.exp(-X @ w))
    return p


def log_loss(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def backward(X, p, y, w, m, v, lr):
    dw = X.T @ (p - y) / len(y)
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw ** 2
    m_hat = m / (1 - 0.9)
    v_hat = v / (1 - 0.999)
    w = w - lr * m_hat / (np.sqrt(v_hat) + 1e-8)
    return w, m, v
