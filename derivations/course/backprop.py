"""Backpropagation through the two layers of ``derivations.network``: dE/dv in matrix form for every quantity.

Definitions: u1 = x W1 + b1, z1 = f(u1), u2 = z1 W2 + b2, y = u2, E = half the mean of (y - d)^2; a row per sample.
"""

from __future__ import annotations

from derivations.steps.adjoint import ERROR, derive_adjoint
from derivations.steps.step import Definitions, Derivation
from derivations.terms.term import Term, apply, derivative, name, opaque

PARAMETERS = ("b2", "W2", "b1", "W1")


def definitions(activation: str = "sigmoid") -> Definitions:
    """The network's definitions from the error inwards; ``activation`` is a function of the language: sigmoid, relu, tanh."""
    return (
        ("E", opaque(ERROR, name("d"), name("y"))),
        ("y", name("u2")),
        ("u2", name("z1") * name("W2") + name("b2")),
        ("z1", apply(activation, name("u1"))),
        ("u1", name("x") * name("W1") + name("b1")),
    )


def derivation(quantity: str, activation: str = "sigmoid") -> Derivation:
    """The derivation of dE/dquantity, for a parameter or an intermediate.

    >>> from derivations.terms.printing import plain
    >>> plain(derivation("y").answer)
    '(y - d)/(N*K)'
    """
    return derive_adjoint(definitions(activation), derivative(name("E"), name(quantity), glyph="∂"))


def formulas(activation: str = "sigmoid") -> dict[str, Term]:
    """dE/dv for every parameter, in terms of x, d, the caches z1 and y, the weights, and the sizes N and K."""
    return {parameter: derivation(parameter, activation).answer for parameter in PARAMETERS}
