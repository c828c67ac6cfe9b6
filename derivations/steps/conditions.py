"""Conditions that need no mention, because the declared domain already says so: u > 0 where u = e^x, u != 0 where u = 1 + x^2.

A note about a domain appears only where it bites. These tests may say "not known" (False) of a true condition, never "known" of
a false one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from derivations.steps.numbers import ONE, rational
from derivations.terms.domain import Domain
from derivations.terms.term import Term, number

ALWAYS_POSITIVE = ("exp", "sigmoid", "softplus", "cosh", "sech", "softmax")
BELOW_ONE = ("sigmoid", "tanh", "softmax")
NEVER_NEGATIVE = ("abs", "relu", "sqrt", "step")


def implied(condition: Term, domain: Domain) -> bool:
    """Whether a relation with a number on its right follows from the domain.

    >>> from derivations.terms.term import apply, name, number
    >>> implied(Term("gt", (apply("exp", name("x")), number(0))), Domain())
    True
    """
    left, right = condition.args
    bound = rational(right)
    if bound is None:
        return False
    exact = rational(left)
    match condition.op:
        case "gt" if exact is not None:
            return exact > bound
        case "ne" if exact is not None:
            return exact != bound
        case "gt" if bound == 0:
            return positive(left, domain)
        case "ne" if bound == 0:
            return nonzero(left, domain)
        case "lt" if bound == 1 and left.op == "abs":
            return left.args[0].op in ("tanh", "sigmoid")
        case _:
            return False


def narrowed(domain: Domain, conditions: Iterable[Term]) -> Domain:
    """The domain with the conditions that are about a name by itself: x > 1, |x| < 1.

    >>> from derivations.terms.term import name
    >>> narrowed(Domain(), [Term("gt", (name("x"), number(1)))])["x"].low == number(1)
    True
    """
    assumptions = dict(domain.assumptions)
    for condition in conditions:
        left, bound = condition.args
        exact = rational(bound)
        inner = left.args[0] if left.op == "abs" else left
        if inner.op != "name" or exact is None:
            continue
        known = assumptions.get(str(inner.value), domain.default)
        low = None if known.low is None else rational(known.low)
        if condition.op == "gt" and left.op == "name" and (low is None or low <= exact):
            assumptions[str(inner.value)] = replace(known, low=bound, low_open=True)
        elif condition.op == "lt" and left.op == "abs" and known.low is None and known.high is None:
            assumptions[str(inner.value)] = replace(known, low=number(-exact), high=bound, low_open=True, high_open=True)
        elif condition.op == "ne" and left.op == "name" and exact == 0:
            assumptions[str(inner.value)] = replace(known, nonzero=True)
    return Domain(assumptions, domain.default)


def positive(node: Term, domain: Domain) -> bool:
    """Whether a term is known to be greater than 0."""
    exact = rational(node)
    if exact is not None:
        return exact > 0
    match node.op:
        case "constant":
            return node.value in ("pi", "e")
        case "name":
            assumption = domain[str(node.value)]
            low = None if assumption.low is None else rational(assumption.low)
            return low is not None and (low > 0 or (low == 0 and (assumption.low_open or assumption.nonzero)))
        case "pow":
            return positive(node.args[0], domain) or (_is_even(node.args[1]) and nonzero(node.args[0], domain))
        case "sqrt":
            return positive(node.args[0], domain)
        case "mul" | "div":
            return all(positive(factor, domain) for factor in node.args)
        case "add":
            return _is_complement(node) or (
                all(nonnegative(each, domain) for each in node.args) and any(positive(each, domain) for each in node.args)
            )
        case _:
            return node.op in ALWAYS_POSITIVE


def _is_complement(node: Term) -> bool:
    """1 - sigmoid(u), and what else is taken from a number that it is always below."""
    if len(node.args) != 2 or node.args[1].op != "neg" or node.args[1].args[0].op not in BELOW_ONE:
        return False
    bound = rational(node.args[0])
    return bound is not None and bound >= ONE


def nonnegative(node: Term, domain: Domain) -> bool:
    """Whether a term is known to be at least 0."""
    if positive(node, domain) or rational(node) == 0:
        return True
    match node.op:
        case "name":
            assumption = domain[str(node.value)]
            low = None if assumption.low is None else rational(assumption.low)
            return low is not None and low >= 0
        case "pow":
            return _is_even(node.args[1]) or nonnegative(node.args[0], domain)
        case "mul" | "div" | "add":
            return all(nonnegative(operand, domain) for operand in node.args)
        case _:
            return node.op in NEVER_NEGATIVE


def nonzero(node: Term, domain: Domain) -> bool:
    """Whether a term is known not to be 0."""
    match node.op:
        case "neg":
            return nonzero(node.args[0], domain)
        case "name" if domain[str(node.value)].nonzero:
            return True
        case "mul" | "div":
            return all(nonzero(factor, domain) for factor in node.args)
        case "pow" if nonzero(node.args[0], domain):
            return True
        case _:
            return positive(node, domain)


def _is_even(exponent: Term) -> bool:
    exact = rational(exponent)
    return exact is not None and exact.denominator == ONE and exact.numerator % 2 == 0
