"""Under which conditions a listing is what it claims to be: targets that sum to 1, numbers that vanish. They are found and said.

``y - d`` is the gradient of softmax with cross-entropy only where each row of d sums to 1, and of a logarithm that is kept from 0
by a tiny number only as that number vanishes. No condition is taken where something holds without it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from derivations.code.errors import CodeError
from derivations.code.expecting import promised
from derivations.code.identify import Identified, Judged, identified
from derivations.code.model import Model
from derivations.code.pairing import TARGETS
from derivations.code.relations import EXACT

TINY = Fraction(1, 10_000)

Conditions = tuple[tuple[str, str], ...]


def where(model: Model, holds: Callable[[Sequence[Judged]], bool]) -> Identified:
    """The statements judged under the first conditions under which ``holds``: none, if it holds without, or under none at all.

    Raises CodeError where forward or E can't be followed.
    """
    plain = identified(model)
    if holds(plain.judged):
        return plain
    for conditions, changed in variants(model):
        try:
            found = identified(changed, conditions)
        except CodeError:
            continue
        if holds(found.judged):
            return found
    return plain


def under(model: Model, conditions: Conditions) -> Model:
    """The model under conditions that were found for it; without one that it can't have."""
    return next((changed for each, changed in variants(model) if each == conditions), model)


def with_conditions(model: Model) -> Identified:
    """The statements judged, under no condition where that suffices, else with targets that sum to 1 or numbers that vanish.

    What comes back is the variant under which most holds, with what holds under no condition kept as it is.
    """
    best = identified(model)
    for conditions, changed in variants(model):
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
    """Whether a statement's name promises a derivative that it is not, not even in numbers."""
    wanted = promised(judged, found.trials[0].quantities)
    if judged.status != "judged" or wanted is None:
        return False
    return not any(one.quantity == wanted and (one.relation.kind == EXACT or wanted.version > 0) for one in judged.equals)


def variants(model: Model) -> Iterator[tuple[Conditions, Model]]:
    """The model under each set of conditions that may be meant, the weakest first."""
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
