"""What the race and the starts come to, as ``benchmarks.md``: counts and ratios, never seconds."""

from __future__ import annotations

import statistics
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from tests.bench.deciders import LIMIT, REFERENCE
from tests.bench.racing import STRETCH, Lane
from tests.bench.rows import SETS, Row

READING = "(reading both sides only)"
OURS = "this engine"
VERIFY = "math-verify, ideal LaTeX"
TITLES = {
    "answers": "Answers of courses, with common slips",
    "derivatives": "Derivatives as students type them, in four spellings, with planted mistakes",
    "made up": "Pairs made up by `tests/fuzz`: identities applied several times, mistakes, differences too small to see",
}
INTRODUCTION = """
Written by `make bench`: this engine and others on the same pairs in the same run, in shuffled stretches of {stretch} pairs. Passes
with processes of their own: {passes}; the best time of each pair counts. A time is that of one Python call from strings,
parsing included, in a process that has its imports and a first pair behind it. A pair may take {limit:.0f} s; then the process is
killed and {limit:.0f} s are counted. Times are given as multiples only, since seconds belong to a machine.

This engine reads what was typed. The others get the same pair in the spelling that they read best: SymPy gets calculator text, with
sigmoid and the like defined and the symbols declared real or positive as the question says; math-verify gets LaTeX of elementary
functions. *Undecided* counts what a decider would not say or could not read; an exception that reaches the caller is an *error*.
"""
SPEED = """
Pairs per second as multiples of SymPy's `simplify` and of math-verify; then the time of a pair as multiples of the median pair of
SymPy's `simplify`; the peak memory of the process as a multiple of SymPy's.
"""
BOUNDS = """
What bounds our speed: reading the two texts takes {reading:.0f} % of the time of a pair. The rest are the points and primes that a
verdict needs, an operation of Python for each node of both terms at each of them. A key that meets many answers is read and
prepared once ({compiled:.1f} times the pairs per second).
"""
STARTS = """
A fresh process to its first result, the median of several, as a multiple of `python -c "import sympy"`:
"""


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of all lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def counts(lane: Lane, rows: Sequence[Row], places: Sequence[int]) -> list[int]:
    """Wrong accepts, wrong rejects, undecided, errors, time-outs."""
    found = [(lane.found[place], rows[place].equal) for place in places]
    said = [(each.verdict, equal) for each, equal in found if not each.late]
    return [
        sum(verdict is True and not equal for verdict, equal in said),
        sum(verdict is False and equal for verdict, equal in said),
        sum(verdict is None for verdict, _ in said),
        sum(isinstance(verdict, str) for verdict, _ in said),
        len(found) - len(said),
    ]


def times(lane: Lane, places: Iterable[int]) -> list[float]:
    """The best time of each row, the limit where it ran into it."""
    return [LIMIT if lane.found[place].late else lane.found[place].seconds for place in places]


def row_of(cells: Iterable[object]) -> str:
    """A line of a Markdown table."""
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def ratio(value: float) -> str:
    """Two or three digits, never more than there is to say.

    >>> ratio(312.4), ratio(4.26), ratio(0.034)
    ('312', '4.3', '0.034')
    """
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2g}"


def verdict_table(lanes: Mapping[str, Lane], rows: Sequence[Row], places: Sequence[int]) -> list[str]:
    """How often each decider was wrong or did not say."""
    lines = [row_of(["decider", "wrong accepts", "wrong rejects", "undecided", "errors", "time-outs"]), "|---|" + "---:|" * 5]
    return lines + [row_of([name, *counts(lane, rows, places)]) for name, lane in lanes.items() if name != READING]


def speed_table(lanes: Mapping[str, Lane], places: Sequence[int]) -> list[str]:
    """Pairs per second and quantiles beside the reference, and peak memory."""
    reference, verify = (times(lanes[name], places) for name in (REFERENCE, VERIFY))
    median = statistics.median(reference)
    head = ["decider", "pairs/s, x simplify", "x math-verify", "median", "p95", "p99", "max", "memory"]
    lines = [row_of(head), "|---|" + "---:|" * 7]
    for name, lane in lanes.items():
        seconds = times(lane, places)
        per_second = [ratio(sum(each) / sum(seconds)) for each in (reference, verify)]
        quantiles = [statistics.median(seconds), quantile(seconds, 0.95), quantile(seconds, 0.99), max(seconds)]
        memory = ratio(lane.memory / lanes[REFERENCE].memory)
        lines.append(row_of([name, *per_second, *(ratio(each / median) for each in quantiles), memory]))
    return lines


def paragraphs(text: str) -> list[str]:
    """Text as lines of a Markdown file, each paragraph followed by an empty line."""
    found: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        found += [*textwrap.wrap(" ".join(paragraph.split()), 130, break_on_hyphens=False), ""]
    return found


def document(lanes: Mapping[str, Lane], rows: Sequence[Row], starts: Mapping[str, float], passes: int) -> str:
    """``benchmarks.md``."""
    places = {kind: [place for place, row in enumerate(rows) if row.kind == kind] for kind in SETS}
    everything = range(len(rows))
    total = {name: sum(times(lanes[name], everything)) for name in lanes}
    lines = ["# Benchmarks", "", *paragraphs(INTRODUCTION.format(passes=passes, stretch=STRETCH, limit=LIMIT)), "## Verdicts", ""]
    for kind in SETS:
        equal = sum(rows[place].equal for place in places[kind])
        lines += [
            f"{TITLES[kind]} ({len(places[kind])} pairs, {equal} of them equal):",
            "",
            *verdict_table(lanes, rows, places[kind]),
            "",
        ]
    lines += ["## Speed", "", *paragraphs(SPEED), "All pairs:", "", *speed_table(lanes, everything), ""]
    for kind in SETS:
        lines += [f"{TITLES[kind]}:", "", *speed_table(lanes, places[kind]), ""]
    compiled = total[OURS] / total["this engine, key compiled"]
    lines += paragraphs(BOUNDS.format(reading=100 * total[READING] / total[OURS], compiled=compiled))
    lines += ["## Start", "", *paragraphs(STARTS), row_of(["process", "x import sympy"]), "|---|---:|"]
    return "\n".join([*lines, *(row_of([name, f"{value:.2f}"]) for name, value in starts.items()), ""])
