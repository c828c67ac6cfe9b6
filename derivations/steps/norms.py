"""The matrix form of a bound along a chain: ||da_L/da_0|| <= ||W_1|| ... ||W_L|| times the largest slope, once for each layer.

The layers are a_l = f(W_l a_(l-1) + b_l) for column vectors, so da_L/da_0 = diag(f'(u_L)) W_L ... diag(f'(u_1)) W_1. That product
is checked entry by entry, by SymPy and by 40-digit difference quotients at small distinct sizes; the inequalities between spectral
norms are theorems, and are tried on sampled networks.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Proved, Refuted
from derivations.evaluate import evaluate
from derivations.steps.entries import Entries, entries, named, total
from derivations.steps.numeric import Numbers
from derivations.steps.oracle import Oracle
from derivations.steps.scope import Scope
from derivations.steps.step import Step, derivative_of
from derivations.terms.domain import Domain
from derivations.terms.sympy_bridge import derived, from_sympy, to_sympy
from derivations.terms.term import Term, apply, name, number, substitute

Opinion = tuple[bool | None, bool | None]

JACOBIAN_CHAIN = "jacobian-chain"
NORM_OF_PRODUCT = "norm-of-product"
NORM_OF_DIAGONAL = "norm-of-diagonal"
NORM_BOUND = "norm-bound"

ZERO = number(0)
SIZES = (2, 3, 2, 2)
SAMPLES = 200
ROUNDING = 1e-12


def norm(matrix: Term) -> Term:
    """The spectral norm: the largest factor by which a matrix stretches a vector."""
    return Term("norm", (matrix,))


def jacobian_chain(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """Every entry of the product of diagonal and weight matrices is the derivative of an output by an input."""
    depth = len(step.after.args) // 2
    layers = {"a0": named("a0", (SIZES[0],))}
    for layer in range(1, depth + 1):
        weights = named(f"W{layer}", (SIZES[layer], SIZES[layer - 1]))
        u = [total(row * layers[f"a{layer - 1}"]) + name(f"b{layer}[{at}]") for at, row in enumerate(weights)]
        layers[f"W{layer}"] = weights
        layers[f"a{layer}"] = np.array([apply("sigmoid", each) for each in u], dtype=object)
    product = _entries_of_product(step.after, layers, dict(oracle.scope.definitions))
    pairs = [
        (output, entry, product[row, column])
        for row, output in enumerate(layers[f"a{depth}"])
        for column, entry in enumerate(layers["a0"])
    ]
    plain = Numbers(Scope(()), Domain())
    return _all(_by_sympy(pairs)), _all(plain.agree(derivative_of(output, by), value) for output, by, value in pairs)


def _entries_of_product(product: Term, layers: dict[str, Entries], definitions: dict[str, Term]) -> Entries:
    values: dict[Term, Any] = {name(each): found for each, found in layers.items()}
    made: Entries | None = None
    for factor in product.args:
        meaning = definitions.get(str(factor.value), factor)
        found = np.diag(entries(meaning.args[0], values)) if meaning.op == "diag" else entries(meaning, values)
        found = np.array([[ZERO if entry == 0 else entry for entry in row] for row in found], dtype=object)
        made = found if made is None else _product(made, found)
    assert made is not None
    return made


def _product(left: Entries, right: Entries) -> Entries:
    made = np.empty((left.shape[0], right.shape[1]), dtype=object)
    for row, column in np.ndindex(made.shape):
        made[row, column] = total(left[row] * right[:, column])
    return made


def _by_sympy(pairs: list[tuple[Term, Term, Term]]) -> Iterator[bool | None]:
    for output, by, value in pairs:
        comparison = compare(from_sympy(derived(to_sympy(output), to_sympy(by))), value)
        yield True if isinstance(comparison, Proved | Agreed) else (False if isinstance(comparison, Refuted) else None)


def norm_of_product(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """||A B|| <= ||A|| ||B|| on sampled matrices of the chain."""
    return None, _nowhere_passed(step, len(step.before.args[0].args) // 2, lambda chain, factors: chain)


def norm_of_diagonal(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """The norm of a diagonal matrix of slopes is its largest entry, at most 1/4."""
    return None, _nowhere_passed(step, 1, lambda chain, factors: factors[0])


def norm_bound(step: Step, oracle: Oracle, numbers: Numbers) -> Opinion:
    """The whole bound on sampled networks."""
    return None, _nowhere_passed(step, len(step.premises[0].after.args) // 2, lambda chain, factors: chain)


def _nowhere_passed(step: Step, depth: int, bounded: Callable[[Any, list[Any]], Any]) -> bool:
    """Whether the norm of what is bounded is at most what the step says, on every sampled network."""
    for chain, factors in _chains(depth):
        layers = [layer for layer in range(depth, 0, -1) for _ in "DW"]
        norms = {f"{letter}{layer}": _norm(factor) for letter, layer, factor in zip("DW" * depth, layers, factors, strict=True)}
        bound = evaluate(substitute(step.after, {norm(name(each)): name(each) for each in norms}), norms)
        if _norm(bounded(chain, factors)) > bound * (1 + ROUNDING):
            return False
    return True


def _chains(depth: int) -> Iterator[tuple[Any, list[Any]]]:
    """Jacobians of sampled sigmoid networks, each with its factors from the output inwards."""
    generator = np.random.default_rng(depth)
    for _ in range(SAMPLES):
        sizes = generator.integers(1, 8, depth + 1)
        activation = generator.normal(size=sizes[0])
        chain: Any = np.eye(sizes[0])
        factors: list[Any] = []
        for below, above in itertools.pairwise(sizes):
            weights = generator.normal(scale=generator.uniform(0.2, 4), size=(above, below))
            activation = 1 / (1 + np.exp(-(weights @ activation + generator.normal(size=above))))
            slopes = np.diag(activation * (1 - activation))
            chain = slopes @ weights @ chain
            factors = [slopes, weights, *factors]
        yield chain, factors


def _norm(matrix: Any) -> float:
    return float(np.linalg.norm(matrix, 2))


def _all(findings: Iterator[bool | None]) -> bool | None:
    collected = list(findings)
    if False in collected:
        return False
    return None if None in collected else True
