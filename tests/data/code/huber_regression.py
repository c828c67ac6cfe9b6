import numpy as np


def huber(X, w, y):
    r = X @ w - y
    small = np.abs(r) <= 1
    loss = np.sum(np.where(small, 0.5 * r ** 2, np.abs(r) - 0.5))
    dr = np.where(small, r, np.sign(r))
    dw = X.T @ dr
    return loss, dw
