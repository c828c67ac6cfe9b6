"""Terms to SymPy and back, for the second opinion on a derivation. Never on the path that grades an answer.

SymPy is imported inside the functions (0.3 s). Each symbol carries what the question declares of it, because SymPy's answers
for an undeclared, complex x are not those of a course about real numbers. Going to SymPy loses the writing (2*(x + y) becomes
2*x + 2*y); coming back gives some writing of the same function.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivations.terms.domain import Assumption, Domain
from derivations.terms.term import Term, add, apply, constant, mul, name, neg, number, opaque

Expression = Any  # a SymPy expression; SymPy ships no types, and is not imported here

REALS = Domain()


class NoCounterpart(ValueError):
    """A term that SymPy cannot hold, or a SymPy expression that our language cannot."""


def symbol(identifier: str, assumption: Assumption) -> Expression:
    """The SymPy symbol of a name, with what is declared of it."""
    import sympy

    facts: dict[str, bool] = {}
    if assumption.kind == "integer":
        facts["integer"] = True
    elif assumption.kind != "complex":
        facts["real"] = True
    if assumption.nonzero:
        facts["nonzero"] = True
    low = None if assumption.low is None else to_sympy(assumption.low)
    high = None if assumption.high is None else to_sympy(assumption.high)
    if low is not None and low >= 0:
        facts["positive" if low > 0 or assumption.low_open else "nonnegative"] = True
    elif high is not None and high <= 0:
        facts["negative" if high < 0 or assumption.high_open else "nonpositive"] = True
    return sympy.Symbol(identifier, **facts)


def to_sympy(node: Term, domain: Domain = REALS) -> Expression:
    """The SymPy expression of a term; derivatives to be taken are taken by ``sympy.diff``.

    Raises NoCounterpart for matrices, relations and what else SymPy has no scalar expression for.

    >>> to_sympy(2 * (name("x") + 1))
    2*x + 2
    """
    import sympy

    if node.op == "number":
        value = node.value
        if not isinstance(value, Fraction):
            raise NoCounterpart(f"a number without a value: {node!r}")
        return sympy.Rational(value.numerator, value.denominator)
    if node.op == "name":
        return symbol(str(node.value), domain[str(node.value)])
    if node.op == "constant":
        return {"pi": sympy.pi, "e": sympy.E, "i": sympy.I, "oo": sympy.oo}[str(node.value)]
    if node.op in ("D", "derivative"):
        quantity, *variables = (to_sympy(argument, domain) for argument in node.args)
        return derived(quantity, *variables)
    arguments = [to_sympy(argument, domain) for argument in node.args]
    if node.op == "opaque":
        return _unknown_function(str(node.value), arguments)
    build = _to_sympy_table().get(node.op)
    if build is None:
        raise NoCounterpart(f"SymPy has no counterpart of {node.op!r}")
    try:
        return build(*arguments)
    except (ValueError, TypeError) as refusal:  # such as the larger of two numbers that are not real
        raise NoCounterpart(str(refusal)) from refusal


def derived(expression: Expression, *variables: Expression) -> Expression:
    """``sympy.diff``, between the jumps: the impulses that SymPy puts at the kinks of ReLU and |x| are left out.

    Raises NoCounterpart where SymPy refuses, or the expression has no value anywhere (its derivative would be 0 for SymPy).
    """
    import sympy

    if expression.has(sympy.zoo, sympy.nan):
        raise NoCounterpart(f"no value anywhere: {expression}")
    try:
        taken = sympy.diff(expression, *variables)
    except (ValueError, TypeError) as refusal:
        raise NoCounterpart(str(refusal)) from refusal
    return taken.replace(sympy.DiracDelta, lambda *_: sympy.Integer(0))


def _unknown_function(written: str, arguments: list[Expression]) -> Expression:
    import sympy

    bare = written.rstrip("'")
    primes = len(written) - len(bare)
    function = sympy.Function(bare)
    if not primes:
        return function(*arguments)
    if len(arguments) != 1:
        raise NoCounterpart(f"a prime on a function of {len(arguments)} arguments: {written}")
    inner = sympy.Dummy("argument", real=True)
    return sympy.Subs(sympy.Derivative(function(inner), (inner, primes)), inner, arguments[0])


def _odd_root(base: Expression, degree: Expression) -> Expression:
    import sympy

    if degree.is_odd:
        return sympy.sign(base) * sympy.Abs(base) ** (1 / degree)
    return base ** (1 / degree)


def _to_sympy_table() -> dict[str, Callable[..., Expression]]:
    import sympy as sp

    shared = {each: getattr(sp, each) for each in SAME_NAME}
    return shared | {
        "add": sp.Add,
        "mul": sp.Mul,
        "div": lambda top, bottom: top / bottom,
        "pow": sp.Pow,
        "neg": lambda inner: -inner,
        "logb": lambda base, inner: sp.log(inner) / sp.log(base),
        "root": _odd_root,
        "cbrt": lambda inner: _odd_root(inner, sp.Integer(3)),
        "abs": sp.Abs,
        "max": sp.Max,
        "min": sp.Min,
        "sigmoid": lambda inner: 1 / (1 + sp.exp(-inner)),
        "relu": lambda inner: sp.Max(inner, 0),
        "softplus": lambda inner: sp.log(1 + sp.exp(inner)),
        "softmax": lambda first, *others: sp.exp(first) / sp.Add(*(sp.exp(each) for each in (first, *others))),
        "step": sp.Heaviside,
        "ceil": sp.ceiling,
    }


SAME_NAME = (
    *("exp", "log", "sqrt", "sign", "sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "sinh", "cosh"),
    *("tanh", "sech", "asinh", "acosh", "atanh", "floor", "factorial", "binomial", "gamma", "zeta", "erf"),
)
OTHER_NAME = {"Abs": "abs", "Max": "max", "Min": "min", "ceiling": "ceil"}


def from_sympy(expression: Expression) -> Term:
    """A term of a SymPy expression, its operands in SymPy's printing order, which does not depend on the hash seed.

    Raises NoCounterpart for piecewise functions, floats, and what else our language has no word for.

    >>> import sympy
    >>> from_sympy(sympy.Symbol("x") / 2) == name("x") / 2
    True
    """
    import sympy

    match expression:
        case sympy.Rational():
            return number(Fraction(int(expression.p), int(expression.q)))
        case sympy.Symbol():
            return name(expression.name)
        case sympy.Add():
            return add(*(from_sympy(each) for each in expression.as_ordered_terms()))
        case sympy.Mul():
            return _product(expression)
        case sympy.Pow():
            return _power(expression)
    constants = {sympy.pi: "pi", sympy.E: "e", sympy.I: "i", sympy.oo: "oo"}
    if expression in constants:
        return constant(constants[expression])
    if expression == -sympy.oo:
        return neg(constant("oo"))
    return _function(expression)


def _product(expression: Expression) -> Term:
    top, bottom = expression.as_numer_denom()
    if bottom != 1 and top != expression:
        return Term("div", (from_sympy(top), from_sympy(bottom)))
    coefficient, rest = expression.as_coeff_Mul()
    if coefficient.is_Rational and coefficient < 0:
        return neg(from_sympy(-coefficient * rest))
    return mul(*(from_sympy(each) for each in expression.as_ordered_factors()))


def _power(expression: Expression) -> Term:
    base, exponent = expression.as_base_exp()
    if exponent.is_Rational and exponent < 0:
        return Term("div", (number(1), from_sympy(base**-exponent)))
    if exponent.is_Rational and exponent.q == 2 and exponent.p == 1:
        return apply("sqrt", from_sympy(base))
    return Term("pow", (from_sympy(base), from_sympy(exponent)))


def _function(expression: Expression) -> Term:
    import sympy
    from sympy.core.function import AppliedUndef

    if isinstance(expression, sympy.Heaviside):
        return apply("step", from_sympy(expression.args[0]))
    if isinstance(expression, sympy.exp):
        return apply("exp", from_sympy(expression.args[0]))
    if isinstance(expression, (sympy.Derivative, sympy.Subs)):
        return _primed(expression)
    if isinstance(expression, AppliedUndef):
        return opaque(expression.func.__name__, *(from_sympy(each) for each in expression.args))
    written = getattr(expression.func, "__name__", "")
    ours = OTHER_NAME.get(written, written)
    if ours not in (*SAME_NAME, *OTHER_NAME.values()) or not expression.args:
        raise NoCounterpart(f"no word for {written or expression!r}")
    arguments = sorted(expression.args, key=sympy.default_sort_key) if ours in ("max", "min") else expression.args
    return apply(ours, *(from_sympy(each) for each in arguments))


def _primed(expression: Expression) -> Term:
    """f'(u) out of SymPy's Derivative or Subs(Derivative(f(xi), xi), xi, u)."""
    import sympy
    from sympy.core.function import AppliedUndef

    taken, at = expression, None
    if isinstance(expression, sympy.Subs):
        taken, at = expression.expr, expression.point[0]
    if isinstance(taken, sympy.Derivative) and isinstance(taken.expr, AppliedUndef) and len(taken.variables) >= 1:
        function, inner = taken.expr, taken.variables[0]
        if function.args == (inner,) and set(taken.variables) == {inner}:
            argument = inner if at is None else at
            return opaque(function.func.__name__ + "'" * len(taken.variables), from_sympy(argument))
    raise NoCounterpart(f"no word for {expression!r}")
