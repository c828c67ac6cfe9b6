"""Keys of questions about listings: which statement is proved to be dE/dq, and the derivation that says why.

Apart from ``code_line`` because only making a key needs NumPy and the prover; grading an answer does not.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from derivations.code.conditions import Conditions, under, where
from derivations.code.declared import model_of
from derivations.code.equations import equation
from derivations.code.errors import CodeError
from derivations.code.identify import ALL_SHAPES, NUMERIC, Judged, identify, is_chain
from derivations.code.listing import Listing, load_listing
from derivations.code.model import Model
from derivations.code.relations import COLLAPSED, EXACT, NEGATED, SCALED, TRANSPOSED
from derivations.crosscheck import check_statement
from derivations.steps.adjoint import derive_adjoint, is_network
from derivations.steps.fold import as_json
from derivations.steps.rules.matrix import LOSSES
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive, Derivation
from derivations.steps.verify import Verification, verification
from derivations.terms.domain import Assumption, Domain
from derivations.terms.printing import latex
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term, derivative, name
from quiz.answer_key import AnswerKey, NoKey
from quiz.kinds import _equation_keys
from quiz.kinds._faults import Fault, definition_faults, texts
from quiz.kinds._formulas import agreement_evidence
from quiz.kinds._listings import is_equation, known_names
from quiz.question import Question
from quiz.verdict import Evidence

RELATED = (SCALED, NEGATED, TRANSPOSED)


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with ``wanted`` and ``given``, as (field, code, facts)."""
    if is_equation(question.wanted):
        if equation(question.wanted) is None:
            yield ("wanted",), "wanted-not-an-equation", {"wanted": question.wanted}
        return
    if not _factors(question.wanted):
        yield ("wanted",), "wanted-not-a-chain", {"wanted": question.wanted}
    elif known := known_names(question):
        told = question.fields.reading.values()  # those are told at their own place
        for each in chain_of(question, question.fields.reading):
            if each not in known and each not in told:
                near = difflib.get_close_matches(each, known, 1)
                facts = {"name": each, "known": ", ".join(sorted(known)), "near": near[0] if near else ""}
                yield ("wanted",), "reading-unknown-variable", facts
    definitions = [_definition(text) for text in question.fields.given]
    for index, text in enumerate(question.fields.given):
        if definitions[index] is None:
            yield from definition_faults(("given", index), text)
    try:
        Scope(tuple(each for each in definitions if each is not None))
    except CannotDerive as error:
        yield ("given",), f"cannot-derive-{error.code}", texts(error)


def make_key(question: Question) -> AnswerKey:
    """Judge every statement of the listing, and take the first that is proved to be the wanted derivative.

    Raises CodeError where the listing can't be followed.
    """
    if is_equation(question.wanted):
        return _equation_keys.make_key(question)
    quantity = quantity_of(question, question.fields.reading)
    found = where(model_for(question), lambda judged: _earliest(judged, quantity) is not None)
    model, judged = found.model, found.judged
    statement = _earliest(judged, quantity)
    digest = question.digest()
    chain = Evidence(
        "chain", is_chain(model, chain_of(question, question.fields.reading)), "telescopes", {"wanted": question.wanted}
    )
    if statement is None:
        check_followed(judged)
        missing = Evidence("derivation", False, "no_statement", {"derivative": f"dE/d{quantity}"})
        return AnswerKey("", digest, (missing, chain))
    derivation = derivation_of(question, quantity)
    checked = verification(derivation) if derivation else None
    agreement = check_statement(model, statement, quantity, derivation.answer if derivation else None)
    proved = next(each for each in statement.equals if each.is_exact and each.quantity.name == quantity)
    sizes = ", ".join(f"{dimension} = {size}" for dimension, size in proved.sizes.items())
    how = Evidence("derivation", True, "proved_all_shapes" if proved.claim == ALL_SHAPES else "proved_at_sizes", {"sizes": sizes})
    listing = listing_of_question(question)
    line = statement.line - listing.function.lineno + 1
    facts: dict[str, Any] = {
        "line": line,
        "text": listing.text.splitlines()[line - 1].strip(),
        "derivative": f"dE/d{quantity}",
        "judged": [_facts(question, model, each, statement, quantity) for each in judged],
        "other": _other(question, judged),
        "accepted": _accepted(question, judged),
        "shapes": _shapes_with_ones(question),
        "conditions": [list(each) for each in found.conditions],
    }
    return AnswerKey(
        source_at(listing, line),
        digest,
        (how, *assumptions(found.conditions), *doubts(checked), chain, *agreement_evidence(agreement)),
        facts=facts,
        derivation=as_json(derivation, checked) if derivation else None,
        latex=latex(derivation.answer) if derivation else None,
    )


def reproves(question: Question, key: AnswerKey) -> bool:
    """Whether the statement of a kept key is still proved to be the wanted derivative, entry by entry, by ``compare``."""
    if is_equation(question.wanted):
        return _equation_keys.reproves(question, key)
    model, listing = model_of_key(question, key), listing_of_question(question)
    quantity = quantity_of(question, question.fields.reading)
    statement = _earliest(identify(model), quantity)
    if statement is None:
        return False
    line = statement.line - listing.function.lineno + 1
    return (line, source_at(listing, line)) == (key.facts["line"], key.answer)


def source_at(listing: Listing, line: int) -> str:
    """The canonical source of the statement at a line of the listing."""
    return next(each.source for each in listing.statements if each.line == line)


def _facts(question: Question, model: Model, each: Judged, key: Judged, quantity: str) -> dict[str, Any]:
    """What grading needs to know of a statement: its derivatives, and what it is beside the key's statement.

    ``same``: it stores the wanted derivative too, as a later copy or another shape of it. ``other``: the parameter under whose
    name it keeps an equal value. ``related``: it is a multiple of the wanted derivative, or its transpose.
    """
    alike = [one for one in each.equals if one.quantity.name == quantity and one.relation.kind in (EXACT, COLLAPSED)]
    proved = any(one.claim != NUMERIC for one in alike) and each.line != key.line
    related = [
        one for one in each.equals if one.quantity.name == quantity and one.relation.kind in RELATED and one.claim != NUMERIC
    ]
    parameter = each.name if each.name in model.shapes and each.name != quantity else None
    return {
        "line": each.line - listing_of_question(question).function.lineno + 1,
        "derivatives": [f"dE/d{one.quantity}" for one in each.equals if one.is_exact],
        "same": proved and parameter is None,
        "other": f"dE/d{parameter}" if proved and parameter else None,
        "related": {"kind": related[0].relation.kind, "factor": str(related[0].relation.factor)} if related else None,
    }


def _shapes_with_ones(question: Question) -> str:
    """The shapes by which values of different parameters may be equal: those with an axis of length 1, else all."""
    shapes = question.fields.shapes
    ones = [name for name, shape in shapes.items() if "1" in shape] or list(shapes)
    return ", ".join(f"{name} ({', '.join(shapes[name])})" for name in ones)


def listing_of_question(question: Question) -> Listing:
    """The listing that a question prints. Raises CodeError."""
    return load_listing(question.fields.listing, question.source.parent)


def check_followed(judged: Sequence[Judged]) -> None:
    """Raise the CodeError of the first statement that could not be followed, if there is one: it may be what is asked for."""
    open_ones = [(each.reason[0], each.line, each.reason[1]) for each in judged if each.reason is not None]
    for code, line, facts in sorted(open_ones, key=lambda each: each[0] == "depends"):
        if code != "not_reached":
            raise CodeError(code, line, **facts)


def assumptions(conditions: Conditions) -> tuple[Evidence, ...]:
    """What a proof rests on, beside the shapes: targets that sum to 1, a number that vanishes."""
    return tuple(Evidence("assumption", None, code, {"condition": text}) for code, text in conditions)


def doubts(checked: Verification | None) -> tuple[Evidence, ...]:
    """Against the key: a written derivation that did not pass its checks."""
    if checked is None or checked.verified:
        return ()
    failed = ", ".join(check.id for check in checked.failures()) or type(checked.answer).__name__
    return (Evidence("derivation", False, "not_verified", {"steps": failed}),)


def model_for(question: Question) -> Model:
    """The listing with its forward function, error and shapes. Raises CodeError."""
    fields = question.fields
    return model_of(listing_of_question(question), load_listing(fields.forward, question.source.parent), fields.loss, fields.shapes)


def model_of_key(question: Question, key: AnswerKey) -> Model:
    """The same under the conditions that its key was found to rest on. Raises CodeError."""
    return under(model_for(question), tuple((code, text) for code, text in key.facts.get("conditions", ())))


def _earliest(judged: Sequence[Judged], quantity: str) -> Judged | None:
    return next((each for each in judged if each.is_derivative_by(quantity)), None)


def _other(question: Question, judged: Sequence[Judged]) -> dict[str, Any] | None:
    """The statement that is right where the symbols are read in the item's other way, if it is another one."""
    reading = question.fields.other_reading
    if not reading:
        return None
    quantity = quantity_of(question, reading)
    statement = _earliest(judged, quantity)
    if statement is None or quantity == quantity_of(question, question.fields.reading):
        return None
    return {
        "line": statement.line - listing_of_question(question).function.lineno + 1,
        "derivative": f"dE/d{quantity}",
        "reading": dict(reading),
    }


def _accepted(question: Question, judged: Sequence[Judged]) -> list[int]:
    """The lines that are right under a reading which the question accepts beside its own."""
    reading = question.fields.also_accept.get("reading", {})
    statement = _earliest(judged, quantity_of(question, {**question.fields.reading, **reading})) if reading else None
    return [statement.line - listing_of_question(question).function.lineno + 1] if statement else []


def _factors(wanted: str) -> tuple[Term, ...]:
    """The factors of ``dE/dy * dy/du``, where each begins with the quantity that the one before ends in."""
    reading = read(wanted)
    if not isinstance(reading, Reading):
        return ()
    node = reading.term
    factors = node.args if node.op == "mul" else (node,)
    if any(each.op != "derivative" or len(each.args) != 2 for each in factors):
        return ()
    linked = all(left.args[1] == right.args[0] for left, right in pairwise(factors))
    return factors if linked else ()


def chain_of(question: Question, reading: dict[str, str]) -> tuple[str, ...]:
    """The names in the listing of what E is differentiated by, factor for factor."""
    symbols = [str(each.args[1].value) for each in _factors(question.wanted)]
    return tuple(reading.get(symbol, symbol) for symbol in symbols)


def quantity_of(question: Question, reading: dict[str, str]) -> str:
    """The name in the listing of what E is differentiated by."""
    return chain_of(question, reading)[-1]


def _definition(text: str) -> tuple[str, Term] | None:
    reading = read(text, Names(functions=frozenset(LOSSES)))
    if not isinstance(reading, Reading) or reading.term.op != "eq" or reading.term.args[0].op != "name":
        return None
    return str(reading.term.args[0].value), reading.term.args[1]


def derivation_of(question: Question, quantity: str) -> Derivation | None:
    """dE/dquantity from the definitions that the question gives; None where it gives none, or the matrix rules don't know its loss.

    Raises NoKey where the definitions don't lead from E to the quantity.
    """
    if not question.fields.given:
        return None
    error = _definition(f"E = {question.fields.loss}")
    definitions = tuple(each for each in map(_definition, question.fields.given) if each is not None)
    if error is None or not is_network((error,)):
        return None
    shapes = Domain({each: Assumption(shape=tuple(shape)) for each, shape in question.fields.shapes.items()})
    try:
        return derive_adjoint((error, *definitions), derivative(name("E"), name(quantity), glyph="∂"), shapes)
    except CannotDerive as refused:
        raise NoKey(f"cannot-derive-{refused.code}", texts(refused), "given") from refused
