"""Planted mistakes: slips of the pen, faulty rules, identities without their condition, differences too small to see.

Nothing here is wrong by itself (``sin(-x)`` for ``-sin(x)`` is a slip that does no harm), so whoever plants one certifies the
difference by values. ``NEAR`` are what is added to a term: certified by construction, at the point given.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from derivations.terms.term import Term, apply, name, number
from tests.fuzz.generating import Maker
from tests.fuzz.identities import FAULTY, IDENTITIES
from tests.fuzz.rewriting import Rewritten, replaced, rewritten, rules, tidy, walk

FAULTY_RULES = rules((*FAULTY, *(each for each in IDENTITIES if ">" in each.condition)), both_ways=False)
SWAPPED = {
    "sin": "cos", "cos": "sin", "exp": "sigmoid", "sigmoid": "tanh", "tanh": "sigmoid", "log": "exp", "sqrt": "abs", "relu": "abs",
    "abs": "relu", "max": "min", "min": "max", "sinh": "cosh", "cosh": "sinh", "softplus": "relu", "atan": "tanh", "tan": "cot",
}  # fmt: skip


def _sign(part: Term, random: Random) -> Term | None:
    if part.op != "add":
        return None
    place = random.randrange(len(part.args))
    chosen = part.args[place]
    return tidy("add", _with(part, place, chosen.args[0] if chosen.op == "neg" else -chosen), part)


def _dropped(part: Term, random: Random) -> Term | None:
    if part.op not in ("add", "mul"):
        return None
    place = random.randrange(len(part.args))
    left = part.args[:place] + part.args[place + 1 :]
    return left[0] if len(left) == 1 else tidy(part.op, left, part)


def _exponent(part: Term, random: Random) -> Term | None:
    if part.op != "pow":
        return None
    return part.args[0] ** (part.args[1] + random.choice([1, -1]))


def _number(part: Term, random: Random) -> Term | None:
    if part.op != "number" or not isinstance(part.value, Fraction):
        return None
    return Term("number", (), part.value + random.choice([Fraction(1), Fraction(1, 10)]))


def _function(part: Term, random: Random) -> Term | None:
    return Term(SWAPPED[part.op], part.args) if part.op in SWAPPED else None


def _argument(part: Term, random: Random) -> Term | None:
    if part.op not in SWAPPED:
        return None
    changed = random.choice(ARGUMENTS)(part.args[0])
    return Term(part.op, (changed, *part.args[1:]))


def _turned(part: Term, random: Random) -> Term | None:
    return Term("div", part.args[::-1]) if part.op == "div" else None


def _variable(part: Term, random: Random) -> Term | None:
    return name("y" if part.value == "x" else "x") if part.op == "name" else None


def _factor(part: Term, random: Random) -> Term | None:
    return random.choice([2, 3]) * part if part.op in SWAPPED or part.op in ("pow", "div") else None


def _with(part: Term, place: int, other: Term) -> tuple[Term, ...]:
    return (*part.args[:place], other, *part.args[place + 1 :])


ARGUMENTS: tuple[Callable[[Term], Term], ...] = (
    lambda each: 2 * each,
    lambda each: -each,
    lambda each: each + 1,
    lambda each: each / 2,
)
SLIPS: dict[str, Callable[[Term, Random], Term | None]] = {
    "sign": _sign,
    "part left out": _dropped,
    "exponent": _exponent,
    "number": _number,
    "function": _function,
    "argument": _argument,
    "turned over": _turned,
    "variable": _variable,
    "factor": _factor,
}


def mistaken(term: Term, maker: Maker) -> Rewritten | None:
    """The term with one mistake in it; None where none of the kind drawn fits. It may do no harm."""
    if maker.random.random() < 0.2:
        return rewritten(term, maker, FAULTY_RULES, heeded=False)
    places = list(walk(term))
    for place, part in maker.random.sample(places, len(places)):
        for slip in maker.random.sample(sorted(SLIPS), len(SLIPS)):
            changed = SLIPS[slip](part, maker.random)
            if changed is not None:
                return Rewritten(replaced(term, place, changed), slip)
    return None


def _power_of_ten(exponent: int) -> Term:
    return number(10) ** number(exponent)


def _bump(random: Random, x: Term, centre: int) -> Term:
    return apply("exp", -(_power_of_ten(random.choice([2, 4, 6])) * (x - number(centre)) ** 2))


def _window(random: Random, x: Term, centre: int) -> Term:
    width = random.choice([Fraction(1), Fraction(1, 10), Fraction(1, 10**6)])
    return apply("relu", x - number(centre - width)) * apply("relu", number(centre + width) - x)


def _tent(random: Random, x: Term, centre: int) -> Term:
    return apply("max", number(0), 1 - _power_of_ten(random.choice([1, 6, 30])) * apply("abs", x - number(centre)))


NEAR: dict[str, Callable[[Random, Term, int], Term]] = {
    "small constant": lambda random, x, centre: 1 / _power_of_ten(random.choice([10, 20, 40, 100, 300])),
    "small factor": lambda random, x, centre: x / _power_of_ten(random.choice([10, 20, 40, 100, 300])),
    "small exp": lambda random, x, centre: apply("exp", -number(random.choice([30, 100, 1000]))) * random.choice([x, number(1)]),
    "power of a half": lambda random, x, centre: (number(1) / 2) ** number(random.choice([40, 200, 1000, 10**4, 10**12])),
    "spike": _bump,
    "window": _window,
    "tent": _tent,
    "ramp": lambda random, x, centre: apply("relu", x - number(centre - 1)),
    "roots": lambda random, x, centre: x * (x - 1) * (x + 1) * (x - 2) * (x - 3) * (x - number(1) / 2),
}
"""What is added to a term: not zero at x = ``centre`` (but the power of a half, which is zero nowhere, and the roots)."""
