"""The chain rule with nothing put in: a derivative as a sum over paths of products of links, each link a quantity of its own.

Two right-hand sides that have the same value can still say different things: dz/dt alone, where dt/dx happens to be 1, leaves a
factor out. With every link a name of its own the difference is seen, and a sound product, in whatever order and along whatever
quantities, is an ordinary equality of formulas.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivations.steps.scope import Scope
from derivations.terms.term import Term, add, mul, name, number

MOST_PATHS = 64

Link = tuple[str, str]


class TooManyPathsError(Exception):
    """Definitions so entangled that their paths are not written out."""


def link(above: str, below: str) -> Term:
    """The link from a quantity to one that its definition speaks of, as a name that no text can hold."""
    return name(f"d{above}/d{below}")


def paths(scope: Scope, above: str, below: str) -> tuple[tuple[Link, ...], ...]:
    """The ways from a quantity to what it depends on, each as its links. Raises TooManyPathsError.

    >>> x, t = name("x"), name("t")
    >>> paths(Scope((("z", t * x), ("t", x + 1))), "z", "x")
    ((('z', 't'), ('t', 'x')), (('z', 'x'),))
    """
    found: list[tuple[Link, ...]] = []
    for path in _paths(scope, above, below):
        found.append(path)
        if len(found) > MOST_PATHS:
            raise TooManyPathsError
    return tuple(found)


def _paths(scope: Scope, above: str, below: str) -> Iterator[tuple[Link, ...]]:
    if above not in scope:
        return
    for through in scope.through(above, below):
        if through == below:
            yield ((above, below),)
        for rest in _paths(scope, through, below) if through != below else ():
            yield ((above, through), *rest)


def formal(scope: Scope, derivative: Term) -> Term | None:
    """A first derivative in links: dx/dt, which no definition gives, as 1 over dt/dx. None for what is no chain.

    Raises TooManyPathsError.
    """
    if len(derivative.args) != 2:
        return None
    above, below = (str(each.value) for each in derivative.args)
    if above == below:
        return number(1)
    direct = paths(scope, above, below)
    if direct:
        return _summed(direct)
    turned = paths(scope, below, above)
    return number(1) / _summed(turned) if turned else None


def mentioned(scope: Scope, derivatives: list[Term]) -> frozenset[Link]:
    """The links that derivatives are made of, in either direction. Raises TooManyPathsError."""
    ends = [[str(each.value) for each in derivative.args] for derivative in derivatives]
    both = [(first, second) for first, second in ends] + [(second, first) for first, second in ends]
    return frozenset(each for pair in both for path in paths(scope, *pair) for each in path)


def is_turned(scope: Scope, derivative: Term) -> bool:
    """Whether a derivative is the wrong way round: of what the other depends on."""
    above, below = (str(each.value) for each in derivative.args[:2])
    return not scope.depends(derivative.args[0], below) and scope.depends(derivative.args[1], above)


def _summed(several: tuple[tuple[Link, ...], ...]) -> Term:
    products = [
        mul(*factors) if len(factors) > 1 else factors[0] for factors in ([link(*each) for each in path] for path in several)
    ]
    return products[0] if len(products) == 1 else add(*products)
