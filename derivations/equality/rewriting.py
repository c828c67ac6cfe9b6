"""How each operation is evaluated over kernels: one row per operation. What has no row is a kernel of its own."""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from derivations.equality.branches import UnsupportedError
from derivations.equality.casewise import CASES
from derivations.equality.field import Element, PoleError, over
from derivations.equality.kernels import Kernels, OpaqueError, Rule
from derivations.equality.logarithms import log_of
from derivations.equality.sums import UNIT, Rational, Sum, constant, gather, multiple, product

Args = tuple[int, ...]
HALF = Fraction(1, 2)
MAX_SHIFT = 64  # gamma(u + k) for whole k up to this is written over gamma(u)
MAX_DEGREE = 1000
MAX_FACTORIAL = 1000


def _number(at: Kernels, node: int, args: Args) -> Element:
    value = at.graph.values[node]
    return at.number(value) if type(value) is Fraction else at.place.ring(0)


def _name(at: Kernels, node: int, args: Args) -> Element:
    root = at.name(str(at.graph.values[node]), at.signs.of(node))
    at.sums[node] = {((int(root), at.parts),): 1}
    value = root**at.parts
    if at.has_zeros and at.signs.is_nonzero(node):
        at.nonzero.add(int(value * value))
    return value


def _constant(at: Kernels, node: int, args: Args) -> Element:
    value = at.graph.values[node]
    if value == "i":
        return at.i
    if value == "e":
        return _exp_of(at, node, constant(1))
    if value == "oo":
        raise UnsupportedError
    at.doubtful = True
    return at.pi


def _derivative(at: Kernels, node: int, args: Args) -> Element:
    """A derivative written as a factor is a quantity with a name, the same for d and ∂."""
    return at.place.element("derivative", *[at.graph.values[each] for each in args])


def _add(at: Kernels, node: int, args: Args) -> Element:
    values = at.values
    total = values[args[0]] + values[args[1]]
    for each in args[2:]:
        total = total + values[each]
    return total


def _mul(at: Kernels, node: int, args: Args) -> Element:
    values = at.values
    total = values[args[0]] * values[args[1]]
    for each in args[2:]:
        total = total * values[each]
    return total


def _neg(at: Kernels, node: int, args: Args) -> Element:
    return -at.values[args[0]]


def _div(at: Kernels, node: int, args: Args) -> Element:
    return over(at.values[args[0]], at.values[args[1]])


def _pow(at: Kernels, node: int, args: Args) -> Element:
    base, exponent = args
    exact = at.exact(exponent)
    if exact is not None and exact.denominator == 1:
        return at.power(at.values[base], int(exact))
    if at.graph.ops[base] == "constant" and at.graph.values[base] == "e":
        return _exp(at, node, (exponent,))
    if exact is not None:
        return _rational_power(at, base, exact)
    if at.values[base] == 0:
        return _power_of_zero(at, exponent)
    exponents = product(log_of(at, base), at.sum_of(exponent))
    if exponents is None:
        raise OpaqueError
    return _exp_of(at, node, exponents)


def _power_of_zero(at: Kernels, exponent: int) -> Element:
    """0 where the exponent is surely positive. Raises PoleError where it surely is not."""
    known = at.signs.of(exponent)
    if known is not None and known.is_positive:
        return at.place.ring(0)
    if known is not None and (-known).is_positive:
        raise PoleError
    raise UnsupportedError


def _rational_power(at: Kernels, base: int, exponent: Rational) -> Element:
    if at.values[base] == 0 and exponent > 0:
        return at.place.ring(0)
    return at.exponential(multiple(log_of(at, base), exponent))


def _exp(at: Kernels, node: int, args: Args) -> Element:
    return _exp_of(at, node, at.sum_of(args[0]))


def _exp_of(at: Kernels, node: int, exponents: Sum) -> Element:
    """exp of a sum; a product of kernels is kept as a monomial, for exponents in which it stands."""
    parts = at.parts_of(exponents)
    monomial = at.monomial_of(parts)
    if monomial is not None:
        at.sums[node] = {monomial: 1}
    return at.multiplied(parts)


def _log(at: Kernels, node: int, args: Args) -> Element:
    found = at.sums[node] = log_of(at, args[0])
    return at.evaluated(found)


def _logb(at: Kernels, node: int, args: Args) -> Element:
    base, argument = (at.evaluated(log_of(at, each)) for each in args)
    return over(argument, base)


def _softplus(at: Kernels, node: int, args: Args) -> Element:
    """log(1 + exp(u)) as the logarithm is taken apart: for real u, softplus(-u) is softplus(u) - u."""
    make = at.graph.node
    inside = make("add", (make("number", (), Fraction(1)), make("exp", args)))
    return at.derived(node, make("log", (inside,)))


def _sqrt(at: Kernels, node: int, args: Args) -> Element:
    return _rational_power(at, args[0], HALF)


def _root(at: Kernels, node: int, args: Args) -> Element:
    degree = at.exact(args[1])
    if not isinstance(degree, int) or not 0 < degree < MAX_DEGREE:
        raise OpaqueError
    return _real_root(at, args[0], degree)


def _cbrt(at: Kernels, node: int, args: Args) -> Element:
    return _real_root(at, args[0], 3)


def _real_root(at: Kernels, argument: int, degree: int) -> Element:
    """The real root where the degree is odd and the argument real."""
    if degree % 2 == 0 or at.signs.of(argument) is None or at.signs.is_nonnegative(argument):
        return _rational_power(at, argument, Fraction(1, degree))
    return at.odd_root(at.values[argument], degree)


def _sigmoid(at: Kernels, node: int, args: Args) -> Element:
    power = at.exponential(at.sum_of(args[0]))
    return over(power, 1 + power)


def _tanh(at: Kernels, node: int, args: Args) -> Element:
    square = at.exponential(at.sum_of(args[0])) ** 2
    return over(square - 1, square + 1)


def _sinh(at: Kernels, node: int, args: Args) -> Element:
    power = at.exponential(at.sum_of(args[0]))
    return (power - at.inverse(power)) / 2


def _cosh(at: Kernels, node: int, args: Args) -> Element:
    power = at.exponential(at.sum_of(args[0]))
    return (power + at.inverse(power)) / 2


def _sech(at: Kernels, node: int, args: Args) -> Element:
    return at.inverse(_cosh(at, node, args))


def _softmax(at: Kernels, node: int, args: Args) -> Element:
    if len(args) == 1:
        raise UnsupportedError
    powers = [at.exponential(at.sum_of(each)) for each in args]
    return over(powers[0], sum(powers[1:], powers[0]))


def _sin(at: Kernels, node: int, args: Args) -> Element:
    power = at.turned(at.sum_of(args[0]))
    return (power - at.inverse(power)) / (2 * at.i)


def _cos(at: Kernels, node: int, args: Args) -> Element:
    power = at.turned(at.sum_of(args[0]))
    return (power + at.inverse(power)) / 2


def _tan(at: Kernels, node: int, args: Args) -> Element:
    return over(_sin(at, node, args), _cos(at, node, args))


def _cot(at: Kernels, node: int, args: Args) -> Element:
    return over(_cos(at, node, args), _sin(at, node, args))


def _sec(at: Kernels, node: int, args: Args) -> Element:
    return at.inverse(_cos(at, node, args))


def _csc(at: Kernels, node: int, args: Args) -> Element:
    return at.inverse(_sin(at, node, args))


def _odd(at: Kernels, node: int, args: Args) -> Element:
    """An odd function that is a kernel: f(-u) is -f(u)."""
    at.doubtful = True
    value = at.values[args[0]]
    opposite = int(-value)
    if not opposite:
        return at.place.ring(0)
    op = at.graph.ops[node]
    return -at.place.element(op, opposite) if opposite < int(value) else at.place.element(op, int(value))


def _arc(at: Kernels, node: int, args: Args) -> Element:
    found = at.sums[node] = at.arc(at.graph.ops[node], at.values[args[0]])
    return at.evaluated(found)


def _acos(at: Kernels, node: int, args: Args) -> Element:
    make = at.graph.node
    quarter = make("div", (make("constant", (), "pi"), make("number", (), Fraction(2))))
    return at.derived(node, make("add", (quarter, make("neg", (make("asin", args),)))))


def _asinh(at: Kernels, node: int, args: Args) -> Element:
    make = at.graph.node
    square = make("add", (make("pow", (args[0], make("number", (), Fraction(2)))), make("number", (), Fraction(1))))
    return at.derived(node, make("log", (make("add", (args[0], make("sqrt", (square,)))),)))


def _acosh(at: Kernels, node: int, args: Args) -> Element:
    make = at.graph.node
    one = make("number", (), Fraction(1))
    roots = tuple([make("sqrt", (make("add", (args[0], each)),)) for each in (one, make("neg", (one,)))])
    return at.derived(node, make("log", (make("add", (args[0], make("mul", roots))),)))


def _atanh(at: Kernels, node: int, args: Args) -> Element:
    make = at.graph.node
    one = make("number", (), Fraction(1))
    up, down = (make("log", (make("add", (one, each)),)) for each in (args[0], make("neg", args)))
    return at.derived(node, make("div", (make("add", (up, make("neg", (down,)))), make("number", (), Fraction(2)))))


def _ceil(at: Kernels, node: int, args: Args) -> Element:
    make = at.graph.node
    return at.derived(node, make("neg", (make("floor", (make("neg", args),)),)))


def _factorial(at: Kernels, node: int, args: Args) -> Element:
    make = at.graph.node
    return at.derived(node, make("gamma", (make("add", (args[0], make("number", (), Fraction(1)))),)))


def _binomial(at: Kernels, node: int, args: Args) -> Element:
    make = at.graph.node
    (n, k), fact = args, "factorial"
    below = make("mul", (make(fact, (k,)), make(fact, (make("add", (n, make("neg", (k,)))),))))
    return at.derived(node, make("div", (make(fact, (n,)), below)))


def _gamma(at: Kernels, node: int, args: Args) -> Element:
    """gamma(u + k) for a whole number k is gamma(u) times u (u+1) ... (u+k-1)."""
    argument = dict(at.sum_of(args[0]))
    shift = argument.pop(UNIT, 0)
    whole = shift.numerator // shift.denominator
    if not argument and shift == whole and whole <= MAX_FACTORIAL:
        if whole <= 0:
            raise PoleError
        return at.place.ring(factorial(int(whole) - 1))
    if not argument or abs(whole) > MAX_SHIFT:
        raise OpaqueError
    at.doubtful = True
    gather(argument, constant(shift - whole))
    base = at.evaluated(argument)
    total = at.place.element("gamma", int(base))
    for step in range(whole):
        total = total * (base + step)
    for step in range(whole, 0):
        total = over(total, base + step)
    return total


def _floor(at: Kernels, node: int, args: Args) -> Element:
    """floor(u + k) for a whole number k is floor(u) + k; that of a whole number is itself."""
    if at.signs.is_whole(args[0]):
        at.sums[node] = at.sum_of(args[0])
        return at.values[args[0]]
    argument = dict(at.sum_of(args[0]))
    shift = argument.pop(UNIT, 0)
    whole = shift.numerator // shift.denominator
    gather(argument, constant(shift - whole))
    if set(argument) <= {UNIT}:
        return at.place.ring(whole)
    at.doubtful = True
    return at.place.element("floor", int(at.evaluated(argument))) + whole


def _refused(at: Kernels, node: int, args: Args) -> Element:
    raise UnsupportedError


RULES: dict[str, Rule] = {
    "number": _number,
    "name": _name,
    "constant": _constant,
    "derivative": _derivative,
    "add": _add,
    "mul": _mul,
    "neg": _neg,
    "div": _div,
    "pow": _pow,
    "exp": _exp,
    "log": _log,
    "logb": _logb,
    "sqrt": _sqrt,
    "root": _root,
    "cbrt": _cbrt,
    **CASES,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "softmax": _softmax,
    "tanh": _tanh,
    "sinh": _sinh,
    "cosh": _cosh,
    "sech": _sech,
    "sin": _sin,
    "cos": _cos,
    "tan": _tan,
    "cot": _cot,
    "sec": _sec,
    "csc": _csc,
    "asin": _arc,
    "acos": _acos,
    "atan": _arc,
    "asinh": _asinh,
    "acosh": _acosh,
    "atanh": _atanh,
    "erf": _odd,
    "floor": _floor,
    "ceil": _ceil,
    "factorial": _factorial,
    "binomial": _binomial,
    "gamma": _gamma,
    **dict.fromkeys(
        [
            "matrix",
            "transpose",
            "matmul",
            "hadamard",
            "eq",
            "ne",
            "lt",
            "le",
            "gt",
            "ge",
            "list",
            "set",
            "tuple",
            "interval",
            "D",
            "at",
        ],
        _refused,
    ),
}
