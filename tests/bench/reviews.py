"""``make bench``: reviews of the course's listing, as multiples of ``import sympy`` in the same process. What counts is the ratio.

Each run is a process of its own; the first listing is judged cold. The right one is proved line by line for all shapes; in the
wrong ones a mistake is found and its repair proved.
"""

from __future__ import annotations

import sys
import time

from tests.bench.repeated import REFERENCE, ratios

RUNS = 5
MOST = 1.5  # the most that a review may take
CASES = {
    "right, sigmoid, all shapes proved": ("sigmoid", "z1 * (1 - z1)", "pre_activation"),
    "d_sigmoid(z1), repaired, sigmoid ahead": ("sigmoid", "d_sigmoid(z1)", "pre_activation"),
    "d_sigmoid(z1), repaired, ReLU ahead": ("relu", "d_sigmoid(z1)", "pre_activation"),
    "d_relu(z1), repaired, sigmoid ahead": ("sigmoid", "d_relu(z1)", "pre_activation"),
}


def measure() -> dict[str, float]:
    """Seconds of this process's CPU: the import, then each review once."""
    start = time.process_time()
    import sympy  # noqa: F401

    found = {REFERENCE: time.process_time() - start}
    from tests.derivations.code.test_seed_matrix import parsed, review, source

    for name, case in CASES.items():
        start = time.process_time()
        review(parsed(source(*case)), loss="mean_squared_error(d, y)")
        found[name] = time.process_time() - start
    return found


def main() -> None:
    """Print medians over several processes, and those that take too long."""
    for name, ratio in ratios("reviews", RUNS).items():
        sys.stdout.write(f"{name:40} {ratio:6.2f} x import sympy{'' if ratio <= MOST else f'  (more than {MOST})'}\n")


if __name__ == "__main__":
    main()
