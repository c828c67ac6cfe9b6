"""``quiz derive``: a derivation as data, as lines for a terminal, and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from derivations.crosscheck import check_formula
from derivations.evaluate import NotNumeric
from derivations.steps.adjoint import is_network
from derivations.steps.fold import as_json
from derivations.steps.lines import answer
from derivations.steps.step import Derivation
from derivations.steps.text import derive_text
from derivations.steps.verify import verification
from derivations.terms.printing import latex
from derivations.terms.term import name
from quiz.derivation_lines import lines_of
from quiz.messages import speaker
from quiz.sheets import DerivationSheet, DerivationView

Json = Mapping[str, Any]


def derived_from_text(given: str, wanted: str) -> dict[str, Any]:
    """Derive and verify. Raises CannotDerive."""
    derivation = derive_text(given, wanted)
    return {**as_json(derivation, verification(derivation)), "crosscheck": _crosschecked(derivation)}


def _crosschecked(derivation: Derivation) -> dict[str, Any]:
    """A scalar derivative beside NumPy's backward pass and differences; empty where there is no such counterpart."""
    wanted = derivation.wanted
    if wanted.op != "derivative" or len(wanted.args) != 2 or is_network(derivation.definitions):
        return {}
    quantity, variable = (str(each.value) for each in wanted.args)
    try:
        agreement = check_formula(derivation.definitions, quantity, variable, derivation.answer, derivation.domain)
    except NotNumeric:
        return {}
    return {**asdict(agreement), "holds": agreement.holds}


def lines(derivation: Json, language: str, level: str = "normal") -> Iterator[str]:
    """The derivation as lines of text."""
    say = speaker(language)
    for line in lines_of(derivation, say, "text", level):
        yield f"{line.tex}"
        yield f"    {line.sentence}"
    yield from (say("derive-condition", condition=each["text"]) for each in derivation.get("conditions", ()))
    yield say("derive-answer", answer=derivation["answer"]["text"])
    if derivation.get("verified") is not None:
        yield say("derive-verified" if derivation["verified"] else "derive-not-verified")


def page(derivation: Json, language: str, level: str = "normal") -> DerivationSheet:
    """The derivation as a page of its own."""
    return DerivationSheet(speaker(language)("sheet-derivation"), language, (view(derivation, language, level),))


def view(derivation: Json, language: str, level: str = "normal", heading: str = "", text: str = "") -> DerivationView:
    """The derivation as a part of a page."""
    say = speaker(language)
    checked = derivation.get("verified")
    return DerivationView(
        heading=heading,
        text=text,
        given=tuple(each["latex"] for each in derivation["definitions"]),
        shapes=tuple(_shape(each, shape) for each, shape in derivation["shapes"].items()),
        lines=lines_of(derivation, say, "latex", level),
        conditions=tuple(each["latex"] for each in derivation["conditions"]),
        answer=answer(derivation).written("latex"),
        checked="" if checked is None else say("derive-verified" if checked else "derive-not-verified"),
    )


def _shape(quantity: str, shape: list[str]) -> str:
    """A shape as TeX: a matrix is rows times columns, a vector has one size."""
    sizes = r" \times ".join(latex(name(each)) for each in shape)
    return f"{latex(name(quantity))} : {sizes}"
