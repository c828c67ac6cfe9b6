"""``make bench``: whole processes timed beside ``import sympy`` in the same run. What counts is the ratio, never the seconds."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 7
QUIZ = [sys.executable, "-m", "quiz"]
ENGINE = "from derivations import compare; assert compare('2x+2y', '2*(x+y)').how"


def commands(folder: str) -> dict[str, list[str]]:
    """What is timed; the reference comes first, and keys are in the cache after the warm-up."""
    return {
        "import sympy": [sys.executable, "-c", "import sympy"],
        "first verdict (quiz answer)": [*QUIZ, "answer", "vanishing_gradient/chain_rule", "2x+2y"],
        "first verdict (compare)": [sys.executable, "-c", ENGINE],
        "first sheet (quiz render, Markdown)": [*QUIZ, "render", "-o", folder, "--lang", "ja", "--format", "markdown"],
        "first sheet (quiz render, PDF)": [*QUIZ, "render", "-o", folder, "--lang", "ja", "--format", "pdf"],
    }


def main() -> None:
    """Time every command in turn, several times, and print medians as multiples of the reference."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QUIZ_CACHE": str(Path(folder) / "cache")}
        timed: dict[str, list[float]] = {}
        for run in range(RUNS + 1):
            for name, command in commands(str(Path(folder) / "sheets")).items():
                start = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, env=environment)
                if run:  # the first round warms caches up
                    timed.setdefault(name, []).append(time.perf_counter() - start)
    reference = statistics.median(timed["import sympy"])
    for name, seconds in timed.items():
        sys.stdout.write(f"{name:40} {statistics.median(seconds) / reference:6.2f} x import sympy\n")


if __name__ == "__main__":
    main()
