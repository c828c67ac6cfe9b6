"""Terms evaluated in a finite field at one random place, as fractions over kernels.

What is not rational is written over kernels that are free of one another. exp(u) is a power of exp(m/12), m a summand of u without
its number, so exponents add up; sin and cos are written over cis(m/12) in the same way, with i a root of -1; sqrt(u) is one of the
two roots of u, |u| of a real u is u or -u, as the bits of a mask choose. Any other function is a kernel of its own, told apart by
the values of its arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from hashlib import blake2b

from flint import nmod
from flint.utils.flint_exceptions import DomainError

from derivations.equality.graph import Graph
from derivations.equality.places import Place
from derivations.equality.reals import Reals

PARTS = 12  # exp(m) is the 12th power of its kernel, so halves, thirds and quarters of exponents are powers too
LARGEST_POWER = 1 << 64
LARGEST_BASE, LARGEST_EXPONENT = 1024, 64  # of a power of numbers that is worked out as a number
BY_CASES = frozenset(["abs", "relu", "max", "min"])  # cases that exist for real arguments only

Pair = tuple[int, int]


class UnsupportedError(Exception):
    """A node that has no value in a field: a matrix, a relation, infinity."""


class NoRootError(Exception):
    """A square root that does not exist modulo this prime: the trial is drawn again."""


class PoleError(Exception):
    """A division by zero, or the logarithm of it, at this place."""


class Residues:
    """A graph at one place, for one choice of branches: bit k of ``mask`` is the choice at the k-th root or absolute value."""

    def __init__(self, graph: Graph, reals: Reals, place: Place, mask: int) -> None:
        self.graph = graph
        self.reals = reals
        self.prime = place.prime
        self.seed = place.seed
        self.root_of_minus_one = place.root_of_minus_one
        self.mask = mask
        self.choices = 0
        self.chosen: dict[int, int] = {}
        self.powers: dict[int, int] = {}
        self.node = 0
        self.known: dict[int, Pair] = {}
        self.poles: set[str] = set()

    def evaluate(self, left: int, right: int) -> None:
        """Work out both terms; where one divides by zero, its side is noted in ``poles``."""
        for side, root in (("left", left), ("right", right)):
            try:
                self.value(root)
            except PoleError:
                self.poles.add(side)

    def agree(self, left: int, right: int) -> bool:
        """Whether both terms have the same value."""
        if self.poles:
            return False
        (a, b), (c, d) = self.known[left], self.known[right]
        return (a * d - b * c) % self.prime == 0

    def value(self, root: int) -> Pair:
        """The node's value as (numerator, denominator), neither reduced."""
        for node in self.graph.inside(root):
            if node not in self.known:
                self.node = node
                self.known[node] = self._node(node)
        return self.known[root]

    def element(self, node: int) -> int | None:
        """The node's value as one element, None at a pole; only for nodes that were evaluated."""
        above, below = self.known[node]
        return above * pow(below, -1, self.prime) % self.prime if below % self.prime else None

    def _node(self, node: int) -> Pair:
        handler = _OPERATIONS.get(self.graph.ops[node], Residues._kernel)
        return handler(self, node)

    def random(self, *what: str | int) -> int:
        """The value of a kernel, a function of what it is."""
        text = "\x1f".join(map(str, what)).encode()
        return int.from_bytes(blake2b(text, digest_size=16, key=self.seed).digest(), "little") % (self.prime - 2) + 1

    def residue(self, pair: Pair) -> int:
        """The pair as one element of the field."""
        if pair[1] % self.prime == 0:
            raise PoleError
        return pair[0] * pow(pair[1], -1, self.prime) % self.prime

    def _args(self, node: int) -> list[Pair]:
        return [self.known[each] for each in self.graph.args[node]]

    def _kernel(self, node: int) -> Pair:
        op, value = self.graph.ops[node], self.graph.values[node]
        if op in _REFUSED or (op == "constant" and value == "oo"):
            raise UnsupportedError
        return self.random(op, str(value), *(self.residue(each) for each in self._args(node))), 1

    def _number(self, node: int) -> Pair:
        value = self.graph.values[node]
        exact = value if isinstance(value, Fraction) else Fraction(str(value))
        return exact.numerator % self.prime, exact.denominator % self.prime

    def _name(self, node: int) -> Pair:
        return self.random("name", str(self.graph.values[node])), 1

    def _constant(self, node: int) -> Pair:
        if self.graph.values[node] == "i":
            return self.root_of_minus_one, 1
        if self.graph.values[node] == "e":
            return self._power_of("exp", (1, 1), Fraction(1))
        return self._kernel(node)

    def _derivative(self, node: int) -> Pair:
        names = (str(self.graph.values[each]) for each in self.graph.args[node])
        return self.random("derivative", *names), 1

    def _add(self, node: int) -> Pair:
        total = (0, 1)
        for pair in self._args(node):
            total = self.plus(total, pair)
        return total

    def plus(self, left: Pair, right: Pair) -> Pair:
        """The sum of two fractions."""
        if left[1] == right[1]:
            return (left[0] + right[0]) % self.prime, left[1]
        return (left[0] * right[1] + right[0] * left[1]) % self.prime, left[1] * right[1] % self.prime

    def times(self, left: Pair, right: Pair) -> Pair:
        """The product of two fractions."""
        return left[0] * right[0] % self.prime, left[1] * right[1] % self.prime

    def over(self, left: Pair, right: Pair) -> Pair:
        """The quotient of two fractions."""
        if right[0] % self.prime == 0 or right[1] % self.prime == 0:
            raise PoleError
        return left[0] * right[1] % self.prime, left[1] * right[0] % self.prime

    def to_power(self, base: Pair, exponent: int) -> Pair:
        """A fraction to a whole power."""
        if exponent < 0:
            return self.to_power(self.over((1, 1), base), -exponent)
        return pow(base[0], exponent, self.prime), pow(base[1], exponent, self.prime)

    def _mul(self, node: int) -> Pair:
        total = (1, 1)
        for pair in self._args(node):
            total = self.times(total, pair)
        return total

    def _neg(self, node: int) -> Pair:
        (above, below) = self._args(node)[0]
        return -above % self.prime, below

    def _div(self, node: int) -> Pair:
        above, below = self._args(node)
        return self.over(above, below)

    def _pow(self, node: int) -> Pair:
        base, exponent = self.graph.args[node]
        exact = self.rational(exponent)
        if self.graph.ops[base] == "constant" and self.graph.values[base] == "e":
            return self.exponential("exp", exponent)
        if exact is None or abs(exact.numerator) >= LARGEST_POWER or exact.denominator > 2:
            residues = [self.residue(each) for each in self._args(node)]
            return self.random("pow", *residues), 1
        if exact.denominator == 1:
            return self.to_power(self.known[base], exact.numerator)
        return self.to_power(self.square_root(self.known[base]), exact.numerator)

    def has_whole_exponent(self, node: int) -> bool:
        """Whether a power is one by a whole number, evaluated as such."""
        exact = self.rational(self.graph.args[node][1])
        return exact is not None and exact.denominator == 1 and abs(exact.numerator) < LARGEST_POWER

    def rational(self, node: int) -> Fraction | None:
        """The exact value of a node that is written as a rational number."""
        op, args, value = self.graph.ops[node], self.graph.args[node], self.graph.values[node]
        if op == "number" and isinstance(value, Fraction):
            return value
        if op == "neg":
            inner = self.rational(args[0])
            return None if inner is None else -inner
        if op == "div":
            above, below = self.rational(args[0]), self.rational(args[1])
            return above / below if above is not None and below else None
        if op == "pow":
            base, exponent = self.rational(args[0]), self.rational(args[1])
            if base is None or exponent is None or abs(base) > LARGEST_BASE:
                return None
            return base ** int(exponent) if exponent.denominator == 1 and 0 <= exponent <= LARGEST_EXPONENT else None
        if op == "add":
            summands = [exact for each in args if (exact := self.rational(each)) is not None]
            return sum(summands, Fraction(0)) if len(summands) == len(args) else None
        return None

    # functions

    def _function(self, node: int) -> Pair:
        if self.graph.ops[node] in BY_CASES and not all(self.reals.is_real(each) for each in self.graph.args[node]):
            return self._kernel(node)
        return _FUNCTIONS[self.graph.ops[node]](self, self.graph.args[node])

    def exponential(self, kind: str, exponent: int) -> Pair:
        """exp (or cis) of a node, as a product over the summands of the exponent."""
        total = (1, 1)
        for factor, node in self._summands(exponent, Fraction(1)):
            if node is None:
                total = self.times(total, self._power_of(kind, (1, 1), factor))
            elif kind == "exp" and self.graph.ops[node] == "log" and factor.denominator == 1:
                total = self.times(total, self.to_power(self.known[self.graph.args[node][0]], factor.numerator))
            else:
                total = self.times(total, self._power_of(kind, self.known[node], factor))
        return total

    def _summands(self, node: int, factor: Fraction) -> list[tuple[Fraction, int | None]]:
        """The exponent as a list of (number, rest); the rest is None for a plain number."""
        op, args = self.graph.ops[node], self.graph.args[node]
        exact = self.rational(node)
        if exact is not None:
            return [(factor * exact, None)]
        if op == "add":
            return [each for inner in args for each in self._summands(inner, factor)]
        if op == "neg":
            return self._summands(args[0], -factor)
        if op == "div" and (below := self.rational(args[1])):
            return self._summands(args[0], factor / below)
        if op == "mul":
            numbers = [(each, self.rational(each)) for each in args]
            rest = [each for each, exact in numbers if exact is None]
            size = factor
            for _, exact in numbers:
                size *= 1 if exact is None else exact
            if len(rest) == 1:
                return self._summands(rest[0], size)
            if len(rest) < len(args):
                product = self.graph.node("mul", tuple(rest))
                self.known.setdefault(product, self._mul(product))
                return [(size, product)]
        return [(factor, node)]

    def _power_of(self, kind: str, pair: Pair, factor: Fraction) -> Pair:
        """exp(factor * m) over the kernel exp(m/12); another kernel where the factor has other denominators."""
        residue = self.residue(pair)
        parts = factor * PARTS
        self.powers[self.node] = self.powers.get(self.node, 0) + abs(parts.numerator) + 1
        if parts.denominator != 1 or abs(parts.numerator) > LARGEST_POWER:
            return self.random(kind, residue, str(factor)), 1
        return self.to_power((self.random(kind, residue), 1), parts.numerator)

    def square_root(self, pair: Pair) -> Pair:
        """One of the two roots."""
        residue = self.residue(pair)
        try:
            return self._branch(int(nmod(residue, self.prime).sqrt()))
        except DomainError as error:
            raise NoRootError from error

    def absolute(self, pair: Pair) -> Pair:
        """u or -u; the same for u and -u."""
        return self._branch(self.residue(pair))

    def _branch(self, element: int) -> Pair:
        """The element or its opposite; the choice is the same wherever their square is."""
        size = min(element, self.prime - element)
        choice = self.mask >> self.choices & 1
        self.choices += 1
        return (self.chosen.setdefault(size, self.prime - size if choice else size)) % self.prime, 1

    def circular(self, node: int) -> tuple[Pair, Pair]:
        """sin and cos of a node."""
        up = self.exponential("cis", node)
        down = self.over((1, 1), up)
        minus = self.plus(up, (-down[0] % self.prime, down[1]))
        return self.over(minus, (2 * self.root_of_minus_one % self.prime, 1)), self.over(self.plus(up, down), (2, 1))

    def hyperbolic(self, node: int) -> tuple[Pair, Pair]:
        """sinh and cosh of a node."""
        up = self.exponential("exp", node)
        down = self.over((1, 1), up)
        return self.over(self.plus(up, (-down[0] % self.prime, down[1])), (2, 1)), self.over(self.plus(up, down), (2, 1))

    def logarithm(self, node: int) -> Pair:
        """log of a node; log(exp(u)) is u."""
        if self.graph.ops[node] == "exp" and self.reals.is_real(self.graph.args[node][0]):
            return self.known[self.graph.args[node][0]]
        residue = self.residue(self.known[node])
        if not residue:
            raise PoleError
        return self.random("log", residue), 1

    def extreme(self, args: tuple[int, ...], sign: int) -> Pair:
        """max and min, two at a time: (a + b + |a - b|)/2."""
        total = self.known[args[0]]
        for each in args[1:]:
            other = self.known[each]
            gap = self.absolute(self.plus(total, (-other[0] % self.prime, other[1])))
            total = self.over(self.plus(self.plus(total, other), (sign * gap[0] % self.prime, gap[1])), (2, 1))
        return total


_REFUSED = frozenset(
    ["matrix", "transpose", "matmul", "hadamard", "eq", "ne", "lt", "le", "gt", "ge", "list", "set", "tuple", "interval", "D", "at"]
)

_OPERATIONS: dict[str, Callable[[Residues, int], Pair]] = {
    "number": Residues._number,
    "name": Residues._name,
    "constant": Residues._constant,
    "derivative": Residues._derivative,
    "add": Residues._add,
    "mul": Residues._mul,
    "neg": Residues._neg,
    "div": Residues._div,
    "pow": Residues._pow,
}

_FUNCTIONS: dict[str, Callable[[Residues, tuple[int, ...]], Pair]] = {
    "exp": lambda field, args: field.exponential("exp", args[0]),
    "sigmoid": lambda field, args: field.over(
        field.exponential("exp", args[0]), field.plus((1, 1), field.exponential("exp", args[0]))
    ),
    "tanh": lambda field, args: field.over(*field.hyperbolic(args[0])),
    "sinh": lambda field, args: field.hyperbolic(args[0])[0],
    "cosh": lambda field, args: field.hyperbolic(args[0])[1],
    "sech": lambda field, args: field.over((1, 1), field.hyperbolic(args[0])[1]),
    "sin": lambda field, args: field.circular(args[0])[0],
    "cos": lambda field, args: field.circular(args[0])[1],
    "tan": lambda field, args: field.over(*field.circular(args[0])),
    "cot": lambda field, args: field.over(*reversed(field.circular(args[0]))),
    "sec": lambda field, args: field.over((1, 1), field.circular(args[0])[1]),
    "csc": lambda field, args: field.over((1, 1), field.circular(args[0])[0]),
    "log": lambda field, args: field.logarithm(args[0]),
    "logb": lambda field, args: field.over(field.logarithm(args[1]), field.logarithm(args[0])),
    "softplus": lambda field, args: (
        field.random("log", field.residue(field.plus((1, 1), field.exponential("exp", args[0])))),
        1,
    ),
    "sqrt": lambda field, args: field.square_root(field.known[args[0]]),
    "abs": lambda field, args: field.absolute(field.known[args[0]]),
    "relu": lambda field, args: field.over(field.plus(field.known[args[0]], field.absolute(field.known[args[0]])), (2, 1)),
    "max": lambda field, args: field.extreme(args, 1),
    "min": lambda field, args: field.extreme(args, -1),
}
_OPERATIONS.update(dict.fromkeys(_FUNCTIONS, Residues._function))
