"""Which questions of a test are one question twice, whatever their names are and in whatever order their sums are written.

Two questions are the same where some renaming makes their functions and their answers provably equal. They differ only in numbers
where their functions have one shape: a tree without numbers, in which what may be reordered is in a fixed order, and a name is the
place where it stands. Shapes and values that no renaming changes decide which pairs are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, permutations

import numpy as np

from derivations.equality.compare import compare
from derivations.equality.outcome import Proved
from derivations.evaluate import NotNumeric, evaluate
from derivations.steps.step import CannotDerive
from derivations.terms.printing import plain
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term, name, names, substitute, subterms
from quiz.answer_key import AnswerKey
from quiz.kinds import _formulas
from quiz.question import Question
from quiz.variants import FIRST, variant_of

SAME = "same"
RENUMBERED = "numbers"

MOST_RENAMINGS = 120
PLACES = (0.7, 1.9, -0.4)
"""Where all names of a function are one number: its values there are the same whatever its names are."""

Shape = tuple[object, ...] | str
Colours = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two questions that are one (``same``), or that differ in their numbers only (``numbers``)."""

    first: str
    second: str
    how: str


def alike(keys: Sequence[tuple[Question, AnswerKey]]) -> Iterable[Alike]:
    """Every pair of questions that are one, or differ in their numbers only."""
    known = [(question, form) for question, key in keys if (form := _form(question, key)) is not None]
    for (one, left), (other, right) in combinations(known, 2):
        if left.asked == right.asked and _are_one(left, right):
            yield Alike(one.id, other.id, SAME)
        elif left.shape is not None and left.shape == right.shape:
            yield Alike(one.id, other.id, RENUMBERED)


@dataclass(frozen=True, slots=True)
class _Form:
    """A question without its names.

    asked: what is wanted, with names for what is differentiated and by what. function, answer: with the same names.
    others: the names that the question does not speak of, those that stand in like places beside each other.
    shape: of what is asked and the function, without numbers; None of a function that has no names. values: at ``PLACES``.
    """

    asked: str
    function: Term
    answer: Term
    others: tuple[str, ...]
    shape: Shape | None
    values: tuple[float, ...]


def _form(question: Question, key: AnswerKey) -> _Form | None:
    """The form of a question about formulas; None for others, and for one about quantities on the way, whose names are its own."""
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
    known = _in_order(function)
    spoken = [each for each in _in_order(formulas.wanted) if each in known]
    if names(formulas.wanted) - {formulas.quantity, *known}:
        return None
    roles = {each: f"@{index}" for index, each in enumerate(spoken, 1)}  # a name that no question has
    renamed = {name(each): name(role) for each, role in roles.items()}
    wanted = substitute(formulas.wanted, {**renamed, name(formulas.quantity): name("f")})
    function, result = substitute(function, renamed), substitute(answer.term, renamed)
    colours = _colours(function, frozenset(roles.values()))
    others = tuple(sorted((each for each in known if each not in roles), key=lambda each: repr(colours[each])))
    shape = (_shape(wanted, {}), _shape(function, colours), len(known)) if known else None
    return _Form(plain(wanted), function, result, others, shape, _values(function, known))


def _in_order(node: Term) -> list[str]:
    return list(dict.fromkeys(str(each.value) for each in subterms(node) if each.op == "name"))


def _are_one(left: _Form, right: _Form) -> bool:
    """Whether some renaming of the one makes function and answer provably those of the other."""
    if len(left.others) != len(right.others) or not np.allclose(left.values, right.values, rtol=1e-9, equal_nan=True):
        return False
    return any(
        isinstance(compare(left.function, substitute(right.function, renamed)), Proved)
        and isinstance(compare(left.answer, substitute(right.answer, renamed)), Proved)
        for renamed in _renamings(right.others, left.others)
    )


def _renamings(olds: Sequence[str], news: Sequence[str]) -> Iterable[dict[Term, Term]]:
    for chosen in islice(permutations(news), MOST_RENAMINGS):
        yield {name(old): name(new) for old, new in zip(olds, chosen, strict=True)}


def _values(function: Term, known: Sequence[str]) -> tuple[float, ...]:
    """The function where all names are one number; nothing where it has no value in numbers."""
    try:
        with np.errstate(all="ignore"):
            return tuple(float(np.real(evaluate(function, dict.fromkeys(known, complex(each))))) for each in PLACES)
    except (NotNumeric, TypeError):
        return ()


def _colours(function: Term, spoken: frozenset[str]) -> Colours:
    """Where each name stands: the function's shape with this name marked. Names that the question speaks of are told apart."""
    known = _in_order(function)
    first = {each: each if each in spoken else "" for each in known}
    return {each: _shape(function, {**first, each: f"{first[each]}!"}) for each in known}


def _shape(node: Term, colours: Colours) -> Shape:
    """A tree without numbers: a number is 1, a factor that is one is gone, and what may be reordered is sorted."""
    if node.op == "number":
        return "1"
    if node.op == "name":
        return ("name", colours.get(str(node.value), str(node.value)))
    if node.op in _UNSIGNED:
        return _shape(node.args[0], colours)
    arguments = [_shape(each, colours) for each in _joined(node)]
    if node.op == "mul":
        arguments = [each for each in arguments if each != "1"] or ["1"]
        if len(arguments) == 1:
            return arguments[0]
    if node.op in _REORDERED:
        arguments.sort(key=repr)
    return (node.op, str(node.value), *arguments)


_REORDERED = frozenset({"add", "mul", "max", "min"})
_UNSIGNED = frozenset({"neg"})


def _joined(node: Term) -> Iterable[Term]:
    """The arguments, with those of a sum in a sum."""
    for each in node.args:
        yield from _joined(each) if each.op == node.op and node.op in ("add", "mul") else (each,)
