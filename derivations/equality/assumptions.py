"""Under what assumption two different terms would be equal: sqrt(x^2) is x where x > 0.

Looked for only where a branch or a case can be the reason, and only by one assumption, that the names are positive.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derivations.equality.ladder import decide
from derivations.equality.outcome import Proved
from derivations.terms.domain import WORDS, Assumption, Domain
from derivations.terms.term import Term, names, subterms

BRANCHING = frozenset(
    ["sqrt", "root", "cbrt", "log", "logb", "abs", "sign", "max", "min", "relu", "step", "atan", "atan2", "acosh", "asinh"]
)
POSITIVE = WORDS["positive"]


def equal_if(left: Term, right: Term, domain: Domain) -> str | None:
    """The assumption under which two terms that differ are proved equal, as text; None where none is found.

    >>> x = Term("name", (), "x")
    >>> equal_if(Term("sqrt", (x**2,)), x, Domain()), equal_if(2 * x, x, Domain())
    ('x > 0', None)
    """
    if not any(_branches(each) for term in (left, right) for each in subterms(term)):
        return None
    free = [each for each in sorted(names(left) | names(right)) if _may_be_either(domain[each])]
    if not free:
        return None
    supposed = {each: replace(domain[each], low=POSITIVE.low, low_open=True) for each in free}
    found = decide(left, right, Domain({**domain.assumptions, **supposed}, domain.default))
    return ", ".join(f"{each} > 0" for each in free) if isinstance(found, Proved) else None


def _may_be_either(given: Assumption) -> bool:
    """Whether a name may be positive and may be negative, as far as is declared."""
    return given.kind in ("real", "integer") and given.low is None and given.high is None and not given.shape


def _branches(node: Term) -> bool:
    if node.op != "pow":
        return node.op in BRANCHING
    exponent = node.args[1]
    value = exponent.value
    return not (exponent.op == "number" and isinstance(value, Fraction) and value.denominator == 1)
