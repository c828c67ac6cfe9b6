"""Products of arrays: equality for all sizes is proved, difference shown by matrices; what depends on a reading stays open."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations import compare
from derivations.equality.explicit import Matrix, explicit
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undecided, WrongType
from derivations.terms.term import Term, apply, name, number

LAYER = {"x": ["N", "I"], "W": ["I", "H"], "d": ["N", "H"], "g": ["N", "H"], "b": ["1", "H"], "v": ["H"]}
COLUMNS = {"x": ["n", "1"], "y": ["n", "1"], "a": ["m", "1"]}

EQUAL = [
    ("W^T δ", "W^T δ", None),
    ("(A@B)^T", "B^T@A^T", None),
    ("(A B)^T", "B^T A^T", None),
    ("(A^T)^T", "A", None),
    ("A@(B+C)", "A@B + A@C", None),
    ("(W^T (a+b)) ⊙ y", "(W^T a) ⊙ y + y ⊙ (W^T b)", None),
    ("2*A@B", "A@(2B)", None),
    ("A@B@C", "A@(B@C)", None),
    ("X^T (y-d)/N", "X^T y/N - X^T d/N", None),
    ("A ⊙ B", "B ⊙ A", None),
    ("A ⊙ (B + C)", "A ⊙ B + C ⊙ A", None),
    ("(W^T δ) ⊙ y ⊙ (1-y)", "(1-y) ⊙ y ⊙ (W^T δ)", None),
    ("(W^T δ) ⊙ σ(z) ⊙ (1-σ(z))", "(W^T δ) ⊙ σ(z) ⊙ σ(-z)", None),
    ("σ(z)^T @ δ", "σ(z^T) @ δ", None),
    ("softmax(z)^T@d", "softmax(z+0)^T@d", None),
    ("x^T d", "(d^T x)^T", LAYER),
    ("x^T d/N", "x^T (d/N)", LAYER),
    ("x^T (d + g)", "x^T d + x^T g", LAYER),
    ("d W^T", "(W d^T)^T", LAYER),
    ("((d + g) W^T) ⊙ x", "(d W^T) ⊙ x + x ⊙ (g W^T)", LAYER),
    ("(d W^T) ⊙ x", "(W d^T)^T ⊙ x", LAYER),
    ("d ⊙ d ⊙ (1-d)", "d^2 - d^3", LAYER),
    ("σ(x W) ⊙ (1-σ(x W))", "σ(x@W) ⊙ σ(-x W)", LAYER),
    ("exp(d) ⊙ exp(d)", "exp(2d)", LAYER),
    ("x^T y", "y^T x", COLUMNS),
    ("x^T y + x^T x", "x^T (x+y)", COLUMNS),
]


@pytest.mark.parametrize(("left", "right", "shapes"), EQUAL)
def test_what_is_equal_for_arrays_of_all_sizes_is_proved(left: str, right: str, shapes: dict[str, list[str]] | None) -> None:
    assert isinstance(compare(left, right, shapes=shapes), Proved), compare(left, right, shapes=shapes)
    assert isinstance(compare(right, left, shapes=shapes), Proved)


DIFFERENT = [
    ("W^T δ", "δ W^T", None, "product"),
    ("W.T @ d", "d @ W.T", None, "product"),
    ("(A B)^T", "A^T B^T", None, "product"),
    ("A@(B+C)", "B@A + C@A", None, "product"),
    ("X^T (y-d)/N", "X^T (y+d)/N", None, "product"),
    ("W^T δ", "2 W^T δ", None, "product"),
    ("A^T", "A", None, "product"),
    ("A ⊙ B", "A@B", None, "product"),
    ("(W^T δ) ⊙ y ⊙ (1-y)", "W^T (δ ⊙ y ⊙ (1-y))", None, "product"),
    ("x y^T", "y x^T", COLUMNS, "product"),
    ("x^T y", "x^T x", COLUMNS, "product"),
    ("d (1-d)", "d ⊙ (1+d)", LAYER, "product"),
    ("x^T d", "d^T x", LAYER, "shape"),
    ("d W^T", "W d^T", LAYER, "shape"),
    ("d W", "x", LAYER, "shape"),
]


@pytest.mark.parametrize(("left", "right", "shapes", "how"), DIFFERENT)
def test_what_differs_is_refuted_by_matrices_or_by_a_shape(
    left: str, right: str, shapes: dict[str, list[str]] | None, how: str
) -> None:
    found = compare(left, right, shapes=shapes)

    assert isinstance(found, Refuted), found
    assert found.how == how
    assert how == "shape" or found.witness is not None


def test_a_witness_shows_the_matrices_and_both_results() -> None:
    found = compare("A@B", "B@A")

    assert isinstance(found, Refuted)
    assert found.witness is not None
    matrix = "[[-3, 2], [-1, 4]]", "[[-3, -2], [-1, 5]]"
    assert found.witness.at == dict(zip("AB", matrix, strict=True))
    assert (found.witness.left, found.witness.right) == ("[[7, 16], [-1, 22]]", "[[11, -14], [-2, 18]]")


OPEN = [
    ("η W^T δ", "W^T δ η", None),
    ("X^T δ + λ W", "X^T δ + W λ", None),
    ("C^T + A B", "C^T + B A", None),
    ("δ * y", "δ ⊙ y", None),
    ("softmax(z)^T@d", "softmax(z^T)@d", None),
    ("A@A^{-1}", "A^{-1}@A", None),
    ("d (1-d)", "d ⊙ (1-d)", LAYER),
    ("x W + b", "x W", LAYER),
    ("v^T v", "v v^T", LAYER),
    ("W v", "v W", LAYER),
]


@pytest.mark.parametrize(("left", "right", "shapes"), OPEN)
def test_what_depends_on_a_reading_that_is_not_declared_stays_open(
    left: str, right: str, shapes: dict[str, list[str]] | None
) -> None:
    assert isinstance(compare(left, right, shapes=shapes), Undecided), compare(left, right, shapes=shapes)


WRITTEN: list[tuple[str, str, type]] = [
    ("2[[1,2],[3,4]]", "[[2,4],[6,8]]", Proved),
    ("[[1,2],[3,4]] + [[1,1],[1,1]]", "[[2,3],[4,5]]", Proved),
    ("[[1,2],[3,4]]@[[0,1],[1,0]]", "[[2,1],[4,3]]", Proved),
    ("[[0,1],[1,0]]@[[1,2],[3,4]]", "[[2,1],[4,3]]", Refuted),
    ("[[1,2],[3,4]]^T", "[[1,3],[2,4]]", Proved),
    ("[[1,2],[3,4]][[1],[1]]", "[[3],[7]]", Proved),
    ("[[1,2],[3,4]]+[[1],[2]]", "[[1,2],[3,4]]", Undecided),
    ("[[1,2],[3,4]]@[[1,2],[3,4],[5,6]]", "[[1,2],[3,4]]", Refuted),
    ("2", "[[2]]", WrongType),
    ("[[cos(x)^2 + sin(x)^2]]", "[[1]]", Proved),
]


@pytest.mark.parametrize(("left", "right", "sort"), WRITTEN)
def test_matrices_that_are_written_out_are_worked_out(left: str, right: str, sort: type[Comparison]) -> None:
    assert isinstance(compare(left, right), sort), compare(left, right)


def test_matrices_are_drawn_inside_what_is_declared_or_nothing_is_refuted() -> None:
    tight = {"A": "interval(1/8, 1/4)", "B": "positive"}
    shapes = {"A": ["n", "n"], "B": ["n", "n"]}

    assert isinstance(compare("A@B", "B@A", tight, shapes=shapes), Refuted)
    assert isinstance(compare("A@B", "B@A", {"A": "interval(pi, pi)"}, shapes=shapes), Undecided)


SHAPES = {each: ["n", "n"] for each in "ABC"} | {"x": ["a", "b"]}
LARGE = [
    ("(((((A+B)^4+C)^4+A)^4)^4)^4 + A@B", "A@B"),
    ("σ(σ(σ(σ(A)^4)^4)^4)^4", "σ(σ(σ(σ(A)^4)^4)^4)^3@A"),
    ("@".join(["(A+B)"] * 60), "@".join(["(B-A)"] * 60)),
    ("((((([[x,2],[3,y]]^4)^4)^4)^4)^4)^4", "[[x,2],[3,4]]^4"),
]


@pytest.mark.parametrize(("left", "right"), LARGE)
def test_the_work_on_large_products_is_bounded(left: str, right: str) -> None:
    started = time.process_time()
    found = compare(left, right, shapes=None if "[[" in left else SHAPES)

    assert isinstance(found, Refuted | Undecided)
    assert time.process_time() - started < 2, "without a bound it would be minutes"


SQUARE = {each: ["n", "n"] for each in "ABC"}
ENTRIES = {"A": (1, 2, 3, 4), "B": (0, 5, 7, 2), "C": (3, 1, 2, 6)}
FIXED = {each: Matrix(2, 2, tuple(number(value) for value in values)) for each, values in ENTRIES.items()}


def arrays() -> st.SearchStrategy[Term]:
    leaves = st.sampled_from([name(each) for each in "ABC"])
    return st.recursive(
        leaves,
        lambda inside: st.one_of(
            st.tuples(inside, inside).map(lambda pair: Term("matmul", pair)),
            st.tuples(inside, inside).map(lambda pair: Term("hadamard", pair)),
            st.tuples(inside, inside).map(lambda pair: pair[0] + pair[1]),
            inside.map(lambda one: Term("transpose", (one,))),
            inside.map(lambda one: 2 * one),
            inside.map(lambda one: apply("sigmoid", one)),
        ),
        max_leaves=5,
    )


@settings(max_examples=60, deadline=None)
@given(arrays(), arrays())
def test_no_proof_contradicts_matrices_and_no_refutation_a_term_itself(left: Term, right: Term) -> None:
    found = compare(left, right, shapes=SQUARE)
    sides = [explicit(each, FIXED) for each in (left, right)]

    if isinstance(found, Proved | Agreed):
        assert all(isinstance(each, Matrix) for each in sides)
        entries = [each.entries for each in sides if isinstance(each, Matrix)]
        assert all(not isinstance(compare(*pair), Refuted) for pair in zip(*entries, strict=True))
    assert isinstance(compare(left, left, shapes=SQUARE), Proved)
    doubled = Term("transpose", (Term("transpose", (left,)),)) + right
    assert isinstance(compare(doubled, right + left, shapes=SQUARE), Proved)
