"""Pages of the course: named derivations in an order in which they can be read, with their figures."""

from __future__ import annotations

from collections.abc import Callable

from derivations.course import sigmoid, vanishing_gradient
from derivations.steps.fold import as_json
from derivations.steps.step import Derivation
from derivations.steps.verify import verification
from derivations.terms.printing import latex
from derivations.terms.term import Term, name
from quiz.deriving import view
from quiz.drawings import figure
from quiz.messages import Say, speaker
from quiz.sheets import DerivationSheet, DerivationView


def vanishing_gradient_page(language: str, level: str = "normal") -> DerivationSheet:
    """Why gradients vanish: sigma' and its maximum, the bound along a chain, its hypothesis, matrices, other activations."""
    say = speaker(language)
    shorter = "brief" if level == "normal" else level  # the same few lines for every layer

    def part(code: str, derivation: Derivation, told: str = level) -> DerivationView:
        found = as_json(derivation, verification(derivation))
        return view(found, language, told, say(f"course-{code}"), say(f"course-{code}-text"))

    parts = (
        part("slope", sigmoid.slope()),
        DerivationView(figure=figure("sigmoid", language)),
        part("maximum", sigmoid.maximum()),
        part("bound", vanishing_gradient.bound(), shorter),
        part("hypothesis", vanishing_gradient.bound_under_hypothesis(), shorter),
        part("norms", vanishing_gradient.matrix_bound(), shorter),
        DerivationView(heading=say("course-others"), text=_others(say)),
        DerivationView(figure=figure("depth", language)),
    )
    return DerivationSheet(say("course-vanishing-gradient"), language, parts)


PAGES: dict[str, Callable[[str, str], DerivationSheet]] = {"vanishing_gradient": vanishing_gradient_page}
"""The pages of the course, by name."""


def _others(say: Say) -> str:
    """A table of the largest slopes, each derived."""
    head = (say("course-activation"), say("course-largest-slope"), say("course-how-known"))
    rows = [" | ".join(("", *head, "")).strip(), "|:--|:--|:--|"]
    for activation, function in vanishing_gradient.SLOPES.items():
        derivation = vanishing_gradient.largest_slope(activation)
        formula = f"${latex(Term('eq', (name('s'), function)))}$"
        sign = r"\approx" if derivation.root.premises[1].rule == "on-grid" else "="
        slope = rf"$\max s' {sign} {latex(derivation.answer)}$"
        known = say(f"course-known-{derivation.root.premises[1].rule}")
        rows.append(f"| {say(f'activation-{activation}')}: {formula} | {slope} | {known} |")
    return say("course-others-text") + "\n\n" + "\n".join(rows)
