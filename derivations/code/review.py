"""A whole file reviewed: every statement of every backward pass judged, mistakes found at their line, repairs proved."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from derivations.code.errors import CodeError
from derivations.code.expecting import promised
from derivations.code.finding import Finding, findings_of
from derivations.code.helpers import Convention, conventions_for
from derivations.code.identify import Identified, Judged, identified, sizes_of
from derivations.code.model import Model, follow
from derivations.code.pairing import TARGETS, Needs, Pair, loss_candidates, needs_of, pairs_of
from derivations.code.relations import Seen, relation, relative_gap
from derivations.code.shaping import data_rank, has_odd_bias, models_of
from derivations.code.trial import FINGERPRINT, Numbers, Trial, is_value
from derivations.code.values.floats import FLOATS

TINY = Fraction(1, 10_000)


@dataclass(frozen=True)
class Review:
    """What was found out about one pair of functions.

    shapes: by name, as declared or tried. other: the same pair under other ranks, where that is possible too.
    assumed: helpers that the file lacks, with the meaning that was tried.
    """

    pair: Pair
    model: Model
    judged: tuple[Judged, ...]
    findings: tuple[Finding, ...]
    assumed: tuple[tuple[str, str], ...] = ()


def review(
    module: ast.Module,
    forward: str | None = None,
    backward: str | None = None,
    loss: str | None = None,
    shapes: Mapping[str, Sequence[str]] | None = None,
) -> list[Review]:
    """Review the pairs of a file.

    Raises CodeError: ``no_backward``, ``no_loss`` with candidates, and whatever keeps forward from being followed.

    >>> from derivations.code.listing import parsed
    >>> lines = ["def forward(x, w):", "    return x @ w", "def backward(x, w, dy):", "    dw = x.T @ dy", "    return dw"]
    >>> found = review(parsed(chr(10).join(lines)))
    >>> [(each.target, str(each.equals[0].quantity)) for each in found[0].judged]
    [('dw', 'w')]
    """
    declared = {name: tuple(each) for name, each in (shapes or {}).items()}
    found: list[Review] = []
    first: CodeError | None = None
    for pair in pairs_of(module, forward, backward, loss):
        try:
            found.append(_reviewed(pair, declared))
        except CodeError as error:
            if error.code in ("no_loss", "loss_not_scalar"):
                error = CodeError("no_loss", candidates=", ".join(loss_candidates(module)))
            first = first or error
    if first is not None and (not found or first.code == "no_loss"):
        raise first
    return found


def _reviewed(pair: Pair, declared: Mapping[str, tuple[str, ...]]) -> Review:
    needs = needs_of(pair)
    best: list[tuple[Score, Model, Convention]] = []
    failed: CodeError | None = None
    for convention in conventions_for(pair.module):
        try:
            models = _scored(pair, needs, declared, convention)
        except CodeError as error:
            failed = failed or error
            continue
        best += [(score, model, convention) for score, model in models]
    if not best:
        raise failed or CodeError("no_loss", candidates="")
    ranked = _ranked(best)
    _, model, convention = ranked[0]
    judged = with_conditions(model)
    others = [each for each in ranked[1:] if data_rank(each[1]) != data_rank(model) and each[0].is_complete]
    statements = _merged(judged.judged, identified(others[0][1]).judged) if others else judged.judged
    return Review(pair, model, statements, tuple(findings_of(judged)), convention.assumed)


def _ranked(found: list[tuple[Score, Model, Convention]]) -> list[tuple[Score, Model, Convention]]:
    """The best first. Code for one sample, in which a batch does not even fit, is read for one sample where all holds there."""
    ranked = sorted(found, key=_preference)
    whole = [each for each in ranked if each[0].is_complete and not each[0].is_odd]
    if ranked[0][0].misfits and whole:
        ranked.remove(whole[0])
        ranked.insert(0, whole[0])
    return ranked


def _preference(each: tuple[Score, Model, Convention]) -> tuple[Any, ...]:
    """Ranks under which everything can be followed go first, then batches, where a missing 1/N shows; then what holds."""
    score, model, _ = each
    return (score.is_odd, score.failed > 0, -data_rank(model), -score.right, -score.alike)


def _scored(pair: Pair, needs: Needs, declared: Mapping[str, tuple[str, ...]], convention: Convention) -> list[tuple[Score, Model]]:
    models: list[tuple[Score, Model]] = []
    aside: list[Model] = []
    complete: set[int] = set()
    for model in models_of(pair, needs, declared, convention.helpers):
        if data_rank(model) in complete:
            continue
        if has_odd_bias(model) or _fails(model):
            aside.append(model)
            continue
        models += _with_score(model)
        complete |= {data_rank(each) for score, each in models[-1:] if score.is_complete}
    if not models:
        models = [each for model in aside for each in _with_score(model)]
    if not models:
        raise CodeError("shape", source="", shapes="")
    return models


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
    last = {each.name: each for each in trial.passes.recorded}
    right = promises = alike = misfits = 0
    for each in last.values():
        wanted = promised(Judged(each.line, each.column, each.target, "", each.name), trial.quantities)
        if wanted is not None and is_value(each.value):
            value, derivative = trial.numeric(each.value), trial.numeric(trial.quantities[wanted])
            holds = relative_gap(value, derivative) < FINGERPRINT or (wanted.version > 0 and _is_multiple(value, derivative))
            right += (2 if wanted.version == 0 else 1) * holds
            misfits += value.shape != derivative.shape
            alike += value.shape == derivative.shape and _is_multiple(value, derivative)
            promises += 2 if wanted.version == 0 else 1
    return Score(right, promises, alike, misfits, len(trial.passes.failed), has_odd_bias(model))


def _is_multiple(value: Numbers, derivative: Numbers) -> bool:
    return value.shape == derivative.shape and relation([Seen({}, value, derivative)]) is not None


def _merged(first: tuple[Judged, ...], second: tuple[Judged, ...]) -> tuple[Judged, ...]:
    other = {(each.line, each.column, each.target): each.equals for each in second}
    return tuple(replace(each, equals=(*each.equals, *other.get((each.line, each.column, each.target), ()))) for each in first)


def with_conditions(model: Model) -> Identified:
    """The statements judged, under no condition where that suffices, else with targets that sum to 1 or numbers that vanish.

    What comes back is the variant under which most holds, with what holds under no condition kept as it is.
    """
    best = identified(model)
    for conditions, changed in _variants(model):
        if not any(_is_open(each, best) for each in best.judged):
            break
        try:
            other = identified(changed, conditions)
        except CodeError:
            continue
        if _known(other) > _known(best):
            kept = {(each.line, each.column, each.target): each for each in best.judged}
            best = replace(other, judged=tuple(_with(kept[each.line, each.column, each.target], each) for each in other.judged))
    return best


def _known(found: Identified) -> int:
    """How many promises are kept, those that are kept up to a factor counting half."""
    total = 0
    for each in found.judged:
        wanted = promised(each, found.trials[0].quantities)
        kinds = [one.is_exact for one in each.equals if one.quantity == wanted]
        total += 2 * any(kinds) + bool(kinds)
    return total


def _with(each: Judged, other: Judged) -> Judged:
    known = {(str(one.quantity), one.relation.kind) for one in each.equals}
    return replace(
        each, equals=(*each.equals, *(one for one in other.equals if (str(one.quantity), one.relation.kind) not in known))
    )


def _is_open(judged: Judged, found: Identified) -> bool:
    """Whether a statement's name promises a derivative that it is not shown to be."""
    wanted = promised(judged, found.trials[0].quantities)
    if judged.status != "judged" or wanted is None:
        return False
    return not any(one.quantity == wanted and (one.is_exact or wanted.version > 0) for one in judged.equals)


def _variants(model: Model) -> Iterator[tuple[tuple[tuple[str, str], ...], Model]]:
    tiny = any(
        isinstance(each, ast.Constant) and isinstance(each.value, float) and 0 < each.value <= TINY
        for each in ast.walk(model.module)
    )
    sums = [
        (f"sum({name}, axis={axis}) = 1", (name, axis))
        for name in _targets(model)
        for axis in range(len(model.shapes[name]) - 1, -1, -1)
    ]
    if tiny:
        yield (("vanishing", "eps -> 0"),), replace(model, tiny=TINY)
    for text, ones in sums:
        yield (("one_hot", text),), replace(model, ones=ones)
        if tiny:
            yield (("one_hot", text), ("vanishing", "eps -> 0")), replace(model, ones=ones, tiny=TINY)


def _targets(model: Model) -> list[str]:
    """Inputs that only the error reads: the targets of training."""
    ahead = {each.id for each in ast.walk(model.function(model.forward)) if isinstance(each, ast.Name)}
    in_error = _ids(model.error)
    names = [each for each in model.shapes if each not in model.labels and model.shapes[each]]
    only = [each for each in names if each in in_error and each not in ahead]
    return only or [each for each in names if each in TARGETS]


def _ids(node: ast.expr | None) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)} if node is not None else set()


__all__ = ["Review", "review", "with_conditions"]
