"""The chain rule with its intermediate kept: z = t^2, t = x + y, so dz/dx = dz/dt . dt/dx = 2t . 1 = 2(x + y)."""

from __future__ import annotations

from derivations.steps.derive import derive
from derivations.steps.step import Derivation
from derivations.terms.term import derivative, name

DEFINITIONS = (("z", name("t") ** 2), ("t", name("x") + name("y")))


def derivation() -> Derivation:
    """dz/dx, shown factored.

    >>> from derivations.terms.printing import plain
    >>> plain(derivation().answer)
    '2*(x + y)'
    """
    return derive(DEFINITIONS, derivative(name("z"), name("x")))
