"""The mistake in a wrong line, where it is seen from the line and from what stands before it; a label, or None.

A line about one quantity is diagnosed as an answer to that question, by the misconceptions of ``steps.rules``. Each row of
``INNER`` and ``BETWEEN`` says what the line would be after a slip between two lines; the first with the line's value names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce

from derivations.equality.compare import compare
from derivations.equality.outcome import Proved
from derivations.lines.links import TooManyPathsError, paths
from derivations.lines.world import Claims, Truth, derivatives_of, has_names
from derivations.steps.misconceptions import diagnose
from derivations.steps.monomial import split
from derivations.steps.rules import OF_THE_WHOLE, UNSOUND
from derivations.steps.step import CannotDerive
from derivations.terms.term import Term, derivative, mul, name, names, neg, number, substitute


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong right side: of which quantity, as written, its value, what was to be expected, what the line above wrote."""

    claims: Claims
    quantity: Term
    right: Term
    value: Term
    expected: tuple[Term, ...]
    above: Term | None

    @property
    def base(self) -> Term:
        """What should stand here: as was said before, else as is true. Raises CannotDerive."""
        return self.expected[0] if self.expected else self.claims.truth.value(self.quantity)

    @property
    def is_link(self) -> bool:
        """Whether the quantity is the derivative of a definition by what stands in it."""
        above, below = self.ends
        return above in self.claims.truth.scope and below in names(self.claims.truth.scope[above])

    @property
    def ends(self) -> tuple[str, str]:
        """What is differentiated by what; empty where the quantity is no first derivative."""
        if self.quantity.op != "derivative" or len(self.quantity.args) != 2:
            return "", ""
        return str(self.quantity.args[0].value), str(self.quantity.args[1].value)


Slips = tuple[tuple[str, Callable[[Wrong], Iterator[Term]]], ...]


def slip_in_value(wrong: Wrong, wanted: str) -> str | None:
    """The label of a mistake that gives the line's value. wanted: the quantity that the whole derivation is about."""
    if wrong.above is None:
        inner = _slip(wrong, INNER if wrong.ends[0] != wanted else _of_function(wrong)) if wrong.is_link else None
        return inner or _misconception(wrong) or _slip(wrong, BETWEEN)
    return _slip(wrong, BETWEEN) or _misconception(wrong) or ("expand_slip" if _is_expanded(wrong) else None)


def _slip(wrong: Wrong, slips: Slips) -> str | None:
    for label, values in slips:
        try:
            if any(isinstance(compare(wrong.value, each, wrong.claims.truth.domain), Proved) for each in values(wrong)):
                return label
        except CannotDerive:
            continue
    return None


def _misconception(wrong: Wrong) -> str | None:
    """The likeliest misconception that gives the line as an answer by itself."""
    truth = wrong.claims.truth
    held = wrong.is_link and not has_names(wrong.right, frozenset(_defined(truth)) - names(truth.scope[wrong.ends[0]]))
    definitions = ((wrong.ends[0], truth.scope[wrong.ends[0]]),) if held else truth.scope.definitions
    try:
        answer = wrong.right if held else wrong.value
        if derivatives_of(answer) or not wrong.ends[0]:
            return None
        found = diagnose(truth.wrong_answers(definitions, wrong.quantity), answer)
    except CannotDerive:
        return None
    return found[0][0] if found else None


def _defined(truth: Truth) -> list[str]:
    return [each for each, _ in truth.scope.definitions]


def _of_function(wrong: Wrong) -> Slips:
    """What a function's derivative is taken for that has a name of its own."""
    label = KEPT.get(wrong.claims.truth.scope[wrong.ends[0]].op)
    return ((label, _kept),) if label else ()


def _zero(wrong: Wrong) -> Iterator[Term]:
    if wrong.is_link:
        yield number(0)


def _kept(wrong: Wrong) -> Iterator[Term]:
    if wrong.is_link:
        yield wrong.claims.truth.value(name(wrong.ends[0]))


def _by_another(wrong: Wrong) -> Iterator[Term]:
    """The derivative by another quantity of the definition, instead of the one that was asked or added to it."""
    if not wrong.is_link:
        return
    above, below = wrong.ends
    others = sorted(names(wrong.claims.truth.scope[above]) - {below})
    added = [wrong.claims.truth.linked((above, each)) for each in others]
    yield from added
    yield from (wrong.base + each for each in (number(1), *added) if others)


def _negated(wrong: Wrong) -> Iterator[Term]:
    yield neg(wrong.base)


def _without_factor(wrong: Wrong) -> Iterator[Term]:
    """The chain, or the line above, without one of its factors."""
    links = _links(wrong)
    for left_out in range(len(links)) if len(links) > 1 else ():
        rest = [each for at, each in enumerate(links) if at != left_out]
        yield rest[0] if len(rest) == 1 else mul(*rest)
    if wrong.above is not None or len(links) > 1:
        whole = split(wrong.base)
        factors = [number(abs(whole.coefficient)), *whole.top]
        yield from (wrong.base / each for each in factors if each != number(1))


def _links(wrong: Wrong) -> list[Term]:
    """The factors of the chain rule, as they were said."""
    above, below = wrong.ends
    try:
        several = paths(wrong.claims.truth.scope, above, below) if above else ()
    except TooManyPathsError:
        return []
    if len(several) != 1:
        return []
    return [wrong.claims.latest(derivative(name(a), name(b))) or wrong.claims.truth.linked((a, b)) for a, b in several[0]]


def _summed(wrong: Wrong) -> Iterator[Term]:
    links = _links(wrong)
    if len(links) > 1:
        yield reduce(lambda left, right: left + right, links)


def _inverted(wrong: Wrong) -> Iterator[Term]:
    links = _links(wrong)
    for turned in range(1, len(links)):
        yield mul(*(1 / each if at == turned else each for at, each in enumerate(links)))


def _derivative_put_in(wrong: Wrong) -> Iterator[Term]:
    """The line above with an inner derivative where the quantity itself belongs: cos(5x) as cos(5)."""
    scope = wrong.claims.truth.scope
    if wrong.above is None or not wrong.ends[1]:
        return
    for each, _ in scope.definitions:
        if has_names(wrong.above, frozenset([each])) and scope.depends(name(each), wrong.ends[1]):
            by = derivative(name(each), name(wrong.ends[1]))
            put_in = substitute(wrong.above, {name(each): wrong.claims.latest(by) or wrong.claims.truth.derivative(by)})
            yield wrong.claims.value(put_in)


def _is_expanded(wrong: Wrong) -> bool:
    """Whether the line is a sum in the free names, below a line that had them put in."""
    named = frozenset(each for each, _ in wrong.claims.truth.scope.definitions)
    above = wrong.above
    return above is not None and not has_names(above, named) and wrong.right.op == "add" and not wrong.is_link


INNER: Slips = (
    ("inner_zero", _zero),
    ("inner_not_differentiated", _kept),
    ("inner_other_variable", _by_another),
)
"""What becomes of the derivative of an inner function."""
KEPT = {"log": "log_kept", "sigmoid": "sigmoid_no_one_minus"}
"""A function that is left as it is, by its name."""
BETWEEN: Slips = (
    ("sign_flip", _negated),
    ("substituted_inner_derivative", _derivative_put_in),
    ("dropped_factor", _without_factor),
    ("chain_added", _summed),
    ("chain_inverted", _inverted),
)
"""What happens between two lines about one quantity."""

IN_CHAINS = ("chain_forgot_inner", "missing_first", "missing_middle", "repeated_factor", "extra_factor", "wrong_variable")
LABELS = tuple(
    dict.fromkeys(
        [
            *(label for label, _ in (*INNER, *BETWEEN)),
            *IN_CHAINS,
            *KEPT.values(),
            "expand_slip",
            "not_substituted",
            *(each.code for each in (*UNSOUND, *OF_THE_WHOLE)),
        ]
    )
)
"""Every label that a line can get."""
