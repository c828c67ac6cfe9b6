"""Two pieces of NumPy code beside each other: do they compute the same from the same inputs?

Where shapes are not declared, the ranks at which the teacher's code can be followed are tried. A verdict needs all of them: right
at one and wrong at another is a question about shapes, not about the answer.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from derivations.code.errors import CodeError
from derivations.code.helpers import conventions_for
from derivations.code.judging import CORRECT, INCORRECT, INVALID, UNDECIDED, Compared, judge, refused
from derivations.code.pieces import Piece
from derivations.code.repairs import Surroundings
from derivations.code.settings import Setting, Shapes, settings
from derivations.code.slips import equal_if, repaired, shapes_in, slip_of

SETTINGS = 4  # that are looked at

__all__ = ["CORRECT", "INCORRECT", "INVALID", "UNDECIDED", "Compared", "compare_statements"]


def compare_statements(
    student: str, teacher: str, variables: Sequence[str] | None = None, shapes: Shapes | None = None
) -> Compared:
    """Compare a student's expression, statements or function with the teacher's.

    variables: the names that both may read; None: those that the teacher's code reads. shapes: names to dimension names; for absent
    names ranks are tried. A variable that is the name of a dimension is that size. Helpers that neither defines are read in each of
    their usual meanings. Raises CodeError where the teacher's code can't be followed.

    >>> shapes = {"x": ["n", "d"], "delta": ["n", "k"]}
    >>> compare_statements("np.einsum('ni,nj->ij', x, delta)", "g = x.T @ delta", ["x", "delta"], shapes).how
    'all_shapes'
    >>> compare_statements("x.T @ -delta", "g = x.T @ delta", ["x", "delta"], shapes).label
    'sign'
    """
    right = Piece(teacher)
    try:
        left = Piece(student)
        left.check()
    except CodeError as error:
        return refused(error)
    both = ast.Module([*right.module.body, *left.module.body], [])
    found = [
        (each, _under(Piece(student, each.helpers), Piece(teacher, each.helpers), variables, shapes or {}))
        for each in conventions_for(both)
    ]
    (convention, first), *others = found
    if any(each.outcome != first.outcome for _, each in others):
        fitting = [f"{name} takes the {what}" for each, one in found if one.outcome == CORRECT for name, what in each.assumed]
        return Compared(UNDECIDED, "missing_helper", note=f"equal_if: {', '.join(fitting)}" if fitting else None, facts=first.facts)
    assumed = {f"assumed {name}": meaning for name, meaning in convention.assumed if not others}
    return replace(first, facts={**first.facts, **assumed})


def _under(left: Piece, right: Piece, variables: Sequence[str] | None, shapes: Shapes) -> Compared:
    names = tuple(variables) if variables is not None else right.reads()
    found = [(each, judge(left, right, each)) for each in _chosen(right, names, shapes)]
    if not found:
        raise CodeError("shape", source=ast.unparse(right.module)[:80], shapes="")
    return _together(found, left, right)


def _chosen(teacher: Piece, names: Sequence[str], shapes: Shapes) -> Iterator[Setting]:
    """The settings to look at: those at which nothing in the teacher's code is idle, if there are any."""
    found = list(islice(settings(teacher, names, shapes), 2 * SETTINGS))
    plain = [each for each in found if not each.is_odd]
    yield from (plain or found)[:SETTINGS]


def _together(found: Sequence[tuple[Setting, Compared]], left: Piece, right: Piece) -> Compared:
    """One verdict from those in several settings.

    Wrong everywhere is wrong. Right in one, and in others refused by NumPy, is right where it is defined. Right in one and another
    value in another stays open.
    """
    wrong = [(setting, each) for setting, each in found if each.outcome == INCORRECT]
    right_ones = [(setting, each) for setting, each in found if each.outcome == CORRECT]
    if right_ones and not wrong:
        return right_ones[0][1] if found[0][1].outcome == CORRECT else found[0][1]
    if right_ones:
        where = f"equal_if: {right_ones[0][0]}"
        if all(each.is_refused for _, each in wrong):
            return replace(right_ones[0][1], note=where)
        return replace(wrong[0][1], outcome=UNDECIDED, note=where)
    if wrong and len(wrong) == len(found):
        return _labelled(*wrong[0], left, right)
    return next(each for _, each in found if each.outcome != INCORRECT)


def _labelled(setting: Setting, verdict: Compared, left: Piece, right: Piece) -> Compared:
    """A wrong answer with the slip that it shows, and the shapes at which it would be right."""
    condition = equal_if(left, right, setting)
    note = f"equal_if: {condition}" if condition else verdict.note
    if verdict.label is not None:
        return replace(verdict, note=note)
    slip = slip_of(left, right, setting) or _undone(left, right, setting)
    label, facts = slip or ("shape" if verdict.how == "shape" else None, {})
    return replace(verdict, label=label, note=note, facts={**verdict.facts, **facts})


def _undone(left: Piece, right: Piece, setting: Setting) -> tuple[str, dict[str, str]] | None:
    if left.function is not None:
        return None
    around = Surroundings(shapes_in(setting), tuple(left.helpers), ())
    return repaired(left.module.body[-1], left.ending, around, right, setting)
