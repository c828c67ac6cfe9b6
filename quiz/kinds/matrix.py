"""A matrix or a vector is asked for: a Jacobian or a gradient with its entries, or dE/dW of a network as a product of arrays.

Entries are compared one by one, and what is wrong is named: the entry, the shape, or that rows and columns are exchanged.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, ClassVar, Literal, cast

from derivations.array_answers import compare_with_key
from derivations.equality.combining import combine
from derivations.equality.compare import compare
from derivations.equality.outcome import Comparison, Undefined
from derivations.steps.adjoint import is_network
from derivations.steps.gradients import opened_jacobian
from derivations.steps.shapes import constants, with_shapes
from derivations.steps.step import CannotDerive
from derivations.terms.printing import latex, plain
from derivations.terms.reading import Names, Reading, Unreadable, read
from derivations.terms.term import Term, name, names, substitute
from quiz.answer_key import AnswerKey
from quiz.explaining import unreadable_facts
from quiz.kinds import _formulas
from quiz.kinds._faults import Fault, texts
from quiz.kinds._fields import STRICT
from quiz.kinds._formulas import Asked
from quiz.kinds._marking import ByPerson, Expression, Marking
from quiz.kinds._presented import Presented
from quiz.kinds._samples import Sample
from quiz.kinds.formula import RELATIONS, value_evidence
from quiz.question import Question
from quiz.verdict import Evidence, Outcome, ShownReading, Verdict, correct, incorrect, invalid, partial, undecided

CREDITS = ("entries",)


@dataclass(frozen=True)
class Fields:
    """given: definitions. shapes: of arrays, where they do not follow from the definitions.

    layout: of a Jacobian: ``numerator`` has a row for each quantity, ``denominator`` one per variable, ``either`` accepts both.
    ``credit: {entries: 1/2}`` is the share that right entries earn, in proportion to their number; without it all or nothing.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    given: tuple[str, ...]
    shapes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    layout: Literal["numerator", "denominator", "either"] = "numerator"


VECTORS = ("tuple", "list")
Rows = Sequence[Sequence[Term]]


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with the question's fields."""
    found = list(_formulas.faults(question))
    yield from found
    formulas = None if found else _asked(question)
    known = formulas.free_names.union(each for each, _ in formulas.definitions) if formulas else frozenset()
    for each in question.fields.shapes if formulas else ():
        if each not in known:
            near = difflib.get_close_matches(each, known, 1)
            facts = {"name": each, "known": ", ".join(sorted(known)), "near": near[0] if near else ""}
            yield ("shapes", each), "domain-unknown-name", facts


def make_key(question: Question) -> AnswerKey:
    """Derive, verify and cross-check. Raises NoKey."""
    return _formulas.derived_key(question, formulas=_asked(question))[0]


def put_in(question: Question, key: AnswerKey) -> AnswerKey | None:
    """The key of a variant, from the key of its question; that of a network is derived for itself."""
    formulas = _asked(question)
    found = None if is_network(formulas.definitions) else _formulas.put_in(question, key, formulas)
    return found and found[0]


def recheck(question: Question, key: AnswerKey) -> bool:
    """Whether the rules still derive the kept matrix."""
    formulas = _asked(question)
    if not is_network(formulas.definitions):
        return _formulas.rederives(question, key, formulas)
    return plain(_formulas.rederived(formulas)) == key.answer


def presented(question: Question) -> Presented:
    """Room for a matrix."""
    del question
    return Presented(room=5)


def grade(question: Question, key: AnswerKey, text: str) -> Verdict:
    """Read, and compare with the derived matrix entry by entry, or with the derived product of arrays."""
    formulas = _asked(question)
    shapes = _shapes(key)
    found = read(text, Names(formulas.free_names | formulas.intermediates | _spoken(shapes)), asked=formulas.wanted)
    if isinstance(found, Unreadable):
        return invalid(question.points, found.code, unreadable_facts(found))
    answer = substitute(found.term, {name(spelling): name(each) for spelling, each in _spellings(shapes).items()})
    reading = ShownReading(plain(answer), latex(answer), found.dropped)
    expected = _key_term(formulas, key)
    if expected is None:
        return undecided(question.points, (Evidence("key", None, "key_not_usable"),), reading)
    if answer.op in RELATIONS:
        facts = {"found": plain(answer.args[0]), "asked": plain(formulas.wanted)}
        return invalid(question.points, "other_left_side", facts, reading)
    if answer == formulas.wanted:
        return invalid(question.points, "restates_question", {"asked": plain(formulas.wanted)}, reading)
    if expected.op not in ("matrix", "tuple"):
        return _of_arrays(question, formulas, expected, answer, shapes, reading)
    rows = _rows(answer)
    if rows is None:
        return invalid(question.points, "no_matrix", reading=reading)
    try:
        values = [[_formulas.value_of(formulas, each) for each in row] for row in rows]
    except CannotDerive as error:
        return invalid(question.points, f"cannot_derive_{error.code}", texts(error), reading)
    return _of_entries(question, key, values, expected, reading)


def marking(question: Question, key: AnswerKey) -> Marking:
    """The key's entries, in a matrix; a vector is one row. A person marks products of arrays, and what may be turned round."""
    formulas = _asked(question)
    expected = None if is_network(formulas.definitions) else _key_term(formulas, key)
    rows = _rows(expected) if expected else None
    if rows is None or question.fields.layout == "either":
        return ByPerson()
    answer = Term("matrix", tuple(each for row in rows for each in row), (len(rows), len(rows[0])))
    return Expression(
        answer=answer,
        names=names(answer) if formulas.wanted.op == "at" else formulas.free_names,
        named={each: formulas.expanded(name(each)) for each, _ in formulas.definitions},
        domain=formulas.domain,
        quantities=formulas.intermediates | formulas.free_names,
        entries=question.crediting.credit.get("entries"),
    )


def _asked(question: Question) -> Asked:
    formulas = _formulas.asked(question)
    wanted = formulas.wanted
    if question.fields.layout == "denominator" and wanted.op == "opaque" and wanted.value == "jacobian":
        opened = opened_jacobian(wanted)
        rows, columns = _size(opened)
        turned = tuple(opened.args[row * columns + column] for column in range(columns) for row in range(rows))
        wanted = Term("matrix", turned, (columns, rows))
    return replace(formulas, wanted=wanted, domain=with_shapes(formulas.domain, question.fields.shapes))


def _shapes(key: AnswerKey) -> dict[str, tuple[str, ...]]:
    declared: Mapping[str, Any] = (key.derivation or {}).get("shapes", {})
    shapes = {each: tuple(shape) for each, shape in declared.items()}
    return {**shapes, **constants(shapes)}


def _spoken(shapes: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The names that a formula in arrays may be written in: arrays and their sizes, and ``ones_N`` for a vector of ones."""
    return frozenset(shapes).union(_spellings(shapes), *shapes.values())


def _spellings(shapes: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """How a person writes the vectors and matrices of ones: ``ones_N`` is 1_N."""
    return {each.replace("1_", "ones_", 1): each for each in shapes if each.startswith("1_")}


def _key_term(formulas: Asked, key: AnswerKey) -> Term | None:
    if is_network(formulas.definitions):
        return _formulas.rederived(formulas)
    kept = read(key.answer, Names(formulas.free_names))
    return kept.term if isinstance(kept, Reading) else None


def _of_arrays(
    question: Question, formulas: Asked, key: Term, answer: Term, shapes: Mapping[str, tuple[str, ...]], reading: ShownReading
) -> Verdict:
    """A formula in arrays beside the derived one."""
    found = compare_with_key(answer, key, formulas.definitions, shapes)
    facts = {"student": found.found, "key_value": found.expected}
    match found.how:
        case "all_sizes" if found.comparison is not None:
            return correct(question.points, (value_evidence(found.comparison),), reading)
        case "at_sizes" if found.comparison is not None:
            sizes = Evidence("arrays", True, "at_sizes", {"sizes": found.sizes})
            return correct(question.points, (value_evidence(found.comparison), sizes), reading)
        case "misfit":
            return incorrect(question.points, (Evidence("arrays", False, "misfit", {"student": found.found}),), reading)
        case "shape":
            return incorrect(question.points, (Evidence("value", False, "shape", facts),), reading)
        case "transposed":
            return incorrect(question.points, (Evidence("arrays", False, "transposed", facts),), reading)
        case "entry":
            at = {"entry": _place(found.entry), "sizes": found.sizes}
            return incorrect(question.points, (Evidence("arrays", False, "entry", at),), reading)
    return undecided(question.points, (Evidence("value", None, "undecided", {"reason": "arrays"}),), reading)


def _of_entries(question: Question, key: AnswerKey, rows: Rows, expected: Term, reading: ShownReading) -> Verdict:
    """A written matrix beside the derived one, entry by entry."""
    domain = _formulas.asked(question).domain
    wanted = _rows(expected) or []
    is_vector = expected.op in VECTORS
    given = _as_row(rows) if is_vector else rows
    turned = [list(column) for column in zip(*given, strict=True)]
    checks = tuple(each for each in key.evidence if each.check == "numpy")
    if question.fields.layout == "either" and not is_vector and _all_equal(turned, wanted, domain):
        return correct(question.points, (Evidence("entries", True, "other_layout"), *checks), reading)
    if _shape(given) != _shape(wanted):
        if not is_vector and _all_equal(turned, wanted, domain):
            return incorrect(question.points, (Evidence("entries", False, "transposed"),), reading)
        facts = {"student": _shape(given), "key_value": _shape(wanted)}
        return incorrect(question.points, (Evidence("value", False, "shape", facts),), reading)
    compared = list(_compared(given, wanted, domain, is_vector))
    if any(isinstance(each, Undefined) for _, each in compared):
        place = next(place for place, each in compared if isinstance(each, Undefined))
        return invalid(question.points, "undefined_entry", {"entry": place}, reading)
    spoken = [(place, value_evidence(each)) for place, each in compared]
    wrong = [(place, each) for place, each in spoken if each.supports is False]
    if not wrong:
        whole = value_evidence(combine(each for _, each in compared))
        if whole.supports is None:
            return undecided(question.points, (whole,), reading)
        return correct(question.points, (Evidence("entries", True, "all", {"of": str(len(spoken))}), whole, *checks), reading)
    right = sum(each.supports is True for _, each in spoken)
    against = tuple(_entry(place, each) for place, each in wrong)
    if not is_vector and _all_equal(turned, wanted, domain):
        against = (Evidence("entries", False, "transposed"), *against)
    counted = (Evidence("entries", True, "right", {"count": str(right), "of": str(len(spoken))}),) if right else ()
    credit = question.crediting.credit.get("entries")
    if credit is None or not right or right + len(wrong) < len(spoken):
        return incorrect(question.points, (*counted, *against), reading)
    return partial(question.points, credit * Fraction(right, len(spoken)), (*counted, *against), reading)


def _entry(place: str, found: Evidence) -> Evidence:
    """A refuted entry, with its values where it has some."""
    known = {each: found.facts[each] for each in ("at", "student", "key_value") if found.facts.get(each)}
    how = ("at" if "at" in known else "is") if "student" in known else "differs"
    return Evidence("entry", False, how, {"entry": place, **known})


def _compared(rows: Rows, wanted: Rows, domain: Any, is_vector: bool) -> Iterator[tuple[str, Comparison]]:
    for row, (here, there) in enumerate(zip(rows, wanted, strict=True), 1):
        for column, pair in enumerate(zip(here, there, strict=True), 1):
            yield str(column) if is_vector else _place((row, column)), compare(*pair, domain)


def _all_equal(rows: Rows, wanted: Rows, domain: Any) -> bool:
    if _shape(rows) != _shape(wanted):
        return False
    return all(value_evidence(each).supports for _, each in _compared(rows, wanted, domain, is_vector=False))


def _rows(node: Term) -> Rows | None:
    """A matrix as rows; a vector is one row; nested brackets of equal length are a matrix. None for anything else."""
    if node.op == "transpose" and node.args[0].op in ("matrix", *VECTORS):
        inner = _rows(node.args[0])
        return inner and [list(column) for column in zip(*inner, strict=True)]
    if node.op == "matrix":
        rows, columns = _size(node)
        return [node.args[row * columns : (row + 1) * columns] for row in range(rows)]
    if node.op not in VECTORS:
        return None
    inner = [each.args for each in node.args if each.op in VECTORS]
    if not inner:
        return [node.args]
    return inner if len(inner) == len(node.args) and len({len(each) for each in inner}) == 1 else None


def _as_row(rows: Rows) -> Rows:
    """A column as a row: a vector may be written either way."""
    return [[row[0] for row in rows]] if all(len(row) == 1 for row in rows) else rows


def _size(node: Term) -> tuple[int, int]:
    rows, columns = cast(tuple[int, int], node.value)
    return rows, columns


def _shape(rows: Rows) -> str:
    return f"{len(rows)}x{len(rows[0])}" if rows else "0x0"


def _place(at: Sequence[int]) -> str:
    return f"({', '.join(map(str, at))})" if len(at) > 1 else "".join(map(str, at))


_FILTER, _WEIGHTS, _BIAS = "convolution/filter_jacobian", "backpropagation/hidden_weights", "backpropagation/bias_gradient"

SAMPLES = (
    Sample(_FILTER, "[[x1, x2], [x2, x3]]", Outcome.CORRECT),
    Sample(_FILTER, r"\begin{pmatrix} x1 & x2 \\ x2 & x3 \end{pmatrix}", Outcome.CORRECT),
    Sample(_FILTER, "((x1, x2), (x2, x3))", Outcome.CORRECT),
    Sample(_FILTER, "[[x1, x2], [x2, x2]]", Outcome.PARTIAL),
    Sample(_FILTER, "[[w1, w2], [w1, w2]]", Outcome.INCORRECT),
    Sample(_FILTER, "[[x1, x2, x3], [x2, x3, 0]]", Outcome.INCORRECT),
    Sample(_FILTER, "x1 + x2", Outcome.INVALID),
    Sample(_FILTER, "[[x1, x2], [x2, x4]]", Outcome.INVALID),
    Sample(_FILTER, "[[x1, x2], [x2, 1/0]]", Outcome.INVALID),
    Sample(_FILTER, "[[x1, x2], [x2, x3]", Outcome.INVALID),
    Sample(_WEIGHTS, "x^T ((y - d) W2^T ⊙ z ⊙ (1 - z)) / (N K)", Outcome.CORRECT),
    Sample(_WEIGHTS, "x.T @ ((y - d) @ W2.T * z * (1 - z)) / (N*K)", Outcome.CORRECT),
    Sample(_WEIGHTS, "((y - d) W2^T ⊙ z ⊙ (1 - z))^T x / (N K)", Outcome.INCORRECT),
    Sample(_WEIGHTS, "x^T ((y - d) W2^T) / (N K)", Outcome.INCORRECT),
    Sample(_WEIGHTS, "x^T (W2 (y - d) ⊙ z ⊙ (1 - z)) / (N K)", Outcome.INCORRECT),
    Sample(_WEIGHTS, "x^T ((y - d) W2^T ⊙ z ⊙ (1 - z)) / 6", Outcome.INCORRECT),
    Sample(_WEIGHTS, "x^T ((y - d) W3^T)", Outcome.INVALID),
    Sample(_BIAS, "ones_N^T (y - d)/(N K)", Outcome.CORRECT),
    Sample(_BIAS, "(y - d)/(N K)", Outcome.INCORRECT),
)
