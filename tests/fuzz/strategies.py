"""Hypothesis strategies: answers put together from pieces of the notation, balanced or not."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.mutating import ALPHABET

PIECES = st.sampled_from([piece for piece in ALPHABET if piece != "\ud800"])
BRACKETS = st.sampled_from(
    [
        ("(", ")"),
        ("|", "|"),
        ("{", "}"),
        ("\\left(", "\\right)"),
        ("sin(", ")"),
        ("\\frac{", "}{2}"),
        ("[", "]"),
        ("e^(", ")"),
        ("(", ""),
    ]
)


def answers() -> st.SearchStrategy[str]:
    """Texts of the alphabet of formulas, and any text at all."""

    def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.one_of(
            st.lists(inner, min_size=1, max_size=5).map("".join),
            st.tuples(BRACKETS, inner).map(lambda parts: parts[0][0] + parts[1] + parts[0][1]),
            st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "^", " ", "="]), inner).map("".join),
        )

    return st.one_of(st.recursive(PIECES, larger, max_leaves=25), st.text(max_size=30))
