"""The checks of a derivation catch what is planted: faulty rules, changed lines, false arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from derivations.equality.outcome import Proved
from derivations.steps.derive import derive
from derivations.steps.matching import D, slot
from derivations.steps.rules import SOUND
from derivations.steps.scope import Scope
from derivations.steps.step import Derivation, Rewrite, Rule, Step
from derivations.steps.strategy import Deriving
from derivations.steps.text import derive_text, read_definitions, read_wanted
from derivations.steps.verify import verification
from derivations.terms.domain import Domain
from derivations.terms.term import Term, apply, neg, number

u, v, n = slot("u"), slot("v"), Term("free", (), "n")
sigma = apply("sigmoid", u)

PLANTED = {
    "inner derivative forgotten": (Rule("sigmoid", D(sigma), sigma * (1 - sigma)), "y = sigmoid(3*x)"),
    "sigma where sigma' belongs": (Rule("sigmoid", D(sigma), sigma * D(u)), "y = sigmoid(x)"),
    "exponent not lowered": (Rule("power", D(u**n), n * u**n * D(u)), "y = x^3"),
    "product of the derivatives": (Rule("product", D(u * v), D(u) * D(v)), "y = x^2*sin(x)"),
    "quotient upside down": (Rule("quotient", D(u / v), (u * D(v) - D(u) * v) / v**2), "y = x/(1 + x^2)"),
    "sign of the cosine": (Rule("cos", D(apply("cos", u)), apply("sin", u) * D(u)), "y = cos(x)"),
    "not quite": (Rule("exp", D(apply("exp", u)), apply("exp", u) * D(u) * number(1000001) / number(1000000)), "y = exp(x)"),
}


def derived_with(rules: Sequence[Rule], given: str, wanted: str) -> Derivation:
    definitions, question = read_definitions([given]), read_wanted(wanted)
    deriving = Deriving(Scope(definitions), Domain(), rules=rules)
    root = deriving.step(question, "1")
    return Derivation(definitions, question, root, (), root.result)


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_wrong_rule_is_caught_both_ways_where_it_was_applied(case: str) -> None:
    faulty, given = PLANTED[case]
    checked = verification(derived_with([faulty, *SOUND], given, "dy/dx"))
    caught = [check for check in checked.failures() if check.rule == faulty.name]

    assert [(check.sympy, check.numeric) for check in caught] == [(False, False)], checked.failures()
    assert not checked.verified
    assert not isinstance(checked.answer, Proved)


@pytest.mark.parametrize("given", [given for _, given in PLANTED.values()])
def test_the_same_derivation_by_the_sound_rules_is_verified(given: str) -> None:
    assert verification(derived_with(SOUND, given, "dy/dx")).verified


def changed(step: Step, identifier: str, after: Term) -> Step:
    """The tree with another ``after`` in one step."""
    if step.id == identifier:
        return replace(step, after=after, trace=())
    return replace(step, premises=tuple(changed(each, identifier, after) for each in step.premises))


ARGUMENTS = {
    ("y = sigmoid(x)", "completed-square"): lambda after: after * 2,
    ("y = sigmoid(x)", "square-nonnegative"): lambda after: Term("le", (after.args[0], after.args[1] / 2)),
    ("y = sigmoid(x)", "attained-at"): lambda after: after + 1,
    ("y = 1/(1 + x^2)", "stationary-points"): lambda after: after + 1,
    ("y = 1/(1 + x^2)", "second-order-test"): lambda after: Term("lt", (after.args[0] - 1, number(0))),
    ("y = 1/(1 + x^2) ", "second-order-test"): lambda after: Term("gt", after.args),
    ("y = 1/(1 + x^2)", "limits-at-ends"): lambda after: Term("tuple", (after.args[0], number(-1))),
    ("y = 1/(1 + x^2)", "maximum"): lambda after: after * 2,
    ("y = x/(1 + x^2)", "maximum"): neg,
}


@pytest.mark.parametrize(("given", "rule"), ARGUMENTS)
def test_a_false_step_of_an_argument_is_caught(given: str, rule: str) -> None:
    derivation = derive_text(given, "max(dy/dx)" if "sigmoid" in given else "max(y)")
    target = next(step for step in derivation.steps() if step.rule == rule)
    root = changed(derivation.root, target.id, ARGUMENTS[given, rule](target.after))
    checked = verification(replace(derivation, root=root, answer=root.result))

    assert rule in {check.rule for check in checked.failures()}
    assert not checked.verified


def test_a_changed_line_between_the_steps_is_caught() -> None:
    derivation = derive_text("z = t^2; t = x + y", "dz/dx")
    wrong = (Rewrite("back-substitution", derivation.root.result, derivation.answer + 1),)
    checked = verification(replace(derivation, trace=wrong, answer=wrong[0].after))

    assert [check.id for check in checked.failures()] == ["=1"]


def test_conditions_are_noted_only_where_they_bite() -> None:
    noted = derive(read_definitions(["y = log(x)"]), read_wanted("dy/dx")).conditions()
    implied = derive(read_definitions(["y = log(1 + exp(x))"]), read_wanted("dy/dx")).conditions()

    assert (len(noted), implied) == (1, ())


@pytest.mark.parametrize("given", ["y = acosh(x^2 + 2)", "y = log(x)", "y = abs(x)", "y = asin(x/2)", "y = x^x"])
def test_a_step_is_checked_where_its_conditions_hold(given: str) -> None:
    checked = verification(derive_text(given, "dy/dx"))

    assert checked.steps_hold, checked.failures()


@pytest.mark.parametrize("given", ["y = max(x, asin(2))", "y = sin(x) - cot(pi)", "y = (x^2 + 1)^x - csc(pi)"])
def test_what_sympy_has_no_value_for_is_undecided_and_never_an_error(given: str) -> None:
    checked = verification(derive_text(given, "dy/dx"))

    assert not checked.verified
    assert False not in {each.sympy for each in checked.checks}
