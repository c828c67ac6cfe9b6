"""Random expressions over the whole rule table, the same every time, and what the checks say of their derivatives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from derivations.equality.outcome import Agreed, Proved, Refuted
from derivations.steps.derive import derive
from derivations.steps.verify import Verification, verification
from derivations.terms.printing import plain
from derivations.terms.term import Term, add, apply, constant, derivative, mul, name, names, neg, number

X, Y = name("x"), name("y")
WANTED = derivative(name("f"), X)
OF_ONE = (
    *(
        "exp",
        "log",
        "sqrt",
        "cbrt",
        "sin",
        "cos",
        "tan",
        "sec",
        "csc",
        "cot",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "sech",
    ),
    *("asinh", "acosh", "atanh", "sigmoid", "softplus", "relu", "abs", "sign", "step", "floor", "ceil", "erf"),
)
COMMON = ("exp", "log", "sqrt", "sin", "cos", "tanh", "sigmoid", "softplus", "relu", "atan")


def expression(random: Random, depth: int) -> Term:
    """A random expression in x and y."""
    if depth == 0:
        return random.choice((X, X, X, Y, number(2), number(3), number(Fraction(1, 2)), constant("pi")))
    one, other = expression(random, depth - 1), expression(random, random.randrange(depth))
    builders = (
        lambda: add(one, other),
        lambda: one - other,
        lambda: mul(one, other),
        lambda: mul(number(random.randint(2, 5)), one),
        lambda: one / other,
        lambda: other / (one**2 + 1),
        lambda: neg(one),
        lambda: one ** random.randint(2, 4),
        lambda: one ** -random.randint(1, 2),
        lambda: one ** number(Fraction(random.choice((1, 3, 5)), 2)),
        lambda: number(random.randint(2, 3)) ** one,
        lambda: constant("e") ** one,
        lambda: (one**2 + 1) ** other,
        lambda: apply("logb", number(2), one**2 + 1),
        lambda: apply("root", one, number(3)),
        lambda: apply(random.choice(("max", "min")), one, other),
        lambda: apply("softmax", one, other, number(1)),
        *(lambda: apply(random.choice(COMMON), one),) * 5,
        *(lambda: apply(random.choice(OF_ONE), one),) * 3,
    )
    return random.choice(builders)()


def expressions(count: int, seed: int = 7) -> Iterator[Term]:
    """So many different expressions that hold x; the first ``count`` of a longer run are the same."""
    random = Random(seed)
    found: set[Term] = set()
    while len(found) < count:
        drawn = expression(random, random.choice((1, 2, 2, 3)))
        if "x" in names(drawn) and drawn not in found:
            found.add(drawn)
            yield drawn


@dataclass
class Tally:
    """What the checks said of so many expressions; ``wrong`` and ``false_steps`` are what must not be."""

    derived: int = 0
    proved: int = 0
    agreed: int = 0
    undecided: int = 0
    steps: int = 0
    unsupported_steps: int = 0
    wrong: list[str] = field(default_factory=list)
    false_steps: list[str] = field(default_factory=list)

    def count(self, node: Term) -> Verification:
        """Derive and check one expression."""
        checked = verification(derive((("f", node),), WANTED))
        self.derived += 1
        self.proved += isinstance(checked.answer, Proved)
        self.agreed += isinstance(checked.answer, Agreed)
        if isinstance(checked.answer, Refuted):
            self.wrong.append(f"{plain(node)}: {checked.answer}")
        self.undecided += not isinstance(checked.answer, Proved | Agreed | Refuted)
        for each in checked.checks:
            self.steps += 1
            self.unsupported_steps += not each.holds
            if False in (each.sympy, each.numeric):
                self.false_steps.append(f"{plain(node)}: {each.rule} {plain(each.before)} = {plain(each.after)}")
        return checked

    def summary(self) -> str:
        """The figures in one line."""
        return (
            f"{self.derived} derivatives: {len(self.wrong)} wrong, {self.proved} proved, {self.agreed} agreed, "
            f"{self.undecided} undecided ({self.undecided / self.derived:.1%}); {self.steps} steps: "
            f"{len(self.false_steps)} false, {self.unsupported_steps} undecided ({self.unsupported_steps / self.steps:.1%})"
        )
