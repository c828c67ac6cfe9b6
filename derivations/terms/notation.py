"""ONE table of what the language of formulas knows: every function and constant with all its spellings.

A new spelling, function or constant is a row here; reading and printing fold over these rows and know no other names.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language.

    name:  the ``op`` of its terms, and its plain spelling.
    arity: number of arguments; None for one or more (``max``).
    latex: the command that prints it.
    spellings: every other way to write it, in plain text, NumPy, LaTeX and Unicode.
    """

    name: str
    latex: str
    spellings: tuple[str, ...] = ()
    arity: int | None = 1


FUNCTIONS = (
    Function("exp", r"\exp"),
    Function("log", r"\ln", ("ln", r"\log")),
    Function("logb", r"\log", arity=2),  # logb(base, x)
    Function("sqrt", r"\sqrt", ("√",)),
    Function("root", r"\sqrt", arity=2),  # root(x, n): the real n-th root where n is odd
    Function("cbrt", r"\sqrt[3]"),
    Function("abs", r"\left|", ("fabs", "absolute")),
    Function("sign", r"\operatorname{sign}", ("sgn",)),
    Function("max", r"\max", ("maximum", "Max"), None),
    Function("min", r"\min", ("minimum", "Min"), None),
    Function("sin", r"\sin"),
    Function("cos", r"\cos"),
    Function("tan", r"\tan"),
    Function("sec", r"\sec"),
    Function("csc", r"\csc", ("cosec",)),
    Function("cot", r"\cot"),
    Function("asin", r"\arcsin", ("arcsin",)),
    Function("acos", r"\arccos", ("arccos",)),
    Function("atan", r"\arctan", ("arctan",)),
    Function("sinh", r"\sinh"),
    Function("cosh", r"\cosh"),
    Function("tanh", r"\tanh"),
    Function("sech", r"\operatorname{sech}"),
    Function("asinh", r"\operatorname{arsinh}", ("arcsinh", "arsinh")),
    Function("acosh", r"\operatorname{arcosh}", ("arccosh", "arcosh")),
    Function("atanh", r"\operatorname{artanh}", ("arctanh", "artanh")),
    Function("sigmoid", r"\sigma", ("σ", "sigma")),
    Function("relu", r"\operatorname{ReLU}", ("ReLU",)),
    Function("softplus", r"\operatorname{softplus}"),
    Function("softmax", r"\operatorname{softmax}", arity=None),  # of a vector; or the first component's, of scalars
    Function("step", r"\operatorname{step}", ("heaviside", "Heaviside")),
    Function("floor", r"\lfloor"),
    Function("ceil", r"\lceil", ("ceiling",)),
    Function("factorial", r"\operatorname{factorial}"),
    Function("binomial", r"\binom", arity=2),
    Function("gamma", r"\Gamma"),
    Function("zeta", r"\zeta"),
    Function("erf", r"\operatorname{erf}"),
)

CONSTANTS = {"pi": r"\pi", "e": r"e", "i": r"i", "oo": r"\infty"}
