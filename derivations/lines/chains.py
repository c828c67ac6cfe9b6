"""Whether a right-hand side that names derivatives is the chain rule, whatever the factors come to.

A product with a factor left out is incomplete even where that factor is 1, and a factor the wrong way round is a mistake even
where it is -1: what is said of all functions is false. Where factors are worked out already (2t * dt/dx), their values count.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from fractions import Fraction

from derivations.equality.compare import compare
from derivations.equality.outcome import Proved
from derivations.lines.links import Link, TooManyPathsError, formal, is_turned, link, mentioned, paths
from derivations.lines.world import Truth, derivatives_of
from derivations.terms.term import Term, substitute, subterms


class Chain(Enum):
    """What a right-hand side of the right value is as a chain."""

    SOUND = "sound"
    INCOMPLETE = "incomplete"
    UNSOUND = "unsound"


def chain_of(truth: Truth, quantity: Term, right: Term) -> Chain:
    """What the right side that was written for a quantity is, where its value is right. Raises CannotDerive."""
    written = [each for each in derivatives_of(right) if each.op == "derivative" and len(each.args) == 2]
    asked = [each for each in derivatives_of(quantity) if each.op == "derivative" and len(each.args) == 2]
    if not written or not asked:
        return Chain.SOUND
    try:
        spoken = mentioned(truth.scope, written)
        along = mentioned(truth.scope, asked)
        if any(_holds(truth, quantity, right, spoken, direct) for direct in (False, True)):
            return Chain.INCOMPLETE if _leaves_out(truth, asked, right, spoken) else Chain.SOUND
    except TooManyPathsError:
        return Chain.SOUND
    return Chain.UNSOUND if spoken and spoken <= along else Chain.SOUND


def is_chain_of(truth: Truth, quantity: Term, product: Term) -> bool:
    """Whether a product of derivatives is a derivative by the chain rule: dE/du is dE/dy * dy/du. Raises CannotDerive."""
    try:
        links = mentioned(truth.scope, derivatives_of(product))
        return bool(links) and links == mentioned(truth.scope, [quantity]) and _holds(truth, quantity, product, links, direct=False)
    except TooManyPathsError:
        return False


def _holds(truth: Truth, quantity: Term, right: Term, spoken: frozenset[Link], direct: bool) -> bool:
    """Whether both sides are equal with the links that are spoken of as unknown quantities."""
    if direct and not any(truth.has_direct(each) for each in derivatives_of(right)):
        return False
    left_links = _in_links(truth, quantity, direct=False)
    values = {link(*each): truth.linked(each) for each in mentioned(truth.scope, derivatives_of(quantity)) - spoken}
    left = truth.scope.expanded(substitute(left_links, values))
    return isinstance(compare(_in_links(truth, right, direct), left, truth.domain), Proved)


def _in_links(truth: Truth, node: Term, direct: bool) -> Term:
    taken = {}
    for each in derivatives_of(node):
        if direct and truth.has_direct(each):
            taken[each] = link(str(each.args[0].value), str(each.args[1].value))
        else:
            taken[each] = (formal(truth.scope, each) if each.op == "derivative" else None) or truth.derivative(each)
    return truth.scope.expanded(substitute(node, taken))


def _leaves_out(truth: Truth, asked: list[Term], right: Term, spoken: frozenset[Link]) -> bool:
    """Whether a path that is spoken of lacks a factor that nothing stands for: one of the value 1, and no 1 is written."""
    if any(each.op == "number" and each.value == 1 for each in subterms(right)):
        return False
    for derivative in asked:
        for path in paths(truth.scope, *(str(each.value) for each in derivative.args)):
            left_out = [each for each in path if each not in spoken]
            if not left_out or len(left_out) == len(path):
                continue
            product = truth.linked(left_out[0])
            for each in left_out[1:]:
                product = product * truth.linked(each)
            if isinstance(compare(product, Term("number", (), _ONE), truth.domain), Proved):
                return True
    return False


_ONE = Fraction(1)


def slip_in_chain(truth: Truth, quantity: Term, right: Term) -> str | None:
    """The mistake in a product or sum of derivatives, by its label; None where it is no such thing."""
    if quantity.op != "derivative" or len(quantity.args) != 2:
        return None
    factors = right.args if right.op == "mul" else (right,)
    if right.op == "add" and all(each.op == "derivative" for each in right.args):
        return "chain_added"
    if not all(each.op == "derivative" and len(each.args) == 2 for each in factors):
        turned = any(is_turned(truth.scope, each) for each in derivatives_of(right) if each.op == "derivative")
        return "chain_inverted" if turned and quantity not in factors else None
    if any(is_turned(truth.scope, each) for each in factors):
        return "chain_inverted"
    try:
        whole = paths(truth.scope, *(str(each.value) for each in quantity.args))
        written = [paths(truth.scope, *(str(each.value) for each in factor.args)) for factor in factors]
    except TooManyPathsError:
        return None
    if len(whole) != 1 or any(len(each) != 1 for each in written):
        return None
    return _beside(Counter(whole[0]), Counter(part for (path,) in written for part in path), whole[0])


def _beside(wanted: Counter[Link], written: Counter[Link], path: tuple[Link, ...]) -> str | None:
    missing, extra = wanted - written, written - wanted
    if missing and not extra:
        if path[0] in missing:
            return "missing_first" if len(missing) < len(path) else None
        return "chain_forgot_inner" if path[-1] in missing else "missing_middle"
    if extra and not missing:
        return "repeated_factor" if set(extra) <= set(wanted) else "extra_factor"
    return "wrong_variable" if missing and extra else None
