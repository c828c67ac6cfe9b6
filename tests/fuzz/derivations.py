"""``make fuzz``: many random derivatives and networks, beyond those of the suite; what was found in one line each.

Exit code 1 where a derivative differs from SymPy's, a step is judged false, or a gradient differs from NumPy's or from differences.
"""

from __future__ import annotations

import sys

from tests.derivations.steps.expressions import Tally, expressions
from tests.derivations.steps.networks import random_networks

EXPRESSIONS = 5000
NETWORKS = 500
EXACT = 1e-11
CENTRAL = 1e-5


def main(count: int = EXPRESSIONS, networks: int = NETWORKS) -> int:
    """Draw, check, print, and say by the exit code whether all is well."""
    tally = Tally()
    for node in expressions(count, seed=2024):
        tally.count(node)
    sys.stdout.write(f"{tally.summary()}\n")
    worst = [0.0, 0.0, 0.0]
    gradients = 0
    for drawn in random_networks(networks):
        for gaps in drawn.gaps().values():
            gradients += 1
            found = (gaps.backward, gaps.complex_step, gaps.central)
            worst = [max(pair) for pair in zip(worst, found, strict=True)]
    sys.stdout.write(
        f"{networks} networks, {gradients} gradients: largest gap to NumPy backward {worst[0]:.1e}, "
        f"to the complex step {worst[1]:.1e}, to central differences {worst[2]:.1e}\n"
    )
    for line in (*tally.wrong, *tally.false_steps):
        sys.stdout.write(f"{line}\n")
    is_well = not tally.wrong and not tally.false_steps and max(worst[:2]) < EXACT and worst[2] < CENTRAL
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
