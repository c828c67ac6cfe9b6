"""The completed square: the proof of a maximum that needs no calculus.

Where a function is a quadratic in s = sigma(x), value - f = a (s - c)^2 with a > 0 says at once that f is nowhere greater than the
value, everywhere on the domain, and where it is equal. This is tried before any stationary point is looked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from derivations.steps.numbers import ONE, ZERO, rational
from derivations.steps.tidying import tidied
from derivations.terms.term import Term, add, apply, mul, neg, number, subterms

Polynomial = dict[int, Fraction]

RANGES = {"sigmoid": (Fraction(0), Fraction(1)), "tanh": (Fraction(-1), Fraction(1))}
"""The open range of each kernel; both are strictly increasing on the real line."""

HIGHEST_DEGREE = 8


@dataclass(frozen=True, slots=True)
class Square:
    """f = value + leading * (kernel - centre)^2, and the kernel is ``centre`` exactly where variable = place."""

    kernel: Term
    leading: Fraction
    centre: Fraction
    value: Fraction
    place: Term

    def gap(self, function: Term) -> Term:
        """value - f for a maximum, f - value for a minimum: what the square is equal to."""
        value = number(self.value)
        return add(value, neg(function)) if self.leading < 0 else add(function, _negative(value))

    def square(self) -> Term:
        """(kernel - centre)^2."""
        base = self.kernel if self.centre == ZERO else add(self.kernel, _negative(number(self.centre)))
        return Term("pow", (base, number(2)))

    def scaled(self) -> Term:
        """The square with its positive factor."""
        size = abs(self.leading)
        return self.square() if size == 1 else mul(number(size), self.square())


def _negative(node: Term) -> Term:
    return node.args[0] if node.op == "neg" else neg(node)


def completed_square(function: Term, variable: Term) -> Square | None:
    """The square of a function that is a quadratic in sigma(u) or tanh(u), u affine in the variable; None for any other.

    >>> from derivations.terms.term import name
    >>> s = apply("sigmoid", name("x"))
    >>> found = completed_square(s * (1 - s), name("x"))
    >>> found.value, found.centre, found.place == number(0)
    (Fraction(1, 4), Fraction(1, 2), True)
    """
    kernels = dict.fromkeys(each for each in subterms(function) if each.op in RANGES)
    if len(kernels) != 1:
        return None
    kernel = next(iter(kernels))
    form = polynomial(function, kernel)
    inner = polynomial(kernel.args[0], variable)
    if form is None or inner is None or max(form, default=0) != 2 or max(inner, default=0) != 1:
        return None
    leading = form[2]
    centre = -form.get(1, ZERO) / (2 * leading)
    low, high = RANGES[kernel.op]
    if not low < centre < high:
        return None
    value = form.get(0, ZERO) - leading * centre**2
    return Square(kernel, leading, centre, value, _place(kernel.op, centre, inner))


def _place(kernel: str, centre: Fraction, inner: Polynomial) -> Term:
    """Where kernel(slope * x + shift) = centre."""
    if kernel == "sigmoid":
        preimage = apply("log", number(centre / (1 - centre)))
    else:
        preimage = apply("atanh", number(centre)) if centre else number(0)
    solved = (preimage - number(inner.get(0, ZERO))) / number(inner[1])
    trace = tidied(solved)
    return trace[-1].after if trace else solved


def polynomial(node: Term, unknown: Term) -> Polynomial | None:
    """Degree to coefficient, of a term that is a polynomial in the unknown with rational coefficients; zero ones left out."""
    if node == unknown:
        return {1: ONE}
    exact = rational(node)
    if exact is not None:
        return {0: exact} if exact else {}
    match node.op:
        case "neg":
            return _scaled(polynomial(node.args[0], unknown), Fraction(-1))
        case "add":
            return _folded(_plus, [polynomial(each, unknown) for each in node.args])
        case "mul":
            return _folded(_times, [polynomial(each, unknown) for each in node.args])
        case "div":
            below = rational(node.args[1])
            return _scaled(polynomial(node.args[0], unknown), 1 / below) if below else None
        case "pow":
            exponent = rational(node.args[1])
            if exponent is None or exponent.denominator != 1 or not 0 < exponent <= HIGHEST_DEGREE:
                return None
            return _folded(_times, [polynomial(node.args[0], unknown)] * exponent.numerator)
        case _:
            return None


def _scaled(form: Polynomial | None, factor: Fraction) -> Polynomial | None:
    return None if form is None else {degree: value * factor for degree, value in form.items()}


def _folded(operation: Callable[[Polynomial, Polynomial], Polynomial], forms: list[Polynomial | None]) -> Polynomial | None:
    result: Polynomial | None = None
    for position, form in enumerate(forms):
        if form is None:
            return None
        result = form if position == 0 or result is None else operation(result, form)
    return result


def _plus(left: Polynomial, right: Polynomial) -> Polynomial:
    total = {degree: left.get(degree, ZERO) + right.get(degree, ZERO) for degree in {**left, **right}}
    return {degree: value for degree, value in total.items() if value}


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    total: Polynomial = {}
    for one, factor in left.items():
        for other, value in right.items():
            total[one + other] = total.get(one + other, ZERO) + factor * value
    return {degree: value for degree, value in total.items() if value}
