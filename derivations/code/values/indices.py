"""Sums of products with indices, for arrays whose sizes are not known: the normal form behind claims about all shapes.

A polynomial is a tuple of terms; a term is a number, indices that are summed over (with their dimensions), and factors, each an
atom to a power. Atoms are entries of arrays, dimensions, functions of a polynomial, and sums to a power that is no whole number.
Indices are axes of the array that the polynomial describes (0, 1, ...) or summed ones; the summed ones of a normal form are named
by position, so that equal expressions are one value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import count, permutations, product
from typing import Any

MOST_TERMS = 160
MOST_ORDERS = 120
MOST_BITS = 4096


class Beyond(Exception):
    """The index form can't say; nothing is claimed then."""


class Atom:
    """kind: ``entry``, ``dimension``, ``function``, ``sum``. indices: of an entry, None along an axis of length 1.

    inner: the polynomial of a function or a sum. label: a name, (name, version), or a function's name. text: a writing of all that,
    by which atoms are compared and ordered; free: the indices that are not summed inside. Immutable.
    """

    __slots__ = ("free", "indices", "inner", "kind", "label", "text")

    def __init__(self, kind: str, label: Any, indices: tuple[Any, ...] = (), inner: Poly = ()) -> None:
        self.kind = kind
        self.label = label
        self.indices = indices
        self.inner = inner
        self.text = f"{kind[0]}{label}{list(indices)}({'+'.join(term.text for term in inner)})"
        self.free: frozenset[Any] = frozenset(each for each in indices if each is not None).union(*(term.free for term in inner))

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and self.text == other.text

    def __repr__(self) -> str:
        return self.text

    def renamed(self, names: Mapping[Any, Any]) -> Atom:
        """The same with other free indices."""
        if self.free.isdisjoint(names):
            return self
        if self.kind == "entry":
            return Atom(self.kind, self.label, tuple(names.get(each, each) for each in self.indices))
        return Atom(self.kind, self.label, (), normal(renamed(self.inner, names)))

    def height(self) -> int:
        """How deeply sums are nested inside."""
        return height(self.inner)


class Term:
    """number * sum over ``bound`` of the product of ``factors``; ``text`` and ``free`` as those of an atom. Immutable."""

    __slots__ = ("_free", "_text", "bound", "factors", "number")

    def __init__(
        self, number: Fraction, bound: tuple[tuple[Any, str], ...] = (), factors: tuple[tuple[Atom, Fraction], ...] = ()
    ) -> None:
        self.number = number
        self.bound = bound
        self.factors = factors
        self._text: str | None = None
        self._free: frozenset[Any] | None = None

    @property
    def text(self) -> str:
        """A writing of the term."""
        if self._text is None:
            self._text = f"{self.number}{self.bound}{_written(self.factors)}"
        return self._text

    @property
    def free(self) -> frozenset[Any]:
        """The indices that occur and are not summed."""
        if self._free is None:
            used: frozenset[Any] = frozenset().union(*(each.free for each, _ in self.factors))
            self._free = used - {index for index, _ in self.bound}
        return self._free

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Term) and self.text == other.text

    def __repr__(self) -> str:
        return self.text


def _written(factors: tuple[tuple[Atom, Fraction], ...]) -> str:
    return "*".join(f"{each.text}^{exponent}" for each, exponent in factors)


def _order(pair: tuple[Atom, Fraction]) -> tuple[str, Fraction]:
    return pair[0].text, pair[1]


Poly = tuple[Term, ...]
_fresh = count(1000)


def height(poly: Poly) -> int:
    """How deeply sums are nested."""
    return max((1 + max((atom.height() for atom, _ in term.factors), default=0) for term in poly), default=0)


def number(value: int | Fraction) -> Poly:
    """A constant."""
    return (Term(Fraction(value)),) if value else ()


def atom(made: Atom, exponent: Fraction = Fraction(1)) -> Poly:
    """One factor."""
    return (Term(Fraction(1), (), ((made, exponent),)),)


def dimension(name: str) -> Poly:
    """The size of a dimension."""
    return number(1) if name == "1" else atom(Atom("dimension", name))


def renamed(poly: Poly, names: Mapping[Any, Any]) -> Poly:
    """The same with other free indices; summed ones are left alone, so they must be no values of ``names``."""
    return tuple(
        Term(term.number, term.bound, tuple((each.renamed(names), exponent) for each, exponent in term.factors)) for term in poly
    )


def apart(poly: Poly) -> Poly:
    """The same with summed indices that occur nowhere else."""
    made = []
    for term in poly:
        names = {index: next(_fresh) for index, _ in term.bound}
        bound = tuple((names[index], size) for index, size in term.bound)
        made.append(Term(term.number, bound, tuple((each.renamed(names), exponent) for each, exponent in term.factors)))
    return tuple(made)


def times(left: Poly, right: Poly) -> Poly:
    """The product, multiplied out. Raises Beyond."""
    if len(left) * len(right) > MOST_TERMS:
        raise Beyond
    return beside(apart(left), right)


def beside(left: Poly, right: Poly) -> Poly:
    """The product, where the right side may speak of indices that the left one sums over."""
    if len(left) * len(right) > MOST_TERMS:
        raise Beyond
    return joined(left, apart(right))


def joined(left: Poly, right: Poly) -> Poly:
    """The product without new names, for what refers to summed indices of either side."""
    return tuple(Term(a.number * b.number, a.bound + b.bound, a.factors + b.factors) for a in left for b in right)


def scaled(poly: Poly, factor: Fraction) -> Poly:
    """A multiple."""
    return tuple(Term(term.number * factor, term.bound, term.factors) for term in poly) if factor else ()


def summed(poly: Poly, index: Any, size: str) -> Poly:
    """The sum over a free index. An axis of length 1 is summed by leaving it out."""
    if size == "1":
        return poly
    made = []
    for term in poly:
        new = next(_fresh)
        factors = tuple((each.renamed({index: new}), exponent) for each, exponent in term.factors)
        made.append(Term(term.number, (*term.bound, (new, size)), factors))
    return tuple(made)


def power(poly: Poly, exponent: Fraction) -> Poly:
    """A power. One product is taken apart; other sums to a power that is no small whole number become an atom. Raises Beyond."""
    plain = normal(poly)
    if exponent.denominator == 1 and 0 <= exponent <= 4:
        found = number(1)
        for _ in range(int(exponent)):
            found = times(found, plain)
        return normal(found)
    if not plain:
        raise Beyond
    if len(plain) == 1:
        return normal(_power_of_term(plain[0], exponent))
    if exponent.denominator != 1:
        return atom(Atom("sum", "", (), plain), exponent)
    common, rest = _content(plain)
    if not rest:
        raise Beyond
    left = _power_of_term(rest[0], exponent) if len(rest) == 1 else atom(Atom("sum", "", (), rest), exponent)
    return normal(times(_power_of_term(common, exponent), left))


def _power_of_term(term: Term, exponent: Fraction) -> Poly:
    if exponent.denominator != 1 and term.number != 1:
        raise Beyond
    outside = tuple((each, power * exponent) for each, power in term.factors if not _touches(each, term.bound))
    inside = tuple((each, power) for each, power in term.factors if _touches(each, term.bound))
    if exponent.denominator != 1 and any(power.denominator == 1 and power % 2 == 0 for _, power in term.factors):
        raise Beyond  # the root of a square is an absolute value
    found: Poly = (Term(term.number ** int(exponent) if exponent.denominator == 1 else Fraction(1), (), outside),)
    if term.bound:
        body = normal((Term(Fraction(1), term.bound, inside),))
        found = times(found, atom(Atom("sum", "", (), body), exponent))
    return found


def _content(poly: Poly) -> tuple[Term, Poly]:
    """The factors that every term has, to their least power, and what is left; the first number becomes 1."""
    powers = [dict(term.factors) for term in poly]
    shared = {}
    for each in {each for power in powers for each in power}:
        least = min(power.get(each, Fraction(0)) for power in powers)
        if least and not any(_touches(each, term.bound) for term in poly):
            shared[each] = least
    lead = poly[0].number
    left = tuple(
        Term(term.number / lead, term.bound, (*term.factors, *((each, -power) for each, power in shared.items()))) for term in poly
    )
    return Term(lead, (), tuple(shared.items())), normal(left)


def _touches(each: Atom, bound: tuple[tuple[Any, str], ...]) -> bool:
    indices = {index for index, _ in bound}
    return any(index in indices for index in each.free)


def function(name: str, argument: Poly) -> Poly:
    """A function of a polynomial; the exponential of a sum is a product. Raises Beyond."""
    plain = normal(argument)
    if name == "exp":
        found = number(1)
        for term in plain:
            if term.number.denominator != 1:
                raise Beyond
            base = normal((Term(Fraction(1), term.bound, term.factors),))
            found = times(found, atom(Atom("function", "exp", (), base), term.number))
        return normal(found)
    if name == "step" and plain and _is_positive(plain):
        return number(1)
    if name == "step" and len(plain) == 1:
        plain = _sign_of(plain[0])
    if not plain or all(not term.factors for term in plain):
        raise Beyond
    return atom(Atom("function", name, (), plain))


def _is_positive(poly: Poly) -> bool:
    """Whether it is positive whatever its entries are: sums and products of exponentials, dimensions and positive numbers, and
    what is left of a number when at most that much is taken away, as in 1 - 1/(1 + exp(u)).
    """
    left = Fraction(0)
    for term in poly:
        taken = _at_most(term)
        if not term.factors and not term.bound:
            left += term.number
        elif taken is not None:
            left -= taken
        elif not (term.number > 0 and all(_is_positive_factor(each) for each, _ in term.factors)):
            return False
    return left > 0 or (left == 0 and any(term.factors for term in poly))


def _is_positive_factor(each: Atom) -> bool:
    is_exponential = each.kind == "function" and each.label == "exp"
    return each.kind == "dimension" or is_exponential or (each.kind == "sum" and _is_positive(each.inner))


def _at_most(term: Term) -> Fraction | None:
    """A number that -c/(k + positive) takes away less than, or None where the term isn't of that form."""
    if term.number >= 0 or term.bound or len(term.factors) != 1 or term.factors[0][1] != -1:
        return None
    inner = term.factors[0][0].inner
    plain = sum((one.number for one in inner if not one.factors and not one.bound), Fraction(0))
    is_larger = len(inner) > 1 and all(
        one.number > 0 and all(_is_positive_factor(each) for each, _ in one.factors) for one in inner
    )
    return -term.number / plain if plain > 0 and is_larger else None


def _sign_of(term: Term) -> Poly:
    """What decides whether a product is positive: steps and dimensions are never negative, so u * step(u) is where u is."""
    steps = {each.inner for each, _ in term.factors if each.kind == "function" and each.label == "step"}
    rest = tuple(
        pair
        for pair in term.factors
        if pair[0].kind != "dimension" and not (pair[0].kind == "function" and pair[0].label == "step")
    )
    bare = normal((Term(Fraction(1 if term.number > 0 else -1), term.bound, rest),))
    return bare if steps == {bare} or (not steps and not term.bound) else normal((term,))


def normal(poly: Poly, ones: Callable[[Atom, Any], bool] | None = None) -> Poly:
    """Like terms together, summed indices named by position, sums cancelled against their inverses.

    ones: whether an entry summed over an index is 1 by hypothesis.
    """
    found: dict[str, Term] = {}
    waiting = list(poly)
    steps = 0
    while waiting:
        steps += 1
        if steps > 8 * MOST_TERMS:
            raise Beyond
        term = _merged(waiting.pop())
        if not term.number:
            continue
        changed = _expanded(term) or _cancelled(term, ones) or _led(term) or _parted(term)
        if changed is not None:
            waiting.extend(changed)
            continue
        bound, factors, orders = _canonical(term)
        steps += orders - 1
        key = f"{bound}{_written(factors)}"
        total = term.number + (found[key].number if key in found else 0)
        if max(total.numerator.bit_length(), total.denominator.bit_length()) > MOST_BITS:
            raise Beyond
        found[key] = Term(total, bound, factors)
    if len(found) > MOST_TERMS:
        raise Beyond
    return tuple(found[key] for key in sorted(found) if found[key].number)


def _merged(term: Term) -> Term:
    """Equal factors together; an index that nothing has is its dimension."""
    powers: dict[Atom, Fraction] = {}
    for each, exponent in term.factors:
        powers[each] = powers.get(each, Fraction(0)) + exponent
    factors = {
        each: Fraction(1) if each.kind == "function" and each.label == "step" and exponent > 1 else exponent
        for each, exponent in powers.items()
        if exponent
    }
    used = {index for each in factors for index in each.free}
    bound = tuple(pair for pair in term.bound if pair[0] in used)
    for _, size in (pair for pair in term.bound if pair[0] not in used):
        each = Atom("dimension", size)
        factors[each] = factors.get(each, Fraction(0)) + 1
    return Term(term.number, bound, tuple((each, exponent) for each, exponent in factors.items() if exponent))


def _expanded(term: Term) -> Poly | None:
    """A sum to a positive whole power, multiplied out."""
    for at, (each, exponent) in enumerate(term.factors):
        if each.kind == "sum" and exponent >= 1:
            rest = term.factors[:at] + term.factors[at + 1 :] + (((each, exponent - 1),) if exponent != 1 else ())
            return beside((Term(term.number, term.bound, rest),), each.inner)
    return None


def _cancelled(term: Term, ones: Callable[[Atom, Any], bool] | None) -> Poly | None:
    """sum_k f(k) * (sum_k f(k))^-1 is 1, and what sums to 1 by hypothesis is 1."""
    inverse = {each.inner: each for each, exponent in term.factors if each.kind == "sum" and exponent <= -1}
    for part in _parts(term):
        indices = {index for index, _ in part}
        inside = tuple(pair for pair in term.factors if any(index in indices for index in pair[0].free))
        outside = tuple(pair for pair in term.factors if pair not in inside)
        bound = tuple(pair for pair in term.bound if pair[0] not in indices)
        if ones is not None and len(inside) == len(part) == 1 and inside[0][1] == 1 and ones(inside[0][0], part[0][0]):
            return (Term(term.number, bound, outside),)
        if inverse:
            body = (Term(Fraction(1), *_canonical(Term(Fraction(1), part, inside))[:2]),)
            if body in inverse:
                return _divided(Term(term.number, bound, outside), inverse[body])
    return None


def _divided(term: Term, inverse: Atom) -> Poly:
    """The term with one negative power of an atom less."""
    factors = tuple((each, exponent + 1 if each == inverse else exponent) for each, exponent in term.factors)
    return (Term(term.number, term.bound, tuple(pair for pair in factors if pair[1])),)


def _parts(term: Term) -> list[tuple[tuple[Any, str], ...]]:
    """The summed indices, those together that some factor joins."""
    groups: list[set[Any]] = [{index} for index, _ in term.bound]
    for each, _ in term.factors:
        touched = set(each.free)
        joined = [group for group in groups if group & touched]
        if len(joined) > 1:
            groups = [group for group in groups if not group & touched] + [set().union(*joined)]
    return [tuple(pair for pair in term.bound if pair[0] in group) for group in groups]


def _led(term: Term) -> Poly | None:
    """m * (m + r)^-1 is 1 - r * (m + r)^-1, where m is the last term of the sum: so that only one of both is ever written."""
    powers = dict(term.factors)
    for each, exponent in term.factors:
        if each.kind != "sum" or exponent > -1 or len(each.inner) < 2:
            continue
        lead = next((one for one in reversed(each.inner) if not one.bound and one.factors), None)
        if lead is None or not all(
            powers.get(one, Fraction(0)) * (1 if need > 0 else -1) >= abs(need) for one, need in lead.factors
        ):
            continue
        rest = _merged(Term(term.number / lead.number, term.bound, (*term.factors, *((one, -need) for one, need in lead.factors))))
        others = tuple(one for one in each.inner if one is not lead)
        whole = (Term(rest.number, rest.bound, (*rest.factors, (each, Fraction(1)))),)
        return whole + scaled(beside((rest,), others), Fraction(-1))
    return None


def _parted(term: Term) -> Poly | None:
    """m^-1 * (m + r)^-1 is (m^-1 - (m + r)^-1) / r: a partial fraction, for sums of two products."""
    powers = dict(term.factors)
    for each, exponent in term.factors:
        if each.kind != "sum" or exponent > -1 or len(each.inner) != 2 or any(one.bound for one in each.inner):
            continue
        lead = next((one for one in reversed(each.inner) if one.factors), None)
        if lead is None or not all(powers.get(one, Fraction(0)) * (1 if need > 0 else -1) <= -1 for one, need in lead.factors):
            continue
        other = next(one for one in each.inner if one is not lead)
        number_, inverse = term.number / other.number, tuple((one, -need) for one, need in other.factors)
        whole = Term(number_, term.bound, (*term.factors, *inverse, (each, Fraction(1))))
        less = Term(-number_ * lead.number, term.bound, (*term.factors, *inverse, *lead.factors))
        return (whole, less)
    return None


def _canonical(term: Term) -> tuple[tuple[tuple[Any, str], ...], tuple[tuple[Atom, Fraction], ...], int]:
    """Bound indices named by position, factors in order: the same for all ways to name the indices; how many ways there were."""
    if not term.bound:
        return (), tuple(sorted(term.factors, key=_order)), 1
    if len(term.bound) == 1:
        names: dict[Any, Any] = {term.bound[0][0]: ("b", height((term,)), 0)}
        only = tuple(sorted(((each.renamed(names), exponent) for each, exponent in term.factors), key=_order))
        return ((names[term.bound[0][0]], term.bound[0][1]),), only, 1
    level = height((term,))
    marks = {index: _mark(term, index) for index, _ in term.bound}
    groups: dict[str, list[tuple[Any, str]]] = {}
    for pair in sorted(term.bound, key=lambda each: (each[1], marks[each[0]])):
        groups.setdefault(f"{pair[1]} {marks[pair[0]]}", []).append(pair)
    orders = [list(permutations(group)) for group in groups.values()]
    total = 1
    for each in orders:
        total *= len(each)
    if total > MOST_ORDERS:
        raise Beyond
    best: tuple[str, Any] | None = None
    for choice in product(*orders):
        flat = [pair for group in choice for pair in group]
        names = {index: ("b", level, at) for at, (index, _) in enumerate(flat)}
        factors = tuple(sorted(((each.renamed(names), exponent) for each, exponent in term.factors), key=_order))
        made = (tuple((names[index], size) for index, size in flat), factors)
        text = _written(factors)
        if best is None or text < best[0]:
            best = text, made
    assert best is not None
    bound, factors = best[1]
    return bound, factors, total


def _mark(term: Term, index: Any) -> str:
    """Where an index occurs, without the names of other indices."""
    hidden = {each: ("x",) for each, _ in term.bound if each != index} | {index: ("me",)}
    marks = [f"{each.renamed(hidden).text}^{exponent}" for each, exponent in term.factors if index in each.free]
    return "*".join(sorted(marks))


def occurrences(poly: Poly, label: Any) -> Iterator[tuple[Poly, tuple[Any, ...]]]:
    """The derivative of a polynomial by the entries of one array: for each place where it occurs, what stands beside it.

    Yields (coefficient, indices): the derivative by the entry at ``i`` is the coefficient where the indices are ``i``.
    """
    for term in apart(poly):
        for at, (each, exponent) in enumerate(term.factors):
            rest = term.factors[:at] + term.factors[at + 1 :] + (((each, exponent - 1),) if exponent != 1 else ())
            remaining: Poly = (Term(term.number * exponent, term.bound, rest),)
            if each.kind == "entry" and each.label == label:
                yield remaining, each.indices
            elif each.inner and any(True for _ in _entries(each.inner, label)):
                outer = beside(remaining, _slope(each))
                for coefficient, indices in occurrences(each.inner, label):
                    yield joined(outer, coefficient), indices


def _entries(poly: Poly, label: Any) -> Iterator[Atom]:
    for term in poly:
        for each, _ in term.factors:
            if each.kind == "entry" and each.label == label:
                yield each
            yield from _entries(each.inner, label)


def _slope(each: Atom) -> Poly:
    """The derivative of a function by its argument."""
    own = atom(each)
    if each.kind == "sum":
        return number(1)
    match each.label:
        case "exp":
            return own
        case "log":
            return power(each.inner, Fraction(-1))
        case "tanh":
            return number(1) + scaled(times(own, own), Fraction(-1))
        case "sin":
            return function("cos", each.inner)
        case "cos":
            return scaled(function("sin", each.inner), Fraction(-1))
        case "step":
            return ()
    raise Beyond


def opened(poly: Poly, meaning: Callable[[Any, tuple[Any, ...]], Poly | None]) -> Poly:
    """Entries replaced by what ``meaning`` says of (label, indices); None leaves one as it is. Raises Beyond."""
    total: list[Term] = []
    for term in apart(poly):
        found: Poly = (Term(term.number, term.bound),)
        for each, exponent in term.factors:
            made: Poly | None = None
            if each.kind == "entry":
                made = meaning(each.label, each.indices)
            elif each.kind == "function":
                made = function(str(each.label), opened(each.inner, meaning))
            elif each.kind == "sum":
                made = opened(each.inner, meaning)
            found = beside(found, atom(each, exponent) if made is None else power(made, exponent))
        total.extend(found)
    return tuple(total)
