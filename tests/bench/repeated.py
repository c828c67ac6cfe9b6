"""The ``measure`` of a module in several processes of its own: medians, as multiples of ``import sympy`` in the same process."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

REFERENCE = "import sympy"


def ratios(module: str, runs: int, warm_up: int = 0) -> dict[str, float]:
    """What ``measure()`` of a module of this package timed, beside REFERENCE; the first ``warm_up`` runs only fill caches."""
    code = f"import json; from tests.bench.{module} import measure; print(json.dumps(measure()))"
    found = []
    for _ in range(warm_up + runs):
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        found.append(json.loads(done.stdout))
    counted = found[warm_up:]
    return {name: statistics.median(run[name] / run[REFERENCE] for run in counted) for name in counted[0] if name != REFERENCE}
