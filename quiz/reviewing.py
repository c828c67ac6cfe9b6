"""``quiz review``: a backward pass read line by line, as JSON and as a table with sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from derivations.code.errors import CodeError
from derivations.code.finding import Finding
from derivations.code.identify import Equal, Judged
from derivations.code.listing import parsed, read_source
from derivations.code.review import Review, Unread, review_all
from quiz.messages import Say

USAGE = frozenset({"no_loss", "no_backward", "missing_function"})


def review_file(
    file: Path, forward: str | None, backward: str | None, loss: str | None, shapes: Mapping[str, Sequence[str]]
) -> tuple[list[Review], list[Unread]]:
    """The reviews of a .py file or a notebook, one for each pair of forward and backward, and the pairs that could not be
    followed. Raises CodeError.
    """
    found = review_all(parsed(read_source(file), file.name), forward, backward, loss, shapes)
    return [each for each in found if isinstance(each, Review)], [each for each in found if isinstance(each, Unread)]


def declared_shapes(options: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """``W1=I,H`` as a name and its dimensions; ``d=`` is a scalar. Raises ValueError naming the option.

    >>> declared_shapes(["W1=I,H", "b=4"])
    {'W1': ('I', 'H'), 'b': ('4',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for option in options:
        name, separator, dimensions = option.partition("=")
        parts = tuple(each.strip() for each in dimensions.split(",") if each.strip())
        if not separator or not name.strip() or not all(each.isidentifier() or each.isdigit() for each in parts):
            raise ValueError(option)
        found[name.strip()] = parts
    return found


def as_json(reviews: Sequence[Review], unread: Sequence[Unread] = ()) -> dict[str, Any]:
    """The object that FORMATS describes; ``pairs`` says what was read together, under which shapes and assumptions, ``unread``
    which functions could not be followed.
    """
    return {
        "statements": [_statement(one) for each in reviews for one in each.judged],
        "findings": [_finding(one) for each in reviews for one in each.findings],
        "pairs": [
            {
                "forward": each.pair.forward,
                "backward": each.pair.backward,
                "shapes": {name: list(shape) for name, shape in each.model.shapes.items()},
                "notes": list(each.notes),
                "assumed": _assumed(each.assumed),
                "otherwise": [
                    {"assumed": _assumed(other.assumed), "findings": [_finding(one) for one in other.findings]}
                    for other in each.otherwise
                ],
            }
            for each in reviews
        ],
        "unread": [
            {
                "forward": each.pair.forward,
                "backward": each.pair.backward,
                "line": each.error.inner or each.error.line,
                "code": each.error.code,
                "facts": each.error.facts,
            }
            for each in unread
        ],
    }


def _assumed(meanings: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"helper": helper, "takes": meaning} for helper, meaning in meanings]


def _statement(judged: Judged) -> dict[str, Any]:
    return {
        "line": judged.line,
        "target": judged.target,
        "source": judged.source,
        "status": judged.status,
        "reason": reason_text(judged),
        "equals": [_equal(each) for each in judged.equals],
    }


def reason_text(judged: Judged) -> str | None:
    """Why a statement is not judged: ``unsupported np.kron at line 7``."""
    if judged.reason is None:
        return None
    code, facts = judged.reason
    parts = [facts[each] for each in ("construct", "source", "shapes", "name", "limit") if facts.get(each)]
    on = f" on line {facts['on']}" if facts.get("on") else ""
    return " ".join([code, *parts, f"at line {judged.line}"]) + on


def _equal(each: Equal) -> dict[str, Any]:
    shapes = {name: [each.sizes.get(part, part) for part in shape] for name, shape in each.shapes.items()}
    return {
        "derivative": f"dE/d{each.quantity}",
        "relation": each.relation.kind,
        "factor": str(each.relation.factor),
        "claim": each.claim,
        "shapes": {name: list(shape) for name, shape in each.shapes.items()} if each.claim == "all_shapes" else shapes,
        "conditions": [text for _, text in each.conditions],
    }


def _finding(found: Finding) -> dict[str, Any]:
    repair = {"source": found.repair[0], "claim": found.repair[1]} if found.repair else None
    return {"line": found.line, "code": found.code, "facts": found.facts, "repair": repair}


def table(reviews: Sequence[Review], say: Say) -> list[list[str]]:
    """A row per statement: line, source, what it is, under whatever shapes."""
    rows = [[say("review-line"), say("review-statement"), say("review-is")]]
    for each in reviews:
        for (line, source), parts in groupby(each.judged, key=lambda one: (one.line, one.source)):
            words = dict.fromkeys(word for one in parts for word in _words(one, say))
            rows.append([str(line), _shortened(source), "; ".join(words) or say("review-none")])
    return rows


def _words(judged: Judged, say: Say) -> Iterator[str]:
    if judged.status != "judged":
        yield say(f"review-{judged.status}", reason=reason_text(judged) or "")
    for each in judged.equals:
        relation = say(f"relation-{each.relation.kind}", derivative=f"dE/d{each.quantity}", factor=str(each.relation.factor))
        sizes = ", ".join(f"{name} = {size}" for name, size in each.sizes.items()) or _shapes(each.shapes)
        claim = say(f"claim-{each.claim}", sizes=sizes)
        conditions = "".join(say(f"condition-{code}", condition=text) for code, text in each.conditions)
        yield f"{relation} ({claim}{conditions})"


def sentences(reviews: Sequence[Review], say: Say, unread: Sequence[Unread] = ()) -> Iterator[str]:
    """What could not be followed, what was assumed, and each finding."""
    for one in unread:
        line = str(one.error.inner or one.error.line or "")
        reason = say(f"code-{one.error.code}", **{"line": line, "file": "", **one.error.facts})
        yield say("review-unread", forward=one.pair.forward, backward=one.pair.backward, line=line, reason=reason)
    for each in reviews:
        shapes = _shapes(each.model.shapes)
        yield say("review-pair", forward=each.pair.forward, backward=each.pair.backward, shapes=shapes)
        yield from (say(f"review-note-{note}") for note in each.notes)
        for helper, meaning in each.assumed:
            yield say(f"assumed-{meaning}", helper=helper)
        if any(one.equals for one in each.judged) or each.findings:
            yield from _found(each.findings, say)
        else:
            yield say("review-nothing")
        for other in each.otherwise:
            for helper, meaning in other.assumed:
                if (helper, meaning) not in each.assumed:
                    yield say(f"otherwise-{meaning}", helper=helper)
            yield from _found(other.findings, say)


def _shapes(shapes: Mapping[str, Sequence[str]]) -> str:
    return ", ".join(f"{name} ({', '.join(shape)})" for name, shape in shapes.items())


def _found(findings: Sequence[Finding], say: Say) -> Iterator[str]:
    for finding in findings:
        yield f"{say('review-at', line=finding.line)}{say(f'finding-{finding.code}', **finding.facts)}{_repaired(finding, say)}"
    if not findings:
        yield say("review-no-findings")


def _repaired(finding: Finding, say: Say) -> str:
    if finding.repair is None:
        return ""
    return " " + say(
        "finding-repair", source=finding.repair[0], claim=say(f"claim-{finding.repair[1]}", sizes=finding.facts.get("at", ""))
    )


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}..."


__all__ = ["USAGE", "CodeError", "as_json", "declared_shapes", "review_file", "sentences", "table"]
