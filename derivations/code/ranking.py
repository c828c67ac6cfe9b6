"""Under which shapes, and which meaning of helpers that are missing, a listing is read: tried in numbers, the best first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from derivations.code.errors import CodeError
from derivations.code.expecting import label, promised
from derivations.code.helpers import Convention, conventions_for
from derivations.code.identify import Judged, sizes_of
from derivations.code.model import Model, follow
from derivations.code.needs import Needs, needs_of
from derivations.code.pairing import Pair
from derivations.code.relations import Seen, relation, relative_gap
from derivations.code.shaping import data_rank, is_column, is_guessed, is_odd, models_of
from derivations.code.trial import FINGERPRINT, Numbers, Trial, is_value
from derivations.code.values.floats import FLOATS


@dataclass(frozen=True)
class Ranked:
    """A model, the meaning of missing helpers in it, and how much holds."""

    score: Score
    model: Model
    convention: Convention

    @property
    def preference(self) -> tuple[Any, ...]:
        """Ranks under which all can be followed and has the right shape go first, then batches, where a missing 1/N shows."""
        score = self.score
        return (score.is_odd, score.failed > 0, score.misfits, -data_rank(self.model), -score.right, -score.alike)


def ranked_models(pair: Pair, declared: Mapping[str, tuple[str, ...]]) -> list[Ranked]:
    """The models of a pair, at least one. Raises CodeError where there is none."""
    needs = needs_of(pair)
    found: list[Ranked] = []
    failed: CodeError | None = None
    for convention in conventions_for(pair.module):
        try:
            found += [Ranked(score, model, convention) for score, model in _scored(pair, needs, declared, convention)]
        except CodeError as error:
            failed = failed or error
    if not found:
        raise failed or CodeError("no_loss", candidates="")
    return sorted(found, key=lambda each: each.preference)


def _scored(pair: Pair, needs: Needs, declared: Mapping[str, tuple[str, ...]], convention: Convention) -> list[tuple[Score, Model]]:
    models: list[tuple[Score, Model]] = []
    aside: list[Model] = []
    complete: set[int] = set()
    for model in models_of(pair, needs, declared, convention.helpers):
        if data_rank(model) in complete or (complete and is_column(model)):
            continue
        if is_odd(model) or _fails(model):
            aside.append(model)
            continue
        models += _with_score(model)
        if models[-1:] and models[-1][0].misfits:
            models += [each for other in _adopted(model, needs, declared) for each in _with_score(other)]
        complete |= {data_rank(each) for score, each in models[-1:] if score.is_complete}
    if not models:
        models = [each for model in aside for each in _with_score(model)]
    if not models:
        raise CodeError("shape", source="", shapes="")
    return models


def _adopted(model: Model, needs: Needs, declared: Mapping[str, tuple[str, ...]]) -> list[Model]:
    """The model with an input of no known rank in the shape that its own gradient has, if it can be followed so."""
    trial = Trial(model, sizes_of(model, 0))
    names = {size: name for name, size in trial.sizes.items()}
    shapes = dict(model.shapes)
    for each in trial.passes.recorded:
        wanted = promised(Judged(each.line, each.column, each.target, "", each.name), trial.quantities)
        if wanted is not None and wanted.version == 0 and is_guessed(wanted.name, needs) and is_value(each.value):
            found = tuple(names.get(size, str(size)) for size in np.shape(each.value))
            if wanted.name not in declared and len(found) < len(shapes.get(wanted.name, ())):
                shapes[wanted.name] = found
    return [replace(model, shapes=shapes)] if shapes != dict(model.shapes) else []


def _fails(model: Model) -> bool:
    """Whether some statement of backward can't be followed in numbers: ranks for which that is so come last."""
    sizes = sizes_of(model, 0)
    try:
        return bool(
            follow(model, FLOATS, model.inputs(sizes, lambda name, shape: FLOATS.fresh(name, shape, is_normal=True))).failed
        )
    except CodeError as error:
        _check_limit(error)
        return True


def _check_limit(error: CodeError) -> None:
    """Raises the error where other ranks would only cost as much again."""
    if error.code == "limit":
        raise error


def _with_score(model: Model) -> list[tuple[Score, Model]]:
    try:
        return [(_score(model), model)]
    except CodeError as error:
        _check_limit(error)
        return []


@dataclass(frozen=True, slots=True)
class Score:
    """How many targets hold, in numbers, what their names promise, of how many, and how many up to a constant.

    misfits: how many have another shape. failed: how many statements. is_odd: whether a bias has an axis that no weight has.
    """

    right: int
    promises: int
    alike: int
    misfits: int
    failed: int
    is_odd: bool

    @property
    def is_complete(self) -> bool:
        """Whether everything holds."""
        return self.right == self.promises > 0 and not self.failed


def _score(model: Model) -> Score:
    trial = Trial(model, sizes_of(model, 0))
    last = {label(each.target, each.name): each for each in trial.passes.recorded}
    right = promises = alike = misfits = 0
    for each in last.values():
        wanted = promised(Judged(each.line, each.column, each.target, "", each.name), trial.quantities)
        if wanted is not None and is_value(each.value):
            value, derivative = trial.numeric(each.value), trial.numeric(trial.quantities[wanted])
            named = [trial.numeric(array) for one, array in trial.quantities.items() if one.name == wanted.name]
            holds = any(relative_gap(value, array) < FINGERPRINT for array in named)
            holds = holds or (wanted.version > 0 and _is_multiple(value, derivative))
            right += (2 if wanted.version == 0 else 1) * holds
            misfits += value.shape != derivative.shape
            alike += value.shape == derivative.shape and _is_multiple(value, derivative)
            promises += 2 if wanted.version == 0 else 1
    return Score(right, promises, alike, misfits, len(trial.passes.failed), is_odd(model))


def _is_multiple(value: Numbers, derivative: Numbers) -> bool:
    return value.shape == derivative.shape and relation([Seen({}, value, derivative)]) is not None
