"""Shapes that nobody declared: ranks are tried, and sizes that must be equal are found by following forward over numbers.

Every axis of every input begins with a prime of its own. Where two shapes don't fit, the two axes that would have to be equal
become one dimension, and forward is followed again. What is found is named in every claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.model import Model, ahead
from derivations.code.pairing import TARGETS, Needs, Pair
from derivations.code.runs import array_like
from derivations.code.values.floats import FLOATS

PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97)
LETTERS = ("I", "H", "K", "L", "P", "Q", "R", "S", "A", "B", "C", "D", "F", "G")
TURNS = 30
SCALARS = re.compile(
    r"lr|eta|alpha|eps\w*|epsilon|reg\w*|lam\w*|lambd\w*|mu|momentum|n|m|N|batch_size|learning_rate|decay\w*|rate|beta\d|t_step"
)
BIASES = re.compile(r"(b|bias|beta|gamma|biases)(_?[a-z0-9]{0,2}|\[\d\])")
WEIGHTS = re.compile(r"(W|w|U|V|Theta|theta|weights?|Weight)(_?[a-z0-9]{0,3}|\[\d\])")
STATES = re.compile(r"h_?(0|prev|init)?|c_?(0|prev)?|prev_[hc]|state")

Shapes = dict[str, tuple[str, ...]]


def models_of(pair: Pair, needs: Needs, declared: Mapping[str, tuple[str, ...]], helpers: Mapping[str, Any]) -> Iterator[Model]:
    """Models of a pair, one for each way of ranks under which forward can be followed, batches first.

    Raises CodeError, the first reason met, where there is no such way.
    """
    first: CodeError | None = None
    found = 0
    for ranks in _profiles(needs, declared):
        base = _model(pair, needs, ranks, helpers)
        try:
            yield _solved(base, declared)
            found += 1
        except CodeError as error:
            first = first if first is not None and first.code != "shape" else first or error
            if error.code not in ("shape", "branch", "raised", "loss_not_scalar", "unsupported"):
                raise
    if not found and first is not None:
        raise first


def _model(pair: Pair, needs: Needs, shapes: Shapes, helpers: Mapping[str, Any]) -> Model:
    sizes = {each: _size_like(each, shapes) for each in needs.integers}
    return Model(
        pair.module,
        pair.backward,
        pair.forward,
        pair.error,
        shapes,
        upstream=pair.upstream,
        labels=frozenset(needs.labels),
        integers=sizes,
        groups=needs.groups,
        constants=needs.constants,
        helpers=helpers,
    )


def _size_like(name: str, shapes: Shapes) -> str:
    """A size that a parameter gives: of a sample axis, a number of layers or of turns."""
    if name in ("N", "m", "n", "batch_size", "T", "seq_len"):
        first = next((shape for shape in shapes.values() if len(shape) > 1), None)
        return first[0] if first else "2"
    return "2"


def _profiles(needs: Needs, declared: Mapping[str, tuple[str, ...]]) -> Iterator[Shapes]:
    """Ranks for every input that has no declared shape, each axis a dimension of its own."""
    free = [each for each in needs.arrays if each not in declared]
    roles = {each: _role(each, needs) for each in free}
    for each in (_last(free, roles, "weight"), _last(free, roles, "bias")):
        if each is not None:
            roles[each] = f"last {roles[each]}"
    seen: set[tuple[str, ...]] = set()
    for form in PROFILES:
        key = tuple(form[role] for role in roles.values())
        if key in seen:
            continue
        seen.add(key)
        yield {
            each: declared[each]
            if each in declared
            else tuple(part if part == "1" else f"{each}:{at}" for at, part in enumerate(form[roles[each]].split()))
            for each in needs.arrays
        }


def _last(free: list[str], roles: Mapping[str, str], role: str) -> str | None:
    """The weight or bias of the last layer, whose shape may differ from that of the others."""
    return max((each for each in free if roles[each] == role), key=lambda each: (each[-1], free.index(each)), default=None)


ROLES = ("data", "target", "weight", "last weight", "bias", "last bias", "state", "label", "scalar")
_FORMS = (
    ("n i", "n k", "i h", "i h", "h", "h", "n h"),
    ("n i", "n k", "i h", "i h", "1 h", "1 h", "n h"),
    ("n i", "n k", "i h", "i h", "h 1", "h 1", "h n"),
    ("n i", "n", "i h", "i", "h", "", "n h"),
    ("n i", "n", "i h", "i h", "h", "h", "h"),
    ("n i", "n k", "i h", "i h", "h", "h", "h"),
    ("n i", "n k", "i h", "i h", "h", "", "n h"),
    ("n i", "n 1", "i h", "i 1", "h", "1", "n h"),
    ("n i", "n 1", "i h", "i 1", "1 h", "1 1", "n h"),
    ("n i", "n k", "i h", "i h", "h 1", "h 1", "h 1"),
    ("n i", "n k", "i", "i", "h", "", "n h"),
    ("i", "", "i h", "i", "h", "", "h"),
    ("i", "k", "i h", "i h", "h", "h", "h"),
    ("i", "i", "i h", "i h", "h", "h", "i"),
    ("i", "i", "i", "i", "", "", ""),
    ("", "", "", "", "", "", ""),
)
PROFILES: tuple[dict[str, str], ...] = tuple(dict(zip(ROLES, (*form, "n", ""), strict=True)) for form in _FORMS)


def data_rank(model: Model) -> int:
    """The rank of the data: 2 for a batch, 1 for a single sample."""
    plain = [
        len(shape) for name, shape in model.shapes.items() if _role(name, Needs(labels=set(model.labels))) in ("data", "label")
    ]
    return max(plain, default=0)


def has_odd_bias(model: Model) -> bool:
    """Whether a bias has an axis that no weight has, or weights and data are all vectors: possible, and unlikely."""
    roles = {name: _role(name, Needs(labels=set(model.labels))) for name in model.shapes}
    weights = {each for name, shape in model.shapes.items() if roles[name] == "weight" for each in shape}
    biases = {each for name, shape in model.shapes.items() if roles[name] == "bias" for each in shape if each != "1"}
    all_vectors = all(len(shape) < 2 for name, shape in model.shapes.items() if roles[name] in ("weight", "data"))
    has_weights = "weight" in roles.values()
    return has_weights and ((bool(weights) and not biases <= weights) or all_vectors)


def _role(name: str, needs: Needs) -> str:
    if name in needs.labels:
        return "label"
    for role, pattern in (("scalar", SCALARS), ("bias", BIASES), ("weight", WEIGHTS), ("state", STATES)):
        if pattern.fullmatch(name):
            return role
    return "target" if name in TARGETS else "data"


def _solved(model: Model, declared: Mapping[str, tuple[str, ...]]) -> Model:
    """The model with every two axes made one that have to be. Raises CodeError."""
    kept = {each for shape in declared.values() for each in shape}
    for _ in range(TURNS):
        sizes = dict(zip(model.dimensions, PRIMES, strict=False))
        inputs = model.inputs(sizes, lambda name, shape: FLOATS.fresh(name, shape, is_normal=False))
        try:
            _, error = ahead(model, FLOATS, inputs)
        except CodeError as failed:
            same = _meeting(failed, {size: name for name, size in sizes.items()}) if failed.code == "shape" else None
            if same is None:
                raise
            one, other = sorted(same, key=lambda each: (each not in kept, list(sizes).index(each)))
            model = replace(
                model,
                shapes={name: tuple(one if each == other else each for each in shape) for name, shape in model.shapes.items()},
                integers={name: one if each == other else each for name, each in model.integers.items()},
            )
            continue
        if np.size(error) != 1:
            raise CodeError("loss_not_scalar", shape=str(np.shape(error)))
        return _named(model, kept)
    raise CodeError("shape", source="", shapes="")


def _meeting(failed: CodeError, names: Mapping[int, str]) -> tuple[str, str] | None:
    """The two dimensions that an operation would need to be one."""
    operands: tuple[Any, ...] = failed.operands
    if operands and isinstance(operands[-1], tuple):
        operands = operands[-1:]
    arrays: list[Any] = [each for operand in operands for each in (operand if isinstance(operand, list | tuple) else [operand])]
    shapes = [np.shape(each) for each in arrays if array_like(each)]
    if len(shapes) != 2:
        return None
    first, second = shapes
    if failed.is_product:
        pairs = [(first[-1], second[-2] if len(second) > 1 else second[-1])] if first and second else []
    else:
        pairs = list(zip(reversed(first), reversed(second), strict=False))
    for pair in pairs:
        if pair[0] != pair[1] and 1 not in pair and all(each in names for each in pair):
            return names[pair[0]], names[pair[1]]
    return None


def _named(model: Model, kept: set[str]) -> Model:
    """The dimensions with short names: N for the first axis of data, then letters."""
    names = {each: each for each in model.dimensions if each in kept}
    letters = iter(each for each in LETTERS if each not in kept)
    roles = {name: _role(name, Needs(labels=set(model.labels))) for name in model.shapes}
    for name in sorted(
        model.shapes, key=lambda each: ("data", "weight", "bias").index(roles[each]) if roles[each] in ("data", "weight") else 3
    ):
        for at, each in enumerate(model.shapes[name]):
            if not each.isdigit() and each not in names:
                is_sample = at == 0 and len(model.shapes[name]) == 2 and roles[name] == "data" and "N" not in names.values()
                names[each] = "N" if is_sample else next(letters)
    shapes = {name: tuple(names.get(each, each) for each in shape) for name, shape in model.shapes.items()}
    return replace(model, shapes=shapes, integers={name: names.get(each, each) for name, each in model.integers.items()})
