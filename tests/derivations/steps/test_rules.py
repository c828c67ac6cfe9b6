"""Law 2 for the scalar rules: each sound rule holds on generated terms, by difference quotients, without SymPy."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from operator import attrgetter

import pytest

from derivations.steps.derive import derive
from derivations.steps.matching import filled
from derivations.steps.numeric import Numbers
from derivations.steps.rules import RULES, SOUND
from derivations.steps.scope import Scope
from derivations.steps.step import Rule
from derivations.terms.domain import Domain
from derivations.terms.term import Term, apply, derivative, name, number, subterms
from tests.derivations.steps.expressions import expressions

x = name("x")
INNER = (
    apply("sigmoid", 2 * x) / 2 + number(Fraction(1, 4)),  # between 1/4 and 3/4: the domain of asin, atanh
    x**2 + number(Fraction(3, 2)),  # above 1: the domain of acosh
    3 * x - 1,
    *expressions(6, seed=3),
)
UNKNOWN = {"unknown-function"}
"""Rules about functions without values."""
NUMBERS = Numbers(Scope(()), Domain())
NUMERIC = [rule for rule in SOUND if rule.name not in UNKNOWN]


def instances(rule: Rule) -> Iterator[tuple[Term, Term, tuple[Term, ...]]]:
    """The rule's two sides with its slots filled, and its conditions."""
    is_whole = rule.applies is not None
    for inner in INNER:
        bindings = {
            "x": x,
            "u": inner,
            "v": apply("sin", x) + 2,
            "a": number(Fraction(7, 4)),
            "c": number(Fraction(-7, 4)),
            "n": number(3 if is_whole else Fraction(5, 2)),
        }
        repeated = {str(each.args[0].value) for each in subterms(rule.before) if each.op == "each"}
        bindings |= {key: Term("tuple", (bindings[key], x**2)) for key in repeated}
        conditions = tuple(filled(each, bindings) for each in rule.conditions)
        yield filled(rule.before, bindings), filled(rule.after, bindings), conditions


@pytest.mark.parametrize("rule", NUMERIC, ids=attrgetter("name"))
def test_sound_rules_hold_where_their_conditions_do(rule: Rule) -> None:
    verdicts = [NUMBERS.agree(before, after, conditions) for before, after, conditions in instances(rule)]

    assert False not in verdicts, verdicts
    assert True in verdicts, verdicts


@pytest.mark.parametrize("rule", NUMERIC, ids=attrgetter("name"))
def test_a_rule_that_is_off_by_a_little_is_refuted(rule: Rule) -> None:
    little = number(Fraction(1, 10**9))
    verdicts = [NUMBERS.agree(before, after + little, conditions) for before, after, conditions in instances(rule)]

    assert True not in verdicts, verdicts
    assert False in verdicts, verdicts


@pytest.mark.parametrize("rule", NUMERIC, ids=attrgetter("name"))
def test_no_rule_of_the_table_is_hidden_behind_another(rule: Rule) -> None:
    used: set[str] = set()
    for before, _, _ in instances(rule):
        derivation = derive([("f", before.args[0]), ("g", x)], derivative(name("f"), x))
        used |= {step.rule for step in derivation.steps()}

    assert rule.name in used, used


def test_names_are_unique() -> None:
    names = [rule.name for rule in RULES]

    assert len(names) == len(set(names))
