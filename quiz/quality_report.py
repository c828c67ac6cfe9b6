"""What ``quiz check --report`` prints of the quality of questions: a table, and a sentence for each thing to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from quiz.messages import Say
from quiz.quality import Quality

COLUMNS = ("question", "kind", "points", "steps", "sees", "blind")


def as_json(found: Quality) -> dict[str, Any]:
    """The report for programs."""
    return asdict(found)


def table(found: Quality, say: Say) -> list[list[str]]:
    """A row per question: the length of its derivation, and how many misconceptions it sees and does not see."""
    rows = [[say(f"quality-{each}") for each in COLUMNS]]
    for each in found.items:
        sees, blind = ("-", "-") if each.sees is None else (str(len(each.sees)), str(len(each.blind)))
        rows.append([each.question, each.kind, each.points, str(each.steps + each.rewrites), sees, blind])
    return rows


def sentences(found: Quality, say: Say) -> Iterator[str]:
    """What no count tells: blind spots, mistakes that look alike, coverage, and questions that are one."""
    for each in found.items:
        if each.blind:
            yield say("quality-blind-spots", question=each.question, labels=", ".join(each.blind))
        for group in each.together:
            yield say("quality-together", question=each.question, labels=", ".join(group))
    rules = say("list-separator").join(f"{rule} {len(questions)}" for rule, questions in found.rules.items())
    yield say("quality-rules", rules=rules or "-")
    seen = say("list-separator").join(f"{label} {len(questions)}" for label, questions in found.misconceptions.items())
    yield say("quality-misconceptions", labels=seen or "-")
    if found.unseen:
        yield say("quality-unseen", labels=", ".join(found.unseen))
    for pair in found.alike:
        yield say(f"quality-alike-{pair.how}", first=pair.first, second=pair.second)
