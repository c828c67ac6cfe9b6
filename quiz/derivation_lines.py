"""A derivation as lines that a person reads: for each step a sentence for its rule, and one chain of equations.

Works on the derivation as data, so a key from the cache is shown like a new one. Steps that only say that a constant is a constant
are folded into the line of the quantity that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from derivations.steps.rule_names import code_of
from quiz.messages import Say
from quiz.sheets import LineView

FOLDED = frozenset(["constant", "identity", "negative", "sum", "constant-multiple", "constant-divisor"])
MATRIX = frozenset(["squared-error", "same-quantity", "linear-input", "linear-weight", "bias", "elementwise"])
RELATIONS = frozenset(["square-nonnegative"])  # what follows is a relation by itself

Json = Mapping[str, Any]


def lines_of(derivation: Json, say: Say, form: str = "latex") -> tuple[LineView, ...]:
    """The lines of a derivation; ``form`` is ``latex`` or ``text``."""
    steps = {each["id"]: each for each in derivation["steps"]}
    merged = {each["premises"][0] for each in derivation["steps"] if each["rule"] == "definition" and each["premises"]}
    root = derivation["steps"][-1]
    lines = []
    for step in derivation["steps"]:
        if step["id"] in merged or (step["rule"] in FOLDED and step is not root):
            continue
        rule = steps[step["premises"][0]]["rule"] if step["rule"] == "definition" and step["premises"] else step["rule"]
        extra = derivation["trace"] if step is root else []
        lines.append(LineView(_sentence(rule, step, say, form), _chain(list(_parts(step, steps, extra, form)))))
    return tuple(lines)


def _sentence(rule: str, step: Json, say: Say, form: str) -> str:
    wrap = (lambda text: f"${text}$") if form == "latex" else str
    facts = {name: wrap(fact[form]) for name, fact in step["facts"].items()}
    return say(f"rule-{code_of(rule)}", **facts)


def _parts(step: Json, steps: Mapping[str, Json], extra: list[Json], form: str) -> Iterator[str]:
    """The members of the chain of equations, in order."""
    if step["rule"] in RELATIONS:
        yield step["after"][form]
        return
    yield step["before"][form]
    if step["rule"] == "definition" and step["premises"]:
        yield steps[step["premises"][0]]["before"][form]
    else:
        yield step["after"][form]
    if step["rule"] not in MATRIX or "." not in step["id"]:
        yield from (each["after"][form] for each in step["trace"][:2] if step["rule"] in ("chain", "chain-several", "evaluate"))
        yield step["result"][form]
    yield from (each["after"][form] for each in extra)


def _chain(parts: list[str]) -> str:
    """``a = b = c``, without repetitions."""
    return " = ".join(part for at, part in enumerate(parts) if at == 0 or part != parts[at - 1])
