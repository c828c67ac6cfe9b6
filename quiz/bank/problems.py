"""What is wrong with a bank file: a place, a code and facts. All of a file's problems are reported at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.question import Question


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a bank file, or of a question's mathematics. line and column count from 1.

    field: the path of the field it is about, such as ``choices.1``; used to find the place where a checker knows no line.
    """

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    field: str = ""
    file: Path | None = None
    line: int = 1
    column: int = 1


class BankError(Exception):
    """A test or question that can't be used; ``problems`` says why, each with its place. sound: questions without any."""

    def __init__(self, problems: tuple[Problem, ...], sound: tuple[Question, ...] = ()) -> None:
        places = (f"{each.file}:{each.line}:{each.column}: {each.code} {dict(each.facts)}" for each in problems)
        super().__init__("; ".join(places))
        self.problems = problems
        self.sound = sound
