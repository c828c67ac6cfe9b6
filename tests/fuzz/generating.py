"""Terms made up, of a wanted size and kind, and what is surely known of a term's sign: no engine is asked.

Everything is drawn from a generator that the caller seeds, so a seed names a pair for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from derivations.terms.term import Term, apply, name, number

VARIABLES = ("x", "y", "w", "b")
REAL, NONNEGATIVE, POSITIVE = "real", ">= 0", "> 0"
DOMAINS: tuple[str | Mapping[str, str], ...] = (
    "real",
    "real",
    "real",
    "positive",
    {"x": "positive", "y": "real", "w": "real", "b": "nonnegative"},
    {"x": "interval(-1, 2)", "y": "ge(1)", "w": "nonzero", "b": "negative"},
    {"x": "nonnegative", "y": "nonnegative", "w": "positive", "b": "real"},
)
SIGNS = {"positive": POSITIVE, "ge(1)": POSITIVE, "nonnegative": NONNEGATIVE}
UNIVERSAL = ("exp", "sin", "cos", "tanh", "sigmoid", "softplus", "abs", "relu", "sinh", "cosh", "atan")  # real to real, everywhere
ALWAYS_POSITIVE = ("exp", "cosh", "sech", "sigmoid", "softplus")
REAL_FUNCTIONS = frozenset(
    [*UNIVERSAL, "sech", "tan", "sec", "csc", "cot", "cbrt", "sign", "max", "min", "softmax", "asinh", "step"]
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is surely known of the values of terms on a domain."""

    domain: str | Mapping[str, str]

    def word(self, variable: str) -> str:
        """The declaration of a variable."""
        return self.domain if isinstance(self.domain, str) else self.domain.get(variable, "real")

    def holds(self, term: Term, kind: str) -> bool:
        """Whether a term is surely of this kind: any, real, >= 0, > 0."""
        if kind == "any":
            return True
        return self.is_real(term) and (
            kind == REAL or self.is_positive(term) or (kind == NONNEGATIVE and self.is_nonnegative(term))
        )

    def is_real(self, term: Term) -> bool:
        """Surely real wherever it exists."""
        if term.op in ("sqrt", "log"):
            return self.is_real(term.args[0]) and (
                self.is_positive(term.args[0]) or (term.op == "sqrt" and self.is_nonnegative(term.args[0]))
            )
        if term.op == "pow":
            base, exponent = term.args
            return self.is_real(base) and self.is_real(exponent) and (whole(exponent) is not None or self.is_positive(base))
        if term.op == "constant":
            return term.value in ("e", "pi")
        known = term.op in ("name", "number", "add", "mul", "div", "neg") or term.op in REAL_FUNCTIONS
        return known and all(self.is_real(each) for each in term.args)

    def is_positive(self, term: Term) -> bool:
        """Surely above 0 wherever it exists."""
        match term.op:
            case "number":
                return isinstance(term.value, Fraction) and term.value > 0
            case "constant":
                return term.value in ("e", "pi")
            case "name":
                return SIGNS.get(self.word(str(term.value))) == POSITIVE
            case "add":
                return all(self.is_nonnegative(each) for each in term.args) and any(self.is_positive(each) for each in term.args)
            case "mul" | "div" | "sqrt":
                return all(self.is_positive(each) for each in term.args)
            case "pow":
                return self.is_positive(term.args[0]) and self.is_real(term.args[1])
        return term.op in ALWAYS_POSITIVE and self.is_real(term.args[0])

    def is_nonnegative(self, term: Term) -> bool:
        """Surely 0 or above wherever it exists."""
        match term.op:
            case "number":
                return True
            case "name":
                return self.word(str(term.value)) in SIGNS
            case "abs" | "relu":
                return self.is_real(term.args[0])
            case "add" | "mul" | "sqrt":
                return all(self.is_nonnegative(each) for each in term.args)
            case "pow" if (whole(term.args[1]) or 1) % 2 == 0:
                return self.is_real(term.args[0])
        return self.is_positive(term)


def whole(term: Term) -> int | None:
    """The whole number that is written, with or without a minus."""
    if term.op == "neg":
        inner = whole(term.args[0])
        return None if inner is None else -inner
    if term.op == "number" and isinstance(term.value, Fraction) and term.value.denominator == 1:
        return int(term.value)
    return None


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes terms up; ``random`` decides everything."""

    random: Random
    signs: Signs
    variables: tuple[str, ...]

    def term(self, kind: str, leaves: int) -> Term:
        """A term of the kind, with about so many leaves."""
        if kind == "any":
            return self._any(leaves)
        if kind == REAL:
            return self._real(leaves)
        return self._positive(leaves) if kind == POSITIVE or self.random.random() < 0.6 else self._squared(leaves)

    def _split(self, leaves: int) -> tuple[int, int]:
        first = self.random.randint(1, leaves - 1)
        return first, leaves - first

    def leaf(self) -> Term:
        """A variable or a small number."""
        if self.random.random() < 0.65:
            return name(self.random.choice(self.variables))
        if self.random.random() < 0.2:
            return Term("number", (), self.random.choice([Fraction(1, 2), Fraction(1, 4), Fraction(3, 10), Fraction(5, 2)]))
        return number(self.random.randint(1, 5))

    def _real(self, leaves: int) -> Term:
        if leaves <= 1:
            return apply(self.random.choice(UNIVERSAL), self.leaf()) if self.random.random() < 0.4 else self.leaf()
        shape = self.random.random()
        if shape < 0.25:
            return apply(self.random.choice(UNIVERSAL), self._real(leaves - 1))
        if shape < 0.32:
            return self._real(leaves - 1) ** self.random.randint(2, 3)
        if shape < 0.38:
            return apply("sqrt" if self.random.random() < 0.5 else "log", self._positive(leaves - 1))
        left, right = self._split(leaves)
        if shape < 0.44:
            return apply(self.random.choice(("max", "min")), self._real(left), self._real(right))
        if shape < 0.54:
            return self._real(left) / (self._positive(right) if self.random.random() < 0.7 else self._real(right))
        return self.random.choice(COMBINED)(self._real(left), self._real(right))

    def _positive(self, leaves: int) -> Term:
        declared = [each for each in self.variables if SIGNS.get(self.signs.word(each)) == POSITIVE]
        if leaves <= 1:
            if declared and self.random.random() < 0.7:
                return name(self.random.choice(declared))
            return (
                apply(self.random.choice(ALWAYS_POSITIVE), self.leaf())
                if self.random.random() < 0.7
                else number(self.random.randint(1, 5))
            )
        shape = self.random.random()
        if shape < 0.4:
            return apply(self.random.choice(ALWAYS_POSITIVE), self._real(leaves - 1))
        if shape < 0.6:
            return 1 + self._real(leaves - 1) ** 2
        left, right = self._split(leaves)
        first, second = self._positive(left), self._positive(right)
        return first + second if shape < 0.75 else first * second if shape < 0.9 else first / second

    def _squared(self, leaves: int) -> Term:
        return self._real(leaves) ** 2 if self.random.random() < 0.5 else apply("abs", self._real(leaves))

    def _any(self, leaves: int) -> Term:
        if self.random.random() < 0.85:
            return self._real(leaves)
        return apply(self.random.choice(("sqrt", "log")), self._real(leaves))


COMBINED: tuple[Callable[[Term, Term], Term], ...] = (
    lambda left, right: left + right,
    lambda left, right: left - right,
    lambda left, right: left * right,
    lambda left, right: left * right,
)
