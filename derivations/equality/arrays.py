"""Terms in arrays: products that do not commute, so that ``W^T δ`` is not ``δ W^T``.

A sum of products of arrays is written as one function for each length of product: in ``A B + A C`` it is ``a1*(b2 + c2)``, where
``a1`` stands for an entry of A as the first factor and ``b2`` for one of B as the second. If two such functions are the same, then
so are the arrays, whatever is summed over; and they are ordinary formulas, which the ladder compares. Products and sums are
distributed by that, scalars commute, elementwise products and functions are products and functions; transposes go down to the
names. A product inside an elementwise operation is an array of its own, known by what it is equal to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import islice

from derivations.equality.explicit import NOT_BY_ENTRY, Misshapen, NotExplicit
from derivations.equality.outcome import Comparison, Proved
from derivations.equality.structures import Decide
from derivations.equality.values import rational
from derivations.terms.domain import Assumption, Domain
from derivations.terms.term import Term, name, names, number, substitute, subterms

Dimensions = tuple[str, ...]  # of the factors of a product, in their order: rows, what is summed over, columns
Parts = dict[Dimensions, Term]
Shape = tuple[str, str]

MAX_PARTS = 16
MAX_SUMMANDS = 12
MAX_NODES = 1500  # of a part, counted as often as they are used
ZERO = number(0)
HALF = number(1) / 2


@dataclass(frozen=True, slots=True)
class Value:
    """A scalar, whose shape is None and whose only part is its term; or an array with a part for each sort of product in it."""

    shape: Shape | None
    parts: Parts


class Implausible(Exception):
    """A reading in which what is only taken for a number is added to an array: nobody writes that."""


class Algebra:
    """How terms become values where these names are arrays; what is interned is known to all terms of one comparison.

    by_entry: products of arrays of one shape that could be either are elementwise. unsure: names that are taken for numbers.
    """

    def __init__(
        self, shapes: dict[str, Shape], domain: Domain, decide: Decide, by_entry: bool, unsure: frozenset[str] = frozenset()
    ) -> None:
        self._unsure = unsure
        self.shapes = shapes
        self.by_entry = by_entry
        self.has_choice = False  # whether a product was met that could be either
        self.relied_on: list[Comparison] = []  # that products inside elementwise operations are equal
        self._domain = domain
        self._decide = decide
        self._entries: dict[str, tuple[int, str, bool]] = {}  # an entry's name: place in the product, array, transposed
        self._known: list[tuple[Dimensions, Term, str]] = []

    @property
    def domain(self) -> Domain:
        """What is declared of the entries and of the scalars."""
        plain = {each: Assumption(given.kind, given.low, given.high, given.low_open, given.high_open, given.nonzero)
                 for each, given in self._domain.assumptions.items()}  # fmt: skip
        entries = {entry: plain[array] for entry, (_, array, _) in self._entries.items() if array in plain}
        return Domain({**plain, **entries}, self._domain.default)

    def value(self, term: Term) -> Value:
        """A term as a value. Raises Misshapen, Implausible, NotExplicit for what has no rule here."""
        if not names(term) & self.shapes.keys() and term.op not in ("transpose", "matmul", "hadamard", "matrix"):
            return Value(None, {(): term})
        if term.op == "name":
            rows, columns = self.shapes[str(term.value)]
            return Value((rows, columns), {(rows, columns): self._entry(1, str(term.value), False)})
        if term.op == "matrix":
            raise NotExplicit("unsupported:matrix_beside_names")
        values = [self.value(each) for each in term.args]
        rule = _RULES.get(term.op)
        return _bounded(rule(self, term, values) if rule else self._function(term, values))

    def equal_parts(self, left: Parts, right: Parts) -> list[Comparison]:
        """The comparisons of two arrays, part by part."""
        on = self.domain
        return [self._decide(left.get(each, ZERO), right.get(each, ZERO), on) for each in sorted(left.keys() | right.keys())]

    def symmetric(self, parts: Parts) -> Parts:
        """The parts of a single number, which is its own transpose."""
        total: Parts = {}
        for dimensions, term in [*parts.items(), *self._turned(parts).items()]:
            _gather(total, dimensions, HALF * term)
        return total

    def _entry(self, place: int, array: str, turned: bool) -> Term:
        entry = f"{array}{'^T' if turned else ''}[{place}]"
        self._entries[entry] = place, array, turned
        return name(entry)

    def _moved(self, term: Term, move: Callable[[int, bool], tuple[int, bool]]) -> Term:
        """A part with its entries at other places."""
        inside = [each for each in sorted(names(term)) if each in self._entries]
        replaced = {}
        for each in inside:
            place, array, turned = self._entries[each]
            to, is_turned = move(place, turned)
            replaced[name(each)] = self._entry(to, array, is_turned)
        return substitute(term, replaced)

    def _turned(self, parts: Parts) -> Parts:
        total: Parts = {}
        for dimensions, term in parts.items():
            length = len(dimensions) - 1
            total[dimensions[::-1]] = self._moved(term, lambda place, turned, last=length: (last + 1 - place, not turned))  # type: ignore[misc]  # mypy can't infer a lambda's default
        return total

    def _transpose(self, term: Term, values: list[Value]) -> Value:
        del term
        value = values[0]
        return value if value.shape is None else Value(value.shape[::-1], self._turned(value.parts))

    def _sum(self, term: Term, values: list[Value]) -> Value:
        del term
        shape = self._common_shape(values)
        if shape and any(each.shape is None and names(each.parts[()]) & self._unsure for each in values):
            raise Implausible
        total: Parts = {}
        for each in values:
            for dimensions, part in each.parts.items():
                _gather(total, dimensions or shape or (), part)
        return Value(shape, total)

    def _common_shape(self, values: list[Value]) -> Shape | None:
        shapes = list(dict.fromkeys(each.shape for each in values if each.shape is not None))
        if len(shapes) > 1:
            if any("1" in shape for shape in shapes):
                raise NotExplicit("unsupported:broadcast")
            raise Misshapen(*("x".join(shape) for shape in shapes[:2]))
        return shapes[0] if shapes else None

    def _minus(self, term: Term, values: list[Value]) -> Value:
        del term
        return Value(values[0].shape, {dimensions: -part for dimensions, part in values[0].parts.items()})

    def _product(self, term: Term, values: list[Value]) -> Value:
        is_clear = term.op == "matmul" or any(each.op in ("transpose", "matmul") for each in term.args)
        return reduce(lambda left, right: self._times(left, right, term.op, is_clear), values)

    def _times(self, left: Value, right: Value, op: str, is_clear: bool) -> Value:
        if left.shape is None or right.shape is None:
            return self._scaled(left, right)
        if left.shape == right.shape and not is_clear:
            self.has_choice = True
            if self.by_entry:
                return Value(left.shape, {left.shape: self._flat(left) * self._flat(right)})
        if left.shape[1] != right.shape[0]:
            for factor, other in ((left, right), (right, left)):
                if op == "mul" and factor.shape == ("1", "1"):
                    return self._scaled(Value(None, {(): self._flat(Value(factor.shape, self.symmetric(factor.parts)))}), other)
            raise Misshapen("x".join(left.shape), "x".join(right.shape))
        total: Parts = {}
        for before, first in left.parts.items():
            for after, second in right.parts.items():
                length = len(before) - 1
                moved = self._moved(second, lambda place, turned, by=length: (place + by, turned))  # type: ignore[misc]  # as above
                _gather(total, before + after[1:], first * moved)
        return _bounded(Value((left.shape[0], right.shape[1]), total))

    def _scaled(self, left: Value, right: Value) -> Value:
        scalar, array = (left, right) if left.shape is None else (right, left)
        return Value(array.shape, {dimensions: scalar.parts[()] * part for dimensions, part in array.parts.items()})

    def _power(self, term: Term, values: list[Value]) -> Value:
        del term
        base, exponent = values
        times = rational(exponent.parts[()], {}) if exponent.shape is None else None
        if base.shape is None or times is None or times.denominator != 1 or not 1 <= times <= 4:
            raise NotExplicit("unsupported:power")
        if base.shape[0] == base.shape[1]:
            return reduce(lambda left, right: self._times(left, right, "mul", False), [base] * int(times))
        return Value(base.shape, {base.shape: self._flat(base) ** int(times)})

    def _quotient(self, term: Term, values: list[Value]) -> Value:
        above, below = values
        if below.shape is not None:
            return self._function(term, values)
        return Value(above.shape, {dimensions: part / below.parts[()] for dimensions, part in above.parts.items()})

    def _elementwise(self, term: Term, values: list[Value]) -> Value:
        if any(each.shape is None for each in values):
            return reduce(self._scaled, values)
        return self._function(Term("mul", term.args), values)

    def _function(self, term: Term, values: list[Value]) -> Value:
        """A function of every entry; of another one is known only that equals of equals are equal."""
        shape = self._common_shape(values)
        inside = Term(term.op, tuple(self._flat(each) for each in values), term.value)
        if shape is None:
            return Value(None, {(): inside})
        if term.op in ("max", "min") and len(values) == 1:
            raise NotExplicit("unsupported:reduction")
        if term.op in ("derivative", "D", "at"):
            raise NotExplicit(f"unsupported:{term.op}")
        if term.op in NOT_BY_ENTRY - {"opaque"}:
            return Value(shape, {shape: self._congruent(shape, Term("opaque", inside.args, f"{term.op} of an array"))})
        return Value(shape, {shape: inside})

    def _flat(self, value: Value) -> Term:
        """A value as one function of entries, with its products as arrays of their own."""
        total: list[Term] = []
        for dimensions, part in value.parts.items():
            if len(dimensions) <= 2:
                total.append(part)
            else:
                total.extend(self._product_as_array(dimensions, each) for each in _summands(part))
        return ZERO if not total else total[0] if len(total) == 1 else Term("add", tuple(total))

    def _product_as_array(self, dimensions: Dimensions, summand: Term) -> Term:
        factors = summand.args if summand.op == "mul" else (summand,)
        scalars = [each for each in factors if not names(each) & self._entries.keys()]
        others = [each for each in factors if names(each) & self._entries.keys()]
        if not others:
            return self._interned(dimensions, summand)
        array = self._interned(dimensions, others[0] if len(others) == 1 else Term("mul", tuple(others)))
        return reduce(lambda left, right: left * right, scalars, array)

    def _interned(self, dimensions: Dimensions, part: Term) -> Term:
        """The entry of the array that a product is; equal products, and their transposes, are one array."""
        turned = self._turned({dimensions: part})[dimensions[::-1]]
        for known, meaning, array in self._known:
            for sides, form, is_turned in ((dimensions, part, False), (dimensions[::-1], turned, True)):
                if known == sides and self._are_equal(form, meaning):
                    return self._entry(1, array, is_turned)
        return self._new_array(dimensions, part)

    def _congruent(self, dimensions: Dimensions, part: Term) -> Term:
        """The entry of an array of which nothing is known but what it is a function of."""
        for known, meaning, array in self._known:
            if known == dimensions and self._are_equal(part, meaning):
                return self._entry(1, array, False)
        return self._new_array(dimensions, part)

    def _are_equal(self, left: Term, right: Term) -> bool:
        found = self._decide(left, right, self.domain)
        if isinstance(found, Proved):
            self.relied_on.append(found)
        return isinstance(found, Proved)

    def _new_array(self, dimensions: Dimensions, part: Term) -> Term:
        array = f"#{len(self._known) + 1}"
        if len(self._known) >= MAX_PARTS:
            raise NotExplicit("limit:products")
        self._known.append((dimensions, part, array))
        return self._entry(1, array, False)


def _bounded(value: Value) -> Value:
    """The value, if it is not too large. Raises NotExplicit."""
    if len(value.parts) > MAX_PARTS or any(next(islice(subterms(part), MAX_NODES, None), None) for part in value.parts.values()):
        raise NotExplicit("limit:products")
    return value


def _gather(total: Parts, dimensions: Dimensions, term: Term) -> None:
    total[dimensions] = total[dimensions] + term if dimensions in total else term


def _summands(term: Term) -> Iterator[Term]:
    """The summands of a part with sums multiplied out; raises NotExplicit where there are too many."""
    found = list(_multiplied_out(term))
    if len(found) > MAX_SUMMANDS:
        raise NotExplicit("limit:summands")
    return iter(found)


def _multiplied_out(term: Term) -> Iterator[Term]:
    if term.op == "add":
        for each in term.args:
            yield from _multiplied_out(each)
    elif term.op == "neg":
        yield from (number(-1) * each for each in _multiplied_out(term.args[0]))
    elif term.op == "div":
        yield from ((number(1) / term.args[1]) * each for each in _multiplied_out(term.args[0]))
    elif term.op == "mul":
        products = [number(1)]
        for factor in term.args:
            inside = list(_multiplied_out(factor))
            if len(products) * len(inside) > MAX_SUMMANDS:
                raise NotExplicit("limit:summands")
            products = [Term("mul", (*_factors(left), *_factors(right))) for left in products for right in inside]
        yield from products
    else:
        yield term


def _factors(term: Term) -> tuple[Term, ...]:
    return term.args if term.op == "mul" else (term,)


_RULES: dict[str, Callable[[Algebra, Term, list[Value]], Value]] = {
    "add": Algebra._sum,
    "neg": Algebra._minus,
    "mul": Algebra._product,
    "matmul": Algebra._product,
    "div": Algebra._quotient,
    "pow": Algebra._power,
    "transpose": Algebra._transpose,
    "hadamard": Algebra._elementwise,
}
