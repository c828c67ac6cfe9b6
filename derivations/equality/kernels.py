"""Terms evaluated at one place of a finite field, over kernels that are free of one another.

What is not rational is rewritten as it is evaluated: exp(u) is a product of powers of exp(m/12), m the monomials of u, and cis(u) =
exp(i*u) likewise, so exponents add up; logarithms of products of positives are taken apart; u^q is exp(q*log(u)). What depends on
a sign that is not known is one of two elements (``branches``). An identity over free kernels is an identity of functions; the
converse is claimed only where nothing was ``doubtful``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import gcd, lcm

from derivations.equality.branches import Branching, ChoiceError, Path, Roots, UnsupportedError
from derivations.equality.expanding import LARGEST_DEGREE
from derivations.equality.field import LARGEST_GAUSS, Demands, Element, Place, PoleError, over
from derivations.equality.graph import Graph
from derivations.equality.signs import Interval, Signs
from derivations.equality.sums import UNIT, Monomial, Rational, Sum, atom, gather, raised, ratio, times

LARGEST_PARTS = 1 << 20
LARGEST_POWER = 1 << 64
LARGEST_TURN = 1 << 12

Parts = list[tuple[Element, int]]
Rule = Callable[["Kernels", int, tuple[int, ...]], Element]


class FinerError(Exception):
    """The place has to be drawn again with the ``Demands`` that were noted."""


class OpaqueError(Exception):
    """No rule is known to hold for this function here: it becomes a kernel."""


class Kernels(Branching):
    """The values of a graph's nodes: ``values[node]`` is an element, absent where a division by zero is inside."""

    def __init__(
        self, graph: Graph, signs: Signs, place: Place, path: Path, learnt: Roots, demands: Demands, rules: dict[str, Rule]
    ) -> None:
        super().__init__(graph, signs, place, path, learnt)
        self.demands = demands
        self.rules = rules
        self.parts = demands.parts
        self.powers: dict[int, int] = {}  # how high kernels are raised in a node
        self.node = 0
        self._kernels: dict[object, Element] = {}
        self._free: dict[int, Monomial] = {}  # exp kernels: m of exp(m/parts)
        self._logs: dict[int, tuple[str, Element, object]] = {}  # log kernels: kind, argument, name
        self._arcs: dict[int, tuple[str, Element]] = {}  # kernels of atan and asin: the function and its argument

    def evaluate(self, nodes: range) -> None:
        """Work out the values of these nodes; those that need no choice first, where there is something to learn."""
        if self.learns:
            self.walk(nodes)
            self.is_certain = False
            self.walk([node for node in nodes if node not in self.values])
        else:
            self.walk(nodes)

    def walk(self, nodes: range | list[int]) -> None:
        """Work out the values of these nodes, each after its operands; a node with a pole inside stays without."""
        graph, rules, values = self.graph, self.rules, self.values
        ops, args = graph.ops, graph.args
        for node in nodes:
            self.node = node
            rule = rules.get(ops[node])
            try:
                try:
                    value = self.opaque(node) if rule is None else rule(self, node, args[node])
                except OpaqueError:
                    value = self.opaque(node)
            except (PoleError, ChoiceError):
                continue
            values[node] = value
            if self.learns:
                self.note(node, args[node], value)

    def derived(self, node: int, other: int) -> Element:
        """The value of a node that is another one by definition, which was added to the graph."""
        self.walk([each for each in self.graph.inside(other) if each not in self.values])
        self.node = node
        self.sums[node] = self.sum_of(other)
        return self.values[other]

    def opaque(self, node: int) -> Element:
        """A kernel told apart by the values of its arguments. Raises PoleError."""
        graph = self.graph
        self.doubtful |= graph.ops[node] != "opaque"
        return self.place.element(graph.ops[node], graph.values[node], *[int(self.values[each]) for each in graph.args[node]])

    def power(self, base: Element, exponent: int) -> Element:
        """A whole power. Raises UnsupportedError, PoleError."""
        if not -LARGEST_POWER < exponent < LARGEST_POWER:
            raise UnsupportedError
        return base**exponent if exponent >= 0 else self.inverse(base**-exponent)

    # exponentials

    def expansion(self, op: str, args: tuple[int, ...]) -> Sum | None:
        """Functions that are rational in one exponential, as sums over its kernels."""
        shape = _IN_EXP.get(op)
        monomial = self.monomial_of(self.parts_of(self.sum_of(args[0]))) if shape is not None else None
        if monomial is None or shape is None:
            return None
        above, below = (_at_monomial(part, monomial) for part in shape)
        return self.quotient(above, below)

    def exponential(self, exponents: Sum) -> Element:
        """exp of a sum."""
        return self.multiplied(self.parts_of(exponents))

    def multiplied(self, parts: Parts) -> Element:
        """A product of powers."""
        total = None
        for base, exponent in parts:
            power = self.power(base, exponent)
            total = power if total is None else total * power
        return self.place.ring(1) if total is None else total

    def monomial_of(self, parts: Parts) -> Monomial | None:
        """A product of powers as a monomial in kernels; None where other things than kernels are in it."""
        found: Monomial = UNIT
        for base, exponent in parts:
            each = int(base)
            if each not in self._free:
                return None
            found = times(found, ((each, exponent),))
        return found

    def parts_of(self, exponents: Sum) -> Parts:
        """exp of a sum as elements and their powers."""
        found: Parts = []
        for monomial, factor in exponents.items():
            rest, turns = self._without_i(monomial)
            signed = -factor if turns >= 2 else factor
            if turns % 2:
                found.append(self._turned(rest, signed))
            elif len(rest) == 1 and rest[0][1] == 1 and rest[0][0] in self._logs:
                found.append((self._fractional(rest[0][0], Fraction(signed)), 1))
            else:
                found.append(self._kernel("exp", rest, signed))
        return found

    def _without_i(self, monomial: Monomial) -> tuple[Monomial, int]:
        if "i" not in self._kernels:
            return monomial, 0
        i = int(self._kernels["i"])
        turns = sum(power for each, power in monomial if each == i) % 4
        return tuple(item for item in monomial if item[0] != i), turns

    def _kernel(self, kind: str, monomial: Monomial, factor: Rational) -> tuple[Element, int]:
        exponent = self._in_parts(factor)
        key = kind, monomial
        value = self._kernels.get(key)
        if value is None:
            value = self._kernels[key] = self.place.element(*key)
            is_real = kind == "exp" and not any(each in self.unreal for each, _ in monomial)
            (self.positive if is_real else self.unreal).add(int(value))
            if kind == "exp":
                self._free[int(value)] = monomial
        self.doubtful |= monomial == UNIT
        self.powers[self.node] = self.powers.get(self.node, 0) + abs(exponent)
        return value, exponent

    def _in_parts(self, factor: Rational) -> int:
        """A factor as a number of parts. Raises FinerError, OpaqueError."""
        exponent = factor * self.demands.parts
        if exponent.denominator != 1:
            if self.demands.parts * exponent.denominator > LARGEST_PARTS:
                raise OpaqueError
            self.demands.parts *= exponent.denominator
            raise FinerError
        return int(exponent)

    def turned(self, angle: Sum) -> Element:
        """cis of a sum: exp of i times it."""
        total = self.place.ring(1)
        for monomial, factor in angle.items():
            rest, turns = self._without_i(monomial)
            if turns % 2:
                ((base, exponent),) = self.parts_of({rest: -factor if turns == 1 else factor})
            else:
                base, exponent = self._turned(rest, -factor if turns == 2 else factor)
            total = total * self.power(base, exponent)
        return total

    def _turned(self, monomial: Monomial, factor: Rational) -> tuple[Element, int]:
        if monomial == ((int(self.pi), 1),):
            self._demand_turns(factor.denominator)
            return self.place.turn(factor.numerator, factor.denominator), 1
        if len(monomial) == 1 and monomial[0][1] == 1 and monomial[0][0] in self._arcs and factor.denominator == 1:
            return self._of_arc(*self._arcs[monomial[0][0]]), int(factor)
        return self._kernel("cis", monomial, factor)

    def arc(self, function: str, value: Element) -> Sum:
        """atan or asin as a sum: an odd function is 0 at 0, and else one kernel or its opposite. Raises PoleError."""
        if value == 0:
            return {}
        self.doubtful = True
        sign = -1 if int(value) > int(-value) else 1
        kernel = int(self.place.element(function, int(sign * value)))
        self._arcs[kernel] = function, sign * value
        return {((kernel, 1),): sign}

    def _of_arc(self, function: str, value: Element) -> Element:
        """cis(asin(v)) and cis(atan(v))."""
        if function == "asin":
            return self.root_of(1 - value * value) + self.i * value
        return over(1 + self.i * value, self.root_of(1 + value * value))

    def _demand_turns(self, denominator: int) -> None:
        """Let exp(pi*i/denominator) exist. Raises FinerError, OpaqueError."""
        turns = lcm(self.demands.turns, denominator)
        if turns > LARGEST_TURN or gcd(turns, self.demands.roots) > 1:
            raise OpaqueError
        if turns != self.place.turns:
            self.demands.turns = turns
            raise FinerError

    @property
    def pi(self) -> Element:
        """The element for pi."""
        return self._kernels.get("pi") or self._kernels.setdefault("pi", self.place.element("pi"))

    @property
    def i(self) -> Element:
        """The imaginary unit."""
        found = self._kernels.get("i")
        if found is None:
            found = self._kernels["i"] = self.place.i
            self.unreal.add(int(found))
        return found

    def turn(self, numerator: int, denominator: int) -> Element:
        """exp(pi*i*numerator/denominator). Raises FinerError, OpaqueError."""
        return self._turned(((int(self.pi), 1),), Fraction(numerator, denominator))[0]

    def _fractional(self, log: int, exponent: Fraction) -> Element:
        """v^q, of the v whose logarithm this is."""
        kind, value, name = self._logs[log]
        if exponent.denominator == 1:
            return self.power(value, exponent.numerator)
        if kind == "name":
            return self._power_of_name(str(name), value, exponent)
        degree = exponent.denominator
        while degree % 2 == 0:
            value = self._root_of_prime(int(str(name)), value) if kind == "prime" else self.root_of(value)
            kind, degree = "rest" if kind == "rest" else "positive", degree // 2
        if degree > 1:
            if kind == "rest":
                raise OpaqueError
            value = self.odd_root(value, degree)
        return self.power(value, exponent.numerator)

    def _root_of_prime(self, prime: int, value: Element) -> Element:
        """The square root of a prime number: a sum of roots of unity where these can be had. Raises FinerError, NoRootError."""
        if prime > LARGEST_GAUSS or (gcd(prime, self.demands.roots) > 1):
            return self.root_of(value)
        self._demand_turns(prime if prime % 4 == 1 else 2 * prime)
        return self.place.root_of_prime(prime)

    def odd_root(self, value: Element, degree: int) -> Element:
        """The real root of a real number. Raises FinerError, OpaqueError."""
        roots = lcm(self.demands.roots, degree)
        if gcd(self.demands.turns, roots) > 1 or degree > LARGEST_DEGREE:
            raise OpaqueError
        if roots != self.demands.roots:
            self.demands.roots = roots
            raise FinerError
        self.doubtful = True
        return self.place.root(value, degree)

    def name(self, identifier: str, known: Interval | None) -> Element:
        """The root of a name, which is a power of it, so that its roots exist."""
        key = "name", identifier
        root = self._kernels.get(key)
        if root is None:
            root = self._kernels[key] = self.place.element(*key)
            number = int(root)
            (self.unreal if known is None else self.real).add(number)
            if known is not None and known.is_positive:
                self.positive.add(number)
        return root

    def _power_of_name(self, identifier: str, value: Element, exponent: Fraction) -> Element:
        """A principal power. Where odd roots of reals are unique, those of a name of unknown sign cannot be told from them."""
        root = self._kernels["name", identifier]
        odd = exponent.denominator
        while odd % 2 == 0:
            odd //= 2
        if odd > 1 and int(root) not in self.positive:
            self._demand_turns(odd)
        self.doubtful |= int(root) not in self.positive and value != 0
        return self.power(root, self._in_parts(exponent))

    # logarithms: what the rules of ``logarithms`` need

    def add_log(self, total: Sum, kind: str, value: Element, exponent: Rational, name: object = None) -> None:
        """Add a multiple of the logarithm of an element. Raises PoleError."""
        number = int(value)
        if not number:
            raise PoleError
        if number == 1:
            return
        key = "log", number
        log = self._kernels.get(key)
        if log is None:
            log = self._kernels[key] = self.place.element(*key)
            self._logs[int(log)] = kind, value, name
            self.doubtful |= kind != "name"
            if kind in ("rest", "name"):
                self.unreal.add(int(log))
        gather(total, atom(int(log)), exponent)

    def leaves_logarithm(self, each: int) -> bool:
        """Whether an atom is positive, and its logarithm known."""
        return each in self.positive and (each in self._free or each in self.inverses)

    def log_of_atom(self, each: int, power: int) -> Sum:
        """The logarithm of a power of such an atom."""
        if each in self._free:
            return {self._free[each]: ratio(power, self.parts)}
        total: Sum = {}
        self.add_log(total, "positive", self.evaluated(self.inverses[each]), -power)
        return total


def _at_monomial(polynomial: Mapping[int, Rational], monomial: Monomial) -> Sum:
    """A polynomial at a monomial; at 1, where all powers are one monomial, its coefficients add up."""
    total: Sum = {}
    for exponent, factor in polynomial.items():
        gather(total, {raised(monomial, exponent): factor})
    return total


# Functions of u as quotients of polynomials in exp(u): power to coefficient, above and below.
_IN_EXP: dict[str, tuple[dict[int, Rational], dict[int, Rational]]] = {
    "sigmoid": ({1: 1}, {1: 1, 0: 1}),
    "tanh": ({2: 1, 0: -1}, {2: 1, 0: 1}),
    "sinh": ({1: Fraction(1, 2), -1: Fraction(-1, 2)}, {0: 1}),
    "cosh": ({1: Fraction(1, 2), -1: Fraction(1, 2)}, {0: 1}),
    "sech": ({1: 2}, {2: 1, 0: 1}),
}
