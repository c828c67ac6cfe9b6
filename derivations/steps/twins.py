"""What a question cannot see, and a twin of it that sees more: the same question about 3x or x^2 in place of x.

For z = t^2, t = x + y the derivative of t is 1, so whoever forgets it is right all the same; t = 3x + y and t = x^2 + y tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivations.steps.misconceptions import WrongAnswers, wrong_answers
from derivations.steps.step import CannotDerive, Definitions
from derivations.terms.domain import Domain
from derivations.terms.term import Term, number, substitute, subterms

REALS = Domain()


@dataclass(frozen=True, slots=True)
class Twin:
    """A question of the same form, and its wrong answers."""

    definitions: Definitions
    classes: WrongAnswers


def invisible(classes: WrongAnswers) -> tuple[str, ...]:
    """The misconceptions that can lead to the right answer, by label.

    >>> from derivations.terms.term import derivative, name
    >>> z, t, x, y = (name(each) for each in "ztxy")
    >>> invisible(wrong_answers((("z", t**2), ("t", x + y)), derivative(z, x)))
    ('chain_forgot_inner', 'chain_inverted', 'wrong_variable')
    """
    return tuple(sorted({each.rule.code for each in classes.invisible}))


def indistinguishable(classes: WrongAnswers) -> tuple[tuple[str, ...], ...]:
    """The misconceptions that lead to one wrong answer, and so cannot be told apart by it, by label."""
    together = {tuple(sorted(each.labels)) for each in classes.classes if len(each.labels) > 1}
    return tuple(sorted(together))


def twins(definitions: Definitions, wanted: Term, domain: Domain = REALS) -> Iterator[Twin]:
    """Questions with another inner function: the variable is multiplied by 3, or squared, where a definition holds it."""
    variable = differentiated_by(wanted)
    if variable is None:
        return
    for other in (3 * variable, variable ** number(2)):
        changed = tuple((each, substitute(meaning, {variable: other})) for each, meaning in definitions)
        try:
            yield Twin(changed, wrong_answers(changed, wanted, domain))
        except CannotDerive:
            continue


def better_twin(definitions: Definitions, wanted: Term, classes: WrongAnswers, domain: Domain = REALS) -> Twin | None:
    """The twin that sees most; None where the question misses nothing or no twin sees more than it does."""
    found = [(_unseen(each.classes), at, each) for at, each in enumerate(twins(definitions, wanted, domain))]
    best = min(found, default=None, key=lambda each: each[:2])
    return best[2] if best is not None and invisible(classes) and best[0] < _unseen(classes) else None


def differentiated_by(wanted: Term) -> Term | None:
    """The variable by which a question's last derivative is taken."""
    taken = [each for each in subterms(wanted) if each.op == "derivative"]
    return taken[-1].args[-1] if taken else None


def _unseen(classes: WrongAnswers) -> tuple[int, int]:
    return len(invisible(classes)), len(indistinguishable(classes))
