"""Stretches of rows and deciders in turn, shuffled, in passes: what else the machine does hurts all alike.

A decider gets a stretch of rows one after the other, as whoever grades a class or a file does; alone between others it would find
its code gone from the processor each time. A row's time is the best of its passes. Each pass has processes of its own, since SymPy
remembers what it has simplified.
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.bench.deciders import DECIDERS, LIMIT
from tests.bench.rows import Row

GRACE = 0.5  # seconds after the limit before a process is killed
START = 60
STRETCH = 40  # rows


@dataclass(slots=True)
class Found:
    """What a decider said of one row, and its best time; ``late``: it ran into the limit, which is then its time."""

    verdict: object = None
    seconds: float = LIMIT
    late: bool = False


@dataclass(slots=True)
class Lane:
    """A decider in its process, started again after it was killed."""

    name: str
    found: dict[int, Found] = field(default_factory=dict)
    memory: int = 0
    process: subprocess.Popen[str] | None = None

    def run(self, place: int, row: Row) -> None:
        """Decide one row once more; not again where it was late."""
        known = self.found.setdefault(place, Found())
        if known.late:
            return
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.bench.worker", self.name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
            self._answer(START)
        assert self.process.stdin is not None
        self.process.stdin.write(row.as_json() + "\n")
        self.process.stdin.flush()
        answer = self._answer(LIMIT + GRACE)
        if answer is None:
            known.late = True
            return
        verdict, seconds, memory = answer
        self.memory = max(self.memory, memory)
        known.late = seconds >= LIMIT
        if not known.late:
            known.verdict, known.seconds = verdict, min(known.seconds, seconds)

    def _answer(self, wait: float) -> tuple[object, float, int] | None:
        assert self.process is not None
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], wait)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self.close()
            return None
        verdict, seconds, memory = json.loads(line)
        return verdict, float(seconds), int(memory)

    def close(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close() if self.process.stdin else None
            self.process.stdout.close() if self.process.stdout else None
            self.process = None


def _stretches(lanes: Iterable[str], count: int, random: Random) -> list[tuple[str, list[int]]]:
    """Every decider with every row, in shuffled stretches of shuffled rows."""
    found = []
    for name in lanes:
        places = random.sample(range(count), count)
        found += [(name, places[first : first + STRETCH]) for first in range(0, count, STRETCH)]
    random.shuffle(found)
    return found


def race(rows: Sequence[Row], passes: int, say: Callable[[str], None]) -> dict[str, Lane]:
    """Every decider on every row, ``passes`` times, in a shuffled order."""
    lanes = {name: Lane(name) for name in DECIDERS}
    random = Random("bench")
    for count in range(passes):
        turns = [(name, place) for name, places in _stretches(lanes, len(rows), random) for place in places]
        for done, (name, place) in enumerate(turns, 1):
            lanes[name].run(place, rows[place])
            if done % 1000 == 0 or done == len(turns):
                say(f"pass {count + 1} of {passes}: {done} of {len(turns)}")
        for lane in lanes.values():
            lane.close()
    return lanes
