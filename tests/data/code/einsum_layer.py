import numpy as np


def forward(x, w, b):
    out = np.einsum("ni,ij->nj", x, w) + b
    return out


def backward(x, w, b, dout):
    dx = np.einsum("nj,ij->ni", dout, w)
    dw = np.einsum("ni,nj->ij", x, dout)
    db = np.einsum("nj->j", dout)
    return dx, dw, db
