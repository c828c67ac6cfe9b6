"""The rule table: one file per topic, in the order in which the rules are tried. Adding a rule is adding a value to its topic."""

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
)
from derivations.steps.step import Rule

TOPICS = (sums, products, powers, exp_log, trigonometric, hyperbolic, activations, piecewise, chain)

RULES: tuple[Rule, ...] = tuple(rule for topic in TOPICS for rule in topic.RULES)
SOUND = tuple(rule for rule in RULES if rule.sound)
UNSOUND = tuple(rule for rule in RULES if not rule.sound)
