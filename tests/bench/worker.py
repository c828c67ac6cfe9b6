"""A process with one decider in it, which can be killed: a row a line in, the verdict and the seconds of the call a line out."""

from __future__ import annotations

import json
import resource
import sys
import time

from tests.bench.deciders import DECIDERS
from tests.bench.rows import Row, row_from

WARM = Row("", ("x+x", "2*x"), ("x+x", "2*x"), ("x+x", "2 x"), ("x",), "real", True)


def main() -> None:
    """Answer rows until the input ends."""
    decide = DECIDERS[sys.argv[1]]()
    prepare = getattr(decide, "prepare", lambda _: None)
    prepare(WARM)
    decide(WARM)
    answer(True, 0.0)
    for line in sys.stdin:
        row = row_from(line)
        prepare(row)
        start = time.perf_counter()
        try:
            verdict = decide(row)
        except Exception as error:
            verdict = type(error).__name__
        answer(verdict, time.perf_counter() - start)


def answer(verdict: object, seconds: float) -> None:
    """One line: verdict, seconds, peak memory of this process."""
    sys.stdout.write(json.dumps([verdict, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
