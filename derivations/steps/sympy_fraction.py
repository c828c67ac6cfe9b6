"""What SymPy is asked of an expression that is a fraction of polynomials in x and in w = e^t, t a polynomial in x.

SymPy's general solvers and limits meet sigmoid(8x) as an expression in e^(8x), and may take half an hour over it; of a polynomial
in w they find the zeros at once. The algebra is SymPy's own, from the rewriting to the roots: a second opinion on `ratios`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from derivations.terms.sympy_bridge import Expression

HIGHEST_POWER = 40
TINY = 1e-25
"""What is below this, of 30 digits, is 0."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """above/below, SymPy polynomials in x and w with rational coefficients, no factor in common; w = e^t."""

    above: Any
    below: Any
    x: Expression
    w: Expression
    t: Expression

    def zeros(self, inside: Expression) -> list[Expression] | None:
        """All places of an interval where it is 0; None where the numerator is not of one generator."""
        places = self._zeros_of(self.above)
        if places is None:
            return None
        held = [place for place in places if _is_in(place, inside)]
        return None if any(abs(self._at(self.below, place).evalf(30)) < TINY for place in held) else held

    def has_poles(self, inside: Expression) -> bool | None:
        """Whether its denominator is 0 somewhere in an interval; None where that is not known."""
        places = self._zeros_of(self.below)
        return None if places is None else any(_is_in(place, inside) for place in places)

    def value(self, place: Expression) -> Expression:
        """Its value at a place, roots taken out of the denominator."""
        import sympy

        return sympy.radsimp(sympy.expand(self._at(self.above, place)) / sympy.expand(self._at(self.below, place)))

    def limit(self, towards: Expression, side: str) -> Expression | None:
        """The one-sided limit at an end; None where x and w both grow."""
        import sympy

        whole = self.above.as_expr() / self.below.as_expr()
        if not whole.has(self.w):
            return sympy.limit(whole, self.x, towards, side)
        if whole.has(self.x) or sympy.Poly(self.t, self.x).degree() != 1:
            return None
        rises = sympy.Poly(self.t, self.x).LC() > 0
        if towards.is_infinite:
            is_large = (towards is sympy.oo) == rises
            return sympy.limit(whole, self.w, sympy.oo if is_large else 0, "-" if is_large else "+")
        end = sympy.exp(self.t.subs(self.x, towards))
        return sympy.limit(whole, self.w, end, side if rises else "+-".replace(side, ""))

    def _at(self, form: Any, place: Expression) -> Expression:
        import sympy

        return form.as_expr().subs(self.w, sympy.exp(self.t)).subs(self.x, place)

    def _zeros_of(self, form: Any) -> list[Expression] | None:
        """The real zeros of a polynomial in x times a power of w, or of one in w alone with an affine t."""
        import sympy

        if form.is_zero:
            return None
        powers = {monomial[1] for monomial in form.monoms()}
        if len(powers) == 1:
            only = sympy.Poly(form.as_expr().subs(self.w, 1), self.x, domain="QQ")
            return list(dict.fromkeys(sympy.real_roots(only))) if only.degree() > 0 else []
        exponent = sympy.Poly(self.t, self.x)
        if form.degree(self.x) > 0 or exponent.degree() != 1:
            return None
        rate, shift = exponent.all_coeffs()
        roots = dict.fromkeys(sympy.real_roots(sympy.Poly(form.as_expr(), self.w, domain="QQ")))
        return [(_logarithm(each) - shift) / rate for each in roots if each.evalf(30) > 0]


@lru_cache(maxsize=256)
def fraction_of(expression: Expression, x: Expression) -> Fraction | None:
    """An expression in x alone as such a fraction; None where it is none.

    >>> import sympy
    >>> x = sympy.Symbol("x", real=True)
    >>> found = fraction_of(1 / (1 + sympy.exp(-8 * x)), x)
    >>> found.value(0), found.limit(sympy.oo, "-"), found.has_poles(sympy.Reals)
    (1/2, 1, False)
    """
    import sympy

    w = sympy.Dummy("w", positive=True)
    written = expression.rewrite(sympy.exp)
    exponents = sorted({each.args[0] for each in written.atoms(sympy.exp)}, key=sympy.default_sort_key)
    if not written.free_symbols <= {x} or not all(each.is_polynomial(x) for each in exponents):
        return None
    shares = [sympy.cancel(each / exponents[0]) for each in exponents]
    if not all(each.is_Rational for each in shares):
        return None
    least = sympy.ilcm(1, 1, *[each.q for each in shares])
    step = sympy.Rational(sympy.igcd(0, 0, *[each * least for each in shares]), least)
    if any(abs(each / step) > HIGHEST_POWER for each in shares):
        return None
    in_w = {sympy.exp(each): w ** (share / step) for each, share in zip(exponents, shares, strict=True)}
    above, below = sympy.fraction(sympy.cancel(sympy.together(written.subs(in_w))))
    try:
        top, bottom = (sympy.Poly(each, x, w, domain="QQ") for each in (above, below))
    except sympy.polys.polyerrors.BasePolynomialError:
        return None
    times = sympy.igcd(0, 0, *[monomial[1] for each in (top, bottom) for monomial in each.monoms()])
    if times > 1:
        top, bottom = (
            sympy.Poly({(i, j // times): value for (i, j), value in each.terms()}, x, w, domain="QQ") for each in (top, bottom)
        )
    return Fraction(top, bottom, x, w, exponents[0] * step * max(times, 1) if exponents else sympy.Integer(0))


def _logarithm(root: Expression) -> Expression:
    """log(root), as -log(1/root) for a root below 1."""
    import sympy

    return sympy.log(root) if root.evalf(30) >= 1 else -sympy.log(sympy.radsimp(1 / root))


def _is_in(place: Expression, inside: Expression) -> bool:
    """Whether a place lies in an interval; one that is an end to 25 digits is the end."""
    gaps = (place - inside.start, inside.left_open), (inside.end - place, inside.right_open)
    return all((size := gap.evalf(30)) > TINY or (abs(size) <= TINY and not is_open) for gap, is_open in gaps)
