import numpy as np


def predict(X, w, b):
    return X.dot(w) + b


def cost(X, y, w, b, lam):
    n = X.shape[0]
    residual = X.dot(w) + b - y
    return residual.dot(residual) / (2 * n) + lam / 2 * np.dot(w, w)


def gradient(X, y, w, b, lam):
    n = X.shape[0]
    residual = X.dot(w) + b - y
    dw = X.T.dot(residual) / n + lam * w
    db = np.mean(residual)
    return dw, db
