"""What an item cannot see is computed, and a twin is proposed where another inner function tells."""

from __future__ import annotations

import pytest

from derivations.steps.misconceptions import wrong_answers
from derivations.steps.text import read_definitions, read_wanted
from derivations.steps.twins import better_twin, indistinguishable, invisible
from derivations.terms.printing import plain

UNSEEN = [
    (("z = t^2", "t = x + y"), "dz/dx", ("chain_forgot_inner", "chain_inverted", "wrong_variable")),
    (("z = t^2", "t = x - y"), "dz/dx", ("chain_forgot_inner", "chain_inverted")),
    (("z = t^2", "t = 3x + y"), "dz/dx", ()),
    (("z = t^2", "t = x^2 + y"), "dz/dx", ()),
    (("z = t^2", "t = a x + b y"), "dz/dx", ()),
    (("y = e^x",), "dy/dx", ("not_differentiated",)),
    (("z = exp(t)", "t = a x y + b x"), "dz/dx", ()),
    (("y = sigmoid(a x)",), "dy/dx at x=0", ("const_kept", "const_one")),
    (("y = sigmoid(x)",), "max(dy/dx)", ()),
]


@pytest.mark.parametrize(("given", "wanted", "expected"), UNSEEN)
def test_the_misconceptions_behind_a_right_answer_are_listed(
    given: tuple[str, ...], wanted: str, expected: tuple[str, ...]
) -> None:
    assert invisible(wrong_answers(read_definitions(given), read_wanted(wanted))) == expected


def test_misconceptions_that_give_one_answer_are_listed_together() -> None:
    classes = wrong_answers(read_definitions(["y = sigmoid(x)"]), read_wanted("dy/dx"))

    assert ("not_differentiated", "sigmoid_no_one_minus") in indistinguishable(classes)


def test_a_twin_sees_what_the_question_cannot() -> None:
    definitions, wanted = read_definitions(["z = t^2", "t = x + y"]), read_wanted("dz/dx")
    twin = better_twin(definitions, wanted, wrong_answers(definitions, wanted))

    assert twin is not None
    assert invisible(twin.classes) == ()
    assert plain(dict(twin.definitions)["t"]) in ("3*x + y", "x^2 + y")


def test_a_question_that_misses_nothing_needs_no_twin() -> None:
    definitions, wanted = read_definitions(["z = t^2", "t = x^2 + y"]), read_wanted("dz/dx")

    assert better_twin(definitions, wanted, wrong_answers(definitions, wanted)) is None
