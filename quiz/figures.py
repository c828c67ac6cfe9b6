"""Line charts as SVG, written by hand: the same numbers give the same bytes, and nothing has to be installed.

Light, and readable without colours: every line has its own dash and its name at its end. Colours are those of Okabe and Ito, which
people with any colour vision can tell apart. Numbers are rounded to a tenth of a unit, so that the last bit of a machine's
arithmetic does not change a file.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 62, 132, 18, 46
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#8A4F7D", "#595959", "#B07D00")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 4", "12 4")
LEAST_GAP = 15
FONT = "IPAexGothic, 'Noto Sans CJK JP', 'Hiragino Sans', Meiryo, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Curve:
    """A line: its name, and its points."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that is pointed out."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn. title and description are for readers who cannot see it; is_logarithmic: the y axis, powers of ten."""

    title: str
    description: str
    x_label: str
    y_label: str
    curves: Sequence[Curve]
    marks: Sequence[Mark] = ()
    is_logarithmic: bool = False


def svg(chart: Chart) -> str:
    """The chart as an SVG document.

    >>> drawn = svg(Chart("t", "d", "x", "y", [Curve("c", [(0, 0), (1, 2)])]))
    >>> drawn == svg(Chart("t", "d", "x", "y", [Curve("c", [(0, 0), (1, 2)])])), drawn.startswith("<svg")
    (True, True)
    """
    x_of, y_of, x_ticks, y_ticks = _scales(chart)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">',
        f"<title>{escape(chart.title)}</title><desc>{escape(chart.description)}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<g font-family="{escape(FONT)}" font-size="13" fill="#222222">',
        *(_y_tick(_tick(tick, chart.is_logarithmic), y_of(tick)) for tick in y_ticks),
        *(_x_tick(_tick(tick, False), x_of(tick)) for tick in x_ticks),
        f'<path d="M{LEFT} {TOP}V{HEIGHT - BOTTOM}H{WIDTH - RIGHT}" fill="none" stroke="#222222"/>',
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{escape(chart.x_label)}</text>',
        f'<text x="{LEFT + 8}" y="{TOP + 6}">{escape(chart.y_label)}</text>',
    ]
    ends = _apart([y_of(curve.points[-1][1]) for curve in chart.curves])
    for at, curve in enumerate(chart.curves):
        parts.append(_line(curve, at, x_of, y_of))
        parts.append(f'<text x="{WIDTH - RIGHT + 8}" y="{ends[at] + 4:.1f}" fill="{COLOURS[at]}">{escape(curve.name)}</text>')
    for mark in chart.marks:
        parts.append(f'<circle cx="{x_of(mark.x):.1f}" cy="{y_of(mark.y):.1f}" r="4.5" fill="#222222"/>')
        parts.append(f'<text x="{x_of(mark.x) + 9:.1f}" y="{y_of(mark.y) - 9:.1f}">{escape(mark.name)}</text>')
    return "\n".join([*parts, "</g>", "</svg>"]) + "\n"


Scale = Callable[[float], float]


def _scales(chart: Chart) -> tuple[Scale, Scale, list[float], list[float]]:
    """Positions of values on both axes, and where the ticks stand; values of y are given as they are, not as logarithms."""
    xs = [x for curve in chart.curves for x, _ in curve.points]
    ys = [y for curve in chart.curves for _, y in curve.points]
    low, high = min(xs), max(xs)
    if chart.is_logarithmic:
        least, most = floor(log10(min(ys))), ceil(log10(max(ys)))
        y_ticks = [10.0**power for power in range(most, least - 1, -max(1, ceil((most - least) / 7)))]
        bottom, top = float(least), float(most)
    else:
        bottom, top = 0.0, float(ceil(max(ys) * 4) / 4)
        y_ticks = [bottom + (top - bottom) * at / 4 for at in range(5)]

    def x_of(value: float) -> float:
        return LEFT + (value - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def y_of(value: float) -> float:
        height = log10(value) if chart.is_logarithmic else value
        return HEIGHT - BOTTOM - (height - bottom) / (top - bottom) * (HEIGHT - TOP - BOTTOM)

    return x_of, y_of, _round_values(low, high), y_ticks


def _round_values(low: float, high: float) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten between two values: five or so."""
    size = 10.0 ** floor(log10((high - low) / 4))
    step = next(size * each for each in (1, 2, 5, 10) if (high - low) / (size * each) <= 6)
    return [step * at for at in range(ceil(low / step), floor(high / step) + 1)]


def _line(curve: Curve, at: int, x_of: Scale, y_of: Scale) -> str:
    path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in curve.points)
    dash = f' stroke-dasharray="{DASHES[at]}"' if DASHES[at] else ""
    return f'<polyline points="{path}" fill="none" stroke="{COLOURS[at]}" stroke-width="2.2"{dash}/>'


def _y_tick(label: str, y: float) -> str:
    line = f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#e2e2e2"/>'
    return f'{line}<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'


def _x_tick(label: str, x: float) -> str:
    line = f'<path d="M{x:.1f} {HEIGHT - BOTTOM}v5" stroke="#222222"/>'
    return f'{line}<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 19}" text-anchor="middle">{label}</text>'


def _tick(value: float, is_power: bool) -> str:
    """A number on an axis; powers of ten as such, with a raised exponent."""
    if is_power:
        power = round(log10(value))
        return "1" if power == 0 else f'10<tspan dy="-5" font-size="9">{str(power).replace("-", "−")}</tspan>'
    return f"{value:.4g}".replace("-", "−")


def _apart(heights: list[float]) -> list[float]:
    """Labels moved down where they would stand on each other."""
    placed = list(heights)
    order = sorted(range(len(heights)), key=heights.__getitem__)
    for above, below in itertools.pairwise(order):
        placed[below] = max(placed[below], placed[above] + LEAST_GAP)
    return placed
