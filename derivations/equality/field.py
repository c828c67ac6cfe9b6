"""Where terms are evaluated in finite fields: two drawn primes at once, the integers modulo their product.

The primes are drawn anew for each comparison, so no answer can be aimed at them. A computation modulo the product is a
computation modulo each, so one run makes two independent trials. Both leave 1 modulo 8, so that i and the square root of 2 exist,
and modulo twice the denominators of the angles that occur, so that exp(pi*i*k/n) exists; other small odd roots are unique.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import gcd
from typing import Any

from flint import fmpz, fmpz_mod_ctx, nmod
from flint.utils.flint_exceptions import DomainError

from derivations.equality.points import Draws

EXCESS = 6  # bits of an element beyond those of the ring: none is more than 1/64 more likely than another
LONGEST_GAP = 128  # members of a progression looked at before another start is drawn
SMALL_ODDS = {5: 4, 7: 2, 11: 3}  # residues of primes modulo these: they are squares then, and roots of these degrees unique
BASES = (3, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89)  # none is always a square
LARGEST_WORD = 1 << 63
LARGEST_GAUSS = 64  # square roots of primes below this are sums of roots of unity where these exist

Element = Any  # fmpz_mod, which has no type of its own


class NoRootError(Exception):
    """A root that does not exist here, or a value that is 0 modulo one of the primes only: the place is to be drawn again."""


class PoleError(Exception):
    """A division by zero, or a node inside which there is one."""


def over(above: Element, below: Element) -> Element:
    """A quotient. Raises PoleError, NoRootError."""
    if below == 0:
        raise PoleError
    try:
        return above / below
    except ZeroDivisionError as error:
        raise NoRootError from error


@dataclass(slots=True)
class Demands:
    """What terms turned out to need of a place.

    turns: exp(pi*i/turns) exists. roots: roots of these degrees are unique. parts: a name or exp(m) is this power of a kernel, so
    that fractions of exponents are powers too. bits: of the primes.
    """

    turns: int = 4
    roots: int = 1
    parts: int = 12
    bits: int = 61


class Place:
    """A ring of residues with a seed, of which the elements that stand for names and kernels are functions."""

    def __init__(self, draws: Draws, demands: Demands) -> None:
        self.bits = demands.bits
        self.turns = demands.turns
        self.step = 2 * demands.turns  # the order of the circle
        self.gap = _progression(demands.turns)[0]  # between the numbers of which the primes are taken
        first = _prime(draws, demands)
        second = first
        while second == first:
            second = _prime(draws, demands)
        self.primes = first, second
        self.modulus = first * second
        self.ring = fmpz_mod_ctx(self.modulus)
        self._draws = draws
        self._width = self.modulus.bit_length() + EXCESS
        self._elements: dict[object, Element] = {}

    def reseed(self) -> None:
        """Draw other elements, with the same primes."""
        self._elements.clear()

    def element(self, *what: object) -> Element:
        """A drawn element, the same whenever it stands for the same."""
        found = self._elements.get(what)
        if found is None:
            found = self._elements[what] = self.ring(self._draws.bits(self._width))
        return found

    def number(self, above: int, below: int = 1) -> Element:
        """A rational number."""
        return self.ring(above) if below == 1 else over(self.ring(above), self.ring(below))

    @cached_property
    def circle(self) -> Element:
        """exp(pi*i/turns): a root of unity of order ``step``."""
        return self._joined([_root_of_unity(prime, self.step) for prime in self.primes])

    @cached_property
    def i(self) -> Element:
        """The imaginary unit."""
        return self.turn(1, 2)

    def turn(self, numerator: int, denominator: int) -> Element:
        """exp(pi*i*numerator/denominator), for a denominator that divides ``turns``."""
        return self.circle ** (self.turns // denominator * numerator % self.step)

    def square_root(self, square: Element) -> Element:
        """One of the square roots. Raises NoRootError."""
        value = int(square)
        try:
            roots = [_square_root(value % prime, prime) for prime in self.primes]
        except (DomainError, ValueError) as error:
            raise NoRootError from error
        return self._joined([min(root, prime - root) for root, prime in zip(roots, self.primes, strict=True)])

    def root(self, power: Element, degree: int) -> Element:
        """The one root of a degree that is prime to the order of the field's units."""
        value = int(power)
        return self._joined([pow(value % prime, pow(degree, -1, prime - 1), prime) for prime in self.primes])

    def root_of_prime(self, prime: int) -> Element:
        """The positive square root of a prime number as a sum of Gauss: roots of unity of this order are there, and i."""
        if prime == 2:
            return self.turn(1, 4) + self.turn(-1, 4)
        total = self.ring(0)
        for residue in range(1, prime):
            sign = 1 if pow(residue, (prime - 1) // 2, prime) == 1 else -1
            total = total + sign * self.circle ** (self.step // prime * residue)
        return total if prime % 4 == 1 else total / self.i

    @cached_property
    def _carry(self) -> int:
        """What is 0 modulo the first prime and 1 modulo the second."""
        first, second = self.primes
        return first * (int(1 / nmod(first, second)) if second < LARGEST_WORD else pow(first, -1, second))

    def _joined(self, residues: list[int]) -> Element:
        """The element that has these residues modulo the primes."""
        first, second = residues
        return self.ring(first + (second - first) * self._carry)


@lru_cache(maxsize=64)
def _progression(turns: int) -> tuple[int, int]:
    """A step and a residue for primes whose units have roots of unity of order 2*turns, and what ``SMALL_ODDS`` says."""
    step = 2 * turns
    residue, modulus = 1, step
    for odd, wanted in SMALL_ODDS.items():
        if step % odd:
            while residue % odd != wanted:
                residue += modulus
            modulus *= odd
    return modulus, residue


def _prime(draws: Draws, demands: Demands) -> int:
    """A prime from 2^bits to 2^(bits+1) that meets the demands."""
    step, residue = _progression(demands.turns)
    roots = demands.roots
    while True:
        candidate = (1 << demands.bits) + draws.below(1 << demands.bits)
        candidate += (residue - candidate) % step
        for _ in range(LONGEST_GAP):
            if fmpz(candidate).is_prime() and (roots == 1 or gcd(roots, candidate - 1) == 1):
                return candidate
            candidate += step


def _root_of_unity(prime: int, order: int) -> int:
    """An element of exactly this order."""
    divisors = _prime_divisors(order)
    for base in BASES:
        root = _power(base, (prime - 1) // order, prime)
        if all(_power(root, order // each, prime) != 1 for each in divisors):
            return root
    raise NoRootError


def _square_root(value: int, prime: int) -> int:
    return int(nmod(value, prime).sqrt()) if prime < LARGEST_WORD else int(fmpz(value).sqrtmod(prime))


@lru_cache(maxsize=64)
def _prime_divisors(order: int) -> tuple[int, ...]:
    return tuple(int(each) for each, _ in fmpz(order).factor())


def _power(base: int, exponent: int, prime: int) -> int:
    return int(nmod(base, prime) ** exponent) if prime < LARGEST_WORD else pow(base, exponent, prime)
