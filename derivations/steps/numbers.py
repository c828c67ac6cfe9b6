"""Exact numbers among terms: which terms are rational numbers, and which value they have."""

from __future__ import annotations

from fractions import Fraction

from derivations.terms.term import Term

ZERO = Fraction(0)
ONE = Fraction(1)


def rational(node: Term) -> Fraction | None:
    """The value of a term that is written as a rational number, None for any other term.

    >>> from derivations.terms.term import number
    >>> rational(number(Fraction(-1, 3)))
    Fraction(-1, 3)
    """
    if node.op == "number":
        return node.value if isinstance(node.value, Fraction) else None
    if node.op == "neg":
        inner = rational(node.args[0])
        return None if inner is None else -inner
    if node.op == "div":
        top, bottom = rational(node.args[0]), rational(node.args[1])
        return None if top is None or not bottom else top / bottom
    return None


def is_number(node: Term, value: int) -> bool:
    """Whether the term is written as that number."""
    return rational(node) == value
