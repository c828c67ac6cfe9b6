"""The algebra between the lines: from what a rule leaves to what a person would write, one recorded rewrite at a time.

A pass rewrites every place of a term where it fits, from the inside out, and is recorded once for the whole term. The passes
run in a fixed order until none changes anything; each only makes a term smaller or more ordered, so this ends. Products are
not multiplied out (2*(x + y) stays), because a chain of factors is what the reader follows; only where it leaves less.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor, gcd, isqrt

from derivations.steps.expanding import shorter, turned, without_fractions
from derivations.steps.monomial import Monomial, collected, is_plain, join, ordered, power_of, raised, split
from derivations.steps.numbers import ONE, ZERO, is_number, rational
from derivations.steps.step import TAKEN, Rewrite
from derivations.terms.term import Term, add, apply, constant, mul, neg, number, rebuild

Pass = Callable[[Term], Term]

LARGEST_EXPONENT = 64
ROUNDS = 50


def everywhere(rewriting: Pass, node: Term) -> Term:
    """Apply a local rewriting at every place, operands first; derivatives still to be taken are left alone."""
    if node.op in TAKEN or not node.args:
        return rewriting(node) if node.op not in TAKEN else node
    return rewriting(rebuild(node, tuple(everywhere(rewriting, argument) for argument in node.args)))


def zeros_and_ones(node: Term) -> Term:
    """0 * a = 0, 1 * a = a, a + 0 = a, a / 1 = a, a^1 = a, a^0 = 1; nested sums and products are continued."""
    match node.op:
        case "mul":
            return _product([factor for factor in _flat(node) if not is_number(factor, 1)])
        case "add":
            return _sum([summand for summand in _flat(node) if not is_number(summand, 0)])
        case "div" if is_number(node.args[1], 1) or (is_number(node.args[0], 0) and not is_number(node.args[1], 0)):
            return node.args[0]
        case "pow" if is_number(node.args[1], 1) or is_number(node.args[0], 1):
            return node.args[0]
        case "pow" if is_number(node.args[1], 0):
            return number(1)
        case "neg" if is_number(node.args[0], 0):
            return node.args[0]
        case _:
            return node


def finished(node: Term) -> tuple[Rewrite, ...]:
    """A last sign that goes into a difference: what ends a derivation is y - d, not -(d - y)."""
    following = turned(node)
    return () if following == node else (Rewrite("signs", node, following),)


def exponents(node: Term) -> Term:
    """x^(2 - 1) is x: the exponent that the power rule leaves is worked out at once."""
    if node.op != "pow" or node.args[1].op != "add":
        return node
    exact = rational(_numbers_summed(node.args[1]))
    return node if exact is None else raised(node.args[0], exact) if exact > 0 else Term("pow", (node.args[0], number(exact)))


def continued(node: Term) -> Term:
    """Products in products and sums in sums written as one, as they are read: 2t * 2x is the product of four factors."""
    return rebuild(node, tuple(_flat(node))) if node.op in ("mul", "add") else node


def _flat(node: Term) -> list[Term]:
    parts: list[Term] = []
    for argument in node.args:
        parts.extend(_flat(argument) if argument.op == node.op else [argument])
    return parts


def _product(factors: list[Term]) -> Term:
    if any(is_number(factor, 0) for factor in factors):
        return number(0)
    if not factors:
        return number(1)
    return factors[0] if len(factors) == 1 else mul(*factors)


def _sum(summands: list[Term]) -> Term:
    if not summands:
        return number(0)
    return summands[0] if len(summands) == 1 else add(*summands)


def signs(node: Term) -> Term:
    """Signs of factors go before the product, a sign before a bracket goes into a sum around it, two signs vanish."""
    match node.op:
        case "neg" if node.args[0].op == "neg":
            return node.args[0].args[0]
        case "mul" | "div":
            count = sum(argument.op == "neg" for argument in node.args)
            bare = rebuild(node, tuple(arg.args[0] if arg.op == "neg" else arg for arg in node.args))
            return neg(bare) if count % 2 else bare
        case "pow" if node.args[0].op == "neg":
            exponent = rational(node.args[1])
            if exponent is None or exponent.denominator != 1:
                return node
            bare = Term("pow", (node.args[0].args[0], node.args[1]))
            return neg(bare) if exponent.numerator % 2 else bare
        case "add":
            return _sum([part for summand in node.args for part in _unbracketed(summand)])
        case _:
            return node


def _unbracketed(summand: Term) -> list[Term]:
    if summand.op == "neg" and summand.args[0].op == "add":
        return [part.args[0] if part.op == "neg" else neg(part) for part in summand.args[0].args]
    return [summand]


SPECIAL_VALUES = {
    apply("exp", number(0)): number(1),
    apply("exp", number(1)): constant("e"),
    apply("log", number(1)): number(0),
    apply("log", constant("e")): number(1),
    apply("sin", number(0)): number(0),
    apply("cos", number(0)): number(1),
    apply("tan", number(0)): number(0),
    apply("atan", number(0)): number(0),
    apply("sinh", number(0)): number(0),
    apply("cosh", number(0)): number(1),
    apply("tanh", number(0)): number(0),
    apply("sigmoid", number(0)): number(Fraction(1, 2)),
    apply("softplus", number(0)): apply("log", number(2)),
    apply("erf", number(0)): number(0),
}


def arithmetic(node: Term) -> Term:
    """Numbers are worked out: sums and products of numbers, powers of numbers, functions where their value is known."""
    match node.op:
        case "mul" | "div" | "neg":
            return join(split(node)) if _divides(node) else node
        case "add":
            return _numbers_summed(node)
        case "pow":
            return _power_worked_out(node)
        case "sqrt":
            return _root_worked_out(node)
        case "abs" | "sign" | "step" | "relu" | "floor" | "ceil":
            return _piece_worked_out(node)
        case "max" | "min":
            return _extreme_worked_out(node)
        case "exp":
            return _exponential_worked_out(SPECIAL_VALUES.get(node, node))
        case _:
            return SPECIAL_VALUES.get(node, node)


def _divides(node: Term) -> bool:
    return not (node.op == "div" and rational(node.args[1]) == ZERO)


def _numbers_summed(node: Term) -> Term:
    exact = [rational(summand) for summand in node.args]
    if sum(value is not None for value in exact) < 2:
        return node
    total = sum((value for value in exact if value is not None), ZERO)
    at = next(position for position, value in enumerate(exact) if value is not None)
    rest = [summand for summand, value in zip(node.args, exact, strict=True) if value is None]
    return _sum([*rest[:at], number(total), *rest[at:]])


def _power_worked_out(node: Term) -> Term:
    base, exponent = rational(node.args[0]), rational(node.args[1])
    if node.args[0].op == "pow" and exponent is not None and exponent.denominator == 1:
        inner_base, inner = power_of(node.args[0])
        return raised(inner_base, inner * exponent)
    if base is None or exponent is None or exponent.denominator != 1 or abs(exponent) > LARGEST_EXPONENT:
        return join(split(node)) if exponent is not None and exponent < 0 else node
    return node if base == 0 and exponent <= 0 else number(base**exponent.numerator)


def _root_worked_out(node: Term) -> Term:
    exact = rational(node.args[0])
    if exact is None or exact < 0:
        return node
    root = Fraction(isqrt(exact.numerator), isqrt(exact.denominator))
    return number(root) if root * root == exact else node


def _piece_worked_out(node: Term) -> Term:
    exact = rational(node.args[0])
    if exact is None or (exact == 0 and node.op == "step"):
        return node
    sign = (exact > 0) - (exact < 0)
    values = {
        "abs": abs(exact),
        "sign": Fraction(sign),
        "step": Fraction(max(sign, 0)),
        "relu": max(exact, ZERO),
        "floor": Fraction(floor(exact)),
        "ceil": Fraction(ceil(exact)),
    }
    return number(values[node.op])


def _exponential_worked_out(node: Term) -> Term:
    """e^(k ln q) is q^k for a positive rational q and a whole k."""
    exponent = split(node.args[0]) if node.op == "exp" else None
    if exponent is None or exponent.bottom or len(exponent.top) != 1 or exponent.coefficient.denominator != 1:
        return node
    (only,) = exponent.top
    base = rational(only.args[0]) if only.op == "log" else None
    if base is None or base <= 0 or abs(exponent.coefficient) > LARGEST_EXPONENT:
        return node
    return number(base**exponent.coefficient.numerator)


def _extreme_worked_out(node: Term) -> Term:
    exact = [value for value in map(rational, node.args) if value is not None]
    if len(exact) < len(node.args):
        return node
    return number(max(exact) if node.op == "max" else min(exact))


def collecting(node: Term) -> Term:
    """Powers of one base become one power, like summands one summand."""
    match node.op:
        case "mul" | "div":
            return join(collected(_without_inverse_exponentials(split(node)))) if _divides(node) else node
        case "add":
            return _like_terms(node)
        case _:
            return node


def _without_inverse_exponentials(product: Monomial) -> Monomial:
    """e^u e^-u = 1."""
    for factor in product.top:
        inverse = apply("exp", factor.args[0].args[0]) if factor.op == "exp" and factor.args[0].op == "neg" else None
        if inverse in product.top:
            rest = tuple(each for each in product.top if each not in (factor, inverse))
            return Monomial(product.coefficient, rest, product.bottom)
    return product


def _like_terms(node: Term) -> Term:
    parts = [split(summand) for summand in node.args]
    coefficients: dict[tuple[tuple[Term, ...], tuple[Term, ...]], Fraction] = {}
    for part in parts:
        key = (part.top, part.bottom)
        coefficients[key] = coefficients.get(key, ZERO) + part.coefficient
    if len(coefficients) == len(parts):
        return node
    return _sum([join(Monomial(value, *key)) for key, value in coefficients.items() if value] or [number(0)])


def ordering(node: Term) -> Term:
    """Number first, then constants, symbols, exponentials, functions, brackets; a sum does not open with a minus."""
    match node.op:
        case "mul" | "div":
            return join(ordered(split(node))) if _divides(node) else node
        case "add" if node.args[0].op == "neg":
            first = next((summand for summand in node.args if summand.op != "neg"), None)
            if first is None:
                return node
            at = node.args.index(first)
            return add(first, *node.args[:at], *node.args[at + 1 :])
        case _:
            return node


def common_factor(node: Term) -> Term:
    """What all summands share goes before the bracket, if it is more than a power of a symbol: s(1 - s) of sigma''."""
    shared = _shared(node)
    return node if all(is_plain(base) for base in shared) else _taken_out(node, shared, ONE)


def any_common_factor(node: Term) -> Term:
    """Whatever all summands share goes before the bracket, numbers and symbols too: the form ``factored``."""
    if node.op != "add":
        return node
    coefficients = [split(summand).coefficient for summand in node.args]
    above, below = 0, 1
    for value in coefficients:
        above = gcd(above, value.numerator)
        below = below * value.denominator // gcd(below, value.denominator)
    shared = _shared(node)
    content = Fraction(above, below)
    return _taken_out(node, shared, content) if shared or content not in (ZERO, ONE) else node


def _shared(node: Term) -> dict[Term, Fraction]:
    if node.op != "add":
        return {}
    tables = [dict(power_of(factor) for factor in split(summand).top) for summand in node.args]
    shared = {base: min(table.get(base, ZERO) for table in tables) for base in tables[0]}
    return {base: Fraction(int(exponent)) for base, exponent in shared.items() if exponent >= 1}


def _taken_out(node: Term, shared: dict[Term, Fraction], content: Fraction) -> Term:
    rest = []
    for summand in node.args:
        part = split(summand)
        divided = Monomial(part.coefficient / content, part.top, part.bottom + _powers(shared))
        rest.append(join(collected(divided)))
    return join(ordered(Monomial(content, (*_powers(shared), add(*rest)))))


def _powers(shared: dict[Term, Fraction]) -> tuple[Term, ...]:
    return tuple(raised(base, exponent) for base, exponent in shared.items())


PASSES: tuple[tuple[str, Pass], ...] = (
    ("zeros-and-ones", zeros_and_ones),
    ("signs", signs),
    ("arithmetic", arithmetic),
    ("collecting", collecting),
    ("ordering", ordering),
    ("common-factor", common_factor),
    ("cancelling", without_fractions),
    ("expanding", shorter),
)
UNFACTORED = tuple((rule, rewriting) for rule, rewriting in PASSES if rule != "common-factor")
FACTORED = (*PASSES, ("common-factor", any_common_factor))


def tidied(node: Term, passes: tuple[tuple[str, Pass], ...] = PASSES) -> tuple[Rewrite, ...]:
    """The rewrites that make a term read as a person writes it; none where it already does.

    >>> from derivations.terms.term import name
    >>> [each.rule for each in tidied(name("t") * number(2) * number(1))]
    ['zeros-and-ones', 'arithmetic']
    """
    trace: list[Rewrite] = []
    current = node
    for _ in range(ROUNDS):
        for rule, rewriting in passes:
            following = everywhere(rewriting, current)
            if following != current:
                trace.append(Rewrite(rule, current, following))
                current = following
                break
        else:
            break
    return tuple(trace)
