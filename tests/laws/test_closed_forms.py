"""Every formula, number, matrix and choice of the banks, computed once more by mpmath from what the question's text says.

A row is written by hand from the text, in Python, with the question's parameters and free names as arguments; slopes are taken by
mpmath's own differences at 40 digits. No rule, no definition and no key of ours has a part in it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from mpmath import mp, mpf

from derivations.evaluate import evaluate
from derivations.steps.adjoint import is_network
from derivations.terms.reading import Names, Reading, read
from quiz.kinds import _formulas
from quiz.parted import keys_of
from quiz.question import Question
from tests.banks import QUESTIONS, asked_as

Row = Callable[..., Any]
LABELS = ("1", "2")
exp, ln, tanh, sqrt = mp.exp, mp.log, mp.tanh, mp.sqrt


def slope(function: Row, at: Any) -> Any:
    return mp.diff(function, at)


def sigma(u: Any) -> Any:
    return 1 / (1 + exp(-u))


def relu(u: Any) -> Any:
    return max(u, mpf(0))


def half(*errors: Any) -> Any:
    return sum(each**2 for each in errors) / 2


def lowest(function: Row) -> Any:
    """Where a parabola is lowest: through its slopes at 0 and 1."""
    return slope(function, 0) / (slope(function, 0) - slope(function, 1))


def momentum(w0: Any, eta: Any) -> Any:
    v1 = -eta * w0
    return w0 + v1 + (v1 / 2 - eta * (w0 + v1))


def cross_entropy(y: Any, d: Any) -> Any:
    return -d * ln(y) - (1 - d) * ln(1 - y)


def variance(*batch: Any) -> Any:
    mean = sum(batch) / len(batch)
    return sum((each - mean) ** 2 for each in batch) / len(batch)


def recurrent(w: Any, u: Any, h: Any, *inputs: Any) -> Any:
    for each in inputs:
        h = w * h + u * each
    return h


def convolved(w: Any, x: Any) -> list[Any]:
    return [w[0] * x[at] + w[1] * x[at + 1] for at in range(len(x) - 1)]


def against(values: Any, targets: Any) -> Any:
    return half(*(value - target for value, target in zip(values, targets, strict=True)))


ROWS: dict[str, Row] = {
    "attention/attention_score": lambda a, c: (3 * a + 2 * c - 1) / sqrt(4),
    "attention/attention_weight": lambda s1, s2, s3, c: slope(lambda s: exp(c * s1) / (exp(c * s1) + exp(c * s) + exp(c * s3)), s2),
    "attention/equal_scores": lambda n: slope(lambda s: exp(s) / (exp(s) + (n - 1)), 0),
    "attention/output_by_score": lambda s1, s2, p, q: slope(lambda s: (p * exp(s) + q * exp(s2)) / (exp(s) + exp(s2)), s1),
    "attention/own_score": lambda s1, s2, n: slope(lambda s: exp(s) / (exp(s) + n * exp(s2)), s1),
    "attention/score_by_query": lambda p, q, n: (p / sqrt(n), q / sqrt(n)),
    "attention/temperature": lambda s1, s2, T: slope(lambda s: sigma((s - s2) / T), s1),
    "attention/weight_steps": lambda s1, s2, T: slope(lambda s: sigma((s1 - s) / T), s2),
    "backpropagation/delta_of_hidden": lambda u, d1, d2, p, q: slope(lambda at: half(p * sigma(at) - d1, q * sigma(at) - d2), u),
    "backpropagation/input_gradient": lambda x, v1, v2, p, q, d: slope(lambda x: half(v1 * tanh(p * x) + v2 * tanh(q * x) - d), x),
    "backpropagation/numeric_gradient": lambda p, r: slope(lambda w: half(3 * relu(5 * w - 2) - r), p),
    "backpropagation/residual_connection": lambda x, v, p: slope(lambda x: x + v * tanh(p * x), x),
    "backpropagation/shared_variable": lambda w, x, p: slope(lambda w: w * (w * x + p), w),
    "backpropagation/two_layer_chain": lambda w, v, p, d: slope(lambda w: half(v * sigma(p * w) - d), w),
    "backpropagation/two_layer_steps": lambda w, v, p, d: slope(lambda w: half(v * sigma(p * w) - d), w),
    "backpropagation/weight_gradient_matrix": lambda p, q: (
        slope(lambda w: half(2 * w + 5 * p - 2), 3),
        slope(lambda w: half(6 + 5 * w - 2), p),
        slope(lambda w: half(2 * w + 5 * q - 2), 4),
        slope(lambda w: half(8 + 5 * w - 2), q),
    ),
    "batch_normalisation/batch_variance": lambda p, q: variance(p, p + 2 * q, p + 4 * q, p + 6 * q),
    "batch_normalisation/by_the_input": lambda v, e0, p: p / sqrt(v + e0),
    "batch_normalisation/by_the_scale": lambda g, b, d1, d2, p, q: slope(lambda g: half(g * p + b - d1, g * q + b - d2), g),
    "batch_normalisation/mean_by_an_input": lambda n: 1 / n,
    "batch_normalisation/normalised_value": lambda s, k, p: p * (s * k / s) - 1,
    "batch_normalisation/scale_and_shift": lambda p, q: (
        slope(lambda g: half(2 * g + q + 4, -3 * g + q - 3), p),
        slope(lambda b: half(2 * p + b + 4, -3 * p + b - 3), q),
    ),
    "batch_normalisation/through_the_mean": lambda n: 1 - 1 / n,
    "batch_normalisation/variance_by_an_input": lambda x1, x2, p: slope(lambda x: variance(x, x2, p), x1),
    "chain_rule_derivation/chain_rule_steps": lambda x, y: slope(lambda x: (x**2 + y) ** 2, x),
    "chain_rule_derivation/linear_inside_steps": lambda x, y, a, b, n: slope(lambda x: (a * x + b * y) ** n, x),
    "chain_rule_derivation/sigmoid_steps": lambda x, a: slope(lambda x: sigma(a * x), x),
    "chain_rule_variants/inner_exponential": lambda x, y, a, b: slope(lambda x: exp(a * x * y + b * x), x),
    "chain_rule_variants/inner_linear": lambda x, y, a, b: slope(lambda x: (a * x + b * y) ** 2, x),
    "chain_rule_variants/inner_square": lambda x, y, a, n: slope(lambda x: (a * x**2 + y) ** n, x),
    "chain_rule_variants/sigmoid_slope": lambda a: slope(lambda x: sigma(a * x), 0),
    "convolution/filter_gradient": lambda p, q: (
        slope(lambda w: against(convolved((w, q), (3, 6, 5)), (4, 3)), p),
        slope(lambda w: against(convolved((p, w), (3, 6, 5)), (4, 3)), q),
    ),
    "convolution/filter_jacobian": lambda x1, x2, x3: (x1, x2, x2, x3),
    "convolution/input_gradient": lambda x1, x2, x3, d1, d2, p, q: slope(
        lambda x: against(convolved((p, q), (x1, x, x3)), (d1, d2)), x2
    ),
    "convolution/input_jacobian": lambda w1, w2: (w1, w2, 0, 0, w1, w2),
    "convolution/max_pooling": lambda p, q: (0, slope(lambda x: half(max(4, x, 5) - q), p), 0),
    "convolution/one_output": lambda p, q: sum(w * x for w, x in zip((1, 0, -1, 2), (p, 5, 4, q), strict=True)) + 1,
    "convolution/output_size": lambda a, b, c: len(range(0, int(a + 4 - b) + 1, int(c))),
    "convolution/parameter_count": lambda a, b: sum(int(b) * int(b) * 3 + 1 for _ in range(int(a))),
    "convolution/receptive_field": lambda a, b: 1 + sum(int(b) - 1 for _ in range(int(a))),
    "convolution/same_padding": lambda a: next(p for p in range(10) if 20 + 2 * p - int(a) + 1 == 20),
    "deep_gradients/clipped_gradient": lambda c, t: tuple(t * each / mp.hypot(3 * c, 4 * c) for each in (3 * c, 4 * c)),
    "deep_gradients/initial_weights": lambda n, a: n * (1 / sqrt(n)) ** 2 * a,
    "deep_gradients/leaky_slope": lambda c, p: slope(lambda x: p * x if x > 0 else p * x / c, -2),
    "deep_gradients/linear_chain": lambda w, p: slope(lambda x: w * (w * (w * (p * x))), 1),
    "deep_gradients/relu_path": lambda p, q: slope(lambda x: relu(q * relu(p * x - 1) - 2), 3),
    "deep_gradients/steep_sigmoid": lambda w: slope(lambda x: sigma(w * x), 0),
    "deep_gradients/ten_layers": lambda a: mpf(4) ** -a,
    "deep_gradients/two_sigmoids_steps": lambda x, p, q: slope(lambda x: sigma(q * sigma(p * x)), x),
    "forward_propagation/count_of_weights": lambda a, b: 784 * a + a + a * b + b,
    "forward_propagation/neuron_output": lambda p, r: relu(4 * p - 3 + r),
    "forward_propagation/relu_slope": lambda p, q: (slope(lambda x: relu(p * x + q), -2), slope(lambda x: relu(p * x + q), 3)),
    "forward_propagation/sigmoid_slope_at": lambda p: slope(sigma, ln(p)),
    "forward_propagation/sigmoid_value": lambda: sigma(-2 * ln(2) + ln(2)),
    "forward_propagation/softmax_share": lambda p, q: p / (p + q + 1),
    "forward_propagation/softplus_slope": lambda x, a: slope(lambda x: ln(1 + exp(a * x)), x),
    "forward_propagation/tanh_maximum": lambda a: slope(lambda x: tanh(a * x), 0),
    "forward_propagation/tanh_of_sigmoid": lambda x, a: slope(lambda x: tanh(a * x), x),
    "forward_propagation/tanh_slope": lambda x, b, p: slope(lambda x: tanh(p * x + b), x),
    "forward_propagation/tanh_value": lambda: tanh(-2 * ln(2) + ln(2)),
    "forward_propagation/two_units": lambda p, q: (p + 2 * q + 1, -q + 2),
    "gradient_descent/adagrad_step": lambda w0, k, j: w0 - j / 10 * 4 * k / sqrt(9 * k**2 + 16 * k**2),
    "gradient_descent/adam_bias_correction": lambda g1, g2: (g1 / 4 + g2 / 2) / (mpf(3) / 4),
    "gradient_descent/adam_first_step": lambda g, j: 1 - j / 100 * mp.sign(g),
    "gradient_descent/contraction": lambda a, eta: slope(lambda w: w - eta * a * w, 1),
    "gradient_descent/minibatch_gradient": lambda w, d1, d2, p, q: slope(lambda w: (half(p * w - d1) + half(q * w - d2)) / 2, w),
    "gradient_descent/momentum_form": lambda m, eta, p: slope(lambda v: 2 + v + m * v - eta * p * (2 + v), 1),
    "gradient_descent/momentum_two_steps": lambda w0, j: momentum(w0, j / 10),
    "gradient_descent/one_step": lambda w, eta, p, d: w - eta * slope(lambda w: half(p * w - d), w),
    "gradient_descent/one_step_value": lambda p, r: p - slope(lambda w: half(4 * w - r), p) / 10,
    "gradient_descent/rmsprop_step": lambda k, g, j: 1 - j / 10 * k * g / sqrt((k * g) ** 2 / k**2),
    "output_and_loss/constant_prediction": lambda a, b, c: lowest(lambda w: half(w - a, w - b, w - c)),
    "output_and_loss/cross_entropy_by_output": lambda y, p, d: slope(lambda y: -p * d * ln(y) - (1 - d) * ln(1 - y), y),
    "output_and_loss/cross_entropy_value": lambda p: -ln(1 / p),
    "output_and_loss/logistic_error": lambda u, a, d: slope(lambda u: cross_entropy(sigma(a * u), d), u),
    "output_and_loss/logistic_steps": lambda w, a, d: slope(lambda w: cross_entropy(sigma(a * w), d), w),
    "output_and_loss/softmax_jacobian": lambda a, b, c: (
        slope(lambda a: sigma(c * (a - b)), a),
        slope(lambda b: sigma(c * (a - b)), b),
        slope(lambda a: sigma(c * (b - a)), a),
        slope(lambda b: sigma(c * (b - a)), b),
    ),
    "output_and_loss/softmax_other_class": lambda a, b, c, n: slope(lambda b: -ln(exp(a) / (exp(a) + exp(b) + n * exp(c))), b),
    "output_and_loss/squared_error_gradient": lambda y1, y2, d1, d2, p: (
        slope(lambda y: half(y - d1), y1),
        p * slope(lambda y: half(y - d2), y2),
    ),
    "output_and_loss/squared_error_of_sigmoid": lambda u, a, d: slope(lambda u: half(sigma(a * u) - d), u),
    "overfitting/dropout_scaling": lambda a, b: a * (b / a) + (1 - a) * 0,
    "overfitting/l1_gradient": lambda w, c, p, d: slope(lambda w: half(p * w - d) + c * abs(w), w),
    "overfitting/l1_value": lambda p, r: slope(lambda w: half(3 * w - r) + abs(w) / 2, p),
    "overfitting/l2_gradient": lambda w, c, p, d: slope(lambda w: half(p * w - d) + c * w**2 / 2, w),
    "overfitting/ridge_minimum": lambda p, c: lowest(lambda w: half(w - p) + c * w**2 / 2),
    "overfitting/weight_decay_step": lambda w, eta, c: w - eta * slope(lambda w: c * w**2 / 2, w),
    "recurrent_networks/cell_state": lambda f2, p: f2 * p,
    "recurrent_networks/forget_gate": lambda a, p: slope(lambda a: p * sigma(a), a),
    "recurrent_networks/hidden_state": lambda w, u: tanh(w * tanh(0) + u),
    "recurrent_networks/input_weight": lambda x1, x2, p: slope(lambda u: recurrent(p, u, 1, x1, x2), 2),
    "recurrent_networks/recurrent_weight": lambda w, u, h0, p: slope(lambda w: recurrent(w, u, h0, p, 3), w),
    "recurrent_networks/tanh_recurrence": lambda h0, u, x1, x2, p: slope(lambda h: tanh(p * tanh(p * h + u * x1) + u * x2), h0),
    "recurrent_networks/through_three_steps": lambda w: slope(lambda h: recurrent(w, 1, h, 2, 3, 4), 5),
    "recurrent_networks/two_step_gradient": lambda p, q: slope(lambda w: half(recurrent(w, 4, 3, 2, q) - 9), p),
    "recurrent_networks/two_times_steps": lambda w, h0, p, q: slope(lambda w: recurrent(w, 1, h0, p, q), w),
    "vanishing_gradient/chain_rule": lambda x, y: slope(lambda x: (x + y) ** 2, x),
    "vanishing_gradient/sigmoid_maximum": lambda: slope(sigma, 0),
    "vanishing_gradient_twins/chain_rule_choice": lambda x, y: slope(lambda x: (x**2 + y) ** 2, x),
    "vanishing_gradient_twins/chain_rule_linear": lambda x, y: slope(lambda x: (3 * x + y) ** 2, x),
    "vanishing_gradient_twins/chain_rule_square": lambda x, y: slope(lambda x: (x**2 + y) ** 2, x),
    "vanishing_gradient_twins/sigmoid_maximum_diagnostic": lambda: slope(sigma, 0),
    "vanishing_gradient_twins/tanh_maximum": lambda: slope(tanh, 0),
}


def asked_in_numbers(question: Question) -> bool:
    """Whether a question has definitions of single numbers; those of arrays are checked by NumPy at arrays."""
    return question.kind in ("formula", "number", "matrix", "choice", "derivation") and not is_network(
        _formulas.asked(question).definitions
    )


NUMERIC = [each for each in QUESTIONS.values() if asked_in_numbers(each)]


def test_every_question_in_numbers_has_a_row() -> None:
    assert ROWS.keys() == {each.id for each in NUMERIC}


@pytest.mark.parametrize("question", NUMERIC, ids=lambda question: question.id)
def test_the_key_is_what_mpmath_makes_of_the_text(question: Question) -> None:
    row = ROWS[question.id]
    for label in LABELS if question.parameters else LABELS[:1]:
        variant, key = asked_as(question.id, label)
        free = sorted(_formulas.asked(variant).free_names)
        point = {name: 0.3 + 0.6 * at / max(len(free), 1) for at, name in enumerate(free)}
        given = {**point, **{name: mpf(value.numerator) / value.denominator for name, value in variant.values.items()}}
        takes = inspect.signature(row).parameters
        with mp.workdps(40):
            expected = row(**{name: given[name] for name in takes})

        answers = [each.answer for each in keys_of(key).values()] or [key.answer]
        found = [float(value) for answer in answers for value in values(answer, point)]

        assert key.usable
        assert found == pytest.approx(
            [float(each) for each in (expected if isinstance(expected, tuple) else (expected,))], rel=1e-9
        )


def values(answer: str, point: dict[str, float]) -> list[Any]:
    """An answer's value at a point; the entries of a matrix or a vector row by row."""
    found = read(answer, Names(frozenset(point)))
    assert isinstance(found, Reading), answer
    parts = found.term.args if found.term.op in ("matrix", "tuple", "list") else (found.term,)
    return [evaluate(each, point) for each in parts]
