"""Our rules and SymPy derive the same, on expressions that nobody chose."""

from __future__ import annotations

from random import Random

import pytest

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Proved
from derivations.steps.derive import derive
from derivations.steps.step import is_finished
from derivations.terms.domain import Domain, domain_of
from derivations.terms.printing import plain
from derivations.terms.sympy_bridge import from_sympy, to_sympy
from derivations.terms.term import Term, add, apply, derivative, mul, name, names, neg, number

COUNT = 150
DOMAIN: Domain = domain_of("positive")
SMOOTH = ("exp", "log", "sin", "cos", "tanh", "sigmoid", "softplus", "sqrt", "atan", "sinh", "cosh")
LEAVES = (name("x"), name("x"), name("y"), number(2), number(3))


def expression(random: Random, depth: int) -> Term:
    """A random expression in x and y."""
    if depth == 0:
        return random.choice(LEAVES)
    one, other = expression(random, depth - 1), expression(random, random.randrange(depth))
    builders = (
        lambda: add(one, other),
        lambda: mul(one, other),
        lambda: one - other,
        lambda: one / (other**2 + 1),
        lambda: neg(one),
        lambda: one ** random.choice((2, 3)),
        lambda: apply(random.choice(SMOOTH), one),
        lambda: apply(random.choice(SMOOTH), one),
    )
    return random.choice(builders)()


def expressions() -> list[Term]:
    random = Random(20240607)
    found: dict[Term, None] = {}
    while len(found) < COUNT:
        drawn = expression(random, random.choice((1, 2, 2, 3)))
        if "x" in names(drawn):
            found[drawn] = None
    return list(found)


EXPRESSIONS = expressions()


@pytest.mark.parametrize("meaning", EXPRESSIONS, ids=plain)
def test_derivatives_are_what_sympy_derives(meaning: Term) -> None:
    import sympy

    derivation = derive([("f", meaning)], derivative(name("f"), name("x")), DOMAIN)
    theirs = from_sympy(sympy.diff(to_sympy(meaning, DOMAIN), to_sympy(name("x"), DOMAIN)))

    assert is_finished(derivation.answer)
    assert isinstance(compare(theirs, derivation.answer, DOMAIN), Proved | Agreed), plain(derivation.answer)
