import numpy as np


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


def gru_forward(x, h_prev, Wz, Uz, Wr, Ur, Wn, Un):
    z = sigmoid(x @ Wz + h_prev @ Uz)
    r = sigmoid(x @ Wr + h_prev @ Ur)
    rh = r * h_prev
    n = np.tanh(x @ Wn + rh @ Un)
    h = (1 - z) * n + z * h_prev
    return h, z, r, rh, n


def gru_backward(x, h_prev, Wz, Uz, Wr, Ur, Wn, Un, z, r, rh, n, dh):
    dn = dh * (1 - z)
    dz = dh * (h_prev - n)
    pre_n = dn * (1 - n * n)
    pre_z = dz * z * (1 - z)
    drh = pre_n @ Un.T
    dr = drh * h_prev
    pre_r = dr * r * (1 - r)
    dWn = x.T @ pre_n
    dUn = rh.T @ pre_n
    dWz = x.T @ pre_z
    dUz = h_prev.T @ pre_z
    dWr = x.T @ pre_r
    dUr = h_prev.T @ pre_r
    dx = pre_n @ Wn.T + pre_z @ Wz.T + pre_r @ Wr.T
    dh_prev = dh * z + drh * r + pre_z @ Uz.T + pre_r @ Ur.T
    return dx, dh_prev, dWz, dUz, dWr, dUr, dWn, dUn
