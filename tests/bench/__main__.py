"""``make bench``: a race of deciders, starts of processes, written to ``benchmarks.md`` as ratios; seconds are only printed."""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from tests.bench.processes import started
from tests.bench.racing import race
from tests.bench.rows import SETS, rows
from tests.bench.table import OURS, document, quantile, times

TARGET = Path(__file__).parents[2] / "benchmarks.md"


def say(text: str) -> None:
    """Progress."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--step", type=int, default=1, help="only each so many-th row, for a quick look")
    given = parser.parse_args()
    chosen = rows()[:: given.step]
    lanes = race(chosen, given.passes, say)
    starts = started()
    for kind, name in [(kind, name) for kind in SETS for name in lanes]:
        seconds = times(lanes[name], [place for place, row in enumerate(chosen) if row.kind == kind])
        quantiles = [statistics.median(seconds), quantile(seconds, 0.95), quantile(seconds, 0.99), max(seconds)]
        shown = "  ".join(f"{1000 * each:9.3f} ms" for each in quantiles)
        say(f"{kind:12} {name:28}{len(seconds) / sum(seconds):9.1f} pairs/s  {shown}")
    for place, row in enumerate(chosen):
        verdict = lanes[OURS].found[place].verdict
        if verdict is not row.equal:
            say(f"    {verdict}, expected {row.equal}: {row.typed[0]}  |  {row.typed[1]}  |  {row.domain}")
    TARGET.write_text(document(lanes, chosen, starts, given.passes), encoding="utf-8")
    say(f"written: {TARGET.name}")


if __name__ == "__main__":
    main()
