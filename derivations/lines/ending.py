"""How a derivation ends: in a final answer, before one, or in quantities that should have been put in."""

from __future__ import annotations

from dataclasses import replace

from derivations.lines.question import Question
from derivations.lines.verdicts import Judged
from derivations.lines.world import derivatives_of, has_names


def ending(question: Question, judged: list[Judged], own: frozenset[str]) -> tuple[Judged | None, bool, dict[int, Judged]]:
    """The final answer, whether it is one, and what becomes, by ``id``, of members that are left in named quantities.

    judged: all members in order. own: names that the writer has introduced. The final answer was due where a line only says the
    line above again, else in the last line; what follows is charged with it.
    """
    answers = [each for each in judged if each.quantity == question.wanted and each.right is not None]
    if not answers:
        return None, False, {}
    final = answers[-1]
    named = question.unfinished | (own - question.kept)
    if final.right is None or derivatives_of(final.right):
        return final, False, {}
    if not has_names(final.right, named):
        return final, True, {}
    due = len(answers) - 1
    for at in range(len(answers) - 1, 0, -1):
        if answers[at].right == answers[at - 1].right and answers[at].line != answers[at - 1].line:
            due = at
        elif not has_names(answers[at].right or final.right, named):
            break
    changed = {}
    for at, each in enumerate(answers[due:]):
        if each.status in ("expected", "correct", "detour", "follow_through"):
            status = "form" if at == 0 and each.status != "follow_through" else "follow_through"
            changed[id(each)] = _with(each, status, "not_substituted" if status == "form" else None)
    return changed.get(id(final), final), False, changed


def _with(judged: Judged, status: str, label: str | None) -> Judged:
    return replace(judged, status=status, label=label)
