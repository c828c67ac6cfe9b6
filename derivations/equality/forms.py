"""Demands on how an answer is written, apart from its value: factored, expanded, in lowest terms, without named quantities.

What is inside a function or below a fraction bar is not spoken of, except by ``lowest_terms`` and ``no_named``. An answer that is
too large to be looked at misses nothing: its form is not refuted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import gcd

from derivations.equality.polynomials import TooLarge, content, is_reducible, polynomials
from derivations.terms.term import Term, names, subterms

Misses = Callable[[Term, frozenset[str]], bool]


def misses(node: Term, target: str, named: frozenset[str] = frozenset()) -> bool:
    """Whether a term misses a form; ``named`` are the quantities that ``no_named`` wants gone. Raises KeyError for other targets.

    >>> from derivations.terms.term import name
    >>> x = name("x")
    >>> misses(2 * x + 2, "factored"), misses(2 * (x + 1), "factored"), misses(2 * (x + 1), "expanded")
    (True, False, True)
    """
    try:
        return FORMS[target](node, named)
    except TooLarge:
        return False


def _not_factored(node: Term, named: frozenset[str]) -> bool:
    """A factor that is a sum which can be written as a product."""
    del named
    return any(is_reducible(polynomials(each)[0]) for each in _factors(node) if each.op == "add")


def _factors(node: Term) -> Iterator[Term]:
    """What a term is a product, a quotient or a power of."""
    if node.op in ("mul", "div", "neg"):
        for each in node.args:
            yield from _factors(each)
    elif node.op == "pow":
        yield from _factors(node.args[0])
    else:
        yield node


def _not_expanded(node: Term, named: frozenset[str]) -> bool:
    """A product or a whole power with a sum in it, which can still be multiplied out."""
    if node.op == "add":
        return any(_not_expanded(each, named) for each in node.args)
    if node.op == "mul":
        return any(_is_sum(each) or _not_expanded(each, named) for each in node.args)
    if node.op == "pow":
        return _is_sum(node.args[0]) and node.args[1].op == "number"
    if node.op == "neg":
        return _is_sum(node.args[0]) or _not_expanded(node.args[0], named)
    return node.op == "div" and _not_expanded(node.args[0], named)


def _is_sum(node: Term) -> bool:
    return node.op == "add" or (node.op in ("neg", "div") and _is_sum(node.args[0]))


def _has_named(node: Term, named: frozenset[str]) -> bool:
    return bool(names(node) & named)


def _not_lowest(node: Term, named: frozenset[str]) -> bool:
    """A fraction whose parts have a common divisor, or which is no fraction: over 1, or of fractions of numbers."""
    del named
    return any(_can_be_reduced(*each.args) for each in subterms(node) if each.op == "div")


def _can_be_reduced(above: Term, below: Term) -> bool:
    if below.op == "number" and below.value == 1:
        return True
    if not names(above) | names(below) and any(each.op == "div" for part in (above, below) for each in subterms(part)):
        return True
    top, bottom = polynomials(above, below)
    if not bottom:
        return False
    if not top or gcd(content(top), content(bottom)) > 1:
        return True
    return not top.gcd(bottom).is_constant()


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
