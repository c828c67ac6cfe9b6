"""A notebook with assert cells, for nbgrader or by hand: each question, a cell with its answer, a cell that checks it for points.

The checks need NumPy and nothing of ours: a formula is asked for as a function and compared with the key's values at points of
the domain, a choice or a line as its number. Key values stand between nbgrader's marks for solutions and hidden tests, which it
takes out of what students get; so the file is a teacher's. What numbers can't check is marked by hand, as nbgrader knows it.
"""

from __future__ import annotations

import json
import keyword
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from typing import Any

import numpy as np

from derivations.crosscheck import formula_points
from derivations.evaluate import NotNumeric, evaluate
from derivations.terms.programs import NoProgram, python
from derivations.terms.term import Term
from derivations.terms.term import name as symbol
from quiz.answer_key import AnswerKey
from quiz.escaping import markdown_code, markdown_text
from quiz.exports._items import Item, items
from quiz.exports._pictures import attached
from quiz.kinds._marking import Expression, Number, OneOf
from quiz.messages import Say, speaker
from quiz.question import Test

NAME = "notebook with assert cells"
SUFFIX = ".ipynb"
TAKES = "test"
HAS_KEYS = True

TOLERANCE = 1e-9
POINTS = 5
Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """What a question's cells hold: how an answer looks, the key's answer, what students may see checked, and what is hidden."""

    example: str
    solution: str
    visible: str
    hidden: str


def write(test: Test, keys: Mapping[str, AnswerKey], language: str) -> bytes:
    """The notebook; the same test gives the same bytes."""
    say = speaker(language)
    cells = [_markdown("title", f"# {markdown_text(test.title(language))}\n\n{say('assertions-how')}")]
    cells.append(_code("start", "import numpy as np"))
    for item in items(test, keys, language):
        cells += _question(item, say)
    python3 = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {"cells": cells, "metadata": {"kernelspec": python3}, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def identifier(name: str, number: int) -> str:
    """A question's name as a Python name.

    >>> identifier("chain_rule", 1), identifier("2-steps", 2), identifier("lambda", 3)
    ('chain_rule', 'answer_2', 'answer_3')
    """
    return name if name.isidentifier() and not keyword.iskeyword(name) and name != "np" else f"answer_{number}"


def _question(item: Item, say: Say) -> Iterator[Cell]:
    name = identifier(item.name, item.number)
    check = _check(item, name, say)
    points = say("sheet-points", points=str(item.points))
    asked = f"## {item.number}. {markdown_text(item.title)} ({points})\n\n{item.asked_in_full}"
    answer = {"tags": [f"answer:{item.name}"]}
    graded: Cell = {"grade": True, "points": float(item.points)}
    if check is None:
        yield attached(_markdown(f"question-{item.number}", asked), item.figures)
        by_hand = _markdown(f"answer-{item.number}", item.worked, answer, **graded, solution=True, locked=False)
        yield attached(by_hand, item.figures)
        return
    how = f"{say('assertions-answer')} {markdown_code(check.example)}"
    yield attached(_markdown(f"question-{item.number}", f"{asked}\n\n{how}"), item.figures)
    solution = f"### BEGIN SOLUTION\n{check.solution}\n### END SOLUTION"
    yield _code(f"answer-{item.number}", solution, answer, solution=True, locked=False)
    tests = f"{check.visible}\n### BEGIN HIDDEN TESTS\n{check.hidden}\n### END HIDDEN TESTS"
    yield _code(f"check-{item.number}", tests, **graded)


def _check(item: Item, name: str, say: Say) -> Check | None:
    """What numbers can check of the question; None where they can't."""
    wrong, number = say("assertions-wrong"), say("assertions-number")
    match item.marking:
        case OneOf(options):
            numbers = [int(each.code.split()[0]) if each.code else at for at, each in enumerate(options, 1)]
            earned = {at: float(each.share * item.points) for at, each in zip(numbers, options, strict=True) if each.share}
            best = max(earned, key=lambda at: earned[at])
            hidden = f"points = {earned!r}\nassert {name} in points, {wrong!r}\npoints[{name}]"
            return Check(f"{name} = 1", f"{name} = {best}", f"assert {name} in {numbers!r}, {say('assertions-choice')!r}", hidden)
        case Number(value, tolerance):
            near = f"assert abs({name} - {float(value)!r}) <= {float(tolerance) or TOLERANCE!r}, {wrong!r}"
            return Check(
                f"{name} = 0.5", f"{name} = {float(value)!r}", f"assert isinstance({name}, (int, float)), {number!r}", near
            )
        case Expression() as expression if not expression.form or expression.form[0] == "no_named":
            return _formula(expression, name, say)
    return None


def _formula(asked: Expression, name: str, say: Say) -> Check | None:
    """A function of the free names, at points of the domain; None where the key has no real values, or no Python."""
    arguments = [symbol(each) for each in sorted(asked.names)]
    try:
        head = f"def {name}({', '.join(map(python, arguments))}):"
        solution = python(asked.answer)
        values = list(islice(_values(asked), POINTS))
    except (NoProgram, NotNumeric, TypeError, ValueError, OverflowError):
        return None
    if len(values) < POINTS:
        return None
    if not arguments:
        near = f"assert abs({name} - {values[0][1]!r}) <= {TOLERANCE!r} * max(1, abs({name})), {say('assertions-wrong')!r}"
        typed = f"assert isinstance({name}, (int, float)), {say('assertions-number')!r}"
        return Check(f"{name} = 0.5", f"{name} = float({solution})", typed, near)
    rows = "".join(f"    ({point!r}, {value!r}),\n" for point, value in values)
    close = f"abs({name}(*point) - value) <= {TOLERANCE!r} * max(1, abs(value))"
    hidden = f"for point, value in [\n{rows}]:\n    assert {close}, {say('assertions-wrong')!r}"
    return Check(
        f"{head} return ...", f"{head}\n    return {solution}", f"assert callable({name}), {say('assertions-function')!r}", hidden
    )


def _values(asked: Expression) -> Iterator[tuple[tuple[float, ...], float]]:
    """Points of the domain, by the free names in order, where the key has a real value; and that value."""
    names = sorted(asked.names)
    everything = (("key", asked.answer), ("names", Term("list", tuple(map(symbol, names)))))
    with np.errstate(all="ignore"):
        for point in formula_points(everything, asked.domain, 40):
            value = float(evaluate(asked.answer, point))
            if isfinite(value):
                yield tuple(point[each] for each in names), value


def _markdown(identity: str, source: str, metadata: Mapping[str, Any] | None = None, **grading: Any) -> Cell:
    return {"cell_type": "markdown", "id": identity, "metadata": _metadata(identity, metadata, grading), "source": source}


def _code(identity: str, source: str, metadata: Mapping[str, Any] | None = None, **grading: Any) -> Cell:
    found = _metadata(identity, metadata, grading)
    return {"cell_type": "code", "execution_count": None, "id": identity, "metadata": found, "outputs": [], "source": source}


def _metadata(identity: str, metadata: Mapping[str, Any] | None, grading: Mapping[str, Any]) -> Cell:
    """What nbgrader wants to know of a cell: locked unless it is the place of an answer."""
    told = {"grade": False, "grade_id": identity, "locked": True, "schema_version": 3, "solution": False, "task": False}
    return {**(metadata or {}), "nbgrader": {**told, **grading}}
