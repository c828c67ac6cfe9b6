"""What a text is as a whole: a term, a relation, a list; what stands round it is left out."""

from __future__ import annotations

import pytest

from derivations.terms.printing import plain
from derivations.terms.reading import ANY, Names, Reading, Unreadable, read
from derivations.terms.term import Term, derivative, name

WHOLE = {
    "[1, 2]": ["1, 2", "1、2", "１；２", "1; 2", "[1, 2]", "np.array([1, 2])", r"\left[1, 2\right]"],
    "[0.5, 0.25]": ["0.5,0.25"],
    "[x = 1, x = 2]": ["x=1, x=2", "x＝1、x＝2", r"x=1,\ x=2"],
    "{x = 1, x = 2}": ["x=1 or x=2", "x=1 または x=2", r"x=1 \lor x=2", r"x = 1 \text{ or } x = 2"],
    "{1, 2}": ["{1,2}", "｛１、２｝", r"\{1, 2\}", r"\left\{1,2\right\}", "1 or 2"],
    "(1, 2)": ["(1,2)", "（１，２）"],
    "[0, 1)": ["[0,1)", r"\left[0, 1\right)"],
    "[[1, 2], [3, 4]]": [
        "[[1,2],[3,4]]",
        "np.array([[1,2],[3,4]])",
        r"\begin{bmatrix}1&2\\3&4\end{bmatrix}",
        r"\left[\begin{array}{cc}1&2\\3&4\end{array}\right]",
        r"\left(\begin{matrix}1&2\\3&4\\ \end{matrix}\right)",
    ],
    "0 < x < 1": ["0<x<1", "０＜ｘ＜１", r"0 \lt x \lt 1"],
    "0 <= x < 1": ["0≦x<1", r"0\le x<1", "0 <= x < 1"],
    "x != 1": ["x≠1", "x <> 1", r"x \neq 1"],
    "x + 1": [
        *("$x+1$", "$$x+1$$", r"\(x+1\)", r"\[x+1\]", "`x+1`", r"\boxed{x+1}", r"$\boxed{x+1}$.", "x+1.", "x+1。"),
        *("Thus x+1", "The answer is x+1", "The final answer is x+1.", "Final answer: x+1", "So, x + 1", "最大値は x+1", "≒ x+1"),
        *(r"\therefore x+1", r"\text{よって } x+1", r"{\rm x}+1", r"\begin{eqnarray} x+1 \end{eqnarray}"),
        *("∴ x+1", "よって、x+1", "答え：x+1", "答 x＋1 です", "Answer: x+1", "したがって x+1 となる。"),
    ],
    "x = 1": [r"\boxed{x=1}", r"x = \boxed{1}", r"\begin{align*} x &= 1 \end{align*}", r"\[\begin{split} x \\ &= 1. \end{split}\]"],
}


@pytest.mark.parametrize(("printed", "text"), [(printed, text) for printed, texts in WHOLE.items() for text in [printed, *texts]])
def test_a_text_is_read_as_a_whole(printed: str, text: str) -> None:
    found = read(text)

    assert isinstance(found, Reading), found
    assert plain(found.term) == printed


REFUSED = {
    "1,5": "ambiguous_comma",
    "1,000": "ambiguous_comma",
    "-1,5": "ambiguous_comma",
    "x = 1,5": "ambiguous_comma",
    "x = 1 or x = 2, x = 3": "several_answers",
    "x>0 and x<1": "several_answers",
    "x>0かつx<1": "several_answers",
    "x\ny": "several_answers",
    "0<x>1": "misplaced_relation",
    "x = y < z": "several_equations",
    "1 = 2 = 3": "several_equations",
    r"\boxed{x}\boxed{y}": "several_answers",
    r"2\boxed{x}": "several_answers",
    r"\begin{aligned} x &= 1 \\ y &= 2 \end{aligned}": "not_supported",
    r"\begin{aligned} x \end{align}": "missing_operand",
    "${x}": "missing_operand",
    "{{x}}": "not_supported",
    r"\begin{pmatrix}1\end{bmatrix}": "mismatched_bracket",
    "= 2x": "missing_operand",
    "答えはわかりません": "prose",
    "no solution": "prose",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_be_more_than_one_answer_is_refused(text: str) -> None:
    found = read(text)

    assert isinstance(found, Unreadable), found
    assert found.code == REFUSED[text]


ASKED = [
    ("dz/dx = 2(x+y)", "dz/dx"),
    ("dz/dx = 2t = 2(x+y)", "dz/dx = 2t"),
    (r"\frac{dz}{dx}=2(x+y)", r"\frac{dz}{dx}"),
    ("∂z/∂x = 2(x+y)", "∂z/∂x"),
    ("= 2(x+y)", "="),
    ("z' = 2(x+y)", "z'"),
    ("dz_dx = 2(x+y)", "dz_dx"),
    ("∴ dz/dx = 2(x+y)", "dz/dx"),
    (r"\frac{dz}{dx} = \boxed{2(x+y)}", r"\frac{dz}{dx}"),
]


@pytest.mark.parametrize(("text", "dropped"), ASKED)
@pytest.mark.parametrize("names", [ANY, Names(frozenset({"x", "y", "t"}))], ids=["any", "declared"])
def test_a_left_side_that_names_what_is_asked_is_dropped_and_said(text: str, dropped: str, names: Names) -> None:
    found = read(text, names, asked=derivative(name("z"), name("x")))

    assert isinstance(found, Reading), found
    assert (plain(found.term), found.dropped) == ("2*(x + y)", dropped)


def test_a_left_side_that_names_something_else_is_kept() -> None:
    found = read("dz/dy = 2x", asked=derivative(name("z"), name("x")))

    assert isinstance(found, Reading)
    assert found == Reading(Term("eq", (derivative(name("z"), name("y")), 2 * name("x"))))


def test_each_of_several_values_may_name_what_is_asked() -> None:
    found = read("x = 1, x = 2", asked=name("x"))

    assert isinstance(found, Reading)
    assert (plain(found.term), found.dropped) == ("[1, 2]", "x")
