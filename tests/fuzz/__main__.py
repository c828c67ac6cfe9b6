"""``make fuzz``: a million mutated texts read and compared, a hundred thousand pairs judged, ten thousand held to laws.

``python -m tests.fuzz [--seed S] [--texts N] [--pairs N] [--laws N] [--jobs J]``. Every fault is made small and printed with its
seed; ``--show SEED`` prints a pair again. The exit code is 1 where there is a fault.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

import hypothesis
from hypothesis import given, settings

from derivations.terms.printing import plain
from tests.fuzz.metamorphic import broken
from tests.fuzz.pairs import FAULTS, GeneratorFault, judge, make
from tests.fuzz.reading import TEXT_FAULTS, judge_text, judge_typed
from tests.fuzz.shrinking import shrunk
from tests.fuzz.strategies import answers

CHUNK = 500
SHOWN = 40

Counts = tuple[Counter[str], list[str]]


def pairs(seed: str, first: int, last: int) -> Counts:
    """Judge the pairs of a stretch of seeds; the faults as lines."""
    counts: Counter[str] = Counter()
    lines = []
    for number in range(first, last):
        try:
            pair = make(f"{seed}/{number}")
        except GeneratorFault as fault:
            counts["made wrongly"] += 1
            lines.append(f"made wrongly  {fault}\n")
            continue
        judged = judge(pair)
        counts[f"{'equal' if pair.equal else 'different'}: {judged.count}"] += 1
        if judged.count in FAULTS:
            small = shrunk(pair)
            lines.append(
                f"{judged.count}  seed {pair.seed}\n    left   {plain(small.left)}\n    right  {plain(small.right)}\n"
                f"    domain {small.domain}, {'equal' if pair.equal else 'different'}: {', '.join(pair.done)}\n"
                f"    typed  {judged.text}  |  {plain(pair.right)}\n    {judged.verdict[:300]}\n"
            )
    return counts, lines


def laws(seed: str, first: int, last: int) -> Counts:
    """Hold the pairs of a stretch of seeds to the laws between verdicts; what is broken as lines."""
    counts: Counter[str] = Counter()
    lines = []
    for number in range(first, last):
        found = list(broken(make(f"{seed}/{number}")))
        counts["a law broken" if found else "kept"] += 1
        lines += [f"law broken  seed {seed}/{number}\n    {each}\n" for each in found]
    return counts, lines


def pieced(seed: str, wanted: int) -> int:
    """Judge texts that Hypothesis puts together from pieces of the notation; return the number of faults."""
    counts: Counter[str] = Counter()

    @hypothesis.seed(seed)
    @settings(max_examples=wanted, deadline=None, database=None)
    @given(answers())
    def read_and_compare(text: str) -> None:
        judged = judge_typed(text, "2*x")
        counts[judged.count] += 1
        if judged.count in TEXT_FAULTS and counts[judged.count] <= SHOWN:
            sys.stdout.write(f"{judged.count}\n    text {judged.text!r}\n    {judged.facts}\n")

    read_and_compare()
    sys.stdout.write(f"texts of pieces: {dict(counts)}\n")
    return sum(counts[each] for each in TEXT_FAULTS)


def texts(seed: str, first: int, last: int) -> Counts:
    """Read and compare the mutated texts of a stretch of seeds; the faults as lines."""
    counts: Counter[str] = Counter()
    lines = []
    for number in range(first, last):
        judged = judge_text(f"{seed}/{number}")
        counts[judged.count] += 1
        if judged.count in TEXT_FAULTS:
            lines.append(
                f"{judged.count}  seed {seed}/{number}\n    text {judged.text!r}\n    key  {judged.key!r}\n    {judged.facts}\n"
            )
    return counts, lines


def stretches(wanted: int) -> Iterator[tuple[int, int]]:
    """Chunks of seeds."""
    for first in range(0, wanted, CHUNK):
        yield first, min(first + CHUNK, wanted)


def run(title: str, work: Callable[[str, int, int], Counts], seed: str, wanted: int, jobs: int) -> int:
    """Do the work in several processes, in order, with progress; return the number of faults."""
    counts: Counter[str] = Counter()
    faults = 0
    with ProcessPoolExecutor(jobs) as pool:
        chunks = list(stretches(wanted))
        for done, (found, lines) in enumerate(pool.map(work, *zip(*((seed, *chunk) for chunk in chunks), strict=True)), 1):
            counts.update(found)
            for line in lines:
                faults += 1
                if faults <= SHOWN:
                    sys.stdout.write(line)
            if done % 20 == 0 or done == len(chunks):
                sys.stdout.write(f"{title}: {sum(counts.values()):,} of {wanted:,}; faults {faults}\n")
                sys.stdout.flush()
    for name, count in sorted(counts.items()):
        sys.stdout.write(f"  {name:32} {count:>9,}\n")
    return faults


def main() -> int:
    """Run both parts."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--texts", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--laws", type=int, default=10_000, help="pairs held to the laws between verdicts")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", metavar="SEED", help="print the pair of a seed such as 0/17")
    wanted = parser.parse_args()
    if wanted.show:
        pair = make(wanted.show)
        sys.stdout.write(f"{plain(pair.left)}\n{plain(pair.right)}\n{pair.domain}, equal: {pair.equal}: {', '.join(pair.done)}\n")
        sys.stdout.write(f"{judge(pair)}\n")
        return 0
    faults = run("pairs", pairs, wanted.seed, wanted.pairs, wanted.jobs) if wanted.pairs else 0
    faults += run("laws", laws, wanted.seed, wanted.laws, wanted.jobs) if wanted.laws else 0
    faults += run("texts", texts, wanted.seed, wanted.texts, wanted.jobs) if wanted.texts else 0
    faults += pieced(wanted.seed, wanted.texts // 20) if wanted.texts else 0
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
