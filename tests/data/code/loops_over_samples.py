import numpy as np


def logistic(v):
    return 1 / (1 + np.exp(-v))


def mean_log_loss(X, y, w, b):
    total = 0.0
    for row, target in zip(X, y):
        p = logistic(np.dot(row, w) + b)
        total -= target * np.log(p) + (1 - target) * np.log(1 - p)
    return total / X.shape[0]


def gradients(X, y, w, b):
    count, width = X.shape
    dw = np.zeros(width)
    db = 0.0
    for i in range(count):
        miss = logistic(np.dot(X[i], w) + b) - y[i]
        for j in range(width):
            dw[j] += miss * X[i, j]
        db += miss
    dw = dw / count
    db = db / count
    return dw, db
