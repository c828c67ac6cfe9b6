"""Why gradients vanish: how large da_L/da_0 can be along a chain of sigmoid layers, and what is measured.

One unit per layer, a_l = sigma(w_l a_(l-1) + b_l): |da_L/da_0| <= |w_1 ... w_L| / 4^L, because sigma' <= 1/4. So 4^-L bounds it
where the hypothesis |w_l| <= 1 is made, and not otherwise: with larger weights the bound is (max |w|/4)^L, and says nothing from
|w| = 4 on.
With several units per layer the same holds for spectral norms. What other activations do instead is in ``SLOPES``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from derivations.steps.bounds import UNDER_HYPOTHESIS, product_bound
from derivations.steps.derive import derive
from derivations.steps.extrema import extremum
from derivations.steps.norms import JACOBIAN_CHAIN, NORM_BOUND, NORM_OF_DIAGONAL, NORM_OF_PRODUCT, norm
from derivations.steps.rules.matrix import hadamard, matmul
from derivations.steps.scope import Scope
from derivations.steps.step import Definitions, Derivation, Step, renumbered
from derivations.steps.strategy import Deriving
from derivations.terms.domain import Domain
from derivations.terms.term import Term, apply, derivative, mul, name, number

Array = npt.NDArray[np.float64]

DEPTH = 3
"""Layers of the written derivations: enough to see how it goes on."""
s, v = name("s"), name("v")
SLOPE = ("s", apply("sigmoid", v))
"""One sigmoid by itself, whose slope is bounded."""


def layers(depth: int = DEPTH) -> Definitions:
    """a_l = sigma(u_l), u_l = w_l a_(l-1) + b_l, from the last layer inwards, and s = sigma(v)."""
    found: list[tuple[str, Term]] = []
    for layer in range(depth, 0, -1):
        found.append((f"a{layer}", apply("sigmoid", name(f"u{layer}"))))
        found.append((f"u{layer}", name(f"w{layer}") * name(f"a{layer - 1}") + name(f"b{layer}")))
    return (*found, SLOPE)


def bound(depth: int = DEPTH) -> Derivation:
    """|da_L/da_0| <= |w_1| ... |w_L| / 4^L.

    >>> from derivations.terms.printing import plain
    >>> plain(bound(2).answer)
    'abs(w1)*abs(w2)/4^2'
    """
    definitions = layers(depth)
    deriving = Deriving(Scope(definitions), Domain())
    slope = derivative(name(f"a{depth}"), name("a0"))
    root = _bounded(deriving, slope, depth, "1")
    return Derivation(definitions, apply("abs", slope), root, (), root.after)


def bound_under_hypothesis(depth: int = DEPTH) -> Derivation:
    """|da_L/da_0| <= 1/4^L, where |w_l| <= 1 for every layer."""
    definitions = layers(depth)
    deriving = Deriving(Scope(definitions), Domain())
    slope = derivative(name(f"a{depth}"), name("a0"))
    inner = _bounded(deriving, slope, depth, "1.1")
    hypothesis = tuple(Term("le", (apply("abs", name(f"w{layer}")), number(1))) for layer in range(1, depth + 1))
    least = number(1) / number(4) ** depth
    root = Step("1", UNDER_HYPOTHESIS, apply("abs", slope), least, (inner,), domain=hypothesis)
    return Derivation(definitions, apply("abs", slope), root, (), least)


def _bounded(deriving: Deriving, slope: Term, depth: int, path: str) -> Step:
    along = deriving.step(slope, f"{path}.1")
    wanted = Term("max", (derivative(s, v),))
    largest = renumbered(extremum(wanted, deriving.step(derivative(s, v), "1.1"), deriving), f"{path}.2")
    outputs = (*(name(f"a{layer}") for layer in range(1, depth)), apply("sigmoid", name(f"u{depth}")))
    slopes = tuple(output * (1 - output) for output in outputs)
    return product_bound(path, along, largest, slopes, apply("abs", slope))


def matrix_bound(depth: int = 2) -> Derivation:
    """||da_L/da_0|| <= ||W_1|| ... ||W_L|| / 4^L for the spectral norm."""
    ranks = range(depth, 0, -1)
    definitions: list[tuple[str, Term]] = []
    for layer in ranks:
        definitions.append((f"a{layer}", apply("sigmoid", name(f"u{layer}"))))
        definitions.append((f"u{layer}", matmul(name(f"W{layer}"), name(f"a{layer - 1}")) + name(f"b{layer}")))
    diagonals = tuple((f"D{layer}", Term("diag", (hadamard(name(f"a{layer}"), 1 - name(f"a{layer}")),))) for layer in ranks)
    scope = (*definitions, *diagonals, SLOPE)
    slope = derivative(name(f"a{depth}"), name("a0"))
    product = matmul(*(name(f"{letter}{layer}") for layer in ranks for letter in "DW"))
    deriving = Deriving(Scope(scope), Domain())
    wanted = Term("max", (derivative(s, v),))
    largest = renumbered(extremum(wanted, deriving.step(derivative(s, v), "1.1"), deriving), "1.3.1")
    norms = mul(*(norm(factor) for factor in product.args))
    weights = mul(*(norm(name(f"W{layer}")) for layer in range(1, depth + 1)))
    answer = weights / number(4) ** depth
    one = norm(name(f"D{depth}"))
    argument = (
        Step("1.1", JACOBIAN_CHAIN, slope, product),
        Step("1.2", NORM_OF_PRODUCT, norm(product), norms),
        Step("1.3", NORM_OF_DIAGONAL, one, number(1) / number(4), (largest,)),
    )
    root = Step("1", NORM_BOUND, norm(slope), answer, argument)
    return Derivation(scope, norm(slope), root, (), answer)


SLOPES: dict[str, Term] = {
    "sigmoid": apply("sigmoid", v),
    "tanh": apply("tanh", v),
    "relu": apply("relu", v),
    "swish": v * apply("sigmoid", v),
}


def largest_slope(activation: str) -> Derivation:
    """The largest slope of an activation: 1/4 and 1 by a square, 1 by the values of a step, 1.0998... on a grid.

    >>> from derivations.terms.printing import plain
    >>> {each: plain(largest_slope(each).answer) for each in ("sigmoid", "tanh", "relu")}
    {'sigmoid': '1/4', 'tanh': '1', 'relu': '1'}
    """
    return derive((("s", SLOPES[activation]),), Term("max", (derivative(s, v),)))


@dataclass(frozen=True, slots=True)
class Measured:
    """Norms of da_L/da_0 by depth: medians over random networks, and what the sigmoid's bound says of the same networks."""

    depths: tuple[int, ...]
    medians: dict[str, tuple[float, ...]]
    bound: tuple[float, ...]


FUNCTIONS: dict[str, Callable[[npt.NDArray[Any]], npt.NDArray[Any]]] = {
    "sigmoid": lambda u: 1 / (1 + np.exp(-u)),
    "tanh": np.tanh,
    "relu": lambda u: np.maximum(u, 0),
    "swish": lambda u: u / (1 + np.exp(-u)),
}


def measured(deepest: int = 20, width: int = 16, networks: int = 40) -> Measured:
    """Measure ||da_L/da_0|| on networks whose weights are drawn with variance 1/width; slopes are taken by the complex step.

    >>> found = measured(deepest=3, networks=5)
    >>> all(value <= limit for value, limit in zip(found.medians["sigmoid"], found.bound))
    True
    """
    norms = {each: np.zeros((networks, deepest)) for each in FUNCTIONS}
    bounds = np.zeros((networks, deepest))
    for at in range(networks):
        for activation, function in FUNCTIONS.items():
            generator = np.random.default_rng(at)
            unit, chain, limit = generator.normal(size=width), np.eye(width), 1.0
            for layer in range(deepest):
                weights = generator.normal(size=(width, width)) / np.sqrt(width)
                u = weights @ unit
                slopes = np.imag(function(u + 1e-30j)) / 1e-30 if activation != "relu" else (u > 0).astype(float)
                unit, chain = function(u), (slopes[:, np.newaxis] * weights) @ chain
                norms[activation][at, layer] = np.linalg.norm(chain, 2)
                limit *= float(np.linalg.norm(weights, 2)) / 4
                bounds[at, layer] = limit
    medians = {each: tuple(float(value) for value in np.median(found, axis=0)) for each, found in norms.items()}
    return Measured(tuple(range(1, deepest + 1)), medians, tuple(float(value) for value in np.median(bounds, axis=0)))
