"""Term to Maxima, the language in which STACK questions are marked: a printer beside ``printing``, over a table of its own.

What Maxima has no word for is written by what it means (``sigmoid(u)`` as ``1/(1 + exp(-u))``), so that a printed term stands by
itself. A name that Maxima would read as something else can't be printed, and neither can an operation without a meaning there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from derivations.terms.notation import ATOM, NEGATIVE, POWER, PRODUCT, RELATION, SUM
from derivations.terms.term import Term

Printed = tuple[str, int]

CONSTANTS = {"pi": "%pi", "e": "%e", "i": "%i", "oo": "inf"}
SAME = (
    *("exp", "log", "sqrt", "abs", "max", "min", "sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "atan2"),
    *("sinh", "cosh", "tanh", "sech", "asinh", "acosh", "atanh", "floor", "factorial", "binomial", "gamma", "zeta", "erf"),
)
RENAMED = {**{name: name for name in SAME}, "ceil": "ceiling", "sign": "signum"}
# Functions that Maxima lacks, by what they mean; softmax of scalars is its first component, and step(0) is 0.
MEANINGS: dict[str, Callable[..., str]] = {
    "logb": lambda base, u: f"(log({u})/log({base}))",
    "sigmoid": lambda u: f"(1/(1 + exp(-({u}))))",
    "relu": lambda u: f"max(0, {u})",
    "softplus": lambda u: f"log(1 + exp({u}))",
    "step": lambda u: f"signum(max(0, {u}))",
    "softmax": lambda u, *others: f"(exp({u})/({' + '.join(f'exp({each})' for each in (u, *others))}))",
}
RELATIONS = {"eq": "=", "ne": "#", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
# Words of Maxima's grammar, constants of STACK, and variables of the system that have a value.
RESERVED = frozenset(
    {
        *("and", "or", "not", "if", "then", "else", "elseif", "do", "for", "from", "step", "next", "thru", "while", "unless", "in"),
        *("e", "i", "j", "pi", "inf", "minf", "true", "false", "unknown", "und", "ind"),
        *("all", "domain", "float", "functions", "labels", "values", "rules", "simp", "numer", "modulus", "radexpand", "logabs"),
        *("macros", "arrays", "aliases", "props", "ratvars"),
    }
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class NotInMaxima(ValueError):
    """An operation or a name that Maxima has no equal of; ``args[0]`` is it."""


def maxima(node: Term) -> str:
    """The term as a Maxima expression, exact. Raises NotInMaxima.

    >>> from derivations.terms.term import apply, name, number
    >>> x = name("x")
    >>> maxima(2 * (x + 1) ** 2), maxima(apply("sigmoid", -x)), maxima(number(Fraction(1, 4)) * x)
    ('2*(x + 1)^2', '(1/(1 + exp(-(-x))))', '1/4*x')
    """
    return _printed(node)[0]


def _printed(node: Term) -> Printed:
    handler = _HANDLERS.get(node.op)
    if handler is not None:
        return handler(node)
    arguments = [maxima(each) for each in node.args]
    if node.op in RENAMED:
        return f"{RENAMED[node.op]}({', '.join(arguments)})", ATOM
    if node.op in MEANINGS and (node.op != "softmax" or len(arguments) > 1):
        return MEANINGS[node.op](*arguments), ATOM
    raise NotInMaxima(str(node.value or node.op))


def _within(node: Term, least: int) -> str:
    text, strength = _printed(node)
    return text if strength >= least else f"({text})"


def _number(node: Term) -> Printed:
    if not isinstance(node.value, Fraction):
        raise NotInMaxima(str(node.value))
    return str(node.value), ATOM if node.value.denominator == 1 else PRODUCT


def _name(node: Term) -> Printed:
    name = str(node.value)
    if not _NAME.fullmatch(name) or name in RESERVED:
        raise NotInMaxima(name)
    return name, ATOM


def _constant(node: Term) -> Printed:
    return CONSTANTS[str(node.value)], ATOM


def _sum(node: Term) -> Printed:
    text = _within(node.args[0], NEGATIVE)
    for each in node.args[1:]:
        text += f" - {_within(each.args[0], PRODUCT)}" if each.op == "neg" else f" + {_within(each, PRODUCT)}"
    return text, SUM


def _product(node: Term) -> Printed:
    first, *others = node.args
    return "*".join([_within(first, PRODUCT), *(_within(each, POWER) for each in others)]), PRODUCT


def _quotient(node: Term) -> Printed:
    above, below = node.args
    return f"{_within(above, PRODUCT)}/{_within(below, POWER)}", PRODUCT


def _power(node: Term) -> Printed:
    base, exponent = node.args
    return f"{_within(base, ATOM)}^{_within(exponent, ATOM)}", POWER


def _root(node: Term) -> Printed:
    """The real root: of an odd degree it has the sign of what is below it."""
    inside, degree = node.args
    if degree.op != "number" or not isinstance(degree.value, Fraction) or degree.value.denominator != 1 or not degree.value:
        raise NotInMaxima("root")
    text = maxima(inside)
    if degree.value % 2:
        return f"signum({text})*abs({text})^(1/{degree.value})", PRODUCT
    return f"({text})^(1/{degree.value})", POWER


def _matrix(node: Term) -> Printed:
    assert isinstance(node.value, tuple)
    rows, columns = node.value
    listed = (f"[{', '.join(maxima(each) for each in node.args[row * columns : (row + 1) * columns])}]" for row in range(rows))
    return f"matrix({', '.join(listed)})", ATOM


def _bracketed(left: str, right: str) -> Callable[[Term], Printed]:
    return lambda node: (f"{left}{', '.join(maxima(each) for each in node.args)}{right}", ATOM)


def _relation(node: Term) -> Printed:
    left, right = node.args
    return f"{_within(left, SUM)} {RELATIONS[node.op]} {_within(right, SUM)}", RELATION


_HANDLERS: dict[str, Callable[[Term], Printed]] = {
    "number": _number,
    "name": _name,
    "constant": _constant,
    "add": _sum,
    "neg": lambda node: (f"-{_within(node.args[0], PRODUCT)}", NEGATIVE),
    "mul": _product,
    "div": _quotient,
    "pow": _power,
    "root": _root,
    "matrix": _matrix,
    "list": _bracketed("[", "]"),
    "set": _bracketed("{", "}"),
    **dict.fromkeys(RELATIONS, _relation),
}
