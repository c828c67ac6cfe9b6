"""Claims about all shapes: a model followed once in index form, and each proposed equality decided there.

Two engines have to agree before ``all_shapes`` is said: the index form, which proves, and arrays of entries at three tuples of
sizes, which proposed the equality and are no part of the proof.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property
from typing import Any

from derivations.code.errors import CodeError
from derivations.code.model import Model, Passes, follow
from derivations.code.relations import COLLAPSED, TRANSPOSED, Relation
from derivations.code.trial import Quantity
from derivations.code.values import indices
from derivations.code.values.indexed import Beyond, Indexed, IndexForm, free, transpose
from derivations.code.values.indices import Atom, Poly, atom, beside, normal, number, occurrences, opened, renamed, scaled, times
from derivations.code.values.nodes import BACK

Label = tuple[str, int]
SLOPE = "∂"  # stands before the label of a quantity whose derivative is meant


class AllShapes:
    """One model in index form. Nothing here raises: what can't be followed is simply not proved."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.domain = IndexForm()
        self._lemmas: dict[Label, tuple[Label, Poly]] = {}
        self._adjoints: dict[Label, Poly] = {}

    @cached_property
    def passes(self) -> Passes | None:
        """The passes, or None where they can't be followed."""
        if self.model.labels:
            return None
        inputs: dict[str, Any] = {name: free(name, shape) for name, shape in self.model.shapes.items()}
        inputs |= {name: Indexed((), indices.dimension(each)) for name, each in self.model.integers.items() if not each.isdigit()}
        if len(inputs) < len(self.model.shapes) + len(self.model.integers):
            return None
        try:
            return follow(self.model, self.domain, inputs)
        except (CodeError, Beyond):
            return None

    def stored(self, line: int, column: int, target: str, turn: int, turns: int) -> Any:
        """What a statement stored at one of its visits, in index form, or None."""
        recorded = self.passes.recorded if self.passes is not None else []
        found = [each.value for each in recorded if (each.line, each.column, each.target) == (line, column, target)]
        return found[turn] if len(found) == turns and isinstance(found[turn], Indexed) else None

    def proves(self, value: Any, quantity: Quantity, relation: Relation) -> bool:
        """Whether a stored value stands in a relation to the derivative by a quantity, whatever the sizes."""
        if not isinstance(value, Indexed):
            return False
        label = (quantity.name, quantity.version)
        try:
            held, shape = self._worked_out(value), self._shape(label)
            if shape is None:
                return False
            if relation.kind == TRANSPOSED:
                held = transpose(held)
            if relation.kind == COLLAPSED:
                held, shape = _bare(held.dimensions, held.entry), tuple(each for each in shape if each != "1")
            if held.dimensions != shape:
                return False
            factor = number(relation.factor.number)
            for name, exponent in relation.factor.exponents:
                factor = times(factor, indices.power(indices.dimension(name), Fraction(exponent)))
            derivative = self._derivative(label)
            if relation.kind == COLLAPSED:
                derivative = _bare(self._shape(label) or (), derivative).entry
            derivative = times(derivative, factor)
            if not self._vanishes(held.entry + scaled(derivative, Fraction(-1))) or not self._shift_free:
                return False
        except Beyond:
            return False
        mark = _mark_of(value)
        if mark is not None and mark[0].startswith(BACK) and relation.kind not in (TRANSPOSED, COLLAPSED):
            self._lemmas.setdefault(mark, (label, factor))
        return True

    def _worked_out(self, value: Indexed) -> Indexed:
        """A value that stands for a statement of backward, as what that statement computes."""
        mark = _mark_of(value)
        return self.domain.definitions[mark].array if mark is not None and mark in self.domain.definitions else value

    def _shape(self, label: Label) -> tuple[str, ...] | None:
        if label in self.domain.definitions:
            return self.domain.definitions[label].array.dimensions
        return self.model.shapes.get(label[0]) if label[1] == 0 else None

    def _derivative(self, label: Label) -> Poly:
        """dE/d(what the label names), at its own axes. Raises Beyond."""
        if label not in self._adjoints:
            self._adjoints[label] = normal(self._sum_over_users(label), self._ones)
        return self._adjoints[label]

    def _sum_over_users(self, label: Label) -> Poly:
        assert self.passes is not None
        error = self.passes.error
        if not isinstance(error, Indexed):
            raise Beyond
        found = self._contribution(error.entry, (), number(1), label)
        for other, definition in self.domain.definitions.items():
            is_used = (
                other != label and not other[0].startswith(BACK) and any(True for _ in occurrences(definition.array.entry, label))
            )
            if is_used and self._derivative(other):
                arriving = atom(Atom("entry", (SLOPE, other), _places(definition.array.dimensions)))
                found += self._contribution(definition.array.entry, definition.array.dimensions, arriving, label)
        return found

    def _contribution(self, entry: Poly, dimensions: tuple[str, ...], arriving: Poly, label: Label) -> Poly:
        """What reaches the label through one stored array: arriving * d entry / d label, summed over the array's axes."""
        names = {axis: f"axis{axis}" for axis in range(len(dimensions))}
        bound = tuple((names[axis], size) for axis, size in enumerate(dimensions) if size != "1")
        total: Poly = ()
        for coefficient, places in occurrences(renamed(entry, names), label):
            product = beside(coefficient, renamed(arriving, names))
            for term in product:
                total += self._placed(indices.Term(term.number, (*term.bound, *bound), term.factors), places)
        return total

    def _placed(self, term: indices.Term, places: tuple[Any, ...]) -> Poly:
        """The term at given places: each summed index that stands at a place becomes that axis."""
        chosen = [each for each in places if each is not None]
        if len(set(chosen)) < len(chosen) or not set(chosen) <= {index for index, _ in term.bound}:
            raise Beyond
        left = tuple(pair for pair in term.bound if pair[0] not in chosen)
        return renamed(
            (indices.Term(term.number, left, term.factors),), {each: at for at, each in enumerate(places) if each is not None}
        )

    def _vanishes(self, poly: Poly) -> bool:
        """Whether an expression is 0, with more and more worked out: activations, derivatives that are named, everything."""
        for keeps_slopes, opens in ((True, lambda _: False), (True, self._is_elementwise), (False, self._is_elementwise)):
            try:
                if not normal(self._opened(poly, keeps_slopes, opens), self._ones):
                    return True
            except Beyond:
                continue
        return False

    def _opened(self, poly: Poly, keeps_slopes: bool, opens: Callable[[Label], bool]) -> Poly:
        def meaning(label: Any, places: tuple[Any, ...]) -> Poly | None:
            found = self._meaning(label, keeps_slopes, opens)
            if found is None:
                return None
            names = {axis: each for axis, each in enumerate(places) if each is not None}
            return self._opened(renamed(found, names), keeps_slopes, opens)

        return opened(poly, meaning)

    def _meaning(self, label: Any, keeps_slopes: bool, opens: Callable[[Label], bool]) -> Poly | None:
        """What an entry stands for, at its own axes; None where it stays."""
        if label[0] == SLOPE:
            return None if keeps_slopes else self._derivative(label[1])
        definition = self.domain.definitions.get(label)
        if definition is None:
            return None
        if label[0].startswith(BACK):
            if keeps_slopes and label in self._lemmas:
                quantity, factor = self._lemmas[label]
                return times(atom(Atom("entry", (SLOPE, quantity), _places(definition.array.dimensions))), factor)
            return definition.array.entry
        return definition.array.entry if opens(label) else None

    def _is_elementwise(self, label: Label) -> bool:
        """Whether what was stored is worked out entry by entry, as an activation is, and no sum over products."""
        return not any(term.bound for term in self.domain.definitions[label].array.entry)

    @cached_property
    def _shift_free(self) -> bool:
        """Whether E does not depend on the largest entries of rows, which are subtracted and cancel."""
        try:
            return all(self._vanishes(self._derivative(label)) for label in self.domain.opaque.values())
        except Beyond:
            return False

    def _ones(self, each: indices.Atom, index: Any) -> bool:
        if self.model.ones is None:
            return False
        name, axis = self.model.ones
        return bool(each.label == (name, 0) and each.indices[axis] == index)


def _bare(dimensions: tuple[str, ...], entry: Poly) -> Indexed:
    """An array without its axes of length 1."""
    kept = [axis for axis, each in enumerate(dimensions) if each != "1"]
    return Indexed(tuple(dimensions[axis] for axis in kept), renamed(entry, {axis: at for at, axis in enumerate(kept)}))


def _places(dimensions: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(None if each == "1" else axis for axis, each in enumerate(dimensions))


def _mark_of(value: Indexed) -> Label | None:
    """The mark that a value is, and nothing else."""
    if len(value.entry) == 1 and value.entry[0].number == 1 and not value.entry[0].bound and len(value.entry[0].factors) == 1:
        each, exponent = value.entry[0].factors[0]
        if each.kind == "entry" and exponent == 1 and each.indices == _places(value.dimensions):
            label: Label = each.label
            return label
    return None
