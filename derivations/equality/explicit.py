"""Matrices whose entries are written out, or put in for names: what a term in arrays is, entry by entry.

Products by juxtaposition, ``*`` and ``@`` are matrix products, ``⊙`` and functions act on each entry, a number beside a matrix
scales it or is added to each entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce

from derivations.equality.values import literal, rational
from derivations.terms.notation import BY_NAME
from derivations.terms.term import Term, number, rebuild, subterms

MAX_ENTRIES = 400


class NotExplicit(Exception):
    """A term whose entries are not known; ``args[0]`` is a code."""


class Misshapen(Exception):
    """Two matrices that cannot be added or multiplied; ``args`` are their shapes, as text."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows, columns, and the entries row by row; entries are scalar terms."""

    rows: int
    columns: int
    entries: tuple[Term, ...]

    @property
    def shape(self) -> str:
        """The shape as it is named: ``2x3``."""
        return f"{self.rows}x{self.columns}"

    def at(self, row: int, column: int) -> Term:
        """One entry, counted from 0."""
        return self.entries[row * self.columns + column]

    def turned(self) -> Matrix:
        """The transpose."""
        places = [(row, column) for column in range(self.columns) for row in range(self.rows)]
        return Matrix(self.columns, self.rows, tuple(self.at(*place) for place in places))

    def each(self, function: Callable[[Term], Term]) -> Matrix:
        """The same function of every entry."""
        return Matrix(self.rows, self.columns, tuple(function(entry) for entry in self.entries))


Explicit = Matrix | Term

SPELLED = frozenset(["hadamard", "matmul"])


def may_be_either(*terms: Term) -> bool:
    """Whether a product by juxtaposition or ``*`` may be meant elementwise: where NumPy's ``@``, a ``⊙`` or a function stands by.

    >>> a, b = Term("name", (), "A"), Term("name", (), "B")
    >>> may_be_either(Term("transpose", (a * b,))), may_be_either(a * (1 - b))
    (False, True)
    """
    return any(
        each.op in SPELLED or each.op in BY_NAME or each.op == "opaque" or (each.op == "add" and _has_number(each))
        for term in terms
        for each in subterms(term)
    )


def _has_number(total: Term) -> bool:
    return any((each.args[0] if each.op == "neg" else each).op == "number" for each in total.args)


NOT_BY_ENTRY = frozenset(["softmax", "abs", "derivative", "D", "at", "opaque"])
"""Functions that may mean something else of a matrix than of each entry, or are not known."""


def explicit(term: Term, arrays: Mapping[str, Matrix], *, by_entry: bool = False) -> Explicit:
    """The value of a term with matrices put in for names. by_entry: products of equal shapes that could be either act on entries.

    Raises Misshapen, NotExplicit.

    >>> one = number(1)
    >>> explicit(2 * Term("matrix", (one, one), (1, 2)), {})
    Matrix(rows=1, columns=2, entries=(number(Fraction(2, 1)), number(Fraction(2, 1))))
    """
    if term.op == "name":
        return arrays.get(str(term.value), term)
    values = [explicit(each, arrays, by_entry=by_entry) for each in term.args]
    if term.op == "matrix":
        return _written(term, values)
    if not any(isinstance(each, Matrix) for each in values):
        return _folded(rebuild(term, tuple(each for each in values if isinstance(each, Term))))
    if term.op == "transpose" and isinstance(values[0], Matrix):
        return values[0].turned()
    if term.op in ("mul", "matmul"):
        is_either = by_entry and term.op == "mul" and not any(each.op in ("transpose", "matmul") for each in term.args)
        multiply = _by_entry if is_either else _product
        return reduce(lambda left, right: multiply(term.op, left, right), values)
    if term.op == "pow":
        return _power(values, by_entry)
    if term.op in NOT_BY_ENTRY or (term.op in ("max", "min", "transpose") and len(values) == 1):
        raise NotExplicit(f"unsupported:{term.op}")
    return _entrywise(term.op, term, values)


def _written(term: Term, values: list[Explicit]) -> Matrix:
    assert isinstance(term.value, tuple)
    entries = tuple(each for each in values if isinstance(each, Term))
    if len(entries) < len(values) or len(entries) > MAX_ENTRIES:
        raise NotExplicit("unsupported:blocks")
    return Matrix(term.value[0], term.value[1], entries)


def _folded(term: Term) -> Term:
    """A term of numbers as a number; what is not of numbers alone is not looked into, since it may share its parts many times."""
    if not term.args or any(literal(each) is None for each in term.args):
        return term
    exact = rational(term, {})
    return term if exact is None else number(exact)


def _entrywise(op: str, term: Term | None, values: list[Explicit]) -> Matrix:
    """An operation on the entries at each place; numbers are the same at every place."""
    shapes = list(dict.fromkeys((each.rows, each.columns) for each in values if isinstance(each, Matrix)))
    if len(shapes) > 1:
        if any(1 in shape for shape in shapes):
            raise NotExplicit("unsupported:broadcast")
        raise Misshapen(*(f"{rows}x{columns}" for rows, columns in shapes[:2]))
    rows, columns = shapes[0]
    value = None if term is None else term.value
    entries = [
        _folded(Term(op, tuple(each.entries[place] if isinstance(each, Matrix) else each for each in values), value))
        for place in range(rows * columns)
    ]
    return Matrix(rows, columns, tuple(entries))


def _by_entry(op: str, left: Explicit, right: Explicit) -> Explicit:
    if isinstance(left, Matrix) and isinstance(right, Matrix) and left.shape == right.shape:
        return _entrywise("mul", None, [left, right])
    return _product(op, left, right)


def _product(op: str, left: Explicit, right: Explicit) -> Explicit:
    if not isinstance(left, Matrix) or not isinstance(right, Matrix):
        if isinstance(left, Term) and isinstance(right, Term):
            return _folded(Term("mul", (left, right)))
        return _entrywise("mul", None, [left, right])
    if left.columns == right.rows:
        if left.rows * right.columns > MAX_ENTRIES:
            raise NotExplicit("limit:entries")
        places = [(row, column) for row in range(left.rows) for column in range(right.columns)]
        return Matrix(left.rows, right.columns, tuple(_dot(left, right, *place) for place in places))
    for factor, other in ((left, right), (right, left)):
        if op == "mul" and factor.shape == "1x1":
            return _entrywise("mul", None, [factor.entries[0], other])
    raise Misshapen(left.shape, right.shape)


def _dot(left: Matrix, right: Matrix, row: int, column: int) -> Term:
    summands = [_folded(Term("mul", (left.at(row, place), right.at(place, column)))) for place in range(left.columns)]
    return summands[0] if len(summands) == 1 else _folded(Term("add", tuple(summands)))


def _power(values: list[Explicit], by_entry: bool) -> Explicit:
    base, exponent = values
    times = literal(exponent) if isinstance(exponent, Term) else None
    if not isinstance(base, Matrix) or times is None or times.denominator != 1 or not 1 <= times <= 4:
        raise NotExplicit("unsupported:power")
    multiply = _by_entry if by_entry or base.rows != base.columns else _product
    result: Explicit = base
    for _ in range(int(times) - 1):
        result = multiply("mul", result, base)
    return result
