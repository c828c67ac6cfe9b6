"""Certified values of terms: enclosures in ball arithmetic (Arb, by python-flint), from which a refutation is a theorem.

A node's value is a real ball where it is real and a complex one from where a function leaves the reals, so that most terms
never pay for complex arithmetic. A ball that is not finite means "unknown", never "undefined". The precision of python-flint
is a global of the process: it is set under a lock, and put back, so that threads and forks see their own verdicts.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from types import TracebackType
from typing import Any

import flint
from flint import acb, arb, fmpq

from derivations.equality.graph import Graph, LimitError, Operands
from derivations.terms.term import Term, Value

Ball = Any  # arb | acb, which have no types of their own
Balls = list[Ball]

MAX_GAMMA = 1000  # |argument| of gamma; beyond it the value is unknown
MAX_ZETA = 60
DIGITS = (20, 40, 80, 160, 640)  # shown of a value, until two are seen to be apart
MAX_EXPONENT = 1 << 64

UNKNOWN = arb("nan")
_lock = threading.RLock()


def _renew_lock() -> None:
    """A child of a fork must not wait for a thread that it does not have."""
    global _lock  # noqa: PLW0603 - the lock of a process, as the precision is
    _lock = threading.RLock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)


class Precision:
    """Within ``with Precision(bits):`` ball arithmetic has this many bits, and no other thread computes with balls."""

    __slots__ = ("_before", "_bits", "_held")

    def __init__(self, bits: int) -> None:
        self._bits = bits

    def __enter__(self) -> None:
        self._held = _lock
        self._held.acquire()
        self._before = flint.ctx.prec
        flint.ctx.prec = self._bits

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        flint.ctx.prec = self._before
        self._held.release()


def enclose(term: Term, point: Mapping[str, acb], bits: int) -> acb:
    """An enclosure of the term's value at a point, computed with ``bits`` bits; not finite where it is not known.

    >>> enclose(Term("sqrt", (Term("name", (), "x"),)), {"x": acb(-4)}, 64).overlaps(acb(0, 2))
    True
    """
    graph = Graph()
    try:
        root = graph.add(term)
    except LimitError:
        return acb(UNKNOWN)
    real = {name: value.real if isinstance(value, acb) and value.imag.is_zero() else value for name, value in point.items()}
    with Precision(bits):
        return acb(extend([], graph, real)[root])


@lru_cache(maxsize=256)
def constant_ball(term: Term) -> arb | None:
    """The enclosure of a real constant at 128 bits; None where it is not known to be a finite real number."""
    value = enclose(term, {}, 128)
    return value.real if value.is_finite() and value.imag.is_zero() else None


def extend(balls: Balls, graph: Graph, point: Mapping[str, Ball]) -> Balls:
    """Append the balls of the graph's further nodes, in the precision that is set."""
    ops, args, values = graph.ops, graph.args, graph.values
    for node in range(len(balls), len(ops)):
        op = ops[node]
        if op == "name":
            balls.append(point.get(str(values[node]), UNKNOWN))
        else:
            balls.append(OPERATIONS.get(op, _unknown)(balls, args[node], values[node]))
    return balls


def exact_ball(real: Fraction, imaginary: Fraction) -> Ball:
    """The ball of an exact coordinate."""
    value = arb(fmpq(real.numerator, real.denominator))
    return acb(value, arb(fmpq(imaginary.numerator, imaginary.denominator))) if imaginary else value


def apart(left: Ball, right: Ball) -> bool:
    """Whether two finite balls have no number in common: the values differ."""
    if not (left.is_finite() and right.is_finite()):
        return False
    return not (right.overlaps(left) if isinstance(right, acb) else left.overlaps(right))


def text(ball: Ball, digits: int = 20) -> str:
    """A ball as a witness shows it.

    >>> text(arb(1) / 4), text(acb(0, 2))
    ('0.25', '2*i')
    """
    if isinstance(ball, arb):
        return _decimal(ball, digits)
    if ball.imag.is_zero():
        return _decimal(ball.real, digits)
    imaginary = _decimal(ball.imag, digits)
    imaginary = f"({imaginary})*i" if " " in imaginary else f"{imaginary}*i"
    return imaginary if ball.real.is_zero() else f"{_decimal(ball.real, digits)} + {imaginary}"


def texts(left: Ball, right: Ball) -> tuple[str, str]:
    """Two balls that are apart, with digits enough that what is shown is apart too."""
    for digits in DIGITS:
        shown = text(left, digits), text(right, digits)
        if not any("+/-" in each for each in shown):
            break
        if (
            isinstance(left, arb)
            and isinstance(right, arb)
            and (_are_far_apart(left, right) or not arb(left.str(digits)).overlaps(arb(right.str(digits))))
        ):
            break
    return shown


def _are_far_apart(left: arb, right: arb) -> bool:
    """Whether two balls stay apart with few digits: their distance is a thousandth of them, and a thousand times their radii."""
    return bool(abs(left - right) > (abs(left) + abs(right)) / 1000 + 1000 * (left.rad() + right.rad()))


def _decimal(ball: arb, digits: int) -> str:
    shown = str(ball.str(digits)).strip("[]")
    return shown.rstrip("0").rstrip(".") if "." in shown and " " not in shown and "e" not in shown else shown


# --- operations: (balls so far, operands, value) -> ball -------------------------------------------------------------

Operation = Callable[[Sequence[Ball], Operands, Value], Ball]


def _unknown(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    return UNKNOWN


def _number(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    if type(value) is not Fraction:
        return UNKNOWN
    top, bottom = value.numerator, value.denominator
    return arb(top) if bottom == 1 else arb(fmpq(top, bottom))


def _constant(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    if value == "pi":
        return arb.pi()
    if value == "e":
        return arb.const_e()
    return acb(0, 1) if value == "i" else UNKNOWN


def _add(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    total = balls[args[0]] + balls[args[1]]
    for each in args[2:]:
        total = total + balls[each]
    return total


def _mul(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    product = balls[args[0]] * balls[args[1]]
    for each in args[2:]:
        product = product * balls[each]
    return product


def _pow(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    return power(balls[args[0]], balls[args[1]])


def power(base: Ball, exponent: Ball) -> Ball:
    """The principal power."""
    if isinstance(exponent, arb) and exponent.is_exact():
        if exponent.is_integer():
            whole = int(exponent.fmpz()) if abs(exponent) < MAX_EXPONENT else None
            return base**whole if whole is not None else UNKNOWN
        if base.is_zero() and exponent > 0:
            return arb(0)
    result = base**exponent
    return result if result.is_finite() or isinstance(result, acb) else acb(base) ** exponent


def _one(function: Callable[[Ball], Ball]) -> Operation:
    """The operation of a function of one argument."""
    return lambda balls, args, value: function(balls[args[0]])


def _leaving(function: Callable[[Ball], Ball]) -> Operation:
    """The operation of a function that is real at some real arguments only."""

    def operation(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
        argument = balls[args[0]]
        result = function(argument)
        return result if isinstance(result, acb) or result.is_finite() else function(acb(argument))

    return operation


def _real(ball: Ball) -> arb:
    """The ball as a real one, unknown where it may not be real."""
    if isinstance(ball, arb):
        return ball
    return ball.real if ball.imag.is_zero() else UNKNOWN


def _on_reals(function: Callable[[arb], Ball]) -> Operation:
    """The operation of a function of a real argument."""
    return lambda balls, args, value: function(_real(balls[args[0]]))


def _fold(choose: Callable[[arb, arb], arb]) -> Operation:
    def operation(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
        result = _real(balls[args[0]])
        for each in args[1:]:
            result = choose(result, _real(balls[each]))
        return result

    return operation


def _sign(ball: arb) -> arb:
    if ball.is_zero():
        return arb(0)
    return arb(1) if ball > 0 else arb(-1) if ball < 0 else UNKNOWN


def _step(ball: arb) -> arb:
    return arb(1) if ball > 0 else arb(0) if ball < 0 else UNKNOWN


def _atan2(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    above, right = (_real(balls[each]) for each in args)
    return arb.atan2(above, right)


def _sigmoid(ball: Ball) -> Ball:
    return 1 / (1 + (-ball).exp())


def _softplus(ball: Ball) -> Ball:
    inner = 1 + ball.exp()
    return inner.log()


def _softmax(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    if len(args) == 1:
        return UNKNOWN
    powers = [balls[each].exp() for each in args]
    return powers[0] / sum(powers[1:], powers[0])


def _gamma(ball: Ball) -> Ball:
    return ball.gamma() if abs(ball) < MAX_GAMMA else UNKNOWN


def _zeta(ball: Ball) -> Ball:
    return ball.zeta() if abs(ball) < MAX_ZETA else UNKNOWN


def _binomial(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    top, bottom = balls[args[0]], balls[args[1]]
    return _gamma(top + 1) / (_gamma(bottom + 1) * _gamma(top - bottom + 1))


def _logb(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    base, argument = (acb(balls[each]).log() for each in args)
    quotient = argument / base
    return quotient.real if quotient.imag.is_zero() else quotient


def _root(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    ball, degree = balls[args[0]], balls[args[1]]
    if isinstance(degree, arb) and degree.is_exact() and degree.is_integer() and 0 < degree < 1000:
        return real_root(ball, int(degree.fmpz()))
    if isinstance(degree, arb) and degree.contains_integer() and not (isinstance(ball, arb) and ball > 0):
        return UNKNOWN  # exp(log(3)) is odd, and no ball shows it
    return power(ball, 1 / degree)


def real_root(ball: Ball, degree: int) -> Ball:
    """The root of this degree: the real one where the degree is odd and the ball real, else the principal one."""
    if degree % 2 and not isinstance(ball, arb) and ball.imag.contains(0):
        return real_root(ball.real, degree) if ball.imag.is_zero() or ball.real > 0 else UNKNOWN
    if degree % 2 and isinstance(ball, arb):
        if ball.is_zero():
            return arb(0)
        return -((-ball).root(degree)) if ball < 0 else ball.root(degree)
    return power(ball, arb(fmpq(1, degree)))


def _opaque(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    return interpretation(str(value))(*(balls[each] for each in args))


def interpretation(function: str) -> Callable[..., Ball]:
    """A function to stand for an unknown one, so that what differs for it differs: sin(a1*u1 + ... + b), and its derivatives.

    The coefficients are drawn from the name without its primes; f' of one argument is the derivative of f.
    """
    stem = function.rstrip("'")
    drawn = blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=64).digest()
    primes = len(function) - len(stem)

    def value(*arguments: Ball) -> Ball:
        if len(arguments) > len(drawn) // 2:
            return UNKNOWN
        coefficients = [arb(2 + drawn[2 * place]) / 128 for place in range(len(arguments))]
        angle: Ball = arb(drawn[63]) / 128
        for coefficient, argument in zip(coefficients, arguments, strict=True):
            angle = angle + coefficient * argument
        scale = coefficients[0] ** primes if arguments else arb(1)
        return scale * (angle + arb.pi() * primes / 2).sin()

    return value


def _derivative(balls: Sequence[Ball], args: Operands, value: Value) -> Ball:
    """A derivative written as a factor is a quantity with a name: some number of its own, the same for d and ∂."""
    drawn = blake2b(repr(args).encode(), digest_size=4).digest()
    return 1 + arb(int.from_bytes(drawn, "little")) / (1 << 33)


OPERATIONS: dict[str, Operation] = {
    "number": _number,
    "constant": _constant,
    "add": _add,
    "mul": _mul,
    "hadamard": _mul,
    "div": lambda balls, args, value: balls[args[0]] / balls[args[1]],
    "pow": _pow,
    "neg": lambda balls, args, value: -balls[args[0]],
    "exp": _one(lambda ball: ball.exp()),
    "log": _leaving(lambda ball: ball.log()),
    "logb": _logb,
    "sqrt": _leaving(lambda ball: ball.sqrt()),
    "root": _root,
    "cbrt": _one(lambda ball: real_root(ball, 3)),
    "abs": _one(abs),
    "sign": _on_reals(_sign),
    "max": _fold(lambda left, right: left.max(right)),
    "min": _fold(lambda left, right: left.min(right)),
    "sin": _one(lambda ball: ball.sin()),
    "cos": _one(lambda ball: ball.cos()),
    "tan": _one(lambda ball: ball.tan()),
    "sec": _one(lambda ball: ball.sec()),
    "csc": _one(lambda ball: ball.csc()),
    "cot": _one(lambda ball: ball.cot()),
    "asin": _leaving(lambda ball: ball.asin()),
    "acos": _leaving(lambda ball: ball.acos()),
    "atan": _one(lambda ball: ball.atan()),
    "atan2": _atan2,
    "sinh": _one(lambda ball: ball.sinh()),
    "cosh": _one(lambda ball: ball.cosh()),
    "tanh": _one(lambda ball: ball.tanh()),
    "sech": _one(lambda ball: ball.sech()),
    "asinh": _one(lambda ball: ball.asinh()),
    "acosh": _leaving(lambda ball: ball.acosh()),
    "atanh": _leaving(lambda ball: ball.atanh()),
    "sigmoid": _one(_sigmoid),
    "relu": _on_reals(lambda ball: ball.max(arb(0))),
    "softplus": _leaving(_softplus),
    "softmax": _softmax,
    "step": _on_reals(_step),
    "floor": _on_reals(lambda ball: ball.floor()),
    "ceil": _on_reals(lambda ball: ball.ceil()),
    "factorial": _one(lambda ball: _gamma(ball + 1)),
    "binomial": _binomial,
    "gamma": _one(_gamma),
    "zeta": _one(_zeta),
    "erf": _one(lambda ball: ball.erf()),
    "opaque": _opaque,
    "derivative": _derivative,
}
