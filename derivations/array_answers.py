"""Is a formula in arrays, as a person writes it, the derived one? ``x^T ((y - d) W2^T * z1 (1 - z1)) / (N K)``.

A product is read as the shapes allow: of two arrays whose inner sizes fit it is the matrix product, of two of one shape the product
entry by entry; sizes are distinct, so that both never fit. What ``compare`` does not prove for all sizes is decided entry by
entry at small distinct sizes, first with the named quantities left alone, then with their definitions put in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from derivations.equality.combining import combine
from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted
from derivations.steps.entries import Entries, entries, named, of_ones
from derivations.steps.shapes import Shape, with_matrix_products
from derivations.steps.step import Definitions
from derivations.terms.domain import Assumption, Domain
from derivations.terms.term import Term, name, names, number, rebuild

SIZES = ((2, 3, 4, 5, 6, 7), (5, 2, 3, 4, 7, 6))
"""Of the dimensions, in the order in which they occur. All distinct, so that no wrong transpose fits; two choices, so that a number
in the place of a size is seen."""
LOSS = "opaque"


class Misfit(ValueError):
    """Parts of a formula whose shapes do not fit together; ``args[0]`` says which."""


@dataclass(frozen=True, slots=True)
class ArrayComparison:
    """What an answer in arrays is beside the key.

    how: ``all_sizes``, ``at_sizes`` (equal), ``misfit`` (parts do not fit), ``shape``, ``transposed``, ``entry`` (differs there),
    ``undecided``. entry: row and column from 1, or one index, of the first entry that differs.
    """

    how: str
    comparison: Comparison | None = None
    entry: tuple[int, ...] = ()
    found: str = ""
    expected: str = ""
    sizes: str = ""

    @property
    def equal(self) -> bool | None:
        """Whether it is the key; None where that is not decided."""
        return None if self.how == "undecided" else self.how in ("all_sizes", "at_sizes")


def compare_with_key(answer: Term, key: Term, definitions: Definitions, shapes: Mapping[str, Shape]) -> ArrayComparison:
    """Compare an answer with the derived formula. shapes: of every name that is no number."""
    dimensions = list(dict.fromkeys(size for shape in shapes.values() for size in shape))
    asked, expected = fitted(key, shapes)
    try:
        given, found = fitted(answer, shapes)
    except Misfit as error:
        return ArrayComparison("misfit", found=str(error))
    if found != expected and found != expected[::-1]:
        return ArrayComparison("shape", found=_text(found), expected=_text(expected))
    if len(dimensions) > len(SIZES[0]):
        return ArrayComparison("undecided")
    if found == expected:
        return _beside(given, asked, definitions, shapes, dimensions)
    turned = _beside(Term("transpose", (given,)), asked, definitions, shapes, dimensions)
    how = "transposed" if turned.equal else "undecided" if turned.equal is None else "shape"
    return replace(turned, how=how, found=_text(found), expected=_text(expected))


def _beside(
    given: Term, asked: Term, definitions: Definitions, shapes: Mapping[str, Shape], dimensions: Sequence[str]
) -> ArrayComparison:
    """Two terms of one shape: proved for all sizes, or looked at entry by entry at two choices of sizes."""
    if isinstance(whole := compare(given, asked, _domain(shapes)), Proved):
        return ArrayComparison("all_sizes", whole)
    found: list[Comparison] = []
    spoken: list[str] = []
    for choice in SIZES:
        sizes = dict(zip(dimensions, choice, strict=False))
        spoken.append(", ".join(f"{dimension} = {size}" for dimension, size in sizes.items()))
        parts = _entry_by_entry(given, asked, _named(shapes, sizes))
        if not all(isinstance(each, Proved) for _, each in parts):
            parts = _entry_by_entry(given, asked, _put_in(definitions, shapes, sizes))
        place, last = parts[-1]
        if isinstance(last, Refuted):
            return ArrayComparison("entry", last, tuple(each + 1 for each in place), sizes=spoken[-1])
        found.extend(each for _, each in parts)
    whole = combine(found)
    return ArrayComparison("at_sizes" if isinstance(whole, Proved | Agreed) else "undecided", whole, sizes="; ".join(spoken))


def fitted(node: Term, shapes: Mapping[str, Shape]) -> tuple[Term, Shape]:
    """The term with every product as what its shapes make it, and its shape. Raises Misfit.

    >>> shapes = {"x": ("N", "I"), "G": ("N", "K")}
    >>> fitted(Term("mul", (Term("transpose", (name("x"),)), name("G"))), shapes)[1]
    ('I', 'K')
    """
    if node.op == "name":
        return node, shapes.get(str(node.value), ())
    parts = [fitted(each, shapes) for each in node.args]
    match node.op:
        case "transpose":
            return rebuild(node, (parts[0][0],)), parts[0][1][::-1]
        case "mul" | "matmul" | "hadamard":
            return reduce(lambda left, right: _product(node.op, left, right), parts)
        case "div" if parts[1][1] not in ((), parts[0][1]):
            raise Misfit(f"{_text(parts[0][1])} / {_text(parts[1][1])}")
    return rebuild(node, tuple(each for each, _ in parts)), reduce(_together, (shape for _, shape in parts), ())


def _product(operation: str, left: tuple[Term, Shape], right: tuple[Term, Shape]) -> tuple[Term, Shape]:
    (one, here), (other, there) = left, right
    if not here or not there:
        if operation == "matmul":
            raise Misfit(f"{_text(here)} @ {_text(there)}")
        return Term("mul", (one, other)), here or there
    if operation != "hadamard" and here[-1] == there[0]:
        return Term("matmul", (one, other)), here[:-1] + there[1:]
    if operation != "matmul" and here == there:
        return Term("hadamard", (one, other)), here
    raise Misfit(f"{_text(here)}, {_text(there)}")


def _together(one: Shape, other: Shape) -> Shape:
    """The shape of what is added: equal shapes, a number beside an array, a row that is added to every row."""
    if not other or one == other or (len(one) == 2 and one[1:] == other):
        return one
    if not one or one == other[1:]:
        return other
    raise Misfit(f"{_text(one)}, {_text(other)}")


def _text(shape: Shape) -> str:
    return f"({', '.join(shape)})"


def _domain(shapes: Mapping[str, Shape]) -> Domain:
    return Domain({each: Assumption(shape=shape) for each, shape in shapes.items() if shape})


def _named(shapes: Mapping[str, Shape], sizes: Mapping[str, int]) -> dict[Term, Entries | Term]:
    """Every array as an array of names, every size as its number."""
    values: dict[Term, Entries | Term] = {name(each): number(size) for each, size in sizes.items()}
    for identifier, shape in shapes.items():
        size = tuple(sizes[each] for each in shape)
        if shape:
            values[name(identifier)] = of_ones(*size) if identifier.startswith("1_") else named(identifier, size)
    return values


def _put_in(definitions: Definitions, shapes: Mapping[str, Shape], sizes: Mapping[str, int]) -> dict[Term, Entries | Term]:
    """The same with every defined array computed from those that are not; the error itself is left out."""
    values = _named(shapes, sizes)
    waiting = {each: with_matrix_products(meaning) for each, meaning in definitions if meaning.op != LOSS}
    while ready := [each for each, meaning in waiting.items() if not names(meaning) & waiting.keys()]:
        for each in ready:
            values[name(each)] = entries(waiting.pop(each), values)
    return values


def _entry_by_entry(answer: Term, key: Term, values: Mapping[Term, Entries | Term]) -> Sequence[tuple[tuple[int, ...], Comparison]]:
    """The comparisons of the entries up to the first that is refuted."""
    here, there = (np.asarray(entries(each, values), dtype=object) for each in (answer, key))
    found: list[tuple[tuple[int, ...], Comparison]] = []
    for place in np.ndindex(there.shape):
        found.append((place, compare(here.item(place), there.item(place))))
        if isinstance(found[-1][1], Refuted):
            break
    return found
