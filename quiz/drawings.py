"""The drawings that pages and questions can show, by name: of functions that are derived, and of what was measured."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import exp

from quiz.figures import Chart, Curve, Mark, svg
from quiz.messages import Say, speaker
from quiz.sheets import FigureView


@lru_cache(maxsize=32)
def figure(name: str, language: str) -> FigureView:
    """A drawing with its words in a language; the same bytes every time. Raises KeyError for an unknown name.

    >>> figure("sigmoid", "en").file, figure("sigmoid", "en").caption
    ('sigmoid.en.svg', 'The sigmoid and its slope')
    """
    chart = CHARTS[name](speaker(language))
    return FigureView(f"{name}.{language}.svg", chart.title, chart.description, svg(chart))


def _slope_chart(say: Say) -> Chart:
    places = [at / 10 for at in range(-80, 81)]
    values = [1 / (1 + exp(-at)) for at in places]
    return Chart(
        title=say("figure-slope"),
        description=say("figure-slope-description"),
        x_label="x",
        y_label="",
        curves=(
            Curve("σ(x)", list(zip(places, values, strict=True))),
            Curve("σ′(x)", [(at, value * (1 - value)) for at, value in zip(places, values, strict=True)]),
        ),
        marks=(Mark("(0, 1/4)", 0, 0.25),),
    )


def _depth_chart(say: Say) -> Chart:
    from derivations.course import vanishing_gradient  # NumPy is there for whoever needs it

    found = vanishing_gradient.measured()
    curves = [
        Curve(say(f"activation-{each}"), list(zip(found.depths, values, strict=True))) for each, values in found.medians.items()
    ]
    limit = Curve(say("figure-depth-bound"), list(zip(found.depths, found.bound, strict=True)))
    return Chart(
        title=say("figure-depth"),
        description=say("figure-depth-description"),
        x_label=say("figure-depth-layers"),
        y_label=say("figure-depth-norm"),
        curves=(*curves, limit),
        is_logarithmic=True,
    )


CHARTS: dict[str, Callable[[Say], Chart]] = {"sigmoid": _slope_chart, "depth": _depth_chart}
"""The drawings; ``quiz.question.Figure`` has the same names, for question files."""
