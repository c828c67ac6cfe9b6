"""Validates the fields of bank files and says where and how they are wrong, with a suggestion for a mistyped name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, get_args, get_type_hints

from pydantic import Field, TypeAdapter, ValidationError, WithJsonSchema

from quiz.bank.frontmatter import Document, FieldPath
from quiz.bank.problems import Problem
from quiz.kinds._fields import STRICT, Texts
from quiz.question import Figure

Share = Annotated[Fraction, Field(ge=0, le=1)]
COUNT_SCHEMA = {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": "^[1-9][0-9]*$"}]}
Count = Annotated[int, Field(ge=1), WithJsonSchema(COUNT_SCHEMA)]  # a file's scalars are texts


@dataclass(frozen=True)
class PartFields:
    """One of several things that are wanted; ``points``: its weight among them."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    wanted: str
    name: str = ""
    points: Annotated[Fraction, Field(gt=0)] = Fraction(1)


@dataclass(frozen=True)
class Common:
    """The fields of every question, whatever its kind.

    kind:       what is asked for; it decides about the other fields.
    wanted:     what is asked, such as ``dz/dx`` or ``max(dy/dx)``; the key is derived from it.
    points:     what a correct answer earns, such as ``2`` or ``1/2``.
    title:      by language, or one for all.
    domain:     where names live: real (the usual), positive, nonnegative, nonzero, integer, complex, ge(a), interval(a,b).
    answer:     what the author says the answer is; it is checked against the derivation and never used as a key.
    blind_spots: misconceptions that the question is known not to see, by their codes.
    figure:     a drawing below the text: sigmoid (with its slope and the point (0, 1/4)) or depth (measured gradients by layers).
    explanation_figure: one below the explanation, which only answer sheets have.
    parameters: names whose values differ between variants, such as ``{a: integer 2..9}``.
    where:      conditions on the parameters, such as ``"a != b"``.
    samples:    answers with what must become of them, such as ``{correct: ["2x + 2y"], incorrect: [2x]}``; quiz check grades them.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    kind: str
    wanted: str = ""
    points: Annotated[Fraction, Field(gt=0, le=1_000_000)] = Fraction(1)
    credit: dict[str, Share] = field(default_factory=dict)
    attempts: Count | None = None
    penalty: Share = Fraction(0)
    hints: tuple[Texts, ...] = ()
    parts: tuple[PartFields, ...] = ()
    title: Texts = field(default_factory=dict)
    domain: dict[str, str] = field(default_factory=dict)
    answer: str | None = None
    blind_spots: tuple[str, ...] = ()
    figure: Figure | None = None
    explanation_figure: Figure | None = None
    parameters: dict[str, str] = field(default_factory=dict)
    where: str | tuple[str, ...] = ()
    samples: dict[Literal["correct", "partial", "incorrect", "invalid", "undecided"], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Drawn:
    """An entry of ``questions``: so many of these."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    draw: Annotated[int, Field(ge=1)]
    of: Annotated[tuple[str, ...], Field(min_length=1)]


@dataclass(frozen=True)
class TestFile:
    """The fields of test.yaml.

    questions: names of question files, in the order in which they are asked; or groups such as ``{draw: 2, of: [a, b, c]}``.
    title:     by language, or one for all.
    reveal:    when a student may be shown key values and derivations: never, after the deadline, or in practice at once.
    draw:      how many of the questions are on a sheet; all, where it is left out.
    shuffle:   whether the order of the questions differs between variants.
    """

    __test__ = False
    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    questions: Annotated[tuple[str | Drawn, ...], Field(min_length=1)]
    title: Texts = field(default_factory=dict)
    reveal: Literal["never", "after", "practice"] = "after"
    draw: Annotated[int, Field(ge=1)] | None = None
    shuffle: bool = False


def names_of(shape: type) -> tuple[str, ...]:
    """The names of a dataclass's fields."""
    return tuple(each.name for each in fields(shape))


COMMON_NAMES = names_of(Common)


def as_far_as_valid(
    shape: type, values: dict[str, Any], document: Document, known: tuple[str, ...], elsewhere: Mapping[str, str] | None = None
) -> tuple[Any | None, tuple[Problem, ...]]:
    """An instance of the dataclass ``shape``, and every problem, each at its field. With problems the instance is of the fields
    without any, or None where that is none; so what else is wrong with a file can be told together with them.

    known: names that are allowed at the top level, for suggestions. elsewhere: names that another kind of question has, with the
    kinds.
    """
    try:
        return TypeAdapter(shape).validate_python(values), ()
    except ValidationError as error:
        errors = _of_the_branch_meant(values, error.errors())
    problems = tuple(_problem(document, shape, path, each, known, elsewhere or {}) for path, each in errors)
    return _sound_part(shape, values, frozenset(str(path[0]) for path, _ in errors if path)), problems


def _sound_part(shape: type, values: dict[str, Any], faulty: frozenset[str]) -> Any | None:
    """An instance from the fields that are not ``faulty``, with empty ones for those that are needed; None where that is none."""
    kept = {name: value for name, value in values.items() if name not in faulty}
    needed = {each.name: str(each.type) for each in fields(shape) if each.default is MISSING and each.default_factory is MISSING}
    empty = {name: _EMPTY.get(kind.partition("[")[0]) for name, kind in needed.items() if name not in kept}
    try:
        return TypeAdapter(shape).validate_python({**kept, **empty})
    except ValidationError:
        return None


_EMPTY: dict[str, Any] = {"str": "", "tuple": (), "dict": {}}
_EXPECTED = {
    "fraction_parsing": "fraction",
    "fraction_type": "fraction",
    "int_type": "integer",
    "bool_type": "boolean",
    "tuple_type": "list",
    "dict_type": "fields",
    "dataclass_type": "fields",
    "string_type": "text",
    "int_parsing": "integer",
    "float_parsing": "number",
    "bool_parsing": "boolean",
}
_BOUNDS = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}


def _of_the_branch_meant(values: dict[str, Any], errors: Sequence[Any]) -> list[tuple[FieldPath, Any]]:
    """Errors with their paths in the file. Where a field may be a text or something else, those of what it is not are left out, and
    a list is not called too short because its entries are wrong.
    """
    found = []
    for error in errors:
        path = _path(values, error)
        is_text, wants_text = isinstance(error["input"], str), error["type"] == "string_type"
        is_choice = len(path) < len([each for each in error["loc"] if each != "[key]"])
        if is_choice and (wants_text or (is_text and error["type"] in ("dataclass_type", "tuple_type", "dict_type"))):
            continue
        found.append((path, error))
    return [
        (path, error)
        for path, error in found
        if error["type"] != "too_short" or not any(len(other) > len(path) and other[: len(path)] == path for other, _ in found)
    ]


def _path(values: Any, error: Any) -> FieldPath:
    """The path of an error in the file: without what pydantic calls the branches of a field that may be one thing or another."""
    path: list[str | int] = []
    steps = [each for each in error["loc"] if each != "[key]"]
    for index, step in enumerate(steps):
        is_inside = step in values if isinstance(values, dict) else isinstance(values, list) and isinstance(step, int)
        is_missing = index == len(steps) - 1 and error["type"] in ("missing", "missing_argument")
        if is_inside or is_missing:
            path.append(step)
            values = values[step] if is_inside and (isinstance(values, dict) or step < len(values)) else None
    return tuple(path)


def _names_at(shape: Any, path: FieldPath, known: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the fields where a path ends: of the dataclass that stands there; none where it is no dataclass."""
    if len(path) < 2:
        return known
    inside = get_type_hints(shape).get(str(path[0]))
    nested = [each for each in _types_in(inside) if isinstance(each, type) and is_dataclass(each)]
    return names_of(nested[0]) if nested else ()


def _types_in(hint: Any) -> Iterator[Any]:
    """A type, and those that it is made of."""
    yield hint
    for each in get_args(hint):
        yield from _types_in(each)


def _problem(
    document: Document, shape: type, path: FieldPath, error: Any, known: tuple[str, ...], elsewhere: Mapping[str, str]
) -> Problem:
    name = str(path[-1]) if path else ""
    kind, context, found = error["type"], error.get("ctx", {}), shown(error["input"])
    facts = {"field": ".".join(map(str, path)), "found": found}
    match kind:
        case "unexpected_keyword_argument" | "extra_forbidden" if name in elsewhere and len(path) == 1:
            return document.problem(path, "bank-field-of-another-kind", field=name, kinds=elsewhere[name])
        case "unexpected_keyword_argument" | "extra_forbidden":
            return document.problem(path, "bank-unknown-field", field=name, **_near(name, _names_at(shape, path, known)))
        case "missing" | "missing_argument":
            return document.problem(path, "bank-missing-field", field=name)
        case "literal_error":
            expected = tuple(re.findall(r"'([^']*)'", str(context["expected"])))
            if error["loc"][-1] == "[key]":
                return document.problem(path, "bank-unknown-field", field=name, **_near(name, expected))
            near = difflib.get_close_matches(found, expected, 1)
            return document.problem(path, "bank-not-one-of", **facts, expected=", ".join(expected), near=near[0] if near else "")
        case "too_short":
            return document.problem(path, "bank-too-few", **facts, least=str(context["min_length"]))
    if kind in _EXPECTED:
        return document.problem(path, "bank-not-this", **facts, expected=_EXPECTED[kind])
    if kind in _BOUNDS:
        relation = _BOUNDS[kind]
        return document.problem(path, "bank-out-of-bounds", **facts, relation=relation, bound=str(context[relation]))
    return document.problem(path, "bank-wrong-value", **facts, reason=error["msg"])


def _near(name: str, known: tuple[str, ...]) -> dict[str, str]:
    """The nearest known name; all of them, where none is near."""
    near = difflib.get_close_matches(unicodedata.normalize("NFKC", name), known, 1)
    return {"near": near[0] if near else "", "known": "" if near else ", ".join(known)}


def shown(value: Any) -> str:
    """A value as it would stand in a file."""
    if isinstance(value, dict):
        text = ", ".join(f"{name}: {shown(each)}" for name, each in value.items())
        return f"{{{text}}}"[:60]
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(shown, value))}]"[:60]
    return " ".join(str(value).split())[:60]
