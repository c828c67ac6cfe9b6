"""The catalogue of misconceptions: code, number in the catalogue of the literature, and a worked item that shows each.

A code is the label of a diagnosis; labelled data of the house use the same words. Numbers are those under which studies of
calculus errors are gathered in the project's notes; ``BP`` is backpropagation.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivations.steps.factors import LABELS as OF_FACTORS
from derivations.steps.rules import OF_THE_WHOLE, UNSOUND
from derivations.steps.rules.chain import ALONG_NAMES
from derivations.steps.rules.extrema import OF_EXTREMA
from derivations.steps.rules.matrix import FAULTY


@dataclass(frozen=True, slots=True)
class Misconception:
    """One misconception: its code, its number, and an item with the answer of someone who has it.

    given: definitions; or, where ``chain`` is not empty, nothing, and the answer is a product of factors along the chain.
    """

    code: str
    number: str
    given: tuple[str, ...]
    wanted: str
    answer: str
    chain: tuple[str, ...] = ()


def _of(code: str, number: str, given: str, answer: str, wanted: str = "dy/dx") -> Misconception:
    return Misconception(code, number, tuple(given.split("; ")), wanted, answer)


def _along(code: str, answer: str, wanted: str = "dE/dw") -> Misconception:
    return Misconception(code, "BP", (), wanted, answer, ("E", "y", "u", "w"))


SQUARED = "layers: identity; loss: mean_squared_error"
SIGMOID = "layers: sigmoid; loss: mean_squared_error"
SOFTMAX = "layers: softmax; loss: mean_squared_error"

CATALOGUE = (
    _of("chain_forgot_inner", "1, 6", "y = sin(x^2 + a)", "cos(x^2 + a)"),
    _of("chain_outer_at_inner_derivative", "2", "y = sin(x^2)", "cos(2x)"),
    _of("chain_outer_not_differentiated", "3", "y = sin(x^2)", "2x sin(x^2)"),
    _of("chain_inner_only", "4", "y = (x^2 + 1)^3", "2x"),
    _of("chain_added", "5", "y = sin(x^2)", "cos(x^2) + 2x"),
    _of("chain_inverted", "BP", "y = sin(t); t = x^2", "cos(x^2)/(2x)"),
    _of("inner_not_differentiated", "1", "y = cos(t); t = x^2 + a", "-sin(x^2 + a)(x^2 + a)"),
    _of("inner_zero", "18", "y = sin(t); t = a x", "0"),
    _of("wrong_variable", "8", "y = a x^2 + w", "x^2"),
    _of("power_keep_exponent", "9", "y = x^3", "3x^3"),
    _of("power_no_coefficient", "10", "y = x^3", "x^2"),
    _of("power_exponent_plus", "11", "y = x^3", "3x^4"),
    _of("integrated", "11", "y = x^3", "x^4/4"),
    _of("power_rule_on_exponential", "12", "y = e^x", "x e^(x - 1)"),
    _of("exp_no_log", "13", "y = 2^x + x", "2^x + 1"),
    _of("product_of_derivatives", "14", "y = x^2 sin(x)", "2x cos(x)"),
    _of("product_first_only", "15", "y = x^2 sin(x)", "2x sin(x)"),
    _of("product_second_only", "15", "y = x^2 sin(x)", "x^2 cos(x)"),
    _of("product_minus", "15", "y = x^2 sin(x)", "2x sin(x) - x^2 cos(x)"),
    _of("quotient_of_derivatives", "16", "y = sin(x)/x^2", "cos(x)/(2x)"),
    _of("quotient_swapped", "17", "y = sin(x)/(x^2 + 1)", "(2x sin(x) - cos(x)(x^2 + 1))/(x^2 + 1)^2"),
    _of("quotient_plus", "17", "y = sin(x)/x^2", "(x^2 cos(x) + 2x sin(x))/x^4"),
    _of("quotient_no_square", "17", "y = sin(x)/x^2", "(x^2 cos(x) - 2x sin(x))/x^2"),
    _of("const_one", "18", "y = x^2 + a", "2x + 1"),
    _of("const_kept", "18", "y = x^2 + a", "2x + a"),
    _of("drop_constant", "19", "y = 3 x^2 + x", "2x + 1"),
    _of("drop_term", "", "y = x^3 + sin(x) + e^x", "3x^2 + e^x"),
    _of("trig_sign", "20", "y = cos(x) + x^2", "sin(x) + 2x"),
    _of("sign_flip", "21", "y = x^3 - sin(x)", "3x^2 + cos(x)"),
    _of("sign_overall", "21", "y = x^2 + sin(x)", "-2x - cos(x)"),
    _of("freshman_dream", "22", "z = t^2; t = x + y", "2x", "dz/dx"),
    _of("sigmoid_no_one_minus", "23", "y = sigmoid(x) + x", "sigmoid(x) + 1"),
    _of("sigmoid_only_one_minus", "23", "y = sigmoid(x)", "1 - sigmoid(x)"),
    _of("sigmoid_plus", "23", "y = sigmoid(x)", "sigmoid(x)(1 + sigmoid(x))"),
    _of("sigmoid_negated", "23", "y = sigmoid(x) + x", "1 - sigmoid(x)(1 - sigmoid(x))"),
    _of("sigmoid_arg_not_activation", "23", "y = sigmoid(x)", "x(1 - x)"),
    _of("tanh_no_square", "24", "y = tanh(x)", "1 - tanh(x)"),
    _of("tanh_like_sigmoid", "24", "y = tanh(x)", "tanh(x)(1 - tanh(x))"),
    _of("log_one_over_x", "25", "y = log(x^2 + 1)", "1/x"),
    _of("sqrt_no_half", "25", "y = sqrt(x^2 + 1)", "2x/sqrt(x^2 + 1)"),
    _of("relu_one", "25", "y = relu(x)", "1"),
    _of("abs_one", "25", "y = abs(x)", "1"),
    _of("not_differentiated", "25", "y = x^2 + sin(x)", "x^2 + sin(x)"),
    _of("place_for_value", "", "y = 5 - (x - 3)^2", "3", "max(y)"),
    _of("error_sign", "BP", SQUARED, "(d - y)/(N K)", "dE/dy"),
    _of("half_not_cancelled", "BP", SQUARED, "2*(y - d)/(N K)", "dE/dy"),
    _of("mean_forgotten", "BP", SQUARED, "y - d", "dE/dy"),
    _of("transpose_missing", "BP", SQUARED, "x @ ((y - d)/(N K))", "dE/dW1"),
    _of("order_swapped", "BP", SQUARED, "((y - d)/(N K)) @ x^T", "dE/dW1"),
    _of("gradient_transposed", "BP", SQUARED, "((y - d)/(N K))^T @ x", "dE/dW1"),
    _of("bias_not_summed", "BP", SQUARED, "(y - d)/(N K)", "dE/db1"),
    _of("slope_missing", "BP", SIGMOID, "(y - d)/(N K)", "dE/du1"),
    _of("softmax_as_elementwise", "BP", SOFTMAX, "((y - d)/(N K)) ⊙ y ⊙ (1 - y)", "dE/du1"),
    _along("missing_first", "dy/du * du/dw"),
    _along("missing_middle", "dE/dy * du/dw"),
    _along("missing_last", "dE/dy * dy/du"),
    _along("sum_for_product", "dE/dy + dy/du + du/dw"),
    _along("inverted_factor", "dE/dy * du/dy * du/dw"),
    _along("wrong_denominator", "dE/dy * dy/dx * du/dw"),
    _along("wrong_numerator", "dE/dy * dy/du * dx/dw"),
    _along("extra_factor", "dE/dy * dy/du * du/dw", "dE/du"),
    _along("repeated_factor", "dE/dy * dE/dy * dy/du * du/dw"),
)

CODES = tuple(
    dict.fromkeys(
        (*(rule.code for rule in (*UNSOUND, *OF_THE_WHOLE, *ALONG_NAMES.values(), *OF_EXTREMA.values(), *FAULTY)), *OF_FACTORS)
    )
)
"""Every label that a diagnosis can carry."""
