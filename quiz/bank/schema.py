"""Validates the fields of bank files and says where and how they are wrong, with a suggestion for a mistyped name."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, TypeAdapter, ValidationError

from quiz.bank.frontmatter import Document
from quiz.bank.problems import BankError, Problem
from quiz.kinds._fields import STRICT

Texts = dict[Literal["ja", "en"], str]


@dataclass(frozen=True)
class Common:
    """The fields of every question, whatever its kind."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    kind: str
    wanted: str = ""
    points: Annotated[Fraction, Field(gt=0)] = Fraction(1)
    title: Texts = field(default_factory=dict)
    domain: dict[str, str] = field(default_factory=dict)
    answer: str | None = None


@dataclass(frozen=True)
class TestFile:
    """The fields of test.yaml."""

    __test__ = False
    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    questions: Annotated[tuple[str, ...], Field(min_length=1)]
    title: Texts = field(default_factory=dict)
    reveal: Literal["never", "after", "practice"] = "after"


COMMON_NAMES = tuple(each.name for each in fields(Common))


def validated(shape: type, values: dict[str, Any], document: Document, known: tuple[str, ...]) -> Any:
    """An instance of the dataclass ``shape``. Raises BankError with every problem, each at its field.

    known: names that are allowed at the top level, for suggestions.
    """
    try:
        return TypeAdapter(shape).validate_python(values)
    except ValidationError as error:
        problems = tuple(_problem(document, each, known) for each in error.errors())
        raise BankError(problems) from error


def _problem(document: Document, error: Any, known: tuple[str, ...]) -> Problem:
    path = tuple(error["loc"])
    name = str(path[-1]) if path else ""
    match error["type"]:
        case "unexpected_keyword_argument" | "extra_forbidden":
            near = difflib.get_close_matches(name, known, 1)
            return document.problem(path, "bank-unknown-field", field=name, near=near[0] if near else "")
        case "missing" | "missing_argument":
            return document.problem(path, "bank-missing-field", field=name)
        case "literal_error":
            expected = str(error["ctx"]["expected"])
            return document.problem(path, "bank-not-one-of", field=name, expected=expected, found=str(error["input"]))
    facts = {"field": ".".join(map(str, path)), "reason": error["msg"], "found": str(error["input"])[:60]}
    return document.problem(path, "bank-wrong-value", **facts)
