"""A derivation as plain data, for JSON, caches and sheets: every term as text and as LaTeX, steps in reading order."""

from __future__ import annotations

from typing import Any

from derivations.steps.step import Derivation, Rewrite, Step
from derivations.steps.verify import Verification
from derivations.terms.printing import latex, plain
from derivations.terms.term import Term

Json = dict[str, Any]


def as_json(derivation: Derivation, checked: Verification | None = None) -> Json:
    """The shape of ``quiz derive --json``. checked: the verification, where it was made; ``verified`` is None without it."""
    opinions = {each.id: each for each in checked.checks} if checked else {}
    return {
        "given": [f"{name} = {plain(meaning)}" for name, meaning in derivation.definitions],
        "wanted": _term(derivation.wanted),
        "answer": _term(derivation.answer),
        "verified": checked.verified if checked else None,
        "steps": [_step(each, opinions) for each in derivation.steps()],
        "trace": [_rewrite(each) for each in derivation.trace],
        "conditions": [_term(each) for each in derivation.conditions()],
    }


def _term(node: Term) -> Json:
    return {"text": plain(node), "latex": latex(node)}


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
        "trace": [_rewrite(each) for each in step.trace],
        "verified": {"sympy": opinion.sympy, "numeric": opinion.numeric} if opinion else None,
    }
