"""Keys of questions that ask for code: the listing's own statement, or its function, proved to be what is wanted.

Apart from ``code`` because only making a key needs the prover and the derivation.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from derivations.code.conditions import where
from derivations.code.identify import ALL_SHAPES, Judged, identify, is_chain
from derivations.code.listing import Listing
from derivations.code.model import Model
from derivations.code.written import quantity_named, returned_by, source_of
from derivations.crosscheck import check_statement
from derivations.steps.fold import as_json
from derivations.steps.verify import verification
from derivations.terms.printing import latex
from quiz.answer_key import AnswerKey
from quiz.kinds import _code_keys, code
from quiz.kinds._formulas import agreement_evidence
from quiz.question import Question
from quiz.verdict import Evidence


def make_key(question: Question) -> AnswerKey:
    """Judge every statement of the listing; those that are asked for must be proved. Raises CodeError."""
    listing, reading = _code_keys.listing_of_question(question), question.fields.reading
    quantity = _code_keys.quantity_of(question, reading)
    plain = _code_keys.model_for(question)
    found = where(plain, lambda judged: None not in _wanted(question, plain, listing, judged, quantity).values())
    model, judged = found.model, found.judged
    telescopes = is_chain(model, _code_keys.chain_of(question, reading))
    chain = Evidence("chain", telescopes, "telescopes", {"wanted": question.wanted})
    wanted = _wanted(question, model, listing, judged, quantity)
    missing = [name for name, statement in wanted.items() if statement is None]
    if missing or not wanted:
        _code_keys.check_followed(judged)
        derivative = ", ".join(f"dE/d{each}" for each in missing or [quantity])
        return AnswerKey("", question.digest(), (Evidence("derivation", False, "no_statement", {"derivative": derivative}), chain))
    proved = {name: statement for name, statement in wanted.items() if statement is not None}
    derivation = _code_keys.derivation_of(question, quantity)
    checked = verification(derivation) if derivation else None
    formula = derivation.answer if derivation else None
    agreements = [
        evidence
        for name, statement in proved.items()
        for evidence in agreement_evidence(check_statement(model, statement, name, formula if name == quantity else None))
    ]
    return AnswerKey(
        _answer(question, listing),
        question.digest(),
        (_how(proved), *_code_keys.assumptions(found.conditions), *_code_keys.doubts(checked), chain, *agreements),
        facts={
            "derivative": ", ".join(f"dE/d{each}" for each in proved),
            "code": _answer(question, listing),
            "conditions": [list(each) for each in found.conditions],
        },
        derivation=as_json(derivation, checked) if derivation else None,
        latex=latex(formula) if formula else None,
    )


def reproves(question: Question, key: AnswerKey) -> bool:
    """Whether what a kept key says is still what the listing says, and is proved."""
    model, listing = _code_keys.model_of_key(question, key), _code_keys.listing_of_question(question)
    quantity = _code_keys.quantity_of(question, question.fields.reading)
    wanted = _wanted(question, model, listing, identify(model), quantity)
    return bool(wanted) and None not in wanted.values() and key.answer == _answer(question, listing)


def _wanted(
    question: Question, model: Model, listing: Listing, judged: Sequence[Judged], quantity: str
) -> dict[str, Judged | None]:
    """The quantities whose derivatives are asked for, each with the statement that is proved to be it."""
    line = code.line_of(question, listing) if question.fields.replace is not None else None
    if line is not None:
        at = listing.function.lineno + line - 1
        return {quantity: next((each for each in judged if each.line == at and each.is_derivative_by(quantity)), None)}
    names = dict.fromkeys([quantity, *(_quantity(each, model, listing, judged) for each in returned_by(model))])
    return {name: next((each for each in judged if each.is_derivative_by(name)), None) for name in names}


def _quantity(key: str, model: Model, listing: Listing, judged: Sequence[Judged]) -> str:
    """What a returned part is the gradient of: by its key, else by what is proved of the statement that it comes from."""
    if "'" in key:
        return quantity_named(key, model.shapes)
    source = source_of(listing.function, key)
    exact = [one.quantity for each in judged if each.target == source for one in each.equals if one.is_exact]
    return min(exact, key=lambda each: each.version).name if exact else source


def _how(proved: dict[str, Judged]) -> Evidence:
    claims = [
        next(each for each in statement.equals if each.is_exact and each.quantity.name == name)
        for name, statement in proved.items()
    ]
    sizes = ", ".join(f"{dimension} = {size}" for dimension, size in claims[0].sizes.items())
    for_all = all(each.claim == ALL_SHAPES for each in claims)
    return Evidence("derivation", True, "proved_all_shapes" if for_all else "proved_at_sizes", {"sizes": sizes})


def _answer(question: Question, listing: Listing) -> str:
    """What the listing itself says in the place that is asked for."""
    if question.fields.function is not None:
        return listing.text
    line = code.line_of(question, listing)
    first = listing.function.lineno
    statements: Any = (each for each in ast.walk(listing.function) if isinstance(each, ast.stmt))
    return next(ast.unparse(each) for each in statements if each.lineno - first + 1 == line)
