"""Every decider as a function of a row: True, False, or None where it does not say. Each starts from the strings.

The others get the spelling that they read best, and the declared domain where they have a way to be told. ``parse_expr`` runs code
that it is given: it gets pairs of our own only, in a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.bench.rows import Row

Decider = Callable[[Row], bool | None]
TOLD = ("positive", "negative", "nonnegative", "nonzero")  # what SymPy can be told of a symbol
LIMIT = 3.0  # seconds a pair may take


def ours() -> Decider:
    """This engine, on what was typed."""
    from derivations import compile_key

    def decide(row: Row) -> bool | None:
        return _verdict(compile_key(row.typed[1], row.variables, domain=row.domain).compare(row.typed[0]))

    return decide


class Compiled:
    """This engine, the key compiled beforehand, as where one key meets many answers."""

    def prepare(self, row: Row) -> None:
        """Compile the key of a row."""
        from derivations import compile_key

        self._key = compile_key(row.typed[1], row.variables, domain=row.domain)

    def __call__(self, row: Row) -> bool | None:
        """Decide it."""
        return _verdict(self._key.compare(row.typed[0]))


def reading_only() -> Decider:
    """This engine's reading of both sides, nothing decided: what of the time is spent on text."""
    from derivations import read
    from derivations.terms.reading import Names

    def decide(row: Row) -> bool | None:
        names = Names(frozenset(row.variables))
        for text in row.typed:
            read(text, names)
        return None

    return decide


def _verdict(found: object) -> bool | None:
    return {"Proved": True, "Agreed": True, "Refuted": False}.get(type(found).__name__)


def _parser() -> Callable[[Row], tuple[Any, Any]]:
    import sympy
    from sympy.parsing.sympy_parser import convert_xor, parse_expr, standard_transformations

    known = {
        "e": sympy.E,
        "i": sympy.I,
        "sigmoid": lambda u: 1 / (1 + sympy.exp(-u)),
        "softplus": lambda u: sympy.log(1 + sympy.exp(u)),
        "softmax": lambda *us: sympy.exp(us[0]) / sum(sympy.exp(u) for u in us),
        "relu": lambda u: sympy.Max(0, u),
        "step": sympy.Heaviside,
        "max": sympy.Max,
        "min": sympy.Min,
        "cbrt": lambda u: sympy.real_root(u, 3),
    }
    transformations = (*standard_transformations, convert_xor)

    def parse(row: Row) -> tuple[Any, Any]:
        names = {each: sympy.Symbol(each, **_assumed(row, each)) for each in row.variables}
        left, right = (parse_expr(text, {**known, **names}, transformations) for text in row.plain)
        return left, right

    return parse


def _assumed(row: Row, variable: str) -> dict[str, bool]:
    word = row.domain if isinstance(row.domain, str) else row.domain.get(variable, "real")
    known = {"ge(1)": "positive"}.get(word, word)
    return {"real": True, **({known: True} if known in TOLD else {})}


def sympy_simplify() -> Decider:
    """SymPy: ``simplify(a - b) == 0``."""
    import sympy

    parse = _parser()

    def decide(row: Row) -> bool | None:
        left, right = parse(row)
        return bool(sympy.simplify(left - right) == 0)

    return decide


def sympy_equals() -> Decider:
    """SymPy: ``a.equals(b)``, which may not say."""
    parse = _parser()

    def decide(row: Row) -> bool | None:
        left, right = parse(row)
        found = left.equals(right)
        return None if found is None else bool(found)

    return decide


def math_verify() -> Decider:
    """math-verify, on LaTeX of elementary functions, with its own alarms."""
    from math_verify import parse, verify

    def decide(row: Row) -> bool | None:
        sides = [parse(f"${text}$", parsing_timeout=int(LIMIT)) for text in row.latex]
        if any(all(isinstance(each, str) for each in side) for side in sides):
            return None  # it could not read one of them
        return bool(verify(sides[1], sides[0], timeout_seconds=int(LIMIT)))

    return decide


DECIDERS: dict[str, Callable[[], Decider]] = {
    "this engine": ours,
    "this engine, key compiled": Compiled,
    "SymPy simplify(a-b)==0": sympy_simplify,
    "SymPy a.equals(b)": sympy_equals,
    "math-verify, ideal LaTeX": math_verify,
    "(reading both sides only)": reading_only,
}
REFERENCE = "SymPy simplify(a-b)==0"
