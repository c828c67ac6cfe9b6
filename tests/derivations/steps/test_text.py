"""Questions as text: what is read, and what is refused with its place."""

from __future__ import annotations

import pytest

from derivations.steps.step import CannotDerive
from derivations.steps.text import derive_text, read_definitions, read_wanted
from derivations.terms.printing import plain
from derivations.terms.term import Term, derivative, name, number, opaque

dz_dx = derivative(name("z"), name("x"))

READ = {
    "dz/dx": dz_dx,
    "max(dz/dx)": Term("max", (dz_dx,)),
    "argmax(dz/dx)": opaque("argmax", dz_dx),
    "zeros(dz/dx)": opaque("zeros", dz_dx),
    "dz/dt * dt/dx": derivative(name("z"), name("t")) * derivative(name("t"), name("x")),
    "dz/dx at x=1, y=2": Term("at", (dz_dx, Term("eq", (name("x"), number(1))), Term("eq", (name("y"), number(2))))),
    "∂z/∂x": derivative(name("z"), name("x"), glyph="∂"),
}


@pytest.mark.parametrize("text", READ)
def test_what_is_wanted_is_read_into_the_shape_that_derive_expects(text: str) -> None:
    assert read_wanted(text) == READ[text]


@pytest.mark.parametrize("given", ["z = t^2; t = x + y", "z = t^2；t = x + y", "t = x + y\nz = t^2", ("z = t^2", "t = x + y")])
def test_definitions_may_be_separated_and_ordered_in_any_way(given: str) -> None:
    assert plain(derive_text(given, "dz/dx").answer) == "2*(x + y)"


REFUSED = {
    ("z = 2*(x", "dz/dx"): ("unreadable", "text"),
    ("z = x", "dz/"): ("unreadable", "at"),
    ("z + 1", "dz/dx"): ("not-a-definition", "text"),
    ("z = x; z = 2", "dz/dx"): ("defined-twice", "name"),
    ("z = t; t = z", "dz/dt"): ("cyclic-definitions", "names"),
    ("z = x", "dq/dx"): ("unknown-name", "name"),
    ("z = x", "dz/dx at 1"): ("unsupported-wanted", "wanted"),
    ("z = t^2; t = 3*x", "dz/dx at t=2"): ("unsupported-wanted", "wanted"),
}


@pytest.mark.parametrize(("given", "wanted"), REFUSED)
def test_what_cannot_be_read_or_derived_says_why(given: str, wanted: str) -> None:
    with pytest.raises(CannotDerive) as refusal:
        derive_text(given, wanted)

    code, fact = REFUSED[given, wanted]
    assert refusal.value.code == code
    assert fact in refusal.value.facts


def test_a_refusal_names_the_position_as_a_person_counts() -> None:
    with pytest.raises(CannotDerive) as refusal:
        read_definitions(["z = "])

    assert refusal.value.facts == {"text": "z = ", "at": "5", "reason": "missing_operand", "expected": "operand", "found": ""}
