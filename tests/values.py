"""The value of a term at a point by mpmath: what tests know of a truth without asking the engine that they test.

One row per operation. Values are principal complex ones, ``cbrt`` and odd roots real; an unknown function is some fixed smooth
function of its name, a derivative written as a factor some fixed number. None: no value there, or none that is sure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from hashlib import blake2b
from random import Random
from typing import Any

import mpmath as mp

from derivations.terms.domain import Assumption
from derivations.terms.term import Term

Number = Any  # mpmath.mpf or mpmath.mpc; mpmath ships no types
LARGEST = 3000  # exponents of e beyond this have no value here: the sine of such a number takes minutes


class NoValueError(ArithmeticError):
    """The term has no value at this point, or mpmath can't say which."""


def value(term: Term, at: Mapping[str, Number], digits: int = 60) -> Number | None:
    """The value of a scalar term with this many digits of working precision; None where there is none."""
    with mp.workdps(digits):
        try:
            found = _value(term, at)
        except (ArithmeticError, ValueError, mp.libmp.NoConvergence):
            return None
        return found if mp.isfinite(found) else None


def coordinate(given: Assumption, random: Random) -> Number:
    """A number that an assumption allows: of small size, exact in binary unless an end of an interval isn't."""
    size = mp.mpf(random.randint(1, 3 * 2**20)) / 2**20
    signed = size if random.random() < 0.5 else -size
    low, high = (None if end is None else value(end, {}) for end in (given.low, given.high))
    if given.kind == "complex":
        return mp.mpc(signed, 3 * mp.mpf(random.randint(-(2**20), 2**20)) / 2**20)
    if given.kind == "integer":
        return mp.mpf(random.randint(-9, 9))
    if low is not None and high is not None:
        return low + (high - low) * size / 3
    if low is not None:
        return low + size
    return signed if high is None else high - size


def _value(term: Term, at: Mapping[str, Number]) -> Number:
    if term.op == "number":
        exact = Fraction(str(term.value))
        return mp.mpf(exact.numerator) / exact.denominator
    if term.op == "name":
        return mp.mpmathify(at[str(term.value)])
    if term.op == "constant":
        if term.value == "oo":
            raise NoValueError("infinity is no number")
        return {"pi": +mp.pi, "e": +mp.e, "i": mp.mpc(0, 1)}[str(term.value)]
    if term.op == "derivative":
        return _some_number(repr(term.args))
    arguments = [_value(each, at) for each in term.args]
    if term.op == "opaque":
        return _some_function(str(term.value), arguments)
    if term.op not in MEANING:
        raise NoValueError(term.op)
    return MEANING[term.op](*arguments)


def _some_number(name: str) -> Number:
    return mp.mpf(int.from_bytes(blake2b(name.encode(), digest_size=6).digest(), "big")) / 2**46 - 2


def _some_function(name: str, arguments: list[Number]) -> Number:
    inner = sum((_some_number(f"{name}{place}") * each for place, each in enumerate(arguments)), mp.mpf(0))
    return mp.sin(inner + _some_number(name)) + inner / 3


def _real(number: Number) -> Number:
    if mp.im(number) != 0:
        raise NoValueError("real argument wanted")
    return mp.re(number)


def _exp(number: Number) -> Number:
    if abs(mp.re(number)) > LARGEST:
        raise NoValueError("exponent too large")
    return mp.exp(number)


def _log(number: Number) -> Number:
    if number == 0:
        raise NoValueError("logarithm of 0")
    return mp.log(_off_the_cut(_sure(number)))


def _sure(number: Number) -> Number:
    """The number, unless it may be 0 but for rounding."""
    if 0 < abs(number) < mp.mpf(10) ** (-mp.mp.dps // 2):
        raise NoValueError("too near 0")
    return number


def _off_the_cut(number: Number) -> Number:
    """The number, unless only rounding says on which side of the negative numbers it lies."""
    if mp.re(number) < 0 and 0 < abs(mp.im(number)) < abs(number) * mp.mpf(10) ** (-mp.mp.dps // 2):
        raise NoValueError("too near a branch cut")
    return number


def _angle(number: Number) -> Number:
    """The number, unless it is so large that its sine has lost half of its digits."""
    if abs(mp.re(number)) > mp.mpf(10) ** (mp.mp.dps // 2):
        raise NoValueError("too many turns")
    return number


def _div(top: Number, bottom: Number) -> Number:
    if bottom == 0:
        raise NoValueError("division by 0")
    return top / _sure(bottom)


def _pow(base: Number, exponent: Number) -> Number:
    if mp.isint(exponent) and abs(exponent) < 10**18:
        return _whole_power(base, int(mp.re(exponent)))
    if base == 0:
        if mp.re(exponent) > 0:
            return mp.mpf(0)
        raise NoValueError("0 to a power that is not positive")
    return _exp(exponent * _log(base))


def _whole_power(base: Number, exponent: int) -> Number:
    if base == 0 and exponent < 0:
        raise NoValueError("division by 0")
    if base != 0 and exponent and abs(mp.log(abs(base)) * exponent) > LARGEST:
        raise NoValueError("power too large")
    return (base if exponent > 0 else _sure(base)) ** exponent


def _root(number: Number, degree: Number) -> Number:
    whole = int(mp.re(degree))
    if whole % 2 and mp.im(number) == 0 and mp.re(number) < 0:
        return -mp.root(-mp.re(number), whole)
    return mp.root(_off_the_cut(number), whole)


def _softmax(first: Number, *others: Number) -> Number:
    return _div(mp.mpf(1), 1 + sum(_exp(each - first) for each in others))


def _step(number: Number) -> Number:
    if _real(number) == 0:
        raise NoValueError("a convention")
    return mp.mpf(_sure(_real(number)) > 0)


def _near_whole(rounding: Callable[[Number], Number]) -> Callable[[Number], Number]:
    """Rounding that refuses what lies too near a jump to be sure."""

    def operation(number: Number) -> Number:
        exact = _real(number)
        if not mp.isint(exact) and abs(exact - mp.nint(exact)) < mp.mpf(10) ** (-mp.mp.dps // 2):
            raise NoValueError("too near a jump")
        return rounding(exact)

    return operation


MEANING: dict[str, Callable[..., Number]] = {
    "add": lambda *summands: mp.fsum(summands),
    "mul": lambda *factors: mp.fprod(factors),
    "hadamard": lambda *factors: mp.fprod(factors),
    "neg": lambda number: -number,
    "div": _div,
    "pow": _pow,
    "exp": _exp,
    "log": _log,
    "logb": lambda base, number: _div(_log(number), _log(base)),
    "sqrt": lambda number: mp.sqrt(_off_the_cut(number)),
    "root": _root,
    "cbrt": lambda number: _root(number, mp.mpf(3)),
    "abs": lambda number: mp.mpf(abs(number)),
    "sign": lambda number: mp.sign(_sure(_real(number))),
    "max": lambda *numbers: max(_real(each) for each in numbers),
    "min": lambda *numbers: min(_real(each) for each in numbers),
    "sin": lambda number: mp.sin(_angle(number)),
    "cos": lambda number: mp.cos(_angle(number)),
    "tan": lambda number: _div(mp.sin(_angle(number)), mp.cos(number)),
    "sec": lambda number: _div(mp.mpf(1), mp.cos(_angle(number))),
    "csc": lambda number: _div(mp.mpf(1), mp.sin(_angle(number))),
    "cot": lambda number: _div(mp.cos(_angle(number)), mp.sin(number)),
    "asin": mp.asin,
    "acos": mp.acos,
    "atan": mp.atan,
    "atan2": lambda y, x: mp.atan2(_real(y), _real(x)),
    "sinh": lambda number: (_exp(number) - _exp(-number)) / 2,
    "cosh": lambda number: (_exp(number) + _exp(-number)) / 2,
    "tanh": mp.tanh,
    "sech": lambda number: 2 / (_exp(number) + _exp(-number)),
    "asinh": mp.asinh,
    "acosh": mp.acosh,
    "atanh": mp.atanh,
    "sigmoid": lambda number: _div(mp.mpf(1), 1 + _exp(-number)),
    "relu": lambda number: max(_real(number), mp.mpf(0)),
    "softplus": lambda number: _log(1 + _exp(number)),
    "softmax": _softmax,
    "step": _step,
    "floor": _near_whole(mp.floor),
    "ceil": _near_whole(mp.ceil),
    "factorial": mp.factorial,
    "binomial": mp.binomial,
    "gamma": mp.gamma,
    "zeta": mp.zeta,
    "erf": mp.erf,
}
