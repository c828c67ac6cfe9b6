"""Every code that a derivation can carry as the ``rule`` of a step or of a rewrite, collected from the tables that define them.

A rule that is added to its table is in this list at once; a test in another package can ask that each has its sentence.
"""

from __future__ import annotations

from derivations.steps.adjoint import ELEMENTWISE, MATRIX_RULES
from derivations.steps.arguments import ARGUMENTS
from derivations.steps.rules import SOUND
from derivations.steps.rules.chain import NAMED
from derivations.steps.targets import EXPANDING, SIGMA_PASSES
from derivations.steps.tidying import PASSES

EQUALITIES = ("completed-square", "attained-at", "compared-at")
"""Steps of an argument that are plain equalities, and are checked as such."""

STEP_RULES: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *(rule.name for rule in SOUND),
            *NAMED,
            *(rule.name for rule in MATRIX_RULES),
            ELEMENTWISE,
            "paths-added",
            *EQUALITIES,
            *ARGUMENTS,
        )
    )
)
"""The rules of steps."""

REWRITE_RULES: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            "premises",
            "in-names",
            "back-substitution",
            "at-point",
            *(rule for rule, _ in PASSES),
            EXPANDING,
            *(rule for rule, _ in SIGMA_PASSES),
        )
    )
)
"""The rules of rewrites, the algebra between the lines."""

RULE_NAMES: tuple[str, ...] = (*STEP_RULES, *REWRITE_RULES)

_CODES = {rule.name: rule.code for rule in (*SOUND, *MATRIX_RULES)}


def code_of(rule: str) -> str:
    """The code under which the language files speak of a rule; several rules may share one.

    >>> code_of("power-real")
    'power'
    """
    return _CODES.get(rule, rule)
