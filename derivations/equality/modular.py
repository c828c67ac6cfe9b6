"""Proof with a known error: both terms are evaluated in finite fields at random places, as fractions over kernels.

What is not rational is written over kernels that are free of one another. exp(u) is a power of exp(m/12), m a summand of u without
its number, so exponents add up; sin and cos are written over cis(m/12) in the same way, with i a root of -1; sqrt(u) is one of the
two roots of u, |u| is u or -u, the choice made anew in each trial, so that an identity has to hold for every branch and every case.
Any other function of arguments is a kernel of its own, told apart by the values of its arguments. An identity over free
kernels is an identity of functions. The converse is not claimed: terms that differ here are left to others.

Primes, places and choices are drawn from a hash of the grader's version, the domain and both terms (``points.Draws``).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from hashlib import blake2b
from math import log10

from flint import fmpz, nmod
from flint.utils.flint_exceptions import DomainError

from derivations.equality.graph import Graph
from derivations.equality.outcome import Proved, Undefined
from derivations.equality.points import Draws

TRIALS = 3
BRANCH_TRIALS = 64  # where roots or absolute values choose a branch: each trial sees through a wrong one with 1/2
ATTEMPTS = 24  # for one trial, until every root that is needed exists
PRIME_BITS = 60
PARTS = 12  # exp(m) is the 12th power of its kernel, so halves, thirds and quarters of exponents are powers too
LARGEST_POWER = 1 << 64
LARGEST_DEGREE = 1 << 40

Pair = tuple[int, int]


class _Unsupported(Exception):
    """A node that has no value in a field: a matrix, a relation, infinity."""


class _NoRoot(Exception):
    """A square root that does not exist modulo this prime: the trial is drawn again."""


class _Pole(Exception):
    """A division by zero at this place."""


def prove(graph: Graph, left: int, right: int, domain: str) -> Proved | Undefined | None:
    """Proved with its error bound, Undefined where one side divides by zero at every place, None where this is no proof."""
    draws = Draws("modular", domain, graph.serial(left, right))
    bound = _degree(graph, left) + _degree(graph, right)
    if bound > LARGEST_DEGREE:
        return None
    needed, passed, branches = TRIALS, 0, False
    while passed < needed:
        try:
            trial, values = _trial(graph, (left, right), draws)
        except _Unsupported:
            return None
        if values is None:
            return None
        if isinstance(values, str):
            return Undefined(values, "division_by_zero")
        (a, b), (c, d) = values
        if (a * d - b * c) % trial.prime:
            return None
        passed += 1
        if trial.branches and not branches:
            needed, branches = BRANCH_TRIALS, True
    return Proved("whp", _error(bound, branches))


def _error(bound: int, branches: bool) -> str:
    """The chance that different terms pass: (degree / 2^60 + unlucky primes) per trial, and of all branches seen alike."""
    one = log10(bound + 1) - PRIME_BITS * log10(2) + 0.1
    exponent = one * TRIALS
    if branches:
        exponent = max(exponent, -BRANCH_TRIALS * log10(2) + 0.1)
    return f"1e{int(exponent)}"


def _trial(graph: Graph, roots: tuple[int, int], draws: Draws) -> tuple[_Field, tuple[Pair, Pair] | str | None]:
    poles = [0, 0]
    for _ in range(ATTEMPTS):
        trial = _Field(graph, draws)
        found = []
        for side, root in enumerate(roots):
            try:
                found.append(trial.value(root))
            except _NoRoot:
                break
            except _Pole:
                poles[side] += 1
                if poles[side] == TRIALS and not found and side == 0:
                    return trial, "left"
                if poles[side] == TRIALS and side == 1:
                    return trial, "right"
                break
        if len(found) == 2:
            return trial, (found[0], found[1])
    return trial, None


class _Field:
    """One prime and one place: every name and kernel has a value there, and so has every node."""

    def __init__(self, graph: Graph, draws: Draws) -> None:
        self.graph = graph
        self.prime = _prime(draws)
        self.seed = draws.below(1 << 128).to_bytes(16, "little")
        self.root_of_minus_one = int(nmod(self.prime - 1, self.prime).sqrt())
        self.branches = False
        self.known: dict[int, Pair] = {}

    def value(self, root: int) -> Pair:
        """The node's value as (numerator, denominator), neither reduced."""
        for node in self.graph.inside(root):
            if node not in self.known:
                self.known[node] = self._node(node)
        return self.known[root]

    def _node(self, node: int) -> Pair:
        handler = _OPERATIONS.get(self.graph.ops[node], _Field._kernel)
        return handler(self, node)

    def random(self, *what: str | int) -> int:
        """The value of a kernel, a function of what it is."""
        text = "\x1f".join(map(str, what)).encode()
        return int.from_bytes(blake2b(text, digest_size=16, key=self.seed).digest(), "little") % (self.prime - 2) + 1

    def residue(self, pair: Pair) -> int:
        """The pair as one element of the field."""
        if pair[1] % self.prime == 0:
            raise _Pole
        return pair[0] * pow(pair[1], -1, self.prime) % self.prime

    def _args(self, node: int) -> list[Pair]:
        return [self.known[each] for each in self.graph.args[node]]

    def _kernel(self, node: int) -> Pair:
        op, value = self.graph.ops[node], self.graph.values[node]
        if op in _REFUSED or (op == "constant" and value == "oo"):
            raise _Unsupported
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
            raise _Pole
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
        if exact is None or abs(exact.numerator) > LARGEST_POWER or exact.denominator > 2:
            residues = [self.residue(each) for each in self._args(node)]
            return self.random("pow", *residues), 1
        if exact.denominator == 1:
            return self.to_power(self.known[base], exact.numerator)
        return self.to_power(self.square_root(self.known[base]), exact.numerator)

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
        return None

    # functions

    def _function(self, node: int) -> Pair:
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
        if parts.denominator != 1 or abs(parts.numerator) > LARGEST_POWER:
            return self.random(kind, residue, str(factor)), 1
        return self.to_power((self.random(kind, residue), 1), parts.numerator)

    def square_root(self, pair: Pair) -> Pair:
        """One of the two roots, chosen by the value."""
        residue = self.residue(pair)
        if residue == 0:
            return 0, 1
        self.branches = True
        try:
            root = int(nmod(residue, self.prime).sqrt())
        except DomainError as error:
            raise _NoRoot from error
        root = min(root, self.prime - root)
        return (root if self.random("sqrt", residue) % 2 else self.prime - root), 1

    def absolute(self, pair: Pair) -> Pair:
        """u or -u; the same for u and -u."""
        residue = self.residue(pair)
        self.branches = True
        size = min(residue, self.prime - residue)
        return (size if self.random("abs", size) % 2 else self.prime - size), 1

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
        if self.graph.ops[node] == "exp":
            return self.known[self.graph.args[node][0]]
        return self.random("log", self.residue(self.known[node])), 1

    def extreme(self, args: tuple[int, ...], sign: int) -> Pair:
        """max and min, two at a time: (a + b + |a - b|)/2."""
        total = self.known[args[0]]
        for each in args[1:]:
            other = self.known[each]
            gap = self.absolute(self.plus(total, (-other[0] % self.prime, other[1])))
            total = self.over(self.plus(self.plus(total, other), (sign * gap[0] % self.prime, gap[1])), (2, 1))
        return total

    def signum(self, node: int) -> Pair:
        """|u| / u."""
        return self.over(self.absolute(self.known[node]), self.known[node])


def _prime(draws: Draws) -> int:
    """A prime of 2^60 to 2^61 that leaves 1 modulo 4, so that -1 has a root."""
    while True:
        candidate = (1 << PRIME_BITS) + draws.below(1 << PRIME_BITS)
        candidate += (1 - candidate) % 4
        if fmpz(candidate).is_prime():
            return candidate


def _degree(graph: Graph, root: int) -> int:
    """A bound on the degree of numerator and denominator together, over names and kernels."""
    known: dict[int, int] = {}
    for node in graph.inside(root):
        op, args = graph.ops[node], graph.args[node]
        inside = sum(known[each] for each in args)
        if op == "pow":
            value = graph.values[args[1]]
            size = abs(int(value)) + 1 if isinstance(value, Fraction) else PARTS
            inside = known[args[0]] * size + known[args[1]]
        elif op not in ("add", "mul", "div", "neg", "number"):
            inside = inside + 4 * PARTS
        known[node] = min(inside, LARGEST_DEGREE + 1) or 1
    return known[root]


_REFUSED = frozenset(
    ["matrix", "transpose", "matmul", "hadamard", "eq", "ne", "lt", "le", "gt", "ge", "list", "set", "tuple", "interval", "D", "at"]
)

_OPERATIONS: dict[str, Callable[[_Field, int], Pair]] = {
    "number": _Field._number,
    "name": _Field._name,
    "constant": _Field._constant,
    "derivative": _Field._derivative,
    "add": _Field._add,
    "mul": _Field._mul,
    "neg": _Field._neg,
    "div": _Field._div,
    "pow": _Field._pow,
}

_FUNCTIONS: dict[str, Callable[[_Field, tuple[int, ...]], Pair]] = {
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
    "sign": lambda field, args: field.signum(args[0]),
    "step": lambda field, args: field.over(field.plus((1, 1), field.signum(args[0])), (2, 1)),
}
_OPERATIONS.update(dict.fromkeys(_FUNCTIONS, _Field._function))
