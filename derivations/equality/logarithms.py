"""Logarithms taken apart: log(u*v) = log(u) + log(v) for positive u, log(u^q) = q*log(u), log(exp(u)) = u for real u.

The positive factors of an argument leave one by one; what is left, of unknown sign or complex, keeps one logarithm together.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpz

from derivations.equality.field import Element, PoleError, over
from derivations.equality.kernels import Kernels, OpaqueError
from derivations.equality.sums import UNIT, Rational, Sum, content, gather, product

LARGEST_FACTORED = 1 << 64  # numbers below this are taken apart into primes, others by primes below TRIAL
TRIAL = 1000
HALF = Fraction(1, 2)


def log_of(at: Kernels, node: int) -> Sum:
    """log of a node as a sum. Raises PoleError, OpaqueError."""
    total: Sum = {}
    op, args = at.graph.ops[node], at.graph.args[node]
    if op == "sqrt" and not at.signs.is_nonnegative(node):
        gather(total, log_of(at, args[0]), HALF)  # the root lies in the right half plane
        return total
    rest = _factors(at, node, 1, total)
    if rest is None:
        return total
    if rest == -1:
        gather(total, _turn(at), 1)
    elif rest == at.i:
        gather(total, _turn(at), HALF)
    else:
        name = at.graph.values[node] if op == "name" else None
        at.add_log(total, "rest" if name is None else "name", rest, 1, name)
    return total


def _turn(at: Kernels) -> Sum:
    """pi*i"""
    return {tuple(sorted([(int(at.pi), 1), (int(at.i), 1)])): 1}


def _factors(at: Kernels, node: int, exponent: Rational, total: Sum) -> Element | None:
    """Gather the logarithms of positive factors; returns the product of the others, None where there is none."""
    graph, signs = at.graph, at.signs
    op, args = graph.ops[node], graph.args[node]
    if op == "number":
        _add_number(at, total, at.exact(node) or 0, exponent)
        return None
    if op in ("mul", "div") and (abs(exponent) == 1 or all(signs.is_nonnegative(each) for each in args)):
        rest: Element | None = None
        for place, each in enumerate(args):
            part = _factors(at, each, -exponent if op == "div" and place else exponent, total)
            if part is not None:
                rest = part if rest is None else rest * part
        return rest
    if op == "neg" and abs(exponent) == 1:
        part = _factors(at, args[0], exponent, total)
        return at.place.ring(-1) if part is None else -part
    taken = _TAKEN.get(op)
    if taken is not None and taken(at, args, exponent, total):
        return None
    return _whole(at, node, exponent, total)


def _whole(at: Kernels, node: int, exponent: Rational, total: Sum) -> Element | None:
    """A factor that is not taken apart further, but for the content of a sum."""
    op, known = at.graph.ops[node], at.sign_of(node)
    positive = known is not None and known.is_nonnegative
    value = at.values[node]
    if value == 0:
        raise PoleError
    if op == "constant" and at.graph.values[node] == "e":
        gather(total, {UNIT: 1}, exponent)
        return None
    if abs(exponent) == 1 and known is not None and (-known).is_positive:
        at.add_log(total, "positive", -value, exponent)
        return at.place.ring(-1)
    if op != "name" and (positive or abs(exponent) == 1):
        value = _without_content(at, node, value, exponent, total)
    if positive:
        name = at.graph.values[node] if op == "name" else None
        at.add_log(total, "positive" if name is None else "name", value, exponent, name)
        return None
    if exponent.denominator != 1:
        raise OpaqueError
    return at.power(value, int(exponent))


def _add_number(at: Kernels, total: Sum, value: Rational, exponent: Rational) -> None:
    """The logarithm of a positive number, over those of primes."""
    if value == 1:
        return
    if not value:
        raise PoleError
    for number, sign in ((value.numerator, 1), (value.denominator, -1)):
        factors = fmpz(number).factor() if number < LARGEST_FACTORED else fmpz(number).factor(trial_limit=TRIAL)
        for factor, power in factors:
            kind = "prime" if factor < LARGEST_FACTORED else "positive"
            at.add_log(total, kind, at.place.ring(factor), exponent * sign * power, int(factor))


def _power(at: Kernels, args: tuple[int, ...], exponent: Rational, total: Sum) -> bool:
    base, raised = args
    exact = at.exact(raised)
    if at.graph.ops[base] == "constant" and at.graph.values[base] == "e":
        return _exp(at, (raised,), exponent, total)
    if exact is None:
        if not at.signs.is_nonnegative(base) or at.signs.of(raised) is None:
            return False
        inside: Sum = {}
        _factors(at, base, 1, inside)
        found = product(inside, at.sum_of(raised))
        gather(total, found or {}, exponent)
        return found is not None
    if at.signs.is_nonnegative(base):
        _factors(at, base, exponent * exact, total)
        return True
    if isinstance(exact, int) and exact and exact % 2 == 0 and at.signs.of(base) is not None:
        return _absolute(at, base, exponent * exact, total)
    return False


def _absolute(at: Kernels, node: int, exponent: Rational, total: Sum) -> bool:
    """The logarithm of |u|, of a real u: factor by factor, as half that of a square where the sign is not known."""
    op, args = at.graph.ops[node], at.graph.args[node]
    if at.signs.is_nonnegative(node):
        _factors(at, node, exponent, total)
    elif op in ("mul", "div"):
        for place, each in enumerate(args):
            _absolute(at, each, -exponent if op == "div" and place else exponent, total)
    elif op in ("neg", "abs"):
        _absolute(at, args[0], exponent, total)
    elif op == "pow" and isinstance(exact := at.exact(args[1]), int):
        _absolute(at, args[0], exponent * exact, total)
    else:
        at.add_log(total, "positive", at.values[node] ** 2, exponent * HALF)
    return True


def _exp(at: Kernels, args: tuple[int, ...], exponent: Rational, total: Sum) -> bool:
    if at.signs.of(args[0]) is None:
        return False
    gather(total, at.sum_of(args[0]), exponent)
    return True


def _sqrt(at: Kernels, args: tuple[int, ...], exponent: Rational, total: Sum) -> bool:
    if not at.signs.is_nonnegative(args[0]):
        return False
    _factors(at, args[0], exponent * HALF, total)
    return True


def _abs(at: Kernels, args: tuple[int, ...], exponent: Rational, total: Sum) -> bool:
    return at.signs.of(args[0]) is not None and _absolute(at, args[0], exponent, total)


def _without_content(at: Kernels, node: int, value: Element, exponent: Rational, total: Sum) -> Element:
    """The value of a sum without its number and its positive monomial, whose logarithms are gathered."""
    size, shared = content(at.sum_of(node), at.leaves_logarithm)
    _add_number(at, total, size, exponent)
    for each, power in shared:
        gather(total, at.log_of_atom(each, power), exponent)
    return over(value, at.number(size) * at.monomial(shared))


def _sigmoid(at: Kernels, args: tuple[int, ...], exponent: Rational, total: Sum) -> bool:
    """log(sigmoid(u)) is u - log(1 + exp(u))."""
    power = at.monomial_of(at.parts_of(at.sum_of(args[0]))) if at.signs.of(args[0]) is not None else None
    if power is None:
        return False
    gather(total, at.sum_of(args[0]), exponent)
    below: Sum = {UNIT: 1, power: 1}
    size, shared = content(below, at.leaves_logarithm)
    for each, times in shared:
        gather(total, at.log_of_atom(each, times), -exponent)
    at.add_log(total, "positive", over(at.evaluated(below), at.number(size) * at.monomial(shared)), -exponent)
    return True


_TAKEN = {"pow": _power, "exp": _exp, "sqrt": _sqrt, "abs": _abs, "sigmoid": _sigmoid}
