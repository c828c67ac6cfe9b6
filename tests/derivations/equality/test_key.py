"""Keys: compiled once, picklable, the same verdict as ``compare``; texts that can't be read are returned, not raised."""

from __future__ import annotations

import pickle

import pytest

import derivations
from derivations import compare, compile_key
from derivations.equality.compare import compare as compare_terms
from derivations.equality.outcome import Proved, Refuted
from derivations.terms.domain import Domain, domain_of
from derivations.terms.reading import Unreadable, read

ANSWERS = ["2x+2y", "2*(x+y)", "2x", "2*(x+", "__import__('os')", "1/0", ""]


@pytest.mark.parametrize("text", ANSWERS)
def test_a_key_says_what_compare_says_also_after_pickling(text: str) -> None:
    key = compile_key("2*(x+y)")
    copy = pickle.loads(pickle.dumps(key))  # noqa: S301 - our own bytes

    assert key.compare(text) == copy.compare(text) == compare(text, "2*(x+y)")


@pytest.mark.parametrize("key", ["2*(x+y)", "sqrt(x^2)", "sigmoid(x)*(1-sigmoid(x))"])
def test_what_a_key_has_met_before_changes_no_verdict(key: str) -> None:
    term = read(key).term
    asked = [
        (answer, domain) for domain in (Domain(), domain_of("positive")) for answer in (key, "x", "-x", "2x+2y", "z", "|x|", "1/x")
    ]

    met = [compare_terms(read(answer).term, term, domain) for answer, domain in asked * 2]

    assert met == [compare_terms(read(answer).term, read(key).term, domain) for answer, domain in asked] * 2
    assert len({type(each) for each in met}) > 1


def test_what_can_not_be_read_is_returned() -> None:
    key = compile_key("2*(x+y)", variables=("x", "y"))

    assert isinstance(key.compare("2*(x+"), Unreadable)
    assert isinstance(key.compare("2 q"), Unreadable)
    assert isinstance(compare("x", "2*(x+"), Unreadable)
    with pytest.raises(ValueError, match="can't be read"):
        compile_key("2*(x+")


def test_a_key_has_a_domain() -> None:
    assert isinstance(compile_key("x", domain="positive").compare("-x"), Refuted)
    assert isinstance(compile_key("ln(exp(x))").compare("x"), Proved)


def test_the_package_offers_its_doors_lazily() -> None:
    assert {"compare", "compile_key", "read", "derive"} <= set(derivations.__all__)
    assert callable(derivations.compare)
    with pytest.raises(AttributeError):
        _ = derivations.nothing
