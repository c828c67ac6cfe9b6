r"""Differentiation written as an operator: ``d/dx (x^2)``, ``\frac{d}{dx} x^2``, ``d(x^2)/dx``, ``(x^2)'``, ``z'``.

The reader of formulas knows a derivative only as a fraction of two quantities. Here what an operator is applied to is taken out of
the text, a name of our own stands in its place, and the derivative is put in after reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_D = r"(?:\\mathrm\s*\{\s*d\s*\}|\\partial|[d∂])"
_NAME = r"(?:\\?[A-Za-z][0-9]*(?:_\{?[0-9A-Za-z]+\}?)?|[α-ω])"
_APPLIED = re.compile(
    rf"(?:\\[dtc]?frac\s*\{{\s*{_D}\s*\}}\s*\{{\s*{_D}\s*(?P<below>{_NAME})\s*\}}|(?<![A-Za-z0-9_]){_D}\s*/\s*{_D}\s*(?P<under>{_NAME})(?![A-Za-z0-9_/]))"
    r"\s*(?:\\left\s*)?(?=[(\[{A-Za-z0-9\\α-ω√])"
)
_OVER = re.compile(
    rf"(?:\\[dtc]?frac\s*\{{\s*{_D}\s*(?:\\left\s*)?(?P<inner>\(.*\))\s*\}}\s*\{{\s*{_D}\s*(?P<below>{_NAME})\s*\}}|"
    rf"(?<![A-Za-z0-9_]){_D}\s*(?P<plain>\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))\s*/\s*{_D}\s*(?P<under>{_NAME}))"
)
_PRIMED = re.compile(rf"({_NAME})\s*(?:'|\^\s*\{{?\\prime\}}?)(?:\s*\(\s*({_NAME})\s*\))?")
_PRIMED_BRACKET = re.compile(r"\)\s*(?:'|\^\s*\{?\\prime\}?)")

Operand = tuple[str, str]


class Primes(NamedTuple):
    """What a prime means: by which variable a quantity that is defined is differentiated."""

    variable: str
    quantities: frozenset[str]


NO_PRIMES = Primes("x", frozenset())


Extent = Callable[[str, int], int]


def with_operators(text: str, primes: Primes, extent: Extent | None = None) -> tuple[str, Mapping[str, Operand]]:
    """The text with a name for each operator and its operand, and for each name the operand's text and the variable.

    extent: where an operand ends, ``product_end`` or ``factor_end``: what follows d/dx without brackets may be meant as a whole or
    up to the first factor.

    >>> with_operators("2 d/dx (x^2 + 1)", NO_PRIMES)
    ('2 (opq0)', {'opq0': ('(x^2 + 1)', 'x')})
    >>> with_operators("z' = 2", Primes("x", frozenset("z")))
    ('(opq0) = 2', {'opq0': ('z', 'x')})
    >>> with_operators("d/dx x^2 sin(x)", NO_PRIMES, factor_end)
    ('(opq0) sin(x)', {'opq0': ('x^2', 'x')})
    """
    operands: dict[str, Operand] = {}
    if not _may_hold(text):
        return text, operands

    def named(operand: str, variable: str) -> str:
        placeholder = f"opq{len(operands)}"
        operands[placeholder] = (operand, variable.lstrip("\\").strip())
        return f"({placeholder})"

    while found := _OVER.search(text):
        operand = found["inner"] or found["plain"]
        text = text[: found.start()] + named(operand, found["below"] or found["under"]) + text[found.end() :]
    while found := _APPLIED.search(text):
        end = (extent or product_end)(text, found.end())
        operand = text[found.end() : end]
        text = text[: found.start()] + named(operand, found["below"] or found["under"]) + text[end:]
    while found := _PRIMED_BRACKET.search(text):
        begin = _bracket_begin(text, found.start())
        text = text[:begin] + named(text[begin : found.start() + 1], primes.variable) + text[found.end() :]
    text = _PRIMED.sub(lambda each: named(each[1], each[2] or primes.variable) if each[1] in primes.quantities else each[0], text)
    return text, operands


def _may_hold(text: str) -> bool:
    return "'" in text or "prime" in text or "/" in text or "frac" in text


_POWER = r"(?:\s*(?:\^|\*\*)\s*(?:\{[^{}]*\}|\([^()]*\)|[0-9A-Za-z]+)|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
_GROUP = r"(?:\\left\s*)?(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\{(?:[^{}]|\{[^{}]*\})*\})"
_FACTOR = re.compile(
    rf"\s*(?:\\[dtc]?frac\s*\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}\s*\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}"
    rf"|(?:\\[A-Za-z]+|[A-Za-z]{{2,}}|√)\s*{_POWER}\s*(?:{_GROUP}|[0-9]*[A-Za-z]?)|[0-9.]+|[A-Za-z]|[α-ω])(?:_\w)?{_POWER}"
)


def factor_end(text: str, begin: int) -> int:
    """Where the first factor of an operand ends."""
    found = _FACTOR.match(text, begin)
    return product_end(text, begin) if found is None else min(found.end(), product_end(text, begin))


def product_end(text: str, begin: int) -> int:
    """Where an operand ends: behind its brackets and what is raised, else at the next sum or end."""
    depth = 0
    is_bracket = text[begin : begin + 1] in ("(", "[", "{")
    at = begin
    while at < len(text):
        character = text[at]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth < 0:
                return at
            if depth == 0 and is_bracket:
                power = re.match(_POWER, text[at + 1 :])
                return at + 1 + (power.end() if power else 0)
        elif depth == 0 and character in "+-=" and at > begin:
            return at
        at += 1
    return len(text)


def _bracket_begin(text: str, end: int) -> int:
    depth = 0
    for at in range(end, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if depth == 0:
            return at
    return 0
