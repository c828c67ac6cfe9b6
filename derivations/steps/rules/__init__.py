"""The rule table: one file per topic, in the order in which the rules are tried. Adding a rule is adding a value to its topic.

Each topic lists its sound rules and, beside them, the faulty ones that imitate them; those of the chain rule follow from the sound
rules themselves. The code of a faulty rule is the label of the misconception, under which the language files speak of it.
"""

from __future__ import annotations

from derivations.steps.rules import (
    activations,
    chain,
    exp_log,
    hyperbolic,
    piecewise,
    powers,
    products,
    sums,
    trigonometric,
    whole,
)
from derivations.steps.step import Rule

TOPICS = (sums, products, powers, exp_log, trigonometric, hyperbolic, activations, piecewise, chain)
WITH_FAULTS = (sums, products, powers, exp_log, trigonometric, hyperbolic, activations, piecewise)
OF_FUNCTIONS = TOPICS[1:]
"""The topics whose rules are about a function of something; a sum or a constant multiple is no composition."""

SOUND: tuple[Rule, ...] = tuple(rule for topic in TOPICS for rule in topic.RULES)
UNSOUND: tuple[Rule, ...] = (
    *(rule for topic in WITH_FAULTS for rule in topic.FAULTY),
    *(faulty for topic in OF_FUNCTIONS for rule in topic.RULES for faulty in chain.misapplied(rule)),
)
"""Misconceptions that can occur anywhere in a derivation."""
OF_THE_WHOLE: tuple[Rule, ...] = whole.FAULTY
"""Misconceptions about a question as a whole."""
RULES: tuple[Rule, ...] = (*SOUND, *UNSOUND, *OF_THE_WHOLE)
