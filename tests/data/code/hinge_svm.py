import numpy as np


def svm_loss(W, X, y):
    num = X.shape[0]
    scores = X.dot(W)
    correct = scores[np.arange(num), y]
    margins = np.maximum(0, scores - correct[:, np.newaxis] + 1)
    margins[np.arange(num), y] = 0
    loss = np.sum(margins) / num
    binary = (margins > 0).astype(float)
    row = np.sum(binary, axis=1)
    binary[np.arange(num), y] = -row
    dW = X.T.dot(binary) / num
    return loss, dW
