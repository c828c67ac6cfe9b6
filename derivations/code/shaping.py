"""Shapes that nobody declared: ranks are tried by what the inputs are called, and ``solving`` finds which axes have one length.

A name only says what is tried first: under which ranks a listing is read is decided by what can be followed and what then holds,
and every claim names its shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from derivations.code.errors import CodeError
from derivations.code.model import Model
from derivations.code.needs import Needs
from derivations.code.pairing import TARGETS, Pair
from derivations.code.ranks import Rank
from derivations.code.solving import solved

LETTERS = ("I", "H", "K", "L", "P", "Q", "R", "S", "A", "B", "C", "D", "F", "G")
SCALARS = re.compile(
    r"lr|eta|alpha|eps\w*|epsilon|reg\w*|lam\w*|lambd\w*|mu|momentum|n|m|N|batch_size|learning_rate|decay\w*|rate|beta\d|t_step"
)
BIASES = re.compile(r"(b|bias|beta|gamma|biases)(_?[a-z0-9]{0,2}|\[\d\])")
WEIGHTS = re.compile(r"(W|w|U|V|Theta|theta|weights?|Weight)(_?[a-z0-9]{0,3}|\[\d\])")
STATES = re.compile(r"h_?(0|prev|init)?|c_?(0|prev)?|prev_[hc]|state")

TOLERATED = ("shape", "branch", "raised", "no_loss", "loss_not_scalar", "unsupported")  # other ranks may do

Shapes = dict[str, tuple[str, ...]]
Form = dict[str, str]


def models_of(pair: Pair, needs: Needs, declared: Mapping[str, tuple[str, ...]], helpers: Mapping[str, Any]) -> Iterator[Model]:
    """Models of a pair, one for each way of ranks under which forward can be followed, batches first.

    Raises CodeError, the first reason met, where there is no such way.
    """
    first: CodeError | None = None
    found = 0
    kept = frozenset(each for shape in declared.values() for each in shape)
    for bases in (_bases(pair, needs, declared, helpers, PROFILES), _smaller_weights(pair, needs, declared, helpers)):
        for base in bases:
            try:
                yield _named(solved(base, kept, _counted(base)), kept)
                found += 1
            except CodeError as error:
                first = first if first is not None and first.code != "shape" else first or error
                if error.code not in TOLERATED:
                    raise first from error
        if found:
            return
    if first is not None:
        raise first


def _bases(
    pair: Pair, needs: Needs, declared: Mapping[str, tuple[str, ...]], helpers: Mapping[str, Any], profiles: tuple[Form, ...]
) -> Iterator[Model]:
    for ranks in profiles_of(needs, declared, profiles):
        yield _model(pair, needs, ranks, helpers)


def _smaller_weights(
    pair: Pair, needs: Needs, declared: Mapping[str, tuple[str, ...]], helpers: Mapping[str, Any]
) -> Iterator[Model]:
    """Images too, and weights with the smallest lengths, as a filter has them."""
    for model in _bases(pair, needs, declared, helpers, (*PROFILES, *IMAGES)):
        order = sorted(model.shapes, key=lambda each: _role(each, needs) != "weight")
        yield replace(model, shapes={each: model.shapes[each] for each in order})


def _counted(model: Model) -> frozenset[str]:
    """The first axes of data, targets and labels."""
    roles = {name: _role(name, Needs(labels=set(model.labels))) for name in model.shapes}
    return frozenset(shape[0] for name, shape in model.shapes.items() if shape and roles[name] in ("data", "target", "label"))


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
        begins=needs.begins,
        aliases=needs.aliases,
    )


def _size_like(name: str, shapes: Shapes) -> str:
    """A size that a parameter gives: of a sample axis, a number of layers or of turns."""
    if name in ("N", "m", "n", "batch_size", "T", "seq_len"):
        first = next((shape for shape in shapes.values() if len(shape) > 1), None)
        return first[0] if first else "2"
    return "2"


def profiles_of(needs: Needs, declared: Mapping[str, tuple[str, ...]], profiles: tuple[Form, ...]) -> Iterator[Shapes]:
    """Ranks for every input that has no declared shape, each axis a dimension of its own."""
    free = [each for each in needs.arrays if each not in declared]
    roles = {each: _role(each, needs) for each in free}
    for each in (_last(free, roles, "weight"), _last(free, roles, "bias")):
        if each is not None:
            roles[each] = f"last {roles[each]}"
    ranks = _ranks(needs, roles)
    scalars = {each: Rank(0, 0) for each in needs.elementwise if roles.get(each) == "data"}
    scalars |= {each: Rank(0, 0) for each in needs.labels if each not in needs.ranks}
    seen: set[tuple[str, ...]] = set()
    for known in (ranks, {**ranks, **scalars}):
        for form in profiles:
            parts = {each: _parts(form[role].split(), known.get(each)) for each, role in roles.items()}
            key = tuple(" ".join(each) for each in parts.values())
            if key in seen:
                continue
            seen.add(key)
            yield {
                each: declared[each]
                if each in declared
                else tuple(part if part == "1" else f"{each}:{at}" for at, part in enumerate(parts[each]))
                for each in needs.arrays
            }


def _ranks(needs: Needs, roles: Mapping[str, str]) -> dict[str, Rank]:
    """What the source tells of ranks; where it tells of some data, other data has as many axes."""
    told = {name: rank for name, rank in needs.ranks.items() if name in roles}
    data = [rank for name, rank in told.items() if roles[name] == "data" and rank.least > 2]
    if data:
        most = max(data, key=lambda each: each.least)
        told = {**{name: most for name, role in roles.items() if role == "data" and name not in needs.elementwise}, **told}
    return told


def _parts(parts: list[str], rank: Rank | None) -> list[str]:
    """The axes of a form, or as many others as the source tells of."""
    return parts if rank is None or rank.fits(len(parts)) else ["axis"] * rank.least


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
    ("i 1", "k 1", "i h", "i h", "h 1", "h 1", "h 1"),
    ("i", "", "i h", "i", "h", "", "h"),
    ("i", "k", "i h", "i h", "h", "h", "h"),
    ("i", "i", "i h", "i h", "h", "h", "i"),
    ("i", "i", "i", "i", "", "", ""),
    ("", "", "", "", "", "", ""),
)
_IMAGES = (
    ("n p q", "n k", "r s", "r s", "", "", "n h"),
    ("n p q", "n k", "f r s", "f r s", "f", "f", "n h"),
    ("n c p q", "n k", "f c r s", "f c r s", "f", "f", "n h"),
)
PROFILES: tuple[Form, ...] = (
    *(dict(zip(ROLES, (*form, "n", ""), strict=True)) for form in _FORMS),
    *(dict(zip(ROLES, (*form, "n", "n i"), strict=True)) for form in _FORMS[:1]),  # what is called like a number may be data
)
IMAGES: tuple[Form, ...] = tuple(dict(zip(ROLES, (*form, "n", ""), strict=True)) for form in _IMAGES)


def data_rank(model: Model) -> int:
    """The rank of the data: 2 for a batch, 1 for a single sample, be it a column."""
    plain = [
        len(shape) - shape.count("1")
        for name, shape in model.shapes.items()
        if _role(name, Needs(labels=set(model.labels))) in ("data", "label")
    ]
    return max(plain, default=0)


def is_column(model: Model) -> bool:
    """Whether the data is one column: a batch of one, at which more is equal than elsewhere."""
    return any("1" in shape for name, shape in model.shapes.items() if _role(name, Needs(labels=set(model.labels))) == "data")


def is_guessed(name: str, needs: Needs) -> bool:
    """Whether nothing tells the rank of an input: neither what it is called nor how it is used."""
    return _role(name, needs) == "data" and name not in needs.ranks


def is_odd(model: Model) -> bool:
    """Whether a bias has an axis that no weight has, weights and data are all vectors, or a target has no axis of a batch that it
    belongs to, so that it would be broadcast: possible, and unlikely.
    """
    roles = {name: _role(name, Needs(labels=set(model.labels))) for name in model.shapes}
    weights = {each for name, shape in model.shapes.items() if roles[name] == "weight" for each in shape}
    biases = {each for name, shape in model.shapes.items() if roles[name] == "bias" for each in shape if each != "1"}
    all_vectors = all(len(shape) < 2 for name, shape in model.shapes.items() if roles[name] in ("weight", "data"))
    has_weights = "weight" in roles.values()
    batches = [set(shape) for name, shape in model.shapes.items() if roles[name] == "data" and len(shape) > 1]
    targets = [set(shape) for name, shape in model.shapes.items() if roles[name] in ("target", "label")]
    if batches and any(not any(batch & target for batch in batches) for target in targets):
        return True
    return has_weights and ((bool(weights) and not biases <= weights) or all_vectors)


def _role(name: str, needs: Needs) -> str:
    if name in needs.labels:
        return "label"
    for role, pattern in (("scalar", SCALARS), ("bias", BIASES), ("weight", WEIGHTS), ("state", STATES)):
        if pattern.fullmatch(name):
            return role
    return "target" if name in TARGETS else "data"


def _named(model: Model, kept: frozenset[str]) -> Model:
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
