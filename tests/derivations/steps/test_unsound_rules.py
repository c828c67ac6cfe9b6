"""Law 2 for misconceptions: each fails at its own counterexample, and is caught where it is swapped into a derivation."""

from __future__ import annotations

from operator import attrgetter

import pytest

from derivations.steps.adjoint import ELEMENTWISE, derive_adjoint
from derivations.steps.derive import derive
from derivations.steps.matching import filled, match
from derivations.steps.numeric import Numbers
from derivations.steps.priors import PRIORS
from derivations.steps.rules import OF_THE_WHOLE, SOUND, UNSOUND
from derivations.steps.rules.chain import ALONG_NAMES, NAMED
from derivations.steps.rules.extrema import OF_EXTREMA
from derivations.steps.rules.matrix import FAULTY as OF_NETWORKS
from derivations.steps.rules.matrix import RULES as MATRIX_RULES
from derivations.steps.scope import Scope
from derivations.steps.step import Derivation, Rule, Step, derivative_of
from derivations.steps.strategy import Deriving
from derivations.steps.text import read_definitions
from derivations.steps.verify import verification
from derivations.terms.domain import Domain
from derivations.terms.term import Term, derivative, name, names, opaque

x, y = name("x"), name("y")
NUMBERS = Numbers(Scope(()), Domain())
EVERY = (*UNSOUND, *OF_THE_WHOLE)
HARMLESS: dict[str, str] = {}
"""Misconceptions that no step check can catch, with the reason."""


def depends(node: Term) -> bool:
    return "x" in names(node)


def at_the_counterexample(rule: Rule) -> tuple[Term, Term]:
    """The rule's two sides with its own counterexample in its slots."""
    judgement = derivative_of(rule.counterexample, x)
    bindings = match(rule, judgement, depends)
    assert bindings is not None, f"{rule.name} does not fit its counterexample"
    return judgement, filled(rule.after, {**bindings, "y": y})


@pytest.mark.parametrize("rule", EVERY, ids=attrgetter("name"))
def test_an_unsound_rule_fails_at_its_counterexample(rule: Rule) -> None:
    judgement, after = at_the_counterexample(rule)

    assert NUMBERS.agree(judgement, after) is False


@pytest.mark.parametrize("rule", EVERY, ids=attrgetter("name"))
def test_the_imitated_rule_is_sound_and_fits_the_counterexample(rule: Rule) -> None:
    imitated = [each for each in SOUND if each.name == rule.imitates]
    assert imitated or rule.imitates in NAMED

    for each in imitated:
        bindings = match(each, derivative_of(rule.counterexample, x), depends)
        if bindings is not None:
            assert NUMBERS.agree(derivative_of(rule.counterexample, x), filled(each.after, bindings)) is not False


def swapped(rule: Rule) -> Derivation:
    """x + counterexample, derived with the rule tried before all others, where it can be applied once without end."""
    if rule in OF_THE_WHOLE:
        judgement, after = at_the_counterexample(rule)
        step = Step("1", rule.name, judgement, after)
        return Derivation((), judgement, step, (), after)
    definitions = (("f", x + rule.counterexample),)
    wanted = derivative(name("f"), x)
    root = Deriving(Scope(definitions), Domain(), rules=(rule, *SOUND)).step(wanted, "1")
    return Derivation(definitions, wanted, root, (), root.result)


@pytest.mark.parametrize("rule", EVERY, ids=attrgetter("name"))
def test_an_unsound_rule_swapped_into_a_derivation_is_caught_by_the_step_checks(rule: Rule) -> None:
    checked = verification(swapped(rule))
    caught = [each for each in checked.failures() if each.rule == rule.name]

    assert bool(caught) is (rule.name not in HARMLESS), [(each.id, each.rule) for each in checked.failures()]
    assert not checked.verified


NETWORKS = tuple(
    read_definitions([f"layers: {layers}", f"loss: {loss}"])
    for layers, loss in (
        ("sigmoid, tanh", "mean_squared_error"),
        ("relu, softmax", "cross_entropy"),
        ("tanh, sigmoid", "binary_cross_entropy"),
        ("softmax, identity", "mean_squared_error"),
    )
)
WITHOUT_BIAS = tuple(
    tuple((each, meaning.args[0] if meaning.op == "add" else meaning) for each, meaning in definitions) for definitions in NETWORKS
)
ONLY_A_BIAS = (("E", opaque("mean_squared_error", name("d"), name("y"))), ("y", name("x") + name("b1")))


def mistaken_passes(rule: Rule) -> list[Derivation]:
    """Backward passes in which the rule was applied, by every parameter of some networks."""
    found = []
    for definitions in (*NETWORKS, *WITHOUT_BIAS, ONLY_A_BIAS):
        for parameter in ("W1", "b1", "W2"):
            if not any(parameter in names(meaning) for _, meaning in definitions):
                continue
            made = derive_adjoint(definitions, derivative(name("E"), name(parameter)), rules=(rule, *MATRIX_RULES))
            if any(each.rule == rule.name for each in made.steps()):
                found.append(made)
    return found


@pytest.mark.parametrize("rule", OF_NETWORKS, ids=attrgetter("name"))
def test_an_unsound_matrix_rule_swapped_into_a_backward_pass_is_caught_by_the_step_checks(rule: Rule) -> None:
    assert rule.imitates in {*(each.name for each in MATRIX_RULES), ELEMENTWISE}
    made = mistaken_passes(rule)[:2]

    assert made, "applied nowhere"
    for derivation in made:
        checked = verification(derivation)
        assert [each.rule for each in checked.failures() if each.rule == rule.name], [each.id for each in checked.failures()]
        assert not checked.verified


@pytest.mark.parametrize("rule", OF_EXTREMA.values(), ids=attrgetter("name"))
def test_the_place_of_a_largest_value_is_not_the_value(rule: Rule) -> None:
    definitions = (("f", rule.counterexample),)
    value, place = (derive(definitions, filled(each, {"u": name("f")})).answer for each in (rule.before, rule.after))

    assert NUMBERS.agree(value, place) is False


def test_every_prior_is_that_of_a_misconception() -> None:
    labels = {rule.code for rule in (*EVERY, *ALONG_NAMES.values(), *OF_EXTREMA.values(), *OF_NETWORKS)}

    assert PRIORS.keys() <= labels
    assert all(0 < rate < 1 for rate in PRIORS.values())
