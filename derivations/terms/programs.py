"""Term to the source of another program: Maxima, in which STACK questions are marked, and Python, for notebooks.

One fold over a table for each language, beside ``printing``. What a language has no word for is written by what it means
(``sigmoid(u)`` as ``1/(1 + exp(-u))``), so that a printed term stands by itself. A name that the language would read as
something else can't be printed, and neither can an operation without a meaning there.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from derivations.terms.notation import ATOM, NEGATIVE, POWER, PRODUCT, RELATION, SUM
from derivations.terms.term import Term

Printed = tuple[str, int]


class NoProgram(ValueError):
    """An operation or a name that the other language has no equal of; ``args[0]`` is it."""


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes what terms are made of.

    power:     the sign between base and exponent.
    constants: ``pi``, ``e``, ``i``, ``oo``.
    functions: those that the language has, by its names. meanings: the others, by what they mean; softmax of scalars is its first
               component, step(0) is 0, and a root of odd degree has the sign of what is below it.
    matrix:    what stands before and after the rows of a matrix.
    relations, brackets: of relations, of lists and sets; absent where these can't be written.
    reserved:  names that mean something else.
    """

    power: str
    constants: Mapping[str, str]
    functions: Mapping[str, str]
    meanings: Mapping[str, Callable[..., str]]
    matrix: tuple[str, str]
    reserved: frozenset[str]
    relations: Mapping[str, str] = field(default_factory=dict)
    brackets: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def maxima(node: Term) -> str:
    """The term as a Maxima expression, exact. Raises NoProgram.

    >>> from derivations.terms.term import apply, name, number
    >>> x = name("x")
    >>> maxima(2 * (x + 1) ** 2), maxima(apply("sigmoid", -x)), maxima(number(Fraction(1, 4)) * x)
    ('2*(x + 1)^2', '(1/(1 + exp(-(-x))))', '1/4*x')
    """
    return Printer(MAXIMA).text(node)


def python(node: Term) -> str:
    """The term as a Python expression over ``np``. Raises NoProgram.

    >>> from derivations.terms.term import apply, name
    >>> python(2 * apply("exp", name("x")) ** 2)
    '2*np.exp(x)**2'
    """
    return Printer(PYTHON).text(node)


MAXIMA = Language(
    power="^",
    constants={"pi": "%pi", "e": "%e", "i": "%i", "oo": "inf"},
    functions={
        **{each: each for each in ("exp", "log", "sqrt", "abs", "max", "min", "factorial", "binomial", "gamma", "zeta", "erf")},
        **{each: each for each in ("sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "atan2")},
        **{each: each for each in ("sinh", "cosh", "tanh", "sech", "asinh", "acosh", "atanh", "floor")},
        **{"ceil": "ceiling", "sign": "signum"},
    },
    meanings={
        "logb": lambda base, u: f"(log({u})/log({base}))",
        "sigmoid": lambda u: f"(1/(1 + exp(-({u}))))",
        "relu": lambda u: f"max(0, {u})",
        "softplus": lambda u: f"log(1 + exp({u}))",
        "step": lambda u: f"signum(max(0, {u}))",
        "softmax": lambda u, *others: f"(exp({u})/({' + '.join(f'exp({each})' for each in (u, *others))}))",
        "odd root": lambda u, degree: f"(signum({u})*abs({u})^(1/{degree}))",
    },
    matrix=("matrix(", ")"),
    relations={"eq": "=", "ne": "#", "lt": "<", "le": "<=", "gt": ">", "ge": ">="},
    brackets={"list": ("[", "]"), "set": ("{", "}")},
    # words of the grammar, constants of STACK, and variables of the system that have a value
    reserved=frozenset(
        {
            *("and", "or", "not", "if", "then", "else", "elseif", "do", "for", "from", "step", "next", "thru", "while", "unless"),
            *("in", "e", "i", "j", "pi", "inf", "minf", "true", "false", "unknown", "und", "ind"),
            *("all", "domain", "float", "functions", "labels", "values", "rules", "simp", "numer", "modulus", "radexpand"),
            *("logabs", "macros", "arrays", "aliases", "props", "ratvars"),
        }
    ),
)

PYTHON = Language(
    power="**",
    constants={"pi": "np.pi", "e": "np.e"},
    functions={
        **{each: f"np.{each}" for each in ("exp", "log", "sqrt", "abs", "sign", "floor", "ceil")},
        **{each: f"np.{each}" for each in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
        **{f"a{each}": f"np.arc{each}" for each in ("sin", "cos", "tan", "tan2", "sinh", "cosh", "tanh")},
    },
    meanings={
        "logb": lambda base, u: f"(np.log({u})/np.log({base}))",
        "sec": lambda u: f"(1/np.cos({u}))",
        "csc": lambda u: f"(1/np.sin({u}))",
        "cot": lambda u: f"(1/np.tan({u}))",
        "sech": lambda u: f"(1/np.cosh({u}))",
        "sigmoid": lambda u: f"(1/(1 + np.exp(-({u}))))",
        "relu": lambda u: f"np.maximum(0, {u})",
        "softplus": lambda u: f"np.log1p(np.exp({u}))",
        "step": lambda u: f"np.heaviside({u}, 0)",
        "softmax": lambda u, *others: f"(np.exp({u})/({' + '.join(f'np.exp({each})' for each in (u, *others))}))",
        "max": lambda *arguments: f"np.maximum.reduce([{', '.join(arguments)}])",
        "min": lambda *arguments: f"np.minimum.reduce([{', '.join(arguments)}])",
        "odd root": lambda u, degree: f"(np.sign({u})*np.abs({u})**(1/{degree}))",
    },
    matrix=("np.array([", "])"),
    reserved=frozenset({*keyword.kwlist, "np"}),
)

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Printer:
    """Writes terms in one language."""

    language: Language

    def text(self, node: Term) -> str:
        """The term as source. Raises NoProgram."""
        return self.printed(node)[0]

    def printed(self, node: Term) -> Printed:
        """The source, and how strongly it holds together."""
        handler = _HANDLERS.get(node.op)
        if handler is not None:
            return handler(self, node)
        language = self.language
        arguments = [self.text(each) for each in node.args]
        if node.op in language.functions:
            return f"{language.functions[node.op]}({', '.join(arguments)})", ATOM
        if node.op in language.meanings and (node.op != "softmax" or len(arguments) > 1):
            return language.meanings[node.op](*arguments), ATOM
        if node.op in language.relations:
            left, right = (self.within(each, SUM) for each in node.args)
            return f"{left} {language.relations[node.op]} {right}", RELATION
        if node.op in language.brackets:
            opening, closing = language.brackets[node.op]
            return f"{opening}{', '.join(arguments)}{closing}", ATOM
        raise NoProgram(str(node.value or node.op))

    def within(self, node: Term, least: int) -> str:
        """An operand, in brackets where it holds together less than ``least``."""
        text, strength = self.printed(node)
        return text if strength >= least else f"({text})"


def _number(printer: Printer, node: Term) -> Printed:
    del printer
    if not isinstance(node.value, Fraction):
        raise NoProgram(str(node.value))
    return str(node.value), ATOM if node.value.denominator == 1 else PRODUCT


def _name(printer: Printer, node: Term) -> Printed:
    name = str(node.value)
    if not _NAME.fullmatch(name) or name in printer.language.reserved:
        raise NoProgram(name)
    return name, ATOM


def _constant(printer: Printer, node: Term) -> Printed:
    if node.value not in printer.language.constants:
        raise NoProgram(str(node.value))
    return printer.language.constants[str(node.value)], ATOM


def _sum(printer: Printer, node: Term) -> Printed:
    text = printer.within(node.args[0], NEGATIVE)
    for each in node.args[1:]:
        minus = each.op == "neg"
        text += f" {'-' if minus else '+'} {printer.within(each.args[0] if minus else each, PRODUCT)}"
    return text, SUM


def _product(printer: Printer, node: Term) -> Printed:
    first, *others = node.args
    return "*".join([printer.within(first, PRODUCT), *(printer.within(each, POWER) for each in others)]), PRODUCT


def _quotient(printer: Printer, node: Term) -> Printed:
    above, below = node.args
    return f"{printer.within(above, PRODUCT)}/{printer.within(below, POWER)}", PRODUCT


def _power(printer: Printer, node: Term) -> Printed:
    base, exponent = node.args
    return f"{printer.within(base, ATOM)}{printer.language.power}{printer.within(exponent, ATOM)}", POWER


def _root(printer: Printer, node: Term) -> Printed:
    inside, degree = node.args
    if degree.op != "number" or not isinstance(degree.value, Fraction) or degree.value.denominator != 1 or not degree.value:
        raise NoProgram("root")
    if degree.value % 2:
        return printer.language.meanings["odd root"](printer.text(inside), degree.value), ATOM
    return f"{printer.within(inside, ATOM)}{printer.language.power}(1/{degree.value})", POWER


def _matrix(printer: Printer, node: Term) -> Printed:
    assert isinstance(node.value, tuple)
    rows, columns = node.value
    cells = [printer.text(each) for each in node.args]
    listed = ", ".join(f"[{', '.join(cells[row * columns : (row + 1) * columns])}]" for row in range(rows))
    before, after = printer.language.matrix
    return f"{before}{listed}{after}", ATOM


_HANDLERS: dict[str, Callable[[Printer, Term], Printed]] = {
    "number": _number,
    "name": _name,
    "constant": _constant,
    "add": _sum,
    "neg": lambda printer, node: (f"-{printer.within(node.args[0], PRODUCT)}", NEGATIVE),
    "mul": _product,
    "div": _quotient,
    "pow": _power,
    "root": _root,
    "matrix": _matrix,
}
