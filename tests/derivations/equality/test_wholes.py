"""Lists, sets, matrices, equations, inequalities, intervals, tolerances: tables of pairs and what each comes to."""

from __future__ import annotations

import pytest

from derivations.equality.compare import compare
from derivations.equality.numbers import tolerance
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, Undefined, WrongType
from derivations.terms.domain import domain_of
from derivations.terms.reading import Reading, read


def compared(left: str, right: str, domain: str = "real", **options: object) -> Comparison:
    found = [read(each) for each in (left, right)]
    assert isinstance(found[0], Reading), found
    assert isinstance(found[1], Reading), found
    return compare(found[0].term, found[1].term, domain_of(domain), tolerance(options))


SAME = [
    ("{1, 2}", "{2, 1, 1}"),
    ("x = 1 or x = -1", "{1, -1}"),
    ("{1, -1}", "x = -1 or x = 1"),
    ("{}", "{}"),
    ("{sqrt(2), -sqrt(2)}", "{-2/sqrt(2), 2^0.5}"),
    ("[x + x, 1]", "[2x, 1]"),
    ("(1, 2)", "[1, 2]"),
    ("[{1, 2}, 3]", "[{2, 1}, 3]"),
    ("[[x + x, 0], [1, 2]]", "[[2x, 0], [1, 4/2]]"),
    ("2x = 4", "x = 2"),
    ("4 = 2x", "x = 2"),
    ("2y = 4x + 2", "y = 2x + 1"),
    ("sin(x)^2 = 1", "1 - cos(x)^2 - 1 = 0"),
    ("G = X^T@D", "G = (D^T@X)^T"),
    ("x > 2", "2x > 4"),
    ("2 < x", "x > 2"),
    ("-x <= -2", "x >= 2"),
    ("2x != 0", "x != 0"),
    ("1 < x < 3", "3 > x > 1"),
    ("2 < 2x <= 6", "1 < x <= 3"),
    ("[0, 4/2)", "[0, 2)"),
    ("[1, 2]", "[1, 2]"),
    ("(a, b]", "(a, b]"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_what_is_the_same_part_by_part_is_proved(left: str, right: str) -> None:
    assert isinstance(compared(left, right), Proved), compared(left, right)
    assert isinstance(compared(right, left), Proved), compared(right, left)


DIFFERENT = [
    ("{1, 2, 3}", "{1, 2}", "extra", {"member": "3"}),
    ("{1}", "{1, 2}", "missing", {"member": "2"}),
    ("{1, 4}", "{1, 2}", "extra", {"member": "4"}),
    ("{}", "{1}", "missing", {"member": "1"}),
    ("[1, 3, 2]", "[1, 2, 3]", "order", {"part": "2"}),
    ("[1, 2, 2]", "[1, 2]", "extra", {"member": "2"}),
    ("[1, 3]", "[1, 2, 3]", "missing", {"member": "2"}),
    ("(x, 2y)", "(x, 2x)", "witness", {"part": "2"}),
    ("[{1}, {2}]", "[{1}, {3}]", "extra", {"part": "2", "member": "2"}),
    ("[[1, 2], [3, 4]]", "[[1, 2], [3, 5]]", "witness", {"part": "2,2"}),
    ("[[1, 2, 3], [4, 5, 6]]", "[[1, 4], [2, 5], [3, 6]]", "shape", {"found": "2x3", "expected": "3x2"}),
    ("x = 3", "x = 2", "equation", {}),
    ("x^2 = 4", "x^2 = 5", "equation", {}),
    ("3x + 4y + 14 = 0", "3x - y + 13 = 0", "equation", {}),
    ("x^2 + y^2 = 1", "x^2 + y^2 = 2", "equation", {}),
    ("sin(x) = 0", "cos(x) = 0", "equation", {}),
    ("1 = 1", "2 = 3", "equation", {}),
    ("x > 3", "x > 2", "inequality", {}),
    ("1 < x < 3", "1 < x < 4", "inequality", {}),
    ("1 < x < 3", "1 < x", "inequality", {}),
    ("1 < x < 3", "1 <= x < 3", "inequality", {}),
    ("x >= 2", "x > 2", "inequality", {}),
    ("x > 1", "s > 1", "inequality", {}),
    ("x < 2", "x > 2", "inequality", {}),
    ("[1, 2)", "[1, 2]", "brackets", {"found": "[)"}),
    ("[1, 2)", "[1, 3)", "witness", {"part": "2"}),
    ("[0, oo)", "[1, oo)", "witness", {"part": "1"}),
    ("{1, (1, 2)}", "{1}", "extra", {"member": "(1, 2)"}),
    ("{(1, 2), (3, 4), (5, 6)}", "{(1, 2), (3, 4)}", "extra", {"member": "(5, 6)"}),
    ("{x, -x}", "{x, 2x}", "extra", {"member": "-x"}),
]


@pytest.mark.parametrize(("left", "right", "how", "facts"), DIFFERENT)
def test_what_differs_is_refuted_and_the_reason_named(left: str, right: str, how: str, facts: dict[str, str]) -> None:
    found = compared(left, right)

    assert isinstance(found, Refuted), found
    assert found.how == how, found
    assert facts.items() <= found.facts.items()
    assert isinstance(compared(right, left), Refuted), "a refutation does not depend on who says what"


OPEN = [
    ("x^3 = 0", "x = 0"),
    ("exp(x) = 2", "x = ln(2)"),
    ("x^2 + 1 = 0", "x^2 + 2 = 0"),
    ("G = X^T@D", "G = D^T@X"),
    ("x^2 > 4", "x > 2"),
    ("(2, 1]", "(3, 1]"),
    ("{x, -x}", "{|x|, -|x|}"),
]


@pytest.mark.parametrize(("left", "right"), OPEN)
def test_what_may_be_the_same_in_another_way_stays_open(left: str, right: str) -> None:
    assert isinstance(compared(left, right), Undecided), compared(left, right)


OF_OTHER_KINDS = [
    ("1", "[1, 2]"),
    ("x = 2", "2"),
    ("x > 1", "x = 1"),
    ("{1, 2}", "[1, 2]"),
    ("x = 1 or y = 2", "{1, 2}"),
    ("{(1, 2)}", "{3}"),
    ("2*{1}", "{2}"),
    ("{x, -[1, 2]}", "{x, -[1, 2]}"),
    ("[[1, 2]]", "(1, 2)"),
]


@pytest.mark.parametrize(("left", "right"), OF_OTHER_KINDS)
def test_things_of_different_kinds_are_not_compared(left: str, right: str) -> None:
    assert isinstance(compared(left, right), WrongType), compared(left, right)
    assert isinstance(compared(right, left), WrongType)


INFINITE: list[tuple[str, str, type[Comparison]]] = [
    ("oo", "oo", Proved),
    ("2*oo", "oo", Proved),
    ("-oo", "oo", Refuted),
    ("x + oo", "oo", Proved),
    ("1/oo", "0", Proved),
    ("exp(-oo)", "0", Proved),
    ("2^oo", "oo", Proved),
    ("(1/2)^oo", "0", Proved),
    ("5", "oo", Refuted),
    ("x", "oo", Refuted),
    ("oo - oo", "0", Undefined),
    ("x + 0*oo", "x", Undefined),
    ("oo/oo", "1", Undefined),
    ("1^oo", "1", Undefined),
    ("x*oo", "oo", Undecided),
    ("sin(oo)", "0", Undecided),
]


@pytest.mark.parametrize(("left", "right", "sort"), INFINITE)
def test_infinity_is_reckoned_with_where_that_is_defined(left: str, right: str, sort: type[Comparison]) -> None:
    assert isinstance(compared(left, right), sort), compared(left, right)


TOLERATED = [
    ("3.1416", "pi", {"rtol": 1e-4}),
    ("1/3", "0.333333333333", {"rtol": 1e-9}),
    ("1e-13", "0", {"atol": 1e-9}),
    ("1.1", "1", {"atol": 0.1}),
    ("0.9", "1", {"rtol": "0.1"}),
    ("0.3333", "1/3", {"sig": 4}),
    ("10.0", "9.996", {"sig": 3}),
    ("-3.14", "-pi", {"sig": 3}),
    ("314", "100pi", {"sig": 3}),
    ("0.00314", "pi/1000", {"sig": 3}),
    ("1.41", "sqrt(2)", {"decimals": 2}),
    ("0.13", "0.125", {"decimals": 2}),
    ("{1.41, -1.41}", "{sqrt(2), -sqrt(2)}", {"decimals": 2}),
    ("[[1.41]]", "[[sqrt(2)]]", {"decimals": 2}),
    ("2.50", "2.5", {"sig": 3, "sig_strict": True}),
]


@pytest.mark.parametrize(("left", "right", "options"), TOLERATED)
def test_a_number_within_what_is_allowed_is_right(left: str, right: str, options: dict[str, object]) -> None:
    assert compared(left, right, **options) == Proved("tolerance")


NOT_TOLERATED = [
    ("0.333", "1/3", {"rtol": 1e-4}),
    ("0", "1e-12", {"rtol": 1e-6}),
    ("1.1000001", "1", {"atol": 0.1}),
    ("9.99", "9.996", {"sig": 3}),
    ("0.3334", "1/3", {"sig": 4}),
    ("3.15", "pi", {"sig": 3}),
    ("1.42", "sqrt(2)", {"decimals": 2}),
    ("{1.4, -1.41}", "{sqrt(2), -sqrt(2)}", {"decimals": 2}),
    ("2.01x", "2x", {"atol": 0.001}),
]


@pytest.mark.parametrize(("left", "right", "options"), NOT_TOLERATED)
def test_a_number_beyond_what_is_allowed_is_refuted_with_both_values(left: str, right: str, options: dict[str, object]) -> None:
    found = compared(left, right, **options)

    assert isinstance(found, Refuted), found
    assert found.witness is not None


def test_a_function_within_a_tolerance_is_only_said_to_agree() -> None:
    assert isinstance(compared("2x + 0.001", "2x", atol=0.01), Agreed)


def test_too_few_digits_are_told_apart_from_a_wrong_value() -> None:
    assert compared("2.5", "2.50", sig=3, sig_strict=True) == Refuted("digits", facts={"found": "2", "expected": "3"})
    assert compared("5/2", "2.50", sig=3, sig_strict=True) == Undecided("unsupported:digits")


def test_the_border_of_a_tolerance_is_decided_only_where_it_is_exact() -> None:
    assert compared("sqrt(2) + 0.1", "sqrt(2)", atol=0.1) == Undecided("unconfirmed")
    assert compared("0.001", "sin(pi)", sig=3) == Undecided("unconfirmed"), "the leading digit of 0 is not known"


@pytest.mark.parametrize(
    "options",
    [{"rtol": -1}, {"rtol": "much"}, {"rtol": True}, {"atol": float("inf")}, {"atol": "1e999999999"}, {"sig": 0}, {"sig": 2.5}],
)
def test_what_is_no_size_is_refused(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        tolerance(options)
