"""Laws of comparison: symmetry, no refutation of itself, no proof of a near miss."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from derivations import compare
from derivations.equality.compare import compare as compare_terms
from derivations.equality.outcome import Agreed, Proved, Refuted, Undefined
from derivations.terms.domain import domain_of
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term
from tests.derivations.terms.test_reading import terms

DATA = Path(__file__).parents[1] / "data"
ROWS = [json.loads(line) for line in (DATA / "answer_pairs.jsonl").read_text(encoding="utf-8").splitlines()]


@settings(max_examples=100, deadline=None)
@given(terms(), terms())
def test_comparison_is_symmetric_and_never_refutes_a_term_by_itself(left: Term, right: Term) -> None:
    kinds = {type(compare_terms(left, right)), type(compare_terms(right, left))}

    assert not {Proved, Refuted} <= kinds
    assert not isinstance(compare_terms(left, left), Refuted)


NEAR = ["x + 1/10^30", "x*(1 + 1/10^25)", "x + exp(-10^4*(x-1/3)^2)", "x + (1/2)^100", "x + 0.0000000001", "x + exp(-1000)"]


@pytest.mark.parametrize("text", NEAR)
def test_a_near_miss_is_never_taken_for_equal(text: str) -> None:
    assert not isinstance(compare(text, "x"), Proved | Agreed)


EQUAL = [
    ("(1+tanh(x/2))/2", "sigmoid(x)"),
    ("2/(1+exp(-2x))-1", "tanh(x)"),
    ("(exp(x)-exp(-x))/(exp(x)+exp(-x))", "tanh(x)"),
    ("w/cosh(w x + b)^2", "w(1-tanh(w x+b)^2)"),
    ("0.5(1+tanh(x/2))", "sigmoid(x)"),
    ("sin(x)^2+cos(x)^2", "1"),
    ("sin(2x)", "2 sin(x) cos(x)"),
    ("max(0,x)", "(x+|x|)/2"),
    ("|x|^2", "x^2"),
    ("ln(exp(x))", "x"),
    ("2/(1+x)-1", "(1-x)/(1+x)"),
    ("x/sqrt(x^2+1)", "x sqrt(x^2+1)/(x^2+1)"),
    ("0.25", "1/4"),
    ("x^2.0", "x^2"),
]


@pytest.mark.parametrize(("left", "right"), EQUAL)
def test_identities_of_this_field_are_proved(left: str, right: str) -> None:
    assert isinstance(compare(left, right), Proved), compare(left, right)


DIFFERENT = [("sqrt(x^2)", "x"), ("ln(x^2)", "2ln(x)"), ("1/2^98", "1/2^99"), ("0.333333", "1/3"), ("x^3", "x^2"), ("|x|", "x")]


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_what_differs_somewhere_is_refuted_by_a_point(left: str, right: str) -> None:
    assert isinstance(compare(left, right), Refuted), compare(left, right)


@pytest.mark.parametrize("text", ["1/0", "(x-x)/(x-x)", "0/0", "(sin(x)^2+cos(x)^2-1)/(sin(x)^2+cos(x)^2-1)"])
def test_what_is_defined_nowhere_is_neither_equal_nor_different(text: str) -> None:
    assert isinstance(compare(text, text), Undefined)
    assert isinstance(compare(text, "1"), Undefined)


@pytest.mark.parametrize("spelling", ["", "_latex"])
def test_shared_answers_get_no_wrong_verdict(spelling: str) -> None:
    wrong = []
    for row in ROWS:
        names = Names(frozenset(row["variables"] or ()))
        domain = domain_of("positive" if row["domain"] == "positive" else "real")
        sides = [read(row[f"{side}{spelling}"], names) for side in ("student", "teacher")]
        assert all(isinstance(each, Reading) for each in sides), row
        found = compare_terms(sides[0].term, sides[1].term, domain)
        if isinstance(found, Proved | Agreed) != row["expected"]:
            wrong.append((row["id"], row["student"], row["teacher"], found))

    assert not wrong
