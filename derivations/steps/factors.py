"""What went wrong in a product of derivative factors: dE/dw = dE/dy * dy/du * du/dw along a chain E, y, u, w.

The links of the chain are quantities that nothing is known of, so there is no value to compare: the factors that are there are
counted against those that should be, and each misconception is a statement about what is missing and what is too much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from derivations.steps.numbers import rational
from derivations.terms.term import Term

Factor = tuple[str, str]
"""The derivative of the first by the second."""


class Difference(NamedTuple):
    """Factors of an answer beside the links that make it right: those that are missing, and those that are too much.

    is_whole: whether the links lead to the chain's end, so that nothing follows them.
    """

    is_whole: bool
    links: tuple[Factor, ...]
    missing: tuple[Factor, ...]
    extra: tuple[Factor, ...]

    def is_missing_only(self, places: Sequence[Factor]) -> bool:
        """Whether just these links are missing, at least one, and nothing is too much."""
        return not self.extra and bool(self.missing) and self.missing == tuple(places)

    @property
    def replaced(self) -> tuple[Factor, Factor] | None:
        """The one link in whose place another factor stands, and that factor."""
        return (self.missing[0], self.extra[0]) if len(self.missing) == len(self.extra) == 1 else None


def _missing_first(found: Difference) -> bool:
    return found.is_missing_only(found.links[: len(found.missing)]) and len(found.missing) < len(found.links)


def _missing_last(found: Difference) -> bool:
    return found.is_missing_only(found.links[-len(found.missing) :]) and len(found.missing) < len(found.links)


def _missing_middle(found: Difference) -> bool:
    return not found.extra and bool(found.missing) and {found.links[0], found.links[-1]}.isdisjoint(found.missing)


def _inverted(found: Difference) -> bool:
    return bool(found.extra) and Counter(found.missing) == Counter(each[::-1] for each in found.extra)


def _wrong_denominator(found: Difference) -> bool:
    pair = found.replaced
    return pair is not None and pair[0][0] == pair[1][0]


def _wrong_numerator(found: Difference) -> bool:
    pair = found.replaced
    return pair is not None and pair[0][1] == pair[1][1]


def _repeated(found: Difference) -> bool:
    return not found.missing and bool(found.extra) and set(found.extra) <= set(found.links)


def _extra(found: Difference) -> bool:
    """Someone went on past the end; where the chain ends there, what follows is its last factor once more."""
    is_past_the_end = found.is_whole and set(found.extra) == {found.links[-1]}
    return not found.missing and bool(found.extra) and (is_past_the_end or set(found.links).isdisjoint(found.extra))


MISCONCEPTIONS: dict[str, Callable[[Difference], bool]] = {
    "missing_first": _missing_first,
    "missing_last": _missing_last,
    "missing_middle": _missing_middle,
    "inverted_factor": _inverted,
    "wrong_denominator": _wrong_denominator,
    "wrong_numerator": _wrong_numerator,
    "extra_factor": _extra,
    "repeated_factor": _repeated,
}
"""The misconceptions about a product, by label; what is added instead of multiplied is seen before factors are counted."""
SUM_FOR_PRODUCT = "sum_for_product"
LABELS = (*MISCONCEPTIONS, SUM_FOR_PRODUCT)


def mistaken_factors(answer: Term, chain: Sequence[str], wanted: Term) -> list[str]:
    """The labels of the misconceptions that give an answer to ``wanted``, a derivative along the chain; none where none does.

    >>> from derivations.terms.term import derivative, name
    >>> E, y, u, w = (name(each) for each in "Eyuw")
    >>> mistaken_factors(derivative(E, y) * derivative(y, u), "Eyuw", derivative(E, w))
    ['missing_last']
    """
    links = _links(_factor(wanted), chain)
    if answer.op == "add":
        summands = [_factors(each, chain) for each in answer.args]
        is_sum = all(each is not None and each.total() == 1 for each in summands)
        together = sum((each for each in summands if each is not None), Counter[Factor]())
        return [SUM_FOR_PRODUCT] if is_sum and together == Counter(links) else []
    factors = _factors(answer, chain)
    if factors is None:
        return []
    expected = Counter(links)
    missing, extra = (tuple(each.elements()) for each in (expected - factors, factors - expected))
    found = Difference(links[-1][1] == chain[-1], links, missing, extra)
    return [label for label, holds in MISCONCEPTIONS.items() if holds(found)]


def _factor(derivative: Term) -> Factor:
    above, below = derivative.args
    return str(above.value), str(below.value)


def _links(factor: Factor, chain: Sequence[str]) -> tuple[Factor, ...]:
    """The links that a factor along the chain is made of; another factor is one by itself."""
    if not set(factor) <= set(chain) or list(chain).index(factor[0]) >= list(chain).index(factor[1]):
        return (factor,)
    begin, end = (list(chain).index(each) for each in factor)
    return tuple((chain[at], chain[at + 1]) for at in range(begin, end))


def _factors(product: Term, chain: Sequence[str]) -> Counter[Factor] | None:
    """How often each link occurs in a product of derivatives; a factor in a denominator counts as turned round."""
    match product.op:
        case "derivative" if len(product.args) == 2:
            return Counter(_links(_factor(product), chain))
        case "mul":
            return _together([_factors(each, chain) for each in product.args])
        case "div":
            above, below = (_factors(each, chain) for each in product.args)
            turned = None if below is None else Counter({factor[::-1]: count for factor, count in below.items()})
            return _together([above, turned])
        case "pow":
            base, exponent = _factors(product.args[0], chain), rational(product.args[1])
            if base is None or exponent is None or exponent.denominator != 1 or not 1 <= exponent <= 9:
                return None
            return Counter({factor: count * exponent.numerator for factor, count in base.items()})
        case _ if rational(product) == 1:
            return Counter()
        case _:
            return None


def _together(parts: Sequence[Counter[Factor] | None]) -> Counter[Factor] | None:
    whole: Counter[Factor] = Counter()
    for part in parts:
        if part is None:
            return None
        whole.update(part)
    return whole
