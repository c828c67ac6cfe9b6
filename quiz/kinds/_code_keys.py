"""Keys of questions about listings: which statement is proved to be dE/dq, and the derivation that says why.

Apart from ``code_line`` because only making a key needs NumPy and the prover; grading an answer does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from derivations.code.identify import Judged, identify, is_chain, proves
from derivations.code.listing import load_listing
from derivations.code.model import Model
from derivations.crosscheck import check_statement
from derivations.steps.adjoint import derive_adjoint
from derivations.steps.fold import as_json
from derivations.steps.step import Derivation
from derivations.steps.verify import Verification, verification
from derivations.terms.domain import Assumption, Domain
from derivations.terms.printing import latex
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term, derivative, name
from quiz.answer_key import AnswerKey
from quiz.kinds._formulas import agreement_evidence
from quiz.question import Question
from quiz.verdict import Evidence


def faults(question: Question) -> Iterator[tuple[tuple[str, ...], str, dict[str, str]]]:
    """What is wrong with ``wanted`` and ``given``, as (field, code, facts)."""
    if not _factors(question.wanted):
        yield ("wanted",), "wanted-not-a-chain", {"wanted": question.wanted}
    for index, text in enumerate(question.fields.given):
        if _definition(text) is None:
            yield ("given", str(index)), "given-not-a-definition", {"given": text}


def make_key(question: Question) -> AnswerKey:
    """Judge every statement of the listing, and take the first that is proved to be the wanted derivative.

    Raises CodeError where the listing can't be followed.
    """
    model = _model(question)
    judged = identify(model)
    quantity = _quantity(question, question.fields.reading)
    statement = _earliest(judged, quantity)
    digest = question.digest()
    chain = Evidence("chain", is_chain(model, _chain(question, question.fields.reading)), "telescopes", {"wanted": question.wanted})
    if statement is None:
        missing = Evidence("derivation", False, "no_statement", {"derivative": f"dE/d{quantity}"})
        return AnswerKey("", digest, (missing, chain))
    derivation = _derivation(question, quantity)
    checked = verification(derivation) if derivation else None
    index = [each.statement for each in judged].index(statement.statement)
    agreement = check_statement(model, index, quantity, derivation.answer if derivation else None)
    proved = next(each for each in statement.equals if each.quantity == quantity)
    sizes = ", ".join(f"{dimension} = {size}" for dimension, size in proved.sizes.items())
    facts: dict[str, Any] = {
        "line": statement.statement.line,
        "text": model.backward.text.splitlines()[statement.statement.line - 1].strip(),
        "derivative": f"dE/d{quantity}",
        "judged": [
            {"line": each.statement.line, "derivatives": [f"dE/d{one.quantity}" for one in each.equals if one.proved]}
            for each in judged
        ],
        "other": _other(question, judged),
    }
    return AnswerKey(
        statement.statement.source,
        digest,
        (
            Evidence("derivation", True, "proved_at_sizes", {"sizes": sizes}),
            *_doubts(checked),
            chain,
            *agreement_evidence(agreement),
        ),
        facts=facts,
        derivation=as_json(derivation, checked) if derivation else None,
        latex=latex(derivation.answer) if derivation else None,
    )


def reproves(question: Question, key: AnswerKey) -> bool:
    """Whether the statement of a kept key is still proved to be the wanted derivative, entry by entry, by ``compare``."""
    model = _model(question)
    statements = model.backward.statements
    index = next((at for at, each in enumerate(statements) if (each.line, each.source) == (key.facts["line"], key.answer)), None)
    return index is not None and proves(model, index, _quantity(question, question.fields.reading))


def _doubts(checked: Verification | None) -> tuple[Evidence, ...]:
    """Against the key: a written derivation that did not pass its checks."""
    if checked is None or checked.verified:
        return ()
    failed = ", ".join(check.id for check in checked.failures()) or type(checked.answer).__name__
    return (Evidence("derivation", False, "not_verified", {"steps": failed}),)


def _model(question: Question) -> Model:
    fields, folder = question.fields, question.source.parent
    listing, forward = (load_listing(place, folder) for place in (fields.listing, fields.forward))
    return Model(listing, forward, fields.loss, fields.shapes)


def _earliest(judged: Sequence[Judged], quantity: str) -> Judged | None:
    return next((each for each in judged if each.is_derivative_by(quantity)), None)


def _other(question: Question, judged: Sequence[Judged]) -> dict[str, Any] | None:
    """The statement that is right where the symbols are read in the item's other way, if it is another one."""
    reading = question.fields.other_reading
    if not reading:
        return None
    quantity = _quantity(question, reading)
    statement = _earliest(judged, quantity)
    if statement is None or quantity == _quantity(question, question.fields.reading):
        return None
    return {"line": statement.statement.line, "derivative": f"dE/d{quantity}", "reading": dict(reading)}


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


def _chain(question: Question, reading: dict[str, str]) -> tuple[str, ...]:
    """The names in the listing of what E is differentiated by, factor for factor."""
    symbols = [str(each.args[1].value) for each in _factors(question.wanted)]
    return tuple(reading.get(symbol, symbol) for symbol in symbols)


def _quantity(question: Question, reading: dict[str, str]) -> str:
    return _chain(question, reading)[-1]


def _definition(text: str) -> tuple[str, Term] | None:
    reading = read(text, Names(functions=frozenset({"mean_squared_error"})))
    if not isinstance(reading, Reading) or reading.term.op != "eq" or reading.term.args[0].op != "name":
        return None
    return str(reading.term.args[0].value), reading.term.args[1]


def _derivation(question: Question, quantity: str) -> Derivation | None:
    """dE/dquantity from the definitions that the question gives; None where it gives none."""
    if not question.fields.given:
        return None
    texts = (f"E = {question.fields.loss}", *question.fields.given)
    definitions = tuple(each for each in map(_definition, texts) if each is not None)
    shapes = Domain({each: Assumption(shape=tuple(shape)) for each, shape in question.fields.shapes.items()})
    return derive_adjoint(definitions, derivative(name("E"), name(quantity), glyph="∂"), shapes)
