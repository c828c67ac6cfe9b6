"""The matrix rules: how dE goes back through the definition of one quantity.

The judgement is dE = <G, dv>: where a definition has the form ``before``, and G is dE by what is defined, dE/dv is ``after``.
A row per sample, and a gradient has the shape of its variable; that fixes each rule by the shapes alone. ``N`` and ``K`` are the
rows and columns of v, ``1_N`` the vector of N ones (1^T G adds the rows, one for each sample), ``1_KK`` the K by K matrix of ones.
The slope of an elementwise function is no row here: it comes from the scalar table.
"""

from __future__ import annotations

from derivations.steps.matching import slot
from derivations.steps.step import Rule, faulty
from derivations.terms.term import Term, apply, name, neg, opaque, substitute, subterms

SQUARED_ERROR = "mean_squared_error"
"""mean_squared_error(d, y): half the mean of (y - d)^2 over all N K entries."""
CROSS_ENTROPY = "cross_entropy"
"""cross_entropy(d, y): minus the sum of d log y, a mean over the N rows; each row of d is a distribution."""
BINARY_CROSS_ENTROPY = "binary_cross_entropy"
"""binary_cross_entropy(d, y): minus d log y + (1 - d) log(1 - y), a mean over all N K entries."""
LOSSES = (SQUARED_ERROR, CROSS_ENTROPY, BINARY_CROSS_ENTROPY)

ELEMENTWISE = "elementwise"
"""z = f(u), entry by entry: dE/du = dE/dz times f'(u), entry by entry."""


def matmul(*factors: Term) -> Term:
    """A product of matrices, in this order."""
    return Term("matmul", factors)


def hadamard(*factors: Term) -> Term:
    """A product entry by entry."""
    return Term("hadamard", factors)


def transpose(matrix: Term) -> Term:
    """The transpose."""
    return Term("transpose", (matrix,))


def adjoint(use: Term) -> Term:
    """dE by the v of a definition of this form."""
    return Term("adjoint", (use,))


G, v, W, b, d = slot("G"), slot("v"), slot("W"), slot("b"), slot("d")
N, K, ones, ones_square = slot("N"), slot("K"), slot("1_N"), slot("1_KK")
softmax, sigmoid = apply("softmax", v), apply("sigmoid", v)
DISTRIBUTION = Term("eq", (matmul(d, slot("1_K")), ones))
"""Each row of d adds up to 1."""

RULES = (
    Rule("squared-error", before=adjoint(opaque(SQUARED_ERROR, d, v)), after=(v - d) / (N * K)),
    Rule("cross-entropy", before=adjoint(opaque(CROSS_ENTROPY, d, v)), after=neg(d / (N * v))),
    Rule(
        "binary-cross-entropy",
        before=adjoint(opaque(BINARY_CROSS_ENTROPY, d, v)),
        after=(v - d) / (N * K * hadamard(v, 1 - v)),
    ),
    Rule(
        "cross-entropy-softmax",
        before=adjoint(opaque(CROSS_ENTROPY, d, softmax)),
        after=(softmax - d) / N,
        conditions=(DISTRIBUTION,),
    ),
    Rule(
        "cross-entropy-sigmoid",
        before=adjoint(opaque(BINARY_CROSS_ENTROPY, d, sigmoid)),
        after=(sigmoid - d) / (N * K),
    ),
    Rule("same-quantity", before=adjoint(v), after=G),
    Rule("linear-input", before=adjoint(v * W + b), after=matmul(G, transpose(W))),
    Rule("linear-weight", before=adjoint(W * v + b), after=matmul(transpose(W), G)),
    Rule("bias", before=adjoint(W * b + v), after=matmul(transpose(ones), G)),
    Rule("linear-input-alone", before=adjoint(v * W), after=matmul(G, transpose(W)), code="linear-input"),
    Rule("linear-weight-alone", before=adjoint(W * v), after=matmul(transpose(W), G), code="linear-weight"),
    Rule("softmax-rows", before=adjoint(softmax), after=hadamard(softmax, G - matmul(hadamard(G, softmax), ones_square))),
    Rule("entrywise-factor", before=adjoint(hadamard(v, W)), after=hadamard(G, W)),
    Rule("entrywise-factor-right", before=adjoint(hadamard(W, v)), after=hadamard(G, W), code="entrywise-factor"),
    Rule("summand", before=adjoint(v + W), after=G),
    Rule("summand-right", before=adjoint(W + v), after=G, code="summand"),
    Rule("bias-alone", before=adjoint(W + v), after=matmul(transpose(ones), G), code="bias"),
    Rule("subtracted", before=adjoint(W - v), after=neg(G)),
)


def _mistaken(label: str, imitates: str, after: Term, use: Term | None = None) -> Rule:
    """A misconception about the rule of that name; ``use``: the form of definition where it is narrower than the rule's.

    Its counterexample is the definition itself, with quantities of those names.
    """
    before = adjoint(use) if use is not None else next(rule.before for rule in RULES if rule.name == imitates)
    named = {each: name(str(each.value)) for each in subterms(before) if each.op == "slot"}
    variant = "" if use is None else use.op
    return faulty(label, imitates, before, after, counterexample=substitute(before.args[0], named), variant=variant)


LINEAR = (("linear-input", "linear-weight", "bias"), ("linear-input-alone", "linear-weight-alone", "bias-alone"))
tanh, relu = apply("tanh", v), apply("relu", v)

FAULTY = (
    _mistaken("error_sign", "squared-error", (d - v) / (N * K)),
    _mistaken("half_not_cancelled", "squared-error", 2 * (v - d) / (N * K)),
    _mistaken("mean_forgotten", "squared-error", v - d),
    _mistaken("error_sign", "cross-entropy-softmax", (d - softmax) / N),
    _mistaken("mean_forgotten", "cross-entropy-softmax", softmax - d),
    _mistaken("error_sign", "cross-entropy-sigmoid", (d - sigmoid) / (N * K)),
    _mistaken("mean_forgotten", "cross-entropy-sigmoid", sigmoid - d),
    *(
        rule
        for to_input, to_weight, to_bias in LINEAR
        for rule in (
            _mistaken("transpose_missing", to_input, matmul(G, W)),
            _mistaken("order_swapped", to_input, matmul(transpose(W), G)),
            _mistaken("transpose_missing", to_weight, matmul(W, G)),
            _mistaken("order_swapped", to_weight, matmul(G, transpose(W))),
            _mistaken("gradient_transposed", to_weight, matmul(transpose(G), W)),
            _mistaken("bias_not_summed", to_bias, G),
        )
    ),
    *(_mistaken("slope_missing", ELEMENTWISE, G, use) for use in (sigmoid, tanh, relu)),
    _mistaken("sigmoid_arg_not_activation", ELEMENTWISE, hadamard(G, v, 1 - v), sigmoid),
    _mistaken("sigmoid_no_one_minus", ELEMENTWISE, hadamard(G, sigmoid), sigmoid),
    _mistaken("tanh_like_sigmoid", ELEMENTWISE, hadamard(G, tanh, 1 - tanh), tanh),
    _mistaken("tanh_no_square", ELEMENTWISE, hadamard(G, 1 - tanh), tanh),
    _mistaken("softmax_as_elementwise", "softmax-rows", hadamard(G, softmax, 1 - softmax)),
)
"""Misconceptions about a backward pass; where one leaves another shape than its variable's, that alone gives it away."""
