"""Every step of a derivation checked twice: by SymPy with our own comparison, and by numbers without SymPy.

The two ways share nothing but the reading of a term: SymPy differentiates symbolically, `numeric` takes difference quotients with
700-bit balls. A step counts as verified when at least one way supports it and none refutes it; the answer besides has to be
proved equal to what SymPy derives from the question as a whole, none of our rules involved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided
from derivations.steps.adjoint import is_network
from derivations.steps.arguments import ARGUMENTS
from derivations.steps.bounds import BOUNDED, UNDER_HYPOTHESIS
from derivations.steps.conditions import narrowed
from derivations.steps.gradients import opened_gradient, opened_jacobian
from derivations.steps.norms import JACOBIAN_CHAIN, NORM_BOUND
from derivations.steps.numeric import Numbers, ball
from derivations.steps.oracle import Oracle, by_definition
from derivations.steps.scope import Scope
from derivations.steps.step import Derivation, Rewrite, Step
from derivations.steps.verify_adjoint import AdjointChecker
from derivations.terms.term import Term, substitute

RATIONAL = re.compile(r"-?[0-9]+(/[0-9]+)?")
BOUNDS = (BOUNDED, UNDER_HYPOTHESIS, NORM_BOUND)


@dataclass(frozen=True, slots=True)
class StepCheck:
    """What the two ways say of one step or rewrite: True (holds), False (does not), None (cannot say).

    id: the step's; a rewrite's is its step's with ``=1``, ``=2``, ... (the derivation's own trace: ``=1``, ...).
    """

    id: str
    rule: str
    before: Term
    after: Term
    sympy: bool | None
    numeric: bool | None

    @property
    def holds(self) -> bool:
        """Supported by at least one way, refuted by none."""
        return False not in (self.sympy, self.numeric) and True in (self.sympy, self.numeric)


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks of a derivation, and the comparison of its answer with SymPy's."""

    checks: tuple[StepCheck, ...]
    answer: Comparison

    @property
    def steps_hold(self) -> bool:
        """Whether every step and rewrite is supported and none refuted."""
        return all(check.holds for check in self.checks)

    @property
    def verified(self) -> bool:
        """Whether besides the answer is proved."""
        return self.steps_hold and isinstance(self.answer, Proved)

    def failures(self) -> tuple[StepCheck, ...]:
        """The checks that do not hold."""
        return tuple(check for check in self.checks if not check.holds)


def verification(derivation: Derivation) -> Verification:
    """Check every step and rewrite of a derivation, and its answer."""
    checker = _checker(derivation)
    return Verification(tuple(checker.checks()), checker.answer())


def verify(derivation: Derivation) -> tuple[StepCheck, ...]:
    """The checks of every step and rewrite, in the order in which they are read."""
    return tuple(_checker(derivation).checks())


def verified(derivation: Derivation) -> bool:
    """Whether every step holds and the answer is proved equal to what SymPy derives."""
    return verification(derivation).verified


def verdict(comparison: Comparison) -> bool | None:
    """A comparison as a check: doubt is None."""
    if isinstance(comparison, (Proved, Agreed)):
        return True
    return False if isinstance(comparison, Refuted) else None


def _checker(derivation: Derivation) -> _Checker:
    return _MatrixChecker(derivation) if is_network(derivation.definitions) else _Checker(derivation)


class _Checker:
    def __init__(self, derivation: Derivation) -> None:
        self.derivation = derivation
        scope = Scope(derivation.definitions)
        self.conditions = derivation.conditions()
        self.domain = narrowed(derivation.domain, self.conditions)
        self.numbers = Numbers(scope, self.domain)
        self.oracle = Oracle(scope, self.domain)

    def checks(self) -> Iterator[StepCheck]:
        for step in self.derivation.steps():
            yield self._step(step)
            for position, rewrite in enumerate(step.trace, 1):
                yield self._rewrite(f"{step.id}={position}", rewrite, _conditions_of(step))
        for position, rewrite in enumerate(self.derivation.trace, 1):
            yield self._rewrite(f"={position}", rewrite, self.conditions)

    def _step(self, step: Step) -> StepCheck:
        argument = ARGUMENTS.get(step.rule)
        if argument is not None:
            return StepCheck(step.id, step.rule, step.before, step.after, *argument(step, self.oracle, self.numbers))
        check = self._equal(step.id, step.rule, _put_in(step.before), step.after, step.domain)
        return replace(check, before=step.before)

    def _rewrite(self, identifier: str, rewrite: Rewrite, conditions: tuple[Term, ...]) -> StepCheck:
        before = rewrite.before
        if rewrite.rule == "at-point":
            before = substitute(before, {each.args[0]: each.args[1] for each in self.derivation.wanted.args[1:]})
        check = self._equal(identifier, rewrite.rule, before, rewrite.after, conditions)
        return StepCheck(identifier, rewrite.rule, rewrite.before, rewrite.after, check.sympy, check.numeric)

    def _equal(self, identifier: str, rule: str, before: Term, after: Term, conditions: tuple[Term, ...] = ()) -> StepCheck:
        pairs = _side_by_side(before, after)
        symbolic = _all(verdict(self._within(self.oracle.compared(left, right))) for left, right in pairs)
        numeric = _all(self.numbers.agree(left, right, conditions) for left, right in pairs)
        return StepCheck(identifier, rule, before, after, symbolic, numeric)

    def answer(self) -> Comparison:
        derivation = self.derivation
        if derivation.root.rule in BOUNDS:
            return self._of_a_bound(derivation.root)
        expected = self.oracle.answer_to(derivation.wanted)
        if expected is None:
            return Undecided("sympy:no-answer")
        answer = by_definition(derivation.answer)
        if expected.op in ("tuple", "matrix") and (expected.op, expected.value) == (answer.op, answer.value):
            parts = [compare(*pair, self.domain) for pair in zip(expected.args, answer.args, strict=True)]
            return next((each for each in parts if not isinstance(each, Proved)), parts[0])
        return self._within(compare(expected, answer, self.domain))

    def _within(self, comparison: Comparison) -> Comparison:
        """A witness where a condition of the derivation does not hold is no witness: acosh has no real value below 1."""
        if not isinstance(comparison, Refuted) or comparison.witness is None:
            return comparison
        point = {each: ball(Fraction(at)) for each, at in comparison.witness.at.items() if RATIONAL.fullmatch(at)}
        if len(point) < len(comparison.witness.at):
            return comparison
        is_inside = all(self.numbers.holds(self.numbers.scope.expanded(each), point) for each in self.conditions)
        return comparison if is_inside else Undecided("outside-conditions")

    def _of_a_bound(self, root: Step) -> Comparison:
        """A bound is proved where what it bounds is what SymPy derives, and no step of the argument is refuted."""
        derived = next(each for each in root.steps() if each.rule in ("chain", JACOBIAN_CHAIN))
        if any(False in self._opinions(each) for each in root.steps()):
            return Refuted("witness")
        if derived.rule == JACOBIAN_CHAIN:
            return Proved("exact", note="sizes") if True in self._opinions(derived) else Undecided("matrix:steps")
        return self.oracle.compared(derived.before, derived.result)

    def _opinions(self, step: Step) -> tuple[bool | None, bool | None]:
        check = self._step(step)
        return check.sympy, check.numeric


class _MatrixChecker(_Checker):
    """Steps of a network's derivation are statements about arrays, which `verify_adjoint` checks."""

    def __init__(self, derivation: Derivation) -> None:
        self.derivation = derivation
        self.adjoints = AdjointChecker(derivation)

    def checks(self) -> Iterator[StepCheck]:
        for step in self.derivation.steps():
            yield StepCheck(step.id, step.rule, step.before, step.after, *self.adjoints.step(step))
            for position, rewrite in enumerate(step.trace, 1):
                opinion = self.adjoints.put_in(rewrite.before, rewrite.after, step.before)
                yield StepCheck(f"{step.id}={position}", rewrite.rule, rewrite.before, rewrite.after, *opinion)

    def answer(self) -> Comparison:
        return self.adjoints.answer()


def _put_in(before: Term) -> Term:
    """The formula at a place with the place put in; any other term as it is."""
    if before.op != "at":
        return before
    return substitute(before.args[0], {each.args[0]: each.args[1] for each in before.args[1:]})


def _conditions_of(step: Step) -> tuple[Term, ...]:
    """The conditions of a step and of all that it rests on."""
    return tuple(dict.fromkeys(condition for each in step.steps() for condition in each.domain))


OPENED: dict[str, Callable[[Term], Term | tuple[Term, ...]]] = {"grad": opened_gradient, "jacobian": opened_jacobian}
"""What asks for several derivatives at once, and the derivatives that it stands for."""


def _side_by_side(before: Term, after: Term) -> list[tuple[Term, Term]]:
    """The components of two tuples, one by one; a gradient opens into its derivatives."""
    if before.op == "opaque" and before.value in OPENED:
        opened = OPENED[str(before.value)](before)
        expected = opened if isinstance(opened, tuple) else opened.args
        parts = after.args if after.op in ("tuple", "matrix") else (after,)
        return list(zip(expected, parts, strict=True))
    if before.op == after.op in ("tuple", "matrix") and len(before.args) == len(after.args):
        return list(zip(before.args, after.args, strict=True))
    return [(before, after)]


def _all(findings: Iterator[bool | None]) -> bool | None:
    collected = list(findings)
    if False in collected:
        return False
    return None if None in collected else True


__all__ = ["StepCheck", "Verification", "compare", "verdict", "verification", "verified", "verify"]
