"""What questions about formulas share: their fields as terms, the derived value with its evidence, the check of a kept key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from derivations.crosscheck import check_formula, check_maximum
from derivations.equality.compare import compare
from derivations.equality.outcome import Proved
from derivations.evaluate import NotNumeric, evaluate
from derivations.recomputing import Recomputed, recomputed
from derivations.steps.adjoint import is_network
from derivations.steps.derive import derive
from derivations.steps.fold import as_json
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive, Definitions, Derivation
from derivations.steps.targets import TARGETS
from derivations.steps.text import read_definitions, read_wanted
from derivations.steps.verify import verification
from derivations.terms.domain import Domain, domain_of
from derivations.terms.printing import latex, plain
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term, names, number, substitute, subterms
from derivations.terms.term import name as name_term
from quiz.answer_key import AnswerKey, NoKey
from quiz.kinds import _faults
from quiz.kinds._faults import Fault, texts
from quiz.question import Question
from quiz.verdict import Evidence


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's formulas as terms. target: the form that is demanded of the answer, where our rules can give it."""

    definitions: Definitions
    wanted: Term
    domain: Domain
    target: str | None = None

    @property
    def quantity(self) -> str:
        """The name of what is differentiated, where one is."""
        inner = self.wanted.args[0] if self.wanted.args and self.wanted.op != "derivative" else self.wanted
        return str(inner.args[0].value) if inner.op == "derivative" else ""

    @property
    def free_names(self) -> frozenset[str]:
        """What an answer is to be written in: names that occur in the definitions or in what is wanted, and are not defined."""
        defined = {each for each, _ in self.definitions}
        return names(self.wanted).union(*(names(meaning) for _, meaning in self.definitions)) - defined

    @property
    def intermediates(self) -> frozenset[str]:
        """Quantities that the question defines on the way: ``t`` of z = t^2, t = x + y."""
        return frozenset(each for each, _ in self.definitions) - {self.quantity}

    @property
    def by(self) -> frozenset[str]:
        """What is differentiated by; an answer may be written in it even where the question defines it: 2t is dz/dt."""
        taken = (each for each in subterms(self.wanted) if each.op == "derivative")
        return frozenset(str(variable.value) for each in taken for variable in each.args[1:])

    def expanded(self, node: Term) -> Term:
        """A term with every defined name put in."""
        return Scope(self.definitions).expanded(node)


def asked(question: Question) -> Asked:
    """The question's formulas. Raises CannotDerive, UnknownDomain where ``faults`` would speak of them."""
    target = getattr(getattr(question.fields, "form", None), "target", None)
    definitions, wanted = read_definitions(question.fields.given), read_wanted(question.wanted)
    return Asked(definitions, wanted, domain_of(question.domain), target if target in TARGETS else None)


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with ``given``, ``wanted`` and ``domain``."""
    return _faults.formula_faults(question)


def derived_key(
    question: Question, facts: Mapping[str, Any] | None = None, formulas: Asked | None = None
) -> tuple[AnswerKey, Term]:
    """The key with the evidence of derivation, SymPy, NumPy and differences, and its answer as a term. Raises NoKey.

    formulas: the question's formulas, where its kind reads them in another way than ``asked``.
    """
    try:
        formulas = formulas or asked(question)
        derivation = derive(formulas.definitions, formulas.wanted, formulas.domain, formulas.target)
    except CannotDerive as error:
        raise NoKey(f"cannot-derive-{error.code}", texts(error)) from error
    checked = verification(derivation)
    steps = sum(1 for _ in derivation.steps())
    if checked.verified:
        proof = Evidence("derivation", True, "verified", {"steps": str(steps)})
    else:
        failed = ", ".join(check.id for check in checked.failures()) or type(checked.answer).__name__
        proof = Evidence("derivation", False, "not_verified", {"steps": failed})
    key = AnswerKey(
        plain(derivation.answer),
        "",
        (proof, *_crosschecks(formulas, derivation)),
        latex(derivation.answer),
        {"asked_tex": latex(formulas.wanted), **(facts or {})},
        as_json(derivation, checked),
    )
    return key, derivation.answer


def put_in(question: Question, key: AnswerKey, formulas: Asked | None = None) -> tuple[AnswerKey, Term] | None:
    """The key of a variant from that of its question, with its answer as a term; None where the two ways to it do not meet.

    One way is the proved answer with numbers for its parameters, the other our rules on the variant itself; NumPy and differences
    are asked again. formulas: the variant's, where its kind reads them in another way than ``asked``.
    """
    origin, formulas = question.origin, formulas or asked(question)
    kept = read(key.answer, Names(asked(origin).free_names)) if origin else None
    if not isinstance(kept, Reading):
        return None
    value = substitute(kept.term, {name_term(name): number(value) for name, value in question.values.items()})
    try:
        derivation = derive(formulas.definitions, formulas.wanted, formulas.domain, formulas.target)
    except CannotDerive:
        return None
    if not isinstance(compare(value, derivation.answer, formulas.domain), Proved):
        return None
    values = ", ".join(f"{name} = {value}" for name, value in question.values.items())
    steps = str(sum(1 for _ in derivation.steps()))
    proof = Evidence("derivation", True, "put_in" if values else "verified", {"values": values, "steps": steps})
    made = AnswerKey(
        plain(derivation.answer),
        "",
        (proof, *_crosschecks(formulas, derivation)),
        latex(derivation.answer),
        {"asked_tex": latex(formulas.wanted)},
        as_json(derivation),
    )
    return made, derivation.answer


def value_of(formulas: Asked, node: Term) -> Term:
    """An answer in the free names: derivatives taken, definitions put in. Raises CannotDerive."""
    if not any(each.op == "derivative" for each in subterms(node)):
        return formulas.expanded(node)
    return derive(formulas.definitions, node, formulas.domain).answer


def rederived(formulas: Asked) -> Term:
    """What our rules derive, without SymPy."""
    return derive(formulas.definitions, formulas.wanted, formulas.domain, formulas.target).answer


def rederives(question: Question, key: AnswerKey, formulas: Asked | None = None) -> bool:
    """Whether our rules, without SymPy, still derive what a kept key holds, decided by ``compare``."""
    formulas = formulas or asked(question)
    kept = read(key.answer, Names(formulas.free_names))
    again = rederived(formulas)
    return isinstance(kept, Reading) and isinstance(compare(kept.term, again, formulas.domain), Proved)


def _crosschecks(formulas: Asked, derivation: Derivation) -> Iterator[Evidence]:
    wanted = formulas.wanted
    try:
        is_placed = wanted.op == "at" and not any(names(each.args[1]) for each in wanted.args[1:])
        asked, at = (wanted.args[0], _coordinates(wanted)) if is_placed else (wanted, {})
        if asked.op == "derivative" and len(asked.args) == 2 and not is_network(formulas.definitions):
            quantity, variable = (str(each.value) for each in asked.args)
            agreement = check_formula(formulas.definitions, quantity, variable, derivation.answer, formulas.domain, at)
            yield from agreement_evidence(agreement)
        elif wanted.op in ("max", "min") and len(wanted.args) == 1 and len(formulas.free_names) == 1:
            yield _extremum_evidence(formulas, derivation)
        else:
            yield _recomputed_evidence(recomputed(derivation))
    except NotNumeric:
        yield Evidence("numpy", None, "none")


def _coordinates(wanted: Term) -> dict[str, float]:
    """The point of ``dz/dx at x=1, y=2``. Raises NotNumeric where a coordinate is no number."""
    return {str(each.args[0].value): float(evaluate(each.args[1], {})) for each in wanted.args[1:]}


def _extremum_evidence(formulas: Asked, derivation: Derivation) -> Evidence:
    """The largest value on a NumPy grid, beside the derived maximum; the derived place is a point of the grid."""
    variable = next(iter(formulas.free_names))
    sign = -1 if formulas.wanted.op == "min" else 1
    place = Term("opaque", formulas.wanted.args, f"arg{formulas.wanted.op}")
    at = derive(formulas.definitions, place, formulas.domain).answer
    inner = formulas.expanded(derive(formulas.definitions, formulas.wanted.args[0], formulas.domain).answer)
    function, extreme = (inner, derivation.answer) if sign > 0 else (-inner, -derivation.answer)
    error = check_maximum(function, variable, extreme, at)
    holds = error <= 1e-12
    return Evidence("numpy", holds, "grid_agrees" if holds else "grid_disagrees", {"relative_error": size_text(error)})


def _recomputed_evidence(again: Recomputed) -> Evidence:
    """The derived answer beside what NumPy computes from the definitions alone."""
    how = "agrees" if again.holds else "disagrees"
    return Evidence("numpy", again.holds, how, {"points": str(again.points), "relative_error": size_text(again.error)})


def agreement_evidence(agreement: Any) -> tuple[Evidence, Evidence]:
    """A numeric agreement as evidence: the NumPy pass against the formula, and against differences."""
    how = "agrees" if agreement.holds else "disagrees"
    points = {"points": str(agreement.points)}
    central, step = size_text(agreement.central), size_text(agreement.complex_step)
    return (
        Evidence("numpy", agreement.holds, how, {**points, "relative_error": size_text(agreement.worst)}),
        Evidence("differences", agreement.holds, how, {**points, "central": central, "step": step}),
    )


def size_text(error: float) -> str:
    """The size of an error as a reader needs it: one digit and a power of ten."""
    return f"{error:.0e}" if error else "0"
