import numpy as np


class Linear:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def forward(self, inputs):
        self.inputs = inputs
        return np.matmul(inputs, self.weight) + self.bias

    def backward(self, grad_output):
        self.weight_grad = np.matmul(np.transpose(self.inputs), grad_output)
        self.bias_grad = np.sum(grad_output, axis=0)
        grad_inputs = np.matmul(grad_output, np.transpose(self.weight))
        return grad_inputs
