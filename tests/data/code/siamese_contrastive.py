import numpy as np


def forward(xa, xb, y, W, margin):
    ha = np.tanh(xa @ W)
    hb = np.tanh(xb @ W)
    diff = ha - hb
    d2 = np.sum(diff ** 2, axis=1)
    loss = np.mean(y * d2 + (1 - y) * np.maximum(0, margin - d2))
    return loss, ha, hb, diff, d2


def backward(xa, xb, y, ha, hb, diff, d2, margin):
    n = len(y)
    dd2 = (y - (1 - y) * (d2 < margin)) / n
    ddiff = 2 * diff * dd2[:, np.newaxis]
    dha = ddiff * (1 - ha ** 2)
    dhb = -ddiff * (1 - hb ** 2)
    dW = xa.T @ dha + xb.T @ dhb
    return dW
