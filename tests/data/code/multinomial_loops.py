import numpy as np


def softmax_naive(W, X, y):
    dW = np.zeros_like(W)
    loss = 0.0
    n = X.shape[0]
    k = W.shape[1]
    for i in range(n):
        scores = X[i].dot(W)
        e = np.exp(scores)
        p = e / np.sum(e)
        loss -= np.log(p[y[i]])
        for j in range(k):
            dW[:, j] += (p[j] - (j == y[i])) * X[i]
    loss /= n
    dW /= n
    return loss, dW
