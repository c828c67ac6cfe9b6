"""A whole file reviewed: every statement of every backward pass judged, mistakes found at their line, repairs proved."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from derivations.code.conditions import with_conditions
from derivations.code.errors import CodeError
from derivations.code.finding import Finding, findings_of
from derivations.code.helpers import Convention
from derivations.code.identify import Identified, Judged, identified
from derivations.code.model import Model
from derivations.code.pairing import Pair, loss_candidates, one_pass_pairs, pairs_of
from derivations.code.ranking import Ranked, ranked_models
from derivations.code.shaping import data_rank


@dataclass(frozen=True)
class Review:
    """What was found out about one pair of functions.

    judged: also under other ranks, where all holds under those too. assumed: helpers that the file lacks, with the meaning under
    which most holds; what holds only so says it among its conditions. otherwise: the findings under the other meanings.
    notes: what all claims leave out or rest on: ``kink``, ``shift``, ``loops``.
    """

    pair: Pair
    model: Model
    judged: tuple[Judged, ...]
    findings: tuple[Finding, ...]
    assumed: tuple[tuple[str, str], ...] = ()
    otherwise: tuple[Otherwise, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Otherwise:
    """What would be found if the helpers that a file lacks meant something else."""

    assumed: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Unread:
    """A pair of functions that could not be followed, and why."""

    pair: Pair
    error: CodeError


def review(
    module: ast.Module,
    forward: str | None = None,
    backward: str | None = None,
    loss: str | None = None,
    shapes: Mapping[str, Sequence[str]] | None = None,
) -> list[Review]:
    """Review the pairs of a file, those left out that can't be followed.

    Raises CodeError: ``no_backward``, ``no_loss`` with candidates, and whatever keeps forward from being followed.

    >>> from derivations.code.listing import parsed
    >>> lines = ["def forward(x, w):", "    return x @ w", "def backward(x, w, dy):", "    dw = x.T @ dy", "    return dw"]
    >>> found = review(parsed(chr(10).join(lines)))
    >>> [(each.target, str(each.equals[0].quantity)) for each in found[0].judged]
    [('dw', 'w')]
    """
    return [each for each in review_all(module, forward, backward, loss, shapes) if isinstance(each, Review)]


def review_all(
    module: ast.Module,
    forward: str | None = None,
    backward: str | None = None,
    loss: str | None = None,
    shapes: Mapping[str, Sequence[str]] | None = None,
) -> list[Review | Unread]:
    """Review the pairs of a file, and say which could not be followed. Raises CodeError where that is so of all of them."""
    declared = {name: tuple(each) for name, each in (shapes or {}).items()}
    found: list[Review | Unread] = []
    for pair in pairs_of(module, forward, backward, loss):
        try:
            found.append(_reviewed(pair, declared))
        except CodeError as error:
            if error.code in ("no_loss", "loss_not_scalar"):
                error = CodeError("no_loss", candidates=", ".join(loss_candidates(module)))
            found.append(Unread(pair, error))
    if forward is None and backward is None:
        for pair in one_pass_pairs(module, [each.pair for each in found]):
            with suppress(CodeError):  # a training loop is no backward pass
                found.append(_reviewed(pair, declared))
    errors = [each.error for each in found if isinstance(each, Unread)]
    if errors and (len(errors) == len(found) or errors[0].code == "no_loss"):
        raise errors[0]
    return found


def _reviewed(pair: Pair, declared: Mapping[str, tuple[str, ...]]) -> Review:
    ranked = ranked_models(pair, declared)
    chosen, convention = ranked[0].model, ranked[0].convention
    judged = with_conditions(chosen)
    statements = judged.judged
    others = [each for each in ranked[1:] if each.convention == convention and data_rank(each.model) != data_rank(chosen)]
    for each in [each for each in others if each.score.is_complete][:1]:
        statements = _merged(statements, identified(each.model).judged)
    otherwise = []
    for each in _other_conventions(ranked):
        found = with_conditions(each.model)
        otherwise.append(Otherwise(each.convention.assumed, tuple(findings_of(found))))
        statements = _assuming(statements, found.judged, convention)
    return Review(pair, chosen, statements, tuple(findings_of(judged)), convention.assumed, tuple(otherwise), tuple(_notes(judged)))


def _notes(found: Identified) -> Iterator[str]:
    """``kink``: nothing is claimed where a step or the larger of two is undecided. ``shift``: the largest entry of a row that is
    subtracted cancels. ``loops``: a loop was followed for the turns that these sizes and this number of layers give.
    """
    trial = found.trials[0]
    if any(each.op == "step" for each in trial.table.items):
        yield "kink"
    if trial.dropped:
        yield "shift"
    if any(len(visits) > 1 for _, visits in trial.stored()):
        yield "loops"


def _other_conventions(ranked: Sequence[Ranked]) -> Iterator[Ranked]:
    """The best model under each other meaning of the helpers that the file lacks."""
    seen = [ranked[0].convention]
    for each in ranked:
        if each.convention not in seen and data_rank(each.model) == data_rank(ranked[0].model):
            seen.append(each.convention)
            yield each


def _assuming(judged: tuple[Judged, ...], others: tuple[Judged, ...], convention: Convention) -> tuple[Judged, ...]:
    """What does not hold under the other meaning holds on the condition that this one is meant."""
    known = {(each.line, each.column, each.target): {(one.quantity, one.relation) for one in each.equals} for each in others}
    conditions = tuple(("assumed", f"{helper}: {meaning}") for helper, meaning in convention.derived)

    def marked(each: Judged) -> Judged:
        sure = known.get((each.line, each.column, each.target), set())
        equals = (
            one if (one.quantity, one.relation) in sure else replace(one, conditions=(*one.conditions, *conditions))
            for one in each.equals
        )
        return replace(each, equals=tuple(equals))

    return tuple(map(marked, judged))


def _merged(first: tuple[Judged, ...], second: tuple[Judged, ...]) -> tuple[Judged, ...]:
    other = {(each.line, each.column, each.target): each.equals for each in second}
    return tuple(replace(each, equals=(*each.equals, *other.get((each.line, each.column, each.target), ()))) for each in first)


__all__ = ["Review", "Unread", "review", "review_all"]
