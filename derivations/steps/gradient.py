"""All partial derivatives of one large term at once, by reverse accumulation: for proofs about listings, not for reading.

``derive`` writes a derivation that a person reads, one variable at a time. A backward pass has hundreds of entries, so here each
subterm's adjoint is computed once. What a function's slope is comes from the same rules: it is derived once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from derivations.steps.derive import derive
from derivations.terms.term import Term, add, derivative, mul, name, neg, number, rebuild, substitute

ZERO = number(0)
ONE = number(1)


def gradient(node: Term, identifiers: Iterable[str]) -> list[Term]:
    """The partial derivative of a term by each name, in their order; not simplified.

    Raises CannotDerive ``no-rule`` for a function without a rule.

    >>> x, y = name("x"), name("y")
    >>> from derivations.terms.printing import plain
    >>> [plain(each) for each in gradient(x * y + x, ["x", "y"])]
    ['1 + y', 'x']
    """
    order = _operands_first(node)
    contributions: dict[Term, list[Term]] = {node: [ONE]}
    for each in reversed(order):
        arriving = contributions.get(each)
        if arriving is None or not each.args:
            continue
        adjoint = arriving[0] if len(arriving) == 1 else add(*arriving)
        for at, operand in enumerate(each.args):
            if not _is_constant(operand):
                contributions.setdefault(operand, []).append(_times(adjoint, _slope(each, at)))
    collected = (contributions.get(name(identifier), [ZERO]) for identifier in identifiers)
    return [terms[0] if len(terms) == 1 else add(*terms) for terms in collected]


def _operands_first(node: Term) -> list[Term]:
    """Every distinct subterm, each after its operands."""
    order: dict[Term, None] = {}
    waiting = [(node, False)]
    while waiting:
        current, is_done = waiting.pop()
        if is_done:
            order[current] = None
        elif current not in order:
            waiting.append((current, True))
            waiting.extend((operand, False) for operand in current.args if operand not in order)
    return list(order)


def _is_constant(node: Term) -> bool:
    return node.op in ("number", "constant")


def _times(adjoint: Term, slope: Term) -> Term:
    if slope == ONE:
        return adjoint
    return slope if adjoint == ONE else mul(adjoint, slope)


def _slope(node: Term, at: int) -> Term:
    """The partial derivative of an operation by its operand ``at``, at its operands."""
    if node.op == "add":
        return ONE
    if node.op == "neg":
        return neg(ONE)
    if node.op == "mul":
        others = (*node.args[:at], *node.args[at + 1 :])
        return others[0] if len(others) == 1 else mul(*others)
    places = tuple(operand if _is_constant(operand) else name(f"operand{index}") for index, operand in enumerate(node.args))
    template = _derived(rebuild(node, places), f"operand{at}")
    return substitute(template, dict(zip(places, node.args, strict=True)))


@lru_cache(maxsize=256)
def _derived(operation: Term, variable: str) -> Term:
    return derive((("value", operation),), derivative(name("value"), name(variable))).answer
