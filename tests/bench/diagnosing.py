"""``make bench``: what the diagnosis of a wrong answer costs beside the plain comparison of the same row, as multiples.

An item's wrong answers are worked out once and kept, as for a class that answers one question; the best of several runs counts.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from derivations.rows.row import answer_row

DATA = Path(__file__).parents[1] / "data" / "derivative_answers.jsonl"
RUNS = 5
LIMIT = 10.0
Pair = tuple[dict[str, Any], dict[str, Any]]


def pairs(step: int = 1) -> list[Pair]:
    """Each so many-th wrong answer, beside the derivative as a plain row, and as one whose key is derived and that is diagnosed."""
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    found = []
    for row in [each for each in rows if each["verdict"] == "incorrect"][::step]:
        student = {"student": row["answer"], "format": "latex" if row["syntax"] == "latex" else "plain"}
        given = [f"{name} = {meaning}" for name, meaning in (row["named"] or {"f": row["function"]}).items()]
        wanted = f"d{'z' if row['named'] else 'f'}/d{row['variable']}"
        found.append(
            ({**student, "teacher": row["truth"], "variables": row["symbols"]}, {**student, "given": given, "wanted": wanted})
        )
    return found


def ratios(chosen: list[Pair]) -> list[float]:
    """Seconds of a diagnosed row over seconds of the plain one."""
    for pair in chosen:
        for row in pair:
            answer_row(row)
    return [_best(lambda row=diagnosed: answer_row(row)) / _best(lambda row=plain: answer_row(row)) for plain, diagnosed in chosen]


def _best(run: Callable[[], object]) -> float:
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    """Print the median and the tail."""
    measured = sorted(ratios(pairs()))
    tail = measured[int(0.95 * len(measured))]
    sys.stdout.write(
        f"a diagnosed row {statistics.median(measured):.1f} x a plain one (median of {len(measured)}), 95 %: {tail:.1f} x\n"
    )
    if statistics.median(measured) > LIMIT:
        sys.exit(f"more than {LIMIT:.0f} x")


if __name__ == "__main__":
    main()
