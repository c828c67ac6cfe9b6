"""The sigmoid: its derivative sigma(1 - sigma), by its own rule and from 1/(1 + e^-x), and the maximum 1/4 of that at 0."""

from __future__ import annotations

from derivations.steps.derive import derive
from derivations.steps.extrema import by_stationary_points
from derivations.steps.scope import Scope
from derivations.steps.step import Derivation
from derivations.steps.strategy import Deriving
from derivations.terms.domain import Domain
from derivations.terms.term import Term, apply, derivative, name, number

x, y = name("x"), name("y")
OPAQUE = (("y", apply("sigmoid", x)),)
FRACTION = (("y", number(1) / (1 + apply("exp", -x))),)
SLOPE = derivative(y, x)


def slope() -> Derivation:
    """dy/dx for y = sigma(x).

    >>> from derivations.terms.printing import plain
    >>> plain(slope().answer)
    'sigmoid(x)*(1 - sigmoid(x))'
    """
    return derive(OPAQUE, SLOPE)


def slope_from_fraction() -> Derivation:
    """dy/dx for y = 1/(1 + e^-x), brought to sigma(1 - sigma) step by step."""
    return derive(FRACTION, SLOPE, target="sigma")


def maximum() -> Derivation:
    """The largest value of the slope, by 1/4 - s(1 - s) = (s - 1/2)^2.

    >>> from derivations.terms.printing import plain
    >>> plain(maximum().answer)
    '1/4'
    """
    return derive(OPAQUE, Term("max", (SLOPE,)))


def place_of_maximum() -> Derivation:
    """Where the slope is largest."""
    return derive(OPAQUE, Term("opaque", (SLOPE,), "argmax"))


def maximum_by_calculus() -> Derivation:
    """The same maximum found the second way: sigma'' = 0, the sign of the second derivative, the limits at both ends.

    >>> [step.rule for step in maximum_by_calculus().root.premises][-2:]
    ['second-order-test', 'limits-at-ends']
    """
    wanted = Term("max", (SLOPE,))
    deriving = Deriving(Scope(OPAQUE), Domain())
    root = by_stationary_points(wanted, deriving.step(SLOPE, "1.1"), deriving)
    return Derivation(OPAQUE, wanted, root, (), root.result)
