"""How good the questions of a test are: what each can see and cannot, how long its derivation is, what all of them cover, and which
are one question twice.

Two questions are the same where renaming what occurs in them, in the order in which it occurs, makes their functions and their
answers provably equal; they differ only in numbers where their functions have one shape once every number is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from derivations.equality.compare import compare
from derivations.equality.outcome import Proved
from derivations.steps.catalogue import CODES
from derivations.steps.step import CannotDerive
from derivations.steps.twins import indistinguishable
from derivations.terms.printing import plain
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term, name, names, number, substitute, subterms
from quiz.answer_key import AnswerKey
from quiz.blind_spots import unseen, wrong_answers_to
from quiz.kinds import _formulas
from quiz.question import Question
from quiz.variants import FIRST, variant_of

SAME = "same"
RENUMBERED = "numbers"


@dataclass(frozen=True, slots=True)
class Item:
    """A question, looked at as an instrument.

    steps, rewrites: how many rules its derivation applies, and how many lines of algebra. rules: which ones.
    sees: misconceptions with a wrong answer of their own or shared. blind: those whose answer is marked right.
    together: groups that lead to one wrong answer. ``sees`` is None where the question's wrong answers are not known.
    """

    question: str
    kind: str
    points: str
    steps: int
    rewrites: int
    rules: tuple[str, ...]
    sees: tuple[str, ...] | None
    blind: tuple[str, ...]
    together: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two questions that are one (``same``), or that differ in their numbers only (``numbers``)."""

    first: str
    second: str
    how: str


@dataclass(frozen=True, slots=True)
class Quality:
    """The items, which of them apply each rule and see each misconception, what none of them sees, and doubles."""

    items: tuple[Item, ...]
    rules: dict[str, tuple[str, ...]]
    misconceptions: dict[str, tuple[str, ...]]
    unseen: tuple[str, ...]
    alike: tuple[Alike, ...]


def quality(keys: Sequence[tuple[Question, AnswerKey]]) -> Quality:
    """Look at questions with their keys."""
    items = tuple(item(question, key) for question, key in keys)
    rules = _by((rule, each.question) for each in items for rule in each.rules)
    seen = _by((label, each.question) for each in items for label in each.sees or ())
    return Quality(items, rules, seen, tuple(each for each in CODES if each not in seen), tuple(alike(keys)))


def item(question: Question, key: AnswerKey) -> Item:
    """One question as an instrument."""
    derivation = key.derivation or {"steps": [], "trace": []}
    steps: list[dict[str, Any]] = derivation["steps"]
    rewrites = len(derivation["trace"]) + sum(len(each.get("trace", ())) for each in steps)
    classes = wrong_answers_to(question)
    blind = unseen(variant_of(question, FIRST)) if classes else ()
    labels = sorted({label for each in classes.classes for label in each.labels}) if classes else []
    together = indistinguishable(classes) if classes else ()
    return Item(
        question.id,
        question.kind,
        str(question.points),
        len(steps),
        rewrites,
        tuple(sorted({str(each["rule"]) for each in steps})),
        tuple(labels) if classes else None,
        blind,
        together,
    )


def alike(keys: Sequence[tuple[Question, AnswerKey]]) -> Iterable[Alike]:
    """Every pair of questions that are one, or differ in their numbers only."""
    known = [(question, form) for question, key in keys if (form := _form(question, key)) is not None]
    for (one, left), (other, right) in combinations(known, 2):
        if left.asked != right.asked:
            continue
        if all(isinstance(compare(*each), Proved) for each in zip(left.terms, right.terms, strict=True)):
            yield Alike(one.id, other.id, SAME)
        elif _without_numbers(left.terms[0]) == _without_numbers(right.terms[0]):
            yield Alike(one.id, other.id, RENUMBERED)


@dataclass(frozen=True, slots=True)
class _Form:
    """What is asked of the function, as text, and function and answer with their names in order."""

    asked: str
    terms: tuple[Term, Term]


def _form(question: Question, key: AnswerKey) -> _Form | None:
    """The normal form of a question about formulas; None for others."""
    if not getattr(question.fields, "given", ()) or hasattr(question.fields, "listing"):
        return None
    asked = variant_of(question, FIRST)
    try:
        formulas = _formulas.asked(asked)
        function = formulas.expanded(name(formulas.quantity)) if formulas.quantity else None
    except CannotDerive:
        return None
    answer = read(key.answer, Names(formulas.free_names))
    if function is None or not isinstance(answer, Reading):
        return None
    order = list(dict.fromkeys(str(each.value) for each in subterms(function) if each.op == "name"))
    renamed = {name(each): name(f"x_{index}") for index, each in enumerate(order, 1)}
    wanted = substitute(formulas.wanted, {**renamed, name(formulas.quantity): name("f")})
    if names(wanted) - {"f", *(str(each.value) for each in renamed.values())}:
        return None  # it asks about quantities on the way, whose names are the question's own
    return _Form(plain(wanted), (substitute(function, renamed), substitute(answer.term, renamed)))


def _without_numbers(node: Term) -> Term:
    """The shape of a term: every number is 1, and a factor that was a number is gone."""
    if node.op == "number":
        return number(1)
    arguments = tuple(_without_numbers(each) for each in node.args)
    if node.op == "mul":
        arguments = tuple(each for each in arguments if each != number(1)) or (number(1),)
        if len(arguments) == 1:
            return arguments[0]
    return Term(node.op, arguments, node.value)


def _by(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(dict.fromkeys(found[key])) for key in sorted(found)}
