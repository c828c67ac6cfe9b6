"""How a function of one variable rises and falls, by our own exact algebra: the polynomial whose zeros are its stationary points.

For what `ratios` reads, the derivative is a polynomial times what is never 0, so its zeros are known, every one, in closed form or
not at all; no solver is asked, and the work is bounded by the degree. For all else there is SymPy (`stationary`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derivations.equality.balls import Precision, enclose
from derivations.steps.extreme_of import Analysis
from derivations.steps.numbers import ONE, rational
from derivations.steps.ratios import Function, InExponential, Poly, Ratio, fractions_of, read_function
from derivations.steps.roots import BITS, Roots, enclosed, real_roots
from derivations.steps.surds import Surd, value_of
from derivations.steps.tidying import everywhere, tidied, zeros_and_ones
from derivations.terms.domain import Assumption
from derivations.terms.term import Term, apply, constant, neg, number, substitute

INFINITE = constant("oo")
ZERO = number(0)
DIGITS = 30


def variation(function: Term, variable: Term, assumption: Assumption) -> Analysis | None:
    """Stationary points, ends and limits of a function on an interval; None where it is not read, not smooth, or not known.

    >>> from derivations.terms.domain import REAL
    >>> from derivations.terms.term import name
    >>> x = name("x")
    >>> found = variation(x * apply("exp", -(x**2)), x, REAL)
    >>> [each == place for each, place in zip(found.places, (-(apply("sqrt", number(2)) / 2), apply("sqrt", number(2)) / 2))]
    [True, True]
    """
    read = read_function(function, variable)
    if read is None:
        return None
    slope = read.slope()
    inside = _Inside(read, assumption)
    places = inside.zeros(slope.top)
    if places is None or inside.zeros(read.form.bottom) != ():
        return None
    second = _derived(read, slope)
    limits = _limits(read, function, variable, assumption)
    if limits is None:
        return None
    try:
        values = [_value(read.form, place) for place in places]
        bends = [_value(second, place) for place in places]
    except ValueError:
        return None
    terms = tuple(_place(read, place) for place in places)
    ends = [(assumption.low, assumption.low_open, limits[0]), (assumption.high, assumption.high_open, limits[1])]
    closed = tuple((end, value) for end, is_open, value in ends if end is not None and not is_open and end not in terms)
    return Analysis(terms, tuple(values), tuple(bends), closed, limits)


def nearly(function: Term, variable: Term, assumption: Assumption) -> Analysis | None:
    """The same where stationary points have no closed form: places and values as decimal numbers of 30 digits.

    >>> from derivations.steps.numbers import rational
    >>> from derivations.terms.domain import REAL
    >>> from derivations.terms.term import name
    >>> x = name("x")
    >>> [round(float(rational(each)), 6) for each in nearly(x**4 - 3 * x**2 + x, x, REAL).places]
    [-1.30084, 0.169938, 1.130901]
    """
    read = read_function(function, variable)
    if read is None:
        return None
    inside = _Inside(read, assumption)
    places = inside.enclosed_zeros(read.slope().top)
    limits = _limits(read, function, variable, assumption)
    if places is None or limits is None or inside.zeros(read.form.bottom) != ():
        return None
    identifier = str(variable.value)
    values = [enclose(function, {identifier: _complex(place)}, BITS) for place in places]
    if not all(each.is_finite() for each in values):
        return None
    ends = ((assumption.low, assumption.low_open, limits[0]), (assumption.high, assumption.high_open, limits[1]))
    closed = tuple((end, value) for end, is_open, value in ends if end is not None and not is_open)
    decimals = tuple(map(_decimal, places))
    return Analysis(decimals, tuple(_decimal(each.real) for each in values), (ZERO,) * len(places), closed, limits)


def _complex(place: Any) -> Any:
    import flint

    return flint.acb(place)


def _decimal(ball: Any) -> Term:
    return number(Fraction(ball.mid().str(DIGITS, radius=False)))


def is_unbounded(function: Term, variable: Term, assumption: Assumption, is_maximum: bool) -> bool:
    """Whether the function surely grows beyond every value (or falls below) towards an end: then it is nowhere largest.

    >>> from derivations.terms.domain import REAL
    >>> from derivations.terms.term import name
    >>> is_unbounded(name("x") ** 5 - name("x"), name("x"), REAL, True)
    True
    """
    read = read_function(function, variable)
    limits = None if read is None else _limits(read, function, variable, assumption)
    return limits is not None and (INFINITE if is_maximum else neg(INFINITE)) in limits


def all_zeros(function: Term, variable: Term, assumption: Assumption) -> tuple[Term, ...] | None:
    """All zeros of a function in an interval, from left to right; None where it is not read, or they are not known in closed form.

    >>> from derivations.terms.domain import REAL
    >>> from derivations.terms.term import name
    >>> all_zeros(name("x") ** 2 - 1, name("x"), REAL) == (number(-1), number(1))
    True
    """
    read = read_function(function, variable)
    places = None if read is None else _Inside(read, assumption).zeros(read.form.top)
    return None if read is None or places is None else tuple(_place(read, place) for place in places)


def _derived(read: Function, form: Ratio) -> Ratio:
    made = InExponential(form, read.rate, read.shift) if isinstance(read, InExponential) else type(read)(form)
    return made.slope()


class _Inside:
    """Which places g lie in the interval."""

    def __init__(self, read: Function, assumption: Assumption) -> None:
        self.read = read
        self.ends = [
            (assumption.low, assumption.low_open, 1),
            (assumption.high, assumption.high_open, -1),
        ]

    def zeros(self, form: Poly) -> tuple[Surd, ...] | None:
        """The zeros of a polynomial in g in the interval; None where one has no closed form, or it is 0, or its place is unsure."""
        found = None if form.is_zero() else real_roots(form)
        if found is None:
            return None
        held = [(each, self._holds_surd(each)) for each in found.exact]
        if any(is_in is None for _, is_in in held) or self._holds_any(found):
            return None
        return tuple(each for each, is_in in held if is_in)

    def enclosed_zeros(self, form: Poly) -> list[Any] | None:
        """Where the variable is, in rising order, at all zeros in the interval, enclosed; None where one may be an end."""
        found = None if form.is_zero() else real_roots(form)
        if found is None:
            return None
        with Precision(BITS):
            places = [*map(enclosed, found.exact), *found.enclosed]
            held = [(each, self._holds(each, None)) for each in places if self._is_place(each)]
            if any(is_in is None for _, is_in in held):
                return None
            return sorted((self._in_variable(each) for each, is_in in held if is_in), key=lambda each: float(each.mid()))

    def _is_place(self, ball: Any) -> bool:
        """Whether g is there at all: e^t is never 0, nor less."""
        return not isinstance(self.read, InExponential) or bool(ball > 0)

    def _in_variable(self, ball: Any) -> Any:
        if isinstance(self.read, InExponential):
            return (ball.log() - _arb(self.read.shift)) / _arb(self.read.rate)
        return ball

    def _holds_any(self, found: Roots) -> bool:
        with Precision(BITS):
            return any(self._holds(each, None) is not False for each in found.enclosed)

    def _holds_surd(self, place: Surd) -> bool | None:
        with Precision(BITS):
            return self._holds(enclosed(place), place)

    def _holds(self, ball: Any, place: Surd | None) -> bool | None:
        """Whether a place lies in the interval, given its enclosure."""
        if isinstance(self.read, InExponential):
            if not ball > 0:
                return False if ball < 0 or place is not None else None
            ball = self._in_variable(ball)
            place = Surd(-self.read.shift / self.read.rate) if place == Surd(ONE) else None
        verdicts = [self._is_beyond(ball, place, *each) for each in self.ends if each[0] is not None]
        if False in verdicts:
            return False
        return None if None in verdicts else True

    @staticmethod
    def _is_beyond(ball: Any, place: Surd | None, end: Term | None, is_open: bool, side: int) -> bool | None:
        assert end is not None
        exact = rational(end)
        if exact is not None and place is not None:
            sign = (place - Surd(exact)).sign() * side
            return sign > 0 or (sign == 0 and not is_open)
        gap = (ball - enclose(end, {}, BITS).real) * side
        return True if gap > 0 else False if gap < 0 else None


def _arb(value: Fraction) -> Any:
    import flint

    return flint.arb(flint.fmpq(value.numerator, value.denominator))


def _value(form: Ratio, place: Surd) -> Term:
    """The exact value at a place; its denominator is not 0 there. Raises ValueError where two roots meet."""
    top, bottom, growth = (value_of(fractions_of(each), place) for each in (form.top, form.bottom, form.growth))
    size = top * bottom.inverse()
    if growth.sign() == 0:
        return size.term()
    is_fraction = growth.sign() < 0 and (growth == Surd(-ONE) or size not in (Surd(ONE), Surd(-ONE)))
    power = apply("exp", (Surd(Fraction(0)) - growth if is_fraction else growth).term())
    return _tidy(size.term() / power if is_fraction else size.term() * power)


def _place(read: Function, place: Surd) -> Term:
    """The variable where g is that."""
    if not isinstance(read, InExponential):
        return place.term()
    is_small = (place - Surd(ONE)).sign() < 0
    logarithm = apply("log", (place.inverse() if is_small else place).term())
    if place == Surd(ONE):
        return number(-read.shift / read.rate)
    solved = ((neg(logarithm) if is_small else logarithm) - number(read.shift)) / number(read.rate)
    return _tidy(solved)


def _limits(read: Function, function: Term, variable: Term, assumption: Assumption) -> tuple[Term, Term] | None:
    low = _at_infinity(read, -1) if assumption.low is None else _at_end(read, function, variable, assumption.low, 1)
    high = _at_infinity(read, 1) if assumption.high is None else _at_end(read, function, variable, assumption.high, -1)
    return None if low is None or high is None else (low, high)


def _at_infinity(read: Function, side: int) -> Term | None:
    form = read.form
    if isinstance(read, InExponential):
        return _rational_limit(form, 1) if side > 0 else _at_pole_or_value(form, Fraction(0), 1)
    growth = form.growth
    if growth.degree() > 0:
        rate = growth[growth.degree()] * side ** growth.degree()
        if rate < 0 or form.top.is_zero():
            return ZERO
        return _signed(_leading_sign(form, side))
    limit = _rational_limit(form, side)
    if growth.is_zero() or rational(limit) in (None, 0):
        return limit
    return _tidy(limit * apply("exp", number(fractions_of(growth)[0])))


def _rational_limit(form: Ratio, side: int) -> Term:
    above, below = form.top.degree(), form.bottom.degree()
    if form.top.is_zero() or above < below:
        return ZERO
    if above > below:
        return _signed(_leading_sign(form, side))
    ratio = form.top[above] / form.bottom[below]
    return number(Fraction(int(ratio.p), int(ratio.q)))


def _leading_sign(form: Ratio, side: int) -> int:
    above, below = form.top.degree(), form.bottom.degree()
    sign = 1 if form.top[above] / form.bottom[below] > 0 else -1
    return -sign if side < 0 and (above + below) % 2 else sign


def _signed(sign: int) -> Term:
    return INFINITE if sign > 0 else neg(INFINITE)


def _at_end(read: Function, function: Term, variable: Term, end: Term, side: int) -> Term | None:
    """The value at an end, or the infinite limit at a pole; None where the end is no rational number."""
    exact = rational(end)
    if exact is None:
        return None
    if not isinstance(read, InExponential):
        return _at_pole_or_value(read.form, exact, side)
    if read.rate * exact + read.shift == 0:
        return _at_pole_or_value(read.form, ONE, side)
    return _tidy(everywhere(zeros_and_ones, substitute(function, {variable: end})))


def _at_pole_or_value(form: Ratio, at: Fraction, side: int) -> Term:
    """The limit of R e^E at a rational place, from the right (side 1) or from the left (-1)."""
    place = Surd(at)
    if value_of(fractions_of(form.bottom), place).sign():
        return _value(form, place)
    return _signed(_sign_near(form.top, at, side) * _sign_near(form.bottom, at, side))


def _sign_near(form: Poly, at: Fraction, side: int) -> int:
    """The sign of a polynomial other than 0 right beside a place."""
    order = 0
    while not (sign := value_of(fractions_of(form), Surd(at)).sign()):
        form, order = form.derivative(), order + 1
    return -sign if side < 0 and order % 2 else sign


def _tidy(node: Term) -> Term:
    trace = tidied(node)
    return trace[-1].after if trace else node
