"""NumPy's opinion of an answer: its values against reverse accumulation through the question's definitions."""

from __future__ import annotations

import numpy as np

from derivations.crosscheck import CANDIDATES, DERIVATION_BOUND, Definitions, formula_points, telling
from derivations.differences import worst_error
from derivations.evaluate import NotNumeric, evaluate
from derivations.terms.domain import Domain
from derivations.terms.term import Term, names
from quiz.kinds._formulas import Asked, size_text
from quiz.verdict import Evidence

Reference = tuple[dict[str, float], float]


def numpy_evidence(formulas: Asked, value: Term) -> Evidence | None:
    """Whether an answer, in free names, has the values of the derivative at points; None where NumPy can't tell.

    A difference between the bound and 1e-6 may be rounding or a near miss; then NumPy says nothing.
    """
    wanted = formulas.wanted
    if wanted.op != "derivative" or len(wanted.args) != 2:
        return None
    try:
        references = _references(formulas.definitions, formulas.quantity, str(wanted.args[1].value), formulas.domain)
        if not references or not names(value) <= references[0][0].keys():
            return None
        with np.errstate(all="ignore"):
            pairs = [(np.array(evaluate(value, point), dtype=complex), np.array(reference)) for point, reference in references]
            worst = worst_error(pairs)
    except (NotNumeric, OverflowError, ValueError, TypeError):
        return None
    if DERIVATION_BOUND < worst < 1e-6 or not np.isfinite(worst):
        return None
    agrees = worst <= DERIVATION_BOUND
    facts = {"points": str(len(references)), "relative_error": size_text(worst)}
    return Evidence("numpy", agrees, "agrees" if agrees else "disagrees", facts)


def _references(definitions: Definitions, quantity: str, variable: str, domain: Domain) -> tuple[Reference, ...]:
    key = (definitions, quantity, variable, repr(sorted(domain.assumptions.items())))
    return _computed(key, domain)


_kept: dict[tuple[Definitions, str, str, str], tuple[Reference, ...]] = {}


def _computed(key: tuple[Definitions, str, str, str], domain: Domain) -> tuple[Reference, ...]:
    if key not in _kept:
        definitions, quantity, variable, _ = key
        with np.errstate(all="ignore"):  # a point where log(x) has no real value is passed over
            _kept[key] = telling(definitions, quantity, variable, formula_points(definitions, domain, CANDIDATES))
    return _kept[key]
