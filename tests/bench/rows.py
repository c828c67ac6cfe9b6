"""The pairs that every decider gets: answers, derivatives, pairs made up; as typed and in the spelling the others read best."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from derivations.terms.printing import latex, plain
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term, add, apply, number, rebuild
from tests.fuzz.pairs import make

DATA = Path(__file__).parents[1] / "data"
EVERY = 5  # of the derivatives, so that the slow ones are done within minutes
MADE = 160
SETS = ("answers", "derivatives", "made up")


@dataclass(frozen=True, slots=True)
class Row:
    """One pair: ``typed`` as a student typed it, ``plain`` in calculator text, ``latex`` with nothing but elementary functions."""

    kind: str
    typed: tuple[str, str]
    plain: tuple[str, str]
    latex: tuple[str, str]
    variables: tuple[str, ...]
    domain: Any
    equal: bool

    def as_json(self) -> str:
        """For another process."""
        return json.dumps(asdict(self))


def row_from(text: str) -> Row:
    """The row that ``as_json`` wrote."""
    found = json.loads(text)
    return Row(**{field: tuple(value) if isinstance(value, list) else value for field, value in found.items()})


def rows() -> list[Row]:
    """Every pair."""
    return [*_answers(), *_derivatives(), *_made()]


def _answers() -> Iterator[Row]:
    for found in _lines("answer_pairs.jsonl"):
        variables = tuple(found["variables"] or ())
        typed = (found["student"], found["teacher"])
        terms = [_term(each, variables) for each in typed]
        written = (found["student_latex"], found["teacher_latex"])
        domain = "positive" if found["domain"] == "positive" else "real"
        yield Row("answers", typed, (plain(terms[0]), plain(terms[1])), written, variables, domain, found["expected"])


def _derivatives() -> Iterator[Row]:
    for found in list(_lines("derivative_answers.jsonl"))[::EVERY]:
        variables = tuple(sorted({*found["symbols"], *(found["named"] or {})}))
        typed = (found["answer"], found["truth"])
        left, right = (_term(each, variables) for each in typed)
        yield Row("derivatives", typed, *_spelled(left, right), variables, "real", found["verdict"] == "correct")


def _made() -> Iterator[Row]:
    for place in range(MADE):
        pair = make(f"bench/{place}")
        typed = (plain(pair.left), plain(pair.right))
        yield Row("made up", typed, *_spelled(pair.left, pair.right), ("b", "w", "x", "y"), pair.domain, pair.equal)


def _lines(file: str) -> Iterator[dict[str, Any]]:
    for line in (DATA / file).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _term(text: str, variables: tuple[str, ...]) -> Term:
    found = read(text, Names(frozenset(variables)))
    assert isinstance(found, Reading), (text, found)
    return found.term


def _spelled(left: Term, right: Term) -> tuple[tuple[str, str], tuple[str, str]]:
    return (plain(left), plain(right)), (latex(elementary(left)), latex(elementary(right)))


def elementary(term: Term) -> Term:
    """The term without the functions that only deep-learning courses name.

    >>> from derivations.terms.term import name
    >>> plain(elementary(apply("relu", name("x"))))
    '(x + abs(x))/2'
    """
    args = tuple(elementary(each) for each in term.args)
    return ELEMENTARY[term.op](*args) if term.op in ELEMENTARY else rebuild(term, args)


def _extreme(sign: int) -> Callable[..., Term]:
    def two(first: Term, second: Term) -> Term:
        gap = apply("abs", first - second)
        return add(first, second, gap if sign > 0 else -gap) / 2

    def all_of(first: Term, *others: Term) -> Term:
        for each in others:
            first = two(first, each)
        return first

    return all_of


ELEMENTARY: Mapping[str, Callable[..., Term]] = {
    "sigmoid": lambda u: 1 / (1 + apply("exp", -u)),
    "softplus": lambda u: apply("log", 1 + apply("exp", u)),
    "softmax": lambda *us: apply("exp", us[0]) / add(*(apply("exp", u) for u in us)),
    "relu": lambda u: (u + apply("abs", u)) / 2,
    "step": lambda u: (1 + u / apply("abs", u)) / 2,
    "sign": lambda u: u / apply("abs", u),
    "max": _extreme(1),
    "min": _extreme(-1),
    "sech": lambda u: 1 / apply("cosh", u),
    "cbrt": lambda u: apply("root", u, number(3)),
}
