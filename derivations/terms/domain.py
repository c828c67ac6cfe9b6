"""What a question declares of its names: where a variable lives, which names are arrays, which functions are unknown.

A domain is part of a question: ln(x^2) = 2 ln(x) is true for positive x and false for real x. Unless declared otherwise a
name is a real number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from derivations.terms.term import Term, constant, mul, neg, number


@dataclass(frozen=True, slots=True)
class Assumption:
    """Where one name lives.

    kind:   ``real``, ``integer`` or ``complex``.
    low, high: ends of the interval, as constant terms; None where there is none. ``low_open``, ``high_open``: the end is excluded.
    nonzero: zero is excluded.
    shape:  () for a scalar, ("H", "K") for a matrix with H rows and K columns, ("H",) for a vector.
    """

    kind: str = "real"
    low: Term | None = None
    high: Term | None = None
    low_open: bool = False
    high_open: bool = False
    nonzero: bool = False
    shape: tuple[str, ...] = ()


REAL = Assumption()


@dataclass(frozen=True, slots=True)
class Domain:
    """What is declared of every name; ``default`` holds for the names that are not listed."""

    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    default: Assumption = REAL

    def __getitem__(self, identifier: str) -> Assumption:
        """The assumption on a name."""
        return self.assumptions.get(identifier, self.default)


class UnknownDomain(ValueError):
    """A declaration that is none of the known words; ``args[0]`` is it."""


ZERO = number(0)

WORDS = {
    "real": REAL,
    "any": REAL,
    "positive": Assumption(low=ZERO, low_open=True),
    "negative": Assumption(high=ZERO, high_open=True),
    "nonnegative": Assumption(low=ZERO),
    "nonpositive": Assumption(high=ZERO),
    "nonzero": Assumption(nonzero=True),
    "integer": Assumption(kind="integer"),
    "complex": Assumption(kind="complex"),
}
_CALL = re.compile(r"(ge|gt|le|lt|interval)\(\s*([^,()]+?)\s*(?:,\s*([^,()]+?)\s*)?\)")


def assumption_of(declaration: str) -> Assumption:
    """The assumption that a word declares: real, positive, nonnegative, nonzero, integer, complex, ge(a), interval(a, b).

    Raises UnknownDomain.

    >>> assumption_of("ge(1)").low
    number(Fraction(1, 1))
    """
    word = declaration.strip()
    if word in WORDS:
        return WORDS[word]
    call = _CALL.fullmatch(word)
    if call is None:
        raise UnknownDomain(declaration)
    name, ends = call[1], [_end(each, declaration) for each in call.groups()[1:] if each is not None]
    if len(ends) != (2 if name == "interval" else 1):
        raise UnknownDomain(declaration)
    if name == "interval":
        return Assumption(low=ends[0], high=ends[1])
    if name in ("ge", "gt"):
        return Assumption(low=ends[0], low_open=name == "gt")
    return Assumption(high=ends[0], high_open=name == "lt")


def domain_of(declaration: str | Mapping[str, str]) -> Domain:
    """The domain of a word for all names, or of a map from names to words. Raises UnknownDomain.

    >>> domain_of({"x": "positive"})["x"].low_open, domain_of("interval(-pi/2, pi/2)")["y"].high
    (True, mul(div(number(Fraction(1, 1)), number(Fraction(2, 1))), constant('pi')))
    """
    if isinstance(declaration, str):
        return Domain(default=assumption_of(declaration))
    return Domain({name: assumption_of(word) for name, word in declaration.items()})


def _end(text: str, declaration: str) -> Term:
    """An end of an interval: a number, a fraction, a multiple of pi."""
    found = re.fullmatch(r"(-?)\s*(\d+(?:\.\d+)?)?\s*\*?\s*(pi)?\s*(?:/\s*([1-9]\d*))?", text)
    if found is None or not (found[2] or found[3]):
        raise UnknownDomain(declaration)
    size = Fraction(found[2] or 1) / int(found[4] or 1)
    value = number(size)
    if found[3]:
        value = constant("pi") if size == 1 else mul(value, constant("pi"))
    return neg(value) if found[1] else value
