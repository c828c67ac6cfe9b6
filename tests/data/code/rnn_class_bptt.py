import numpy as np


class RNN:
    def __init__(self, U, W, V):
        self.U, self.W, self.V = U, W, V

    def forward(self, xs, ts):
        T = len(xs)
        self.xs, self.ts = xs, ts
        self.h = [np.zeros(self.W.shape[0])]
        self.o = []
        loss = 0.0
        for t in range(T):
            self.h.append(np.tanh(xs[t] @ self.U + self.h[-1] @ self.W))
            self.o.append(self.h[-1] @ self.V)
            loss = loss + 0.5 * np.sum((self.o[-1] - ts[t]) ** 2)
        return loss

    def backward(self):
        dU = np.zeros_like(self.U)
        dW = np.zeros_like(self.W)
        dV = np.zeros_like(self.V)
        dh_next = np.zeros(self.W.shape[0])
        for t in range(len(self.xs) - 1, -1, -1):
            do = self.o[t] - self.ts[t]
            dV += np.outer(self.h[t + 1], do)
            dh = do @ self.V.T + dh_next
            da = dh * (1 - self.h[t + 1] ** 2)
            dU += np.outer(self.xs[t], da)
            dW += np.outer(self.h[t], da)
            dh_next = da @ self.W.T
        return dU, dW, dV
