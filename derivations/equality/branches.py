"""Signs that are not known: |u| and the square root of u^2 are one of two elements, which a ``Path`` chooses.

An identity has to hold on every path, which is what "by cases" means here. A value whose sign is known is the root of its square,
so sqrt(1 + sinh(x)^2) is cosh(x); where that is seen only after a root was chosen, the paths begin again with it.
"""

from __future__ import annotations

from fractions import Fraction

from derivations.equality.expanding import Expanding
from derivations.equality.field import Element, Place, over
from derivations.equality.graph import Graph
from derivations.equality.signs import Interval, Signs
from derivations.equality.sums import Monomial, Sum, content

PROPORTIONAL = frozenset(["sqrt", "abs", "pow"])  # whose values are multiples of the root that they needed


class UnsupportedError(Exception):
    """A node that has no value in a field: a matrix, a relation, infinity; or an exponent beyond all bounds."""


class ImpossibleError(Exception):
    """The signs chosen on this path contradict a sign that is known."""


class ChoiceError(Exception):
    """A choice is needed, and all that needs none is to be worked out first."""


class KnownError(Exception):
    """A root that was chosen is known, or known up to its sign: the paths begin again with what was noted in ``Roots``."""


class Path:
    """The choices of signs in one run; ``advance`` turns to the next combination."""

    MAX_CHOICES = 6

    def __init__(self) -> None:
        self._signs: list[int] = []
        self._place = 0

    def choose(self) -> int:
        """The next sign of this run. Raises UnsupportedError after too many."""
        if self._place == len(self._signs):
            if self._place == self.MAX_CHOICES:
                raise UnsupportedError
            self._signs.append(1)
        self._place += 1
        return self._signs[self._place - 1]

    def advance(self) -> bool:
        """The next path, to be walked from its start; False after the last."""
        self._place = 0
        while self._signs and self._signs[-1] < 0:
            self._signs.pop()
        if self._signs:
            self._signs[-1] = -1
        return bool(self._signs)


class Roots:
    """What is learnt of roots at one place: ``known`` are the same on all paths, ``bases`` are roots up to one sign.

    With ``learns``, what needs no choice is worked out first, and each value whose sign is known is noted; this is dear, and only
    worth it where some path fails.
    """

    def __init__(self, learns: bool) -> None:
        self.learns = learns
        self.known: dict[int, Element] = {}
        self.bases: dict[int, Element] = {}


class Branching(Expanding):
    """A graph's nodes at one place, on one path."""

    MOST_NUMBERS = 6  # whose distances are looked at

    def __init__(self, graph: Graph, signs: Signs, place: Place, path: Path, learnt: Roots) -> None:
        super().__init__(graph, signs, place)
        self.path = path
        self.learns = learnt.learns
        self.chosen: list[Element] = []  # what is 0 or above on this path
        self.nonzero: set[int] = set()  # squares of what is nowhere 0
        self.has_zeros = "sign" in graph.ops
        self._learnt = learnt
        self._roots = dict(learnt.known)  # the root, 0 or above if real, of a square
        self._picked: set[int] = set()  # squares whose root depends on the path
        self._used: set[int] = set()  # those that the present node needed
        self.is_certain = self.learns  # while nodes are worked out that need no choice
        self._certain: set[int] = set()  # these nodes

    def root_of(self, square: Element) -> Element:
        """The square root: the known one of a square, or one of the two, by the path. Raises NoRootError."""
        key = int(square)
        if not key:
            return square
        found = self._roots.get(key)
        if found is None:
            base = self._learnt.bases.get(key)
            return self._pick(key, self.place.square_root(square) if base is None else base)
        if key in self._picked:
            self._used.add(key)
        return found

    def size(self, value: Element) -> Element:
        """|v| of a real v whose sign is not known."""
        key = int(value * value)
        if not key:
            return value
        found = self._roots.get(key)
        if found is None:
            return self._pick(key, value)
        if key in self._picked:
            self._used.add(key)
            if found not in (value, -value, 0):
                self._learn_base(key, value)
        return found

    def sign_of(self, node: int) -> Interval | None:
        """Where the value of a node lies, or that of another node which has the same value and whose sign is known."""
        return self.signs.of(self.alike(node))

    def keep_size(self, value: Element, size: Element) -> None:
        """|v| of this value on this path, however it was found: it is the root of its square from now on."""
        key = int(value * value)
        if key and key not in self._roots:
            self._roots[key] = size
            self._picked.add(key)

    def alike(self, node: int) -> int:
        """The node, or another that has the same value and of which more is known: that it has a sign, that it is real."""
        known = self.signs.of(node)
        if known is not None and known.has_sign:
            return node
        value = self.values[node]
        for other, same in self.values.items():
            better = self.signs.of(other) if same == value else None
            if better is not None and (known is None or better.has_sign):
                node, known = other, better
                if known.has_sign:
                    return node
        return node

    def size_of_sum(self, whole: Sum, value: Element) -> Element:
        """|v| of a real v that is this sum: what is known to be positive leaves it first."""
        sign = self._sign_of(whole)
        if sign or value == 0:
            return sign * value
        number, shared = content(whole, self._is_positive)
        scale = self.number(number) * self.monomial(shared)
        return scale * self.size(over(value, scale))

    def _is_positive(self, each: int) -> bool:
        return each in self.positive

    def _sign_of(self, whole: Sum) -> int:
        """1 or -1 for a sum of summands that all have this sign, or are 0; else 0."""
        signs = {1 if factor > 0 else -1 for factor in whole.values()}
        if len(signs) != 1 or not all(self._is_square(monomial) for monomial in whole):
            return 0
        return signs.pop()

    def _is_square(self, monomial: Monomial) -> bool:
        """Whether a monomial is 0 or above: positive atoms, and even powers of real names."""
        return all(each in self.positive or (each in self.real and power % (2 * self.parts) == 0) for each, power in monomial)

    def _pick(self, key: int, root: Element) -> Element:
        if self.is_certain:
            raise ChoiceError
        self._picked.add(key)
        self._used.add(key)
        self.doubtful = True
        chosen = self.path.choose() * root
        if self.has_zeros and key not in self.nonzero and self.path.choose() < 0:
            chosen = self.place.ring(0)
        self._roots[key] = chosen
        self.chosen.append(chosen)
        return chosen

    def _learn_base(self, key: int, value: Element) -> None:
        """Roots of both primes go together as they do in this value."""
        if key in self._learnt.bases:
            raise ImpossibleError
        self._learnt.bases[key] = value
        raise KnownError

    def note(self, node: int, args: tuple[int, ...], value: Element) -> None:
        """A value whose sign is known is a root of its square. Raises ImpossibleError, KnownError."""
        used, self._used = self._used, set()
        known = self.signs.of(node)
        if self.is_certain:
            self._certain.add(node)
        if known is None or value == 0 or not known.has_sign:
            return
        size = value if known.is_nonnegative else -value
        key = int(value * value)
        root = self._roots.get(key)
        if root is None:
            self._roots[key] = size
            if not self.is_certain:
                self._picked.add(key)
        elif root == 0:
            raise ImpossibleError
        elif root != size:
            if len(used) == 1 and self._certain.issuperset(args) and self.graph.ops[node] in PROPORTIONAL:
                (own,) = used
                self._correct(own, key, over(root, size))
            if key in self._picked and size != -root:
                self._learn_base(key, size)
            raise ImpossibleError

    def _learn(self, key: int, root: Element) -> None:
        """A root is known on all paths."""
        if key not in self._learnt.known:
            self._learnt.known[key] = root
            raise KnownError

    def _correct(self, own: int, key: int, ratio: Element) -> None:
        """A node that is a multiple of one chosen root should be ``ratio`` times as large: so should the root."""
        found = self._roots[own]
        if found == 0:
            return
        if key not in self._picked:
            self._learn(own, found * ratio)
        elif found * ratio != -found:
            self._learn_base(own, found * ratio)

    def _gaps(self) -> list[Element]:
        """The distances between the numbers that are written: where cases begin."""
        written = list(dict.fromkeys(each for each in self.graph.values if isinstance(each, Fraction)))[: self.MOST_NUMBERS]
        written += [-each for each in written]
        return [self.number(each) for each in {abs(one - other) for one in written for other in written} if each]

    def is_contradictory(self) -> bool:
        """Whether two or three of the values that are taken to be above 0 add up to 0: x - y, y - z, z - x; x - 1, -1 - x, 2."""
        chosen = [each for each in self.chosen if each != 0]
        if len(chosen) > 1:
            chosen += self._gaps()
        values = {int(each) for each in chosen}
        return any(int(-first) in values for first in chosen) or any(
            int(-first - second) in values for place, first in enumerate(chosen) for second in chosen[place + 1 :]
        )
