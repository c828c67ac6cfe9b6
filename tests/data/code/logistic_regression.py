import numpy as np


def forward(X, w, b):
    z = X @ w + b
    p = 1 / (1 + np.exp(-z))
    return p


def log_loss(p, y):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def gradient(X, y, p):
    m = len(y)
    error = p - y
    dw = X.T @ error / m
    db = np.mean(error)
    return dw, db
