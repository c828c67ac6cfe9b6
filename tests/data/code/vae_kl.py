import numpy as np


def kl(mu, logvar):
    loss = -0.5 * np.sum(1 + logvar - mu ** 2 - np.exp(logvar))
    dmu = mu
    dlogvar = 0.5 * (np.exp(logvar) - 1)
    return loss, dmu, dlogvar
