"""Diagnosis: of the quiz's own item by table, of planted mistakes by figures, and nothing where nothing fits."""

from __future__ import annotations

import subprocess
import sys

import pytest

from derivations.steps.misconceptions import diagnose, wrong_answers
from derivations.steps.text import read_definitions, read_wanted
from derivations.terms.domain import Domain
from derivations.terms.printing import plain
from derivations.terms.reading import Names, Reading, read
from derivations.terms.term import Term, derivative, name, names
from tests.derivations.steps.expressions import expressions

CHAIN = (("z = t^2", "t = x + y"), "dz/dx")
TWIN = (("z = t^2", "t = 3x + y"), "dz/dx")
SQUARE = (("z = t^2", "t = x^2 + y"), "dz/dx")
SIGMOID = (("y = sigmoid(x)",), "dy/dx")
SECOND = (("y = x^3",), "d2y/dx2")
PRODUCT = (("E = (y - d)^2/2", "y = sigmoid(u)", "u = w*x + b"), "dE/dy * dy/du * du/dw")
LONG = (("z = t^3 + 5t", "t = sin(x)"), "dz/dx")

Item = tuple[tuple[str, ...], str]


def term(text: str) -> Term:
    found = read(text, Names())
    assert isinstance(found, Reading), (text, found)
    return found.term


def labels(item: Item, answer: str) -> list[str]:
    given, wanted = item
    classes = wrong_answers(read_definitions(given), read_wanted(wanted), Domain())
    return [label for label, _ in diagnose(classes, term(answer))]


DIAGNOSED = [
    (CHAIN, "x + y", "power_no_coefficient"),
    (CHAIN, "2x", "freshman_dream"),
    (CHAIN, "(x + y)^2", "not_differentiated"),
    (CHAIN, "2(x + y)^2", "power_keep_exponent"),
    (CHAIN, "2(x + y)^3", "power_exponent_plus"),
    (CHAIN, "2(x + y) + 1", "chain_added"),
    (CHAIN, "2", "chain_outer_at_inner_derivative"),
    (CHAIN, "4(x + y)", "const_one"),
    (TWIN, "2(3x + y)", "chain_forgot_inner"),
    (SQUARE, "2(x^2 + y)", "chain_forgot_inner"),
    (SIGMOID, "sigmoid(x)(1 + sigmoid(x))", "sigmoid_plus"),
    (SIGMOID, "x(1 - x)", "sigmoid_arg_not_activation"),
    (SECOND, "6x^2", "power_keep_exponent"),
    (PRODUCT, "(sigmoid(w x + b) - d) sigmoid(w x + b) x", "sigmoid_no_one_minus"),
    (LONG, "3 sin(x)^2 + 5", "chain_forgot_inner"),
]


GRADIENT = (("E = (y - d)^2/2", "y = w*x + b"), "grad(E, w, b)")


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ("(w x + b - d, w x + b - d)", "chain_forgot_inner"),
        ("(2 x (w x + b - d), 2 (w x + b - d))", "drop_constant"),
        ("(x (w x + b - d)^2, (w x + b - d)^2)", "power_keep_exponent"),
    ],
)
def test_a_gradient_may_be_wrong_in_one_component_or_in_all(answer: str, label: str) -> None:
    assert label in labels(GRADIENT, answer)[:3]


EVERYWHERE = [
    ("y = sin(x^2) + exp(3x)", "cos(x^2) + exp(3x)", "chain_forgot_inner"),
    ("y = x^3 + x^5", "3x^3 + 5x^5", "power_keep_exponent"),
    ("y = x^3 sin(x) + x^2 cos(x)", "3x^2 cos(x) - 2x sin(x)", "product_of_derivatives"),
]


@pytest.mark.parametrize(("given", "answer", "label"), EVERYWHERE)
def test_a_misconception_that_is_held_everywhere_is_one_mistake(given: str, answer: str, label: str) -> None:
    assert labels(((given,), "dy/dx"), answer) == [label]


@pytest.mark.parametrize(("item", "answer", "label"), DIAGNOSED)
def test_a_mistake_is_named(item: Item, answer: str, label: str) -> None:
    assert label in labels(item, answer)[:2]


@pytest.mark.parametrize("answer", ["2.1(x + y)", "2(x + y) + 1/50", "sin(x) + 9", "200001(x + y)/100000"])
def test_nothing_is_said_where_no_single_mistake_gives_the_answer(answer: str) -> None:
    assert labels(CHAIN, answer) == []


def test_a_class_of_explanations_is_ranked_and_its_weights_add_up() -> None:
    classes = wrong_answers(read_definitions(TWIN[0]), read_wanted(TWIN[1]), Domain())
    found = diagnose(classes, term("2(3x + y)"))

    assert {"chain_forgot_inner", "drop_constant"} <= {label for label, _ in found}
    assert sum(weight for _, weight in found) == pytest.approx(1, abs=0.01)
    assert [weight for _, weight in found] == sorted((weight for _, weight in found), reverse=True)


@pytest.mark.parametrize(("item", "is_hidden"), [(CHAIN, True), (TWIN, False), (SQUARE, False)])
def test_what_an_item_cannot_see_is_listed(item: Item, is_hidden: bool) -> None:
    classes = wrong_answers(read_definitions(item[0]), read_wanted(item[1]), Domain())

    assert ("chain_forgot_inner" in {each.rule.code for each in classes.invisible}) is is_hidden


def test_no_class_of_wrong_answers_holds_the_right_one() -> None:
    for item in (CHAIN, TWIN, SQUARE, SIGMOID, SECOND, PRODUCT, LONG):
        classes = wrong_answers(read_definitions(item[0]), read_wanted(item[1]), Domain())

        assert diagnose(classes, classes.right) == []


@pytest.mark.parametrize("function", [each for each in expressions(60, seed=11) if "x" in names(each)], ids=plain)
def test_the_right_derivative_of_any_expression_is_in_no_class_of_wrong_ones(function: Term) -> None:
    classes = wrong_answers((("f", function),), derivative(name("f"), name("x")))

    assert diagnose(classes, classes.right) == []


def test_a_diagnosis_imports_no_sympy() -> None:
    program = (
        "import sys; from derivations.steps.misconceptions import diagnose, wrong_answers;"
        "from derivations.terms.term import derivative, name;"
        "z, x = name('z'), name('x');"
        "found = diagnose(wrong_answers((('z', (x + 1) ** 2),), derivative(z, x)), x + 1);"
        "assert found, found; sys.exit('sympy' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


LARGE = [
    "*".join(f"(x^2 + {each}*x + 1)" for each in range(1, 13)),
    "sigmoid(" * 30 + "x" + ")" * 30,
    "+".join(f"x^{each}*sin({each}*x)" for each in range(2, 20)),
]


@pytest.mark.parametrize("function", LARGE, ids=["factors", "nested", "summands"])
def test_a_large_question_is_replayed_within_bounds(function: str) -> None:
    classes = wrong_answers(read_definitions([f"f = {function}"]), read_wanted("df/dx"))

    assert classes.classes
    assert diagnose(classes, classes.right) == []
