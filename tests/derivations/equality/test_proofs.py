"""What is proved, how, and with which note; and what must not be proved."""

from __future__ import annotations

import pytest

from derivations import compare
from derivations.equality.outcome import Agreed, Proved, Refuted, Undefined

PROOFS = [
    # left, right, how, note
    ("2x + 2y", "2*(x+y)", "exact", None),
    ("(x+1)^2", "x^2+2x+1", "exact", None),
    ("1/2 + 1/3", "5/6", "exact", None),
    ("(x^2-1)/(x-1)", "x+1", "exact", "removable_points"),
    ("1/(1/x)", "x", "exact", "removable_points"),
    ("x/(2y)", "(x/2)/y", "exact", None),
    ("(x+1)^(10^9)", "(x+1)^(10^9-1)*(x+1)", "whp", None),
    ("(x+y+z)^60/(x+y+z)", "(x+y+z)^59", "whp", "removable_points"),
    ("exp(x)exp(-x)", "1", "whp", None),
    ("exp(ln(x))", "x", "whp", "removable_points"),
    ("sigmoid(x)*(1-sigmoid(x))", "exp(-x)/(1+exp(-x))^2", "whp", None),
    ("1-tanh(x)^2", "1/cosh(x)^2", "whp", None),
    ("tan(x)", "sin(x)/cos(x)", "whp", None),
    ("sqrt(x)^2", "x", "whp", None),
    ("max(x,y)", "max(y,x)", "whp", None),
    ("relu(x)-relu(-x)", "x", "whp", None),
    ("max(-1, min(1, x))", "min(max(x, -1), 1)", "whp", None),
    ("(|x+1| - |x-1|)/2", "np.clip(x, -1, 1)", "whp", None),
    ("x/|x|", "sign(x)", "whp", "removable_points"),
    ("sign(x)*|x|", "x", "whp", None),
    ("exp(tanh(x-x))", "1", "whp", None),
    ("exp(sigmoid(0) + sinh(0))", "exp(1/2)", "whp", None),
    ("f(2x)", "f(x+x)", "whp", None),
    ("∂E/∂y*2", "dE/dy + dE/dy", "whp", None),
]


@pytest.mark.parametrize(("left", "right", "how", "note"), PROOFS)
def test_identities_are_proved_and_holes_are_said(left: str, right: str, how: str, note: str | None) -> None:
    from derivations import compile_key

    found = compile_key(right, functions=("f",)).compare(left)

    assert isinstance(found, Proved), found
    assert (found.how, found.note) == (how, note)
    assert (found.error_bound is not None) == (how == "whp")
    assert how != "whp" or float(str(found.error_bound)) < 1e-12


NOT_PROVED = [
    # apart between bounds only
    ("max(2, min(1, x))", "min(max(x, 2), 1)"),
    ("max(-2, min(1, x))", "min(max(x, -1), 1)"),
    # equal nowhere near everywhere: each choice of branches has to be looked at
    ("(|a|-a)(|b|+b)(|c|-c)", "0"),
    ("(|a|-a)(|b|+b)(|c|-c)(|d|+d)(|f|-f)(|g|+g)(|h|-h)(|k|+k)", "0"),
    ("(sqrt(a^2)-a)(sqrt(b^2)+b)(sqrt(c^2)-c)", "0"),
    # 0 at irrational points only
    ("sign(x^2-2)^2", "1"),
    # true for real arguments only
    ("ln(exp(i*x))", "i*x"),
    ("|sqrt(x-5)|^2", "x-5"),
    # true for positive arguments only
    ("sqrt(x)*sqrt(y)", "sqrt(x*y)"),
    ("ln(x)+ln(y)", "ln(x*y)"),
    # larger or smaller than what numbers show
    ("x + (1/2)^(10^12)", "x"),
    ("9^9^9^9", "9^9^9^9 + 1"),
    ("x + (2^61-1)*y", "x"),
    ("x^(2^61-1)", "x"),
]


@pytest.mark.parametrize(("left", "right"), NOT_PROVED)
def test_what_is_not_an_identity_is_not_proved(left: str, right: str) -> None:
    found = [compare(left, right), compare(right, left)]

    assert not any(isinstance(each, Proved) for each in found), found


BRANCHES = [pair for pair in NOT_PROVED if "a" in pair[0] and "sign" not in pair[0]]


@pytest.mark.parametrize(("left", "right"), BRANCHES)
def test_what_differs_for_some_signs_only_is_not_accepted(left: str, right: str) -> None:
    assert not isinstance(compare(left, right), Proved | Agreed), compare(left, right)


@pytest.mark.parametrize("text", ["ln(x-x)", "ln(0)-ln(0)", "sin(1/(x-x))", "1/(sin(x)^2+cos(x)^2-1)", "f(0/0)"])
def test_what_has_no_value_anywhere_is_undefined(text: str) -> None:
    assert isinstance(compare(text, text), Undefined)
    assert isinstance(compare(text, "0"), Undefined)


@pytest.mark.parametrize("text", ["1/(|x|-x)", "x/(sqrt(x^2)-x)", "ln(|x|-x)"])
def test_what_has_values_for_one_sign_is_not_called_undefined(text: str) -> None:
    assert isinstance(compare(text, text), Proved)
    assert not isinstance(compare(text, f"0 + {text}"), Undefined | Refuted)


def test_a_rational_difference_below_what_numbers_show_is_refuted() -> None:
    found = compare("x + (1/2)^(10^12)", "x")

    assert not isinstance(found, Proved | Agreed)
    assert isinstance(compare("x + (1/2)^10000", "x"), Refuted)


DECLARED = [
    ("sqrt(x^2)", "x", "positive", Agreed | Proved),
    ("sqrt(x^2)", "x", "negative", Refuted),
    ("|x|", "x", "nonnegative", Agreed | Proved),
    ("|z|^2", "z^2", "complex", Refuted),
    ("ln(exp(z))", "z", "complex", Refuted),
    ("ln(exp(x))", "x", "real", Proved),
]


@pytest.mark.parametrize(("left", "right", "domain", "kind"), DECLARED)
def test_the_domain_decides(left: str, right: str, domain: str, kind: type) -> None:
    assert isinstance(compare(left, right, domain), kind), compare(left, right, domain)
