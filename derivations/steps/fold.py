"""A derivation as plain data, for JSON, caches and sheets: every term as text and as LaTeX, steps in reading order."""

from __future__ import annotations

from typing import Any

from derivations.steps.gradients import SEVERAL
from derivations.steps.rules import SOUND
from derivations.steps.shapes import shapes_in
from derivations.steps.step import Derivation, Rewrite, Step, derivatives_in
from derivations.steps.verify import Verification
from derivations.terms.notation import BY_NAME
from derivations.terms.printing import latex, plain
from derivations.terms.term import Term
from derivations.terms.term import name as term_of

Json = dict[str, Any]

OF_AN_INNER_FUNCTION = frozenset(
    rule.name for rule in SOUND if rule.before.args[0].op in ("pow", *BY_NAME) and len(derivatives_in(rule.after)) == 1
)
"""Rules that differentiate one inner function u."""


def as_json(derivation: Derivation, checked: Verification | None = None) -> Json:
    """The shape of ``quiz derive --json``. checked: the verification, where it was made; ``verified`` is None without it."""
    opinions = {each.id: each for each in checked.checks} if checked else {}
    return {
        "given": [f"{name} = {plain(meaning)}" for name, meaning in derivation.definitions],
        "definitions": [_term(Term("eq", (term_of(name), meaning))) for name, meaning in derivation.definitions],
        "wanted": _term(derivation.wanted),
        "answer": _term(derivation.answer),
        "verified": checked.verified if checked else None,
        "steps": [_step(each, opinions) for each in derivation.steps()],
        "trace": [_rewrite(each) for each in derivation.trace],
        "conditions": [_term(each) for each in derivation.conditions()],
        "shapes": {name: list(shape) for name, shape in shapes_in(derivation.domain).items()},
    }


def _term(node: Term) -> Json:
    shown: Json = {"text": plain(node), "latex": latex(node)}
    if node.op in SEVERAL:
        shown["items"] = [_term(each) for each in node.args]
    return shown


def _inner(step: Step) -> Json | None:
    """The inner function of a rule for f(u), where it is more than the variable and has no name: what a person would call u."""
    inner = dict(step.facts).get("u")
    if step.rule not in OF_AN_INNER_FUNCTION or inner is None or inner.op == "name" or step.before.op != "D":
        return None
    return _term(inner)


def _rewrite(rewrite: Rewrite) -> Json:
    return {"rule": rewrite.rule, "before": _term(rewrite.before), "after": _term(rewrite.after)}


def _step(step: Step, opinions: dict[str, Any]) -> Json:
    opinion = opinions.get(step.id)
    return {
        "id": step.id,
        "rule": step.rule,
        "before": _term(step.before),
        "after": _term(step.after),
        "result": _term(step.result),
        "premises": [each.id for each in step.premises],
        "domain": [plain(each) for each in step.domain],
        "facts": {name: _term(fact) for name, fact in step.facts},
        "inner": _inner(step),
        "trace": [_rewrite(each) for each in step.trace],
        "verified": {"sympy": opinion.sympy, "numeric": opinion.numeric} if opinion else None,
    }
