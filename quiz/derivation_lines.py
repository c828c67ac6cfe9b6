"""A derivation as lines that a person reads: for each step a sentence for its rule, and one chain of relations.

What stands on a line is decided in ``derivations.steps.lines``; the sentences are put to it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from derivations.steps.lines import Line, lines
from quiz.messages import Say
from quiz.sheets import LineView

Json = Mapping[str, Any]


def lines_of(derivation: Json, say: Say, form: str = "latex", level: str = "normal") -> tuple[LineView, ...]:
    """The lines of a derivation. form: ``latex`` or ``text``; level: ``brief``, ``normal`` or ``full``."""
    return tuple(LineView(_sentence(line, say, form), line.written(form)) for line in lines(derivation, level))


def _sentence(line: Line, say: Say, form: str) -> str:
    facts = {name: _written(fact, say, form) for name, fact in line.facts.items()}
    code = line.rule if line.rule.startswith("rewrite-") else f"rule-{line.rule}"
    sentence = say(code, **facts)
    return say("rule-with-inner", rule=sentence, inner=facts["inner"]) if "inner" in facts else sentence


def _written(fact: Json, say: Say, form: str) -> str:
    """A term inside a sentence; several are listed."""
    items = fact.get("items") or [fact]
    return say("list-separator").join(f"${each['latex']}$" if form == "latex" else str(each["text"]) for each in items)
