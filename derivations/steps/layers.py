"""A network given as its layers and its loss: the definitions that say the same.

``layers: sigmoid, softmax`` and ``loss: cross_entropy`` stand for E = cross_entropy(d, y), y = softmax(u2), u2 = z1 W2 + b2,
z1 = sigmoid(u1), u1 = x W1 + b1: the names of ``derivations.network`` and ``derivations.deep_network``.
"""

from __future__ import annotations

from collections.abc import Sequence

from derivations.steps.rules.matrix import LOSSES
from derivations.steps.step import CannotDerive, Definitions
from derivations.terms.term import Term, apply, name, opaque

ACTIVATIONS = ("identity", "sigmoid", "tanh", "relu", "softmax")


def network(activations: Sequence[str], loss: str) -> Definitions:
    """The definitions of a network, from the error inwards.

    activations: one per layer, the output's last: identity, sigmoid, tanh, relu, softmax. loss: a name of LOSSES.
    Raises CannotDerive ``unknown-layer`` or ``unknown-loss``, with what was found and what is known.

    >>> from derivations.terms.printing import plain
    >>> [f"{each} = {plain(meaning)}" for each, meaning in network(["tanh"], "mean_squared_error")][1:]
    ['y = tanh(u1)', 'u1 = x*W1 + b1']
    """
    if loss not in LOSSES:
        raise CannotDerive("unknown-loss", {"found": loss, "expected": ", ".join(LOSSES)})
    if not activations:
        raise CannotDerive("unknown-layer", {"found": "", "expected": ", ".join(ACTIVATIONS)})
    definitions: list[tuple[str, Term]] = [("E", opaque(loss, name("d"), name("y")))]
    for layer in range(len(activations), 0, -1):
        activation = activations[layer - 1]
        if activation not in ACTIVATIONS:
            raise CannotDerive("unknown-layer", {"found": activation, "expected": ", ".join(ACTIVATIONS)})
        u = name(f"u{layer}")
        below = name(f"z{layer - 1}") if layer > 1 else name("x")
        above = "y" if layer == len(activations) else f"z{layer}"
        definitions.append((above, u if activation == "identity" else apply(activation, u)))
        definitions.append((f"u{layer}", below * name(f"W{layer}") + name(f"b{layer}")))
    return tuple(definitions)
