"""``make bench``: deriving and checking, as multiples of ``import sympy`` in the same process. What counts is the ratio.

Each run is a process of its own, so that nothing is in a cache; SymPy has been imported and has answered another question before
the clock runs, because keys are made in batches.
"""

from __future__ import annotations

import sys
import time

from tests.bench.repeated import REFERENCE, ratios

RUNS = 5
WARM_UP = ("y = cos(x)*exp(2*x)", "dy/dx")
QUESTIONS = {
    "derive and check a course question": ("z = t^2; t = x + y", "dz/dx"),
    "derive and check 30 nodes": ("y = (x^2 + 3*x + 1)*sin(2*x + y2)*exp(-x/2) + log(1 + x^2)", "dy/dx"),
    "derive and check a 6-layer network": ("layers: relu, tanh, sigmoid, identity, tanh, softmax; loss: cross_entropy", "∂E/∂W1"),
}


def measure() -> dict[str, float]:
    """Seconds of this process: the import, then each question once."""
    start = time.perf_counter()
    import sympy  # noqa: F401

    found = {REFERENCE: time.perf_counter() - start}
    from derivations.steps.text import derive_text
    from derivations.steps.verify import verified

    assert verified(derive_text(*WARM_UP))
    for name, (given, wanted) in QUESTIONS.items():
        start = time.perf_counter()
        assert verified(derive_text(given, wanted)), name
        found[name] = time.perf_counter() - start
    return found


def main() -> None:
    """Print medians over several processes."""
    for name, ratio in ratios("derivations", RUNS).items():
        sys.stdout.write(f"{name:40} {ratio:6.2f} x import sympy\n")


if __name__ == "__main__":
    main()
