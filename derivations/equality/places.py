"""Where terms are evaluated in finite fields: a prime of its own for each trial, so that no answer can be aimed at it."""

from __future__ import annotations

from flint import fmpz, nmod

from derivations.equality.points import Draws

PRIME_BITS = 60


class Place:
    """One prime and one seed for the values of names and kernels."""

    def __init__(self, draws: Draws) -> None:
        self.prime = _prime(draws)
        self.seed = draws.below(1 << 128).to_bytes(16, "little")
        self.root_of_minus_one = int(nmod(self.prime - 1, self.prime).sqrt())


def _prime(draws: Draws) -> int:
    """A prime of 2^60 to 2^61 that leaves 1 modulo 4, so that -1 has a root."""
    while True:
        candidate = (1 << PRIME_BITS) + draws.below(1 << PRIME_BITS)
        candidate += (1 - candidate) % 4
        if fmpz(candidate).is_prime():
            return candidate
