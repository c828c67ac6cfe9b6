"""Which axes of a model must have one length: found by following it over numbers, every axis with a prime of its own.

Where two shapes don't fit, the two axes that would have to be equal become one dimension, and the model is followed again. It is
followed with lengths that rise from input to input, and with lengths that fall: an array that is gone through too far, or not to
its end, shows in one of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from math import gcd
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.listing import globals_of
from derivations.code.model import Model, ahead, follow
from derivations.code.runs import Failed, array_like
from derivations.code.values.floats import FLOATS

PRIMES = tuple(each for each in range(2, 230) if all(each % other for other in range(2, each)))
SMALL = tuple(range(2, 2 + len(PRIMES)))
TURNS = 60


def solved(model: Model, kept: frozenset[str], counted: frozenset[str]) -> Model:
    """The model with every two axes made one that have to be. Raises CodeError.

    kept: dimensions that were declared, whose names stay. counted: first axes of data, of which loops take an element each turn.
    """
    primes = PRIMES
    try:
        changed = _fitted(model, primes, kept, counted)
    except CodeError as error:
        if error.code != "limit":
            raise
        primes = SMALL  # loops over images: that lengths are few matters more than that their products tell them apart
        changed = _fitted(model, primes, kept, counted)
    try:
        changed = _fitted(changed, tuple(reversed(primes[: len(changed.dimensions) + 3])), kept, counted)
    except CodeError:  # lengths that can't fall, such as those of an image and its filter; but one of them may be the smallest
        for name in changed.dimensions:
            with suppress(CodeError):
                changed = _fitted(changed, primes, kept, counted, name)
    return _adopted(changed, primes, kept)


def _fitted(
    model: Model, primes: Sequence[int], kept: frozenset[str], counted: frozenset[str], smallest: str | None = None
) -> Model:
    numbers = [each for shape in (*model.shapes.values(), tuple(model.integers.values())) for each in shape if each.isdigit()]
    literals = {int(each): each for each in numbers if each not in "01"}
    literals |= {each: str(each) for each in globals_of(model.module).values() if type(each) is int and each > 1}
    free = [each for each in primes if each not in literals]
    for _ in range(TURNS):
        if len(model.dimensions) > len(free):
            raise CodeError("limit", limit="dimensions")
        sizes = dict(zip(sorted(model.dimensions, key=lambda each: each != smallest), free, strict=False))
        inputs = model.inputs(sizes, lambda name, shape: FLOATS.fresh(name, shape, is_normal=False))
        try:
            _, error = ahead(model, FLOATS, inputs)
        except CodeError as failed:
            names = {size: name for name, size in sizes.items()} | literals
            firsts = {size: name for size, name in names.items() if name in counted}
            same = meeting(failed, names, firsts) if failed.code == "shape" else None
            if same is None:
                raise
            order = [*literals.values(), *sizes]
            one, other = sorted(same, key=lambda each: (each not in kept, order.index(each)))
            if other.isdigit():
                raise
            model = replace(
                model,
                shapes={name: tuple(one if each == other else each for each in shape) for name, shape in model.shapes.items()},
                integers={name: one if each == other else each for name, each in model.integers.items()},
            )
            continue
        if np.size(error) != 1:
            raise CodeError("loss_not_scalar", shape=str(np.shape(error)))
        return model
    raise CodeError("shape", source="", shapes="")


def _adopted(model: Model, primes: Sequence[int], kept: frozenset[str]) -> Model:
    """What only backward reads, such as a velocity, with the shape of what it meets there."""
    used = Counter(each for shape in model.shapes.values() for each in shape)
    free = {name for name, shape in model.shapes.items() if shape and all(used[each] == 1 for each in shape)} - kept
    for _ in range(len(free)):
        sizes = dict(zip(model.dimensions, primes, strict=False))
        inputs = model.inputs(sizes, lambda name, shape: FLOATS.fresh(name, shape, is_normal=False))
        names = {size: name for name, size in sizes.items()}
        taken = _taken(follow(model, FLOATS, inputs).failed, {name: np.shape(inputs[name]) for name in sorted(free)})
        if taken is None:
            return model
        name, shape = taken
        free.discard(name)
        model = replace(model, shapes={**model.shapes, name: tuple(names.get(each, str(each)) for each in shape)})
    return model


def _taken(failed: Sequence[Failed], free: Mapping[str, tuple[int, ...]]) -> tuple[str, tuple[int, ...]] | None:
    """A free input of the shape of one operand, and the shape of the other, at the first operation that failed."""
    for each in failed:
        operands: tuple[Any, ...] = each.error.operands
        shapes = [np.shape(operand) for operand in operands if array_like(operand)]
        if len(shapes) == 2 and not each.error.is_product:
            for own, other in (shapes, shapes[::-1]):
                name = next((name for name, shape in free.items() if shape == own), None)
                if name is not None:
                    return name, other
    return None


def meeting(failed: CodeError, names: Mapping[int, str], counted: Mapping[int, str]) -> tuple[str, str] | None:
    """The two dimensions that an operation would need to be one."""
    operands: tuple[Any, ...] = failed.operands
    if operands and isinstance(operands[0], str):
        return _lettered(operands[0], operands[1:], names)
    if len(operands) == 2 and isinstance(operands[1], int):
        return _counted(np.shape(operands[0]), operands[1], counted)
    if operands and isinstance(operands[-1], tuple):
        operands = operands[-1:]
    arrays: list[Any] = [each for operand in operands for each in (operand if isinstance(operand, list | tuple) else [operand])]
    shapes = [np.shape(each) for each in arrays if array_like(each)]
    if len(shapes) != 2:
        return None
    first, second = shapes
    if failed.is_product:
        pairs = [(first[-1], second[-2] if len(second) > 1 else second[-1])] if first and second else []
        pairs += list(zip(first[:-2], second[:-2], strict=False))
    else:
        pairs = list(zip(reversed(first), reversed(second), strict=False))
    for one, other in pairs:
        common = gcd(one, other)
        pair = (one // common, other // common)
        if one != other and 1 not in pair and all(each in names for each in pair):
            return names[pair[0]], names[pair[1]]
    return None


def _lettered(subscripts: str, arrays: Sequence[Any], names: Mapping[int, str]) -> tuple[str, str] | None:
    """Two lengths that one letter of ``einsum`` has."""
    known: dict[str, int] = {}
    for letters, array in zip(subscripts.replace(" ", "").partition("->")[0].split(","), arrays, strict=False):
        for letter, size in zip(letters, np.shape(array), strict=False):
            if known.setdefault(letter, size) != size and {known[letter], size} <= names.keys():
                return names[known[letter]], names[size]
    return None


def _counted(shape: tuple[int, ...], index: int, names: Mapping[int, str]) -> tuple[str, str] | None:
    """A first axis that is gone through too far, and the shortest one that is long enough: both have one element for each turn."""
    longer = [size for size in names if size > index]
    return (names[shape[0]], names[min(longer)]) if shape and shape[0] in names and longer else None
