"""Demands on how an answer is written, apart from its value: factored, expanded, in lowest terms, without named quantities."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd

from derivations.terms.term import Term, names, subterms

Misses = Callable[[Term, frozenset[str]], bool]


def misses(node: Term, target: str, named: frozenset[str] = frozenset()) -> bool:
    """Whether a term misses a form; ``named`` are the quantities that ``no_named`` wants gone. Raises KeyError for other targets.

    >>> from derivations.terms.term import name
    >>> x = name("x")
    >>> misses(2 * x + 2, "factored"), misses(2 * (x + 1), "factored"), misses(2 * (x + 1), "expanded")
    (True, False, True)
    """
    return FORMS[target](node, named)


def _not_factored(node: Term, named: frozenset[str]) -> bool:
    """A sum at the top is no product."""
    del named
    inner = node.args[0] if node.op == "neg" else node
    return inner.op == "add"


def _not_expanded(node: Term, named: frozenset[str]) -> bool:
    """A product or a whole power with a sum in it can still be multiplied out."""
    del named
    return any(_is_open(each) for each in subterms(node))


def _is_open(node: Term) -> bool:
    if node.op == "mul":
        return any(each.op == "add" for each in node.args)
    if node.op == "pow":
        return node.args[0].op == "add" and node.args[1].op == "number"
    return node.op == "neg" and node.args[0].op == "add"


def _has_named(node: Term, named: frozenset[str]) -> bool:
    return bool(names(node) & named)


def _not_lowest(node: Term, named: frozenset[str]) -> bool:
    """A fraction of whole numbers that have a common divisor, or a denominator of 1."""
    del named
    for each in subterms(node):
        values = [part.value for part in each.args] if each.op == "div" else []
        if values and all(isinstance(value, Fraction) and value.denominator == 1 for value in values):
            above, below = (int(value) for value in values if isinstance(value, Fraction))
            if gcd(above, below) != 1 or below == 1:
                return True
    return False


def _not_in_sigma(node: Term, named: frozenset[str]) -> bool:
    del named
    return any(each.op == "exp" for each in subterms(node))


FORMS: dict[str, Misses] = {
    "factored": _not_factored,
    "expanded": _not_expanded,
    "no_named": _has_named,
    "lowest_terms": _not_lowest,
    "sigma": _not_in_sigma,
}
