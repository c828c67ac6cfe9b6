"""What somebody wrote in the place of a statement, or of a whole function, of a listing: compared with it value by value.

The listing is followed twice, as it is and with what was written. Every target that the reference stores from that place on has to
keep its value, so that an answer which spoils a later line is seen.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from derivations.code.beside import Fails, values
from derivations.code.budget import Budget
from derivations.code.errors import CodeError
from derivations.code.judging import CORRECT, INCORRECT, Compared, judge, refused
from derivations.code.listing import Listing, functions_of
from derivations.code.model import Model, follow
from derivations.code.pieces import STEPS, WORK, number_of
from derivations.code.repairs import Surroundings
from derivations.code.runs import array_like
from derivations.code.settings import Setting
from derivations.code.slips import equal_if, repaired, slip_of
from derivations.code.substituting import function_piece, statement_at, statement_piece, with_function, with_statements
from derivations.code.values.floats import FLOATS, Floats

RETURNED = "return"  # stands before the keys of what a function returns
PREFIXES = ("d", "grad_", "d_", "g")


@dataclass(frozen=True)
class Target:
    """A target of the reference, and what the comparison of it came to."""

    name: str
    compared: Compared


class Pass:
    """A model's backward pass as code with one value: what it stores last at ``target``, or returns under a key."""

    def __init__(self, model: Model, target: str) -> None:
        self.model = replace(model, error=ast.Constant(0)) if model.upstream is None else model  # E is not needed
        self.target: str | None = target

    def value(self, domain: Any, inputs: Mapping[str, Any], target: str | None) -> Any:
        """The value. Raises CodeError."""
        kind = "numbers" if isinstance(domain, Floats) else "entries"
        passes = follow(self.model, domain, inputs, Budget(kind, STEPS, WORK[kind]), survives=False)
        wanted = target or self.target or ""
        if wanted.startswith(RETURNED):
            return number_of(_part(passes.returned, wanted.removeprefix(RETURNED)))
        stored = [each.value for each in passes.recorded if each.target == wanted]
        if not stored:
            raise CodeError("no_value", name=wanted)
        return number_of(stored[-1])


def written_for(model: Model, listing: Listing, line: int, text: str) -> list[Target]:
    """Compare what was written for the statement at ``line`` of the file: its own target first, then those of later lines.

    Later targets are looked at only where its own is right. Raises CodeError where the listing itself can't be followed.
    """
    node = statement_at(listing, line)
    target = ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)
    try:
        piece = statement_piece(text, listing)
    except CodeError as error:
        return [Target(target, refused(error))]
    setting = _setting(model)
    student = _Substituted(model, listing, line, target, piece.module.body)
    found = _judged(student, Pass(model, target), setting)
    if found.outcome == INCORRECT and found.label is None:
        found = _labelled(found, student, Pass(model, target), setting)
    return [Target(target, found), *_spoiled(student, setting, found)]


def written_function(model: Model, listing: Listing, text: str) -> list[Target]:
    """Compare a whole function with the listing's, one value for each key that the reference returns."""
    try:
        piece = function_piece(text, listing)
    except CodeError as error:
        return [Target(RETURNED, refused(error))]
    student = replace(model, module=with_function(model.module, listing, piece))
    setting = _setting(model)
    return [
        Target(f"{RETURNED}{key}", _judged(Pass(student, f"{RETURNED}{key}"), Pass(model, f"{RETURNED}{key}"), setting))
        for key in returned_by(model)
    ]


def _setting(model: Model) -> Setting:
    return Setting(model.shapes, model.integers, labels=model.labels, ones=model.ones)


class _Substituted(Pass):
    """A pass with statements of a student's in the place of one."""

    def __init__(self, model: Model, listing: Listing, line: int, target: str, body: Sequence[ast.stmt]) -> None:
        self.reference = model
        self.listing = listing
        self.line = line
        self.body = list(body)
        super().__init__(replace(model, module=with_statements(model.module, listing, line, target, body)), target)

    def ending(self, statements: list[ast.stmt]) -> _Substituted:
        """The same with other statements in the place of the student's last one."""
        return _Substituted(self.reference, self.listing, self.line, self.target or "", [*self.body[:-1], *statements])

    def at(self, target: str) -> Pass:
        """The value at another target."""
        return Pass(self.model, target)


def _judged(student: Pass, teacher: Pass, setting: Setting) -> Compared:
    found = judge(student, teacher, setting)
    if found.outcome != INCORRECT:
        return found
    slip = slip_of(student, teacher, setting)
    condition = equal_if(student, teacher, setting)
    note = f"equal_if: {condition}" if condition else found.note
    label, facts = slip or (found.label, {})
    return replace(found, note=note, label=label, facts={**found.facts, **facts})


def _labelled(found: Compared, student: _Substituted, teacher: Pass, setting: Setting) -> Compared:
    around = Surroundings(_shapes_at_hand(student.reference, setting), tuple(functions_of(student.model.module)), ())
    slip = repaired(student.body[-1], student.ending, around, teacher, setting)
    label, facts = slip or ("shape" if found.how == "shape" else None, {})
    return replace(found, label=label, facts={**found.facts, **facts})


def _spoiled(student: _Substituted, setting: Setting, first: Compared) -> list[Target]:
    """What the reference stores later, or returns, and what was written changes, though its own value is right."""
    if first.outcome != CORRECT:
        return []
    passes = follow(student.reference, FLOATS, _inputs(setting), survives=False)
    places = [each.target for each in passes.recorded]
    names = dict.fromkeys(
        each.target for each in passes.recorded[places.index(student.target or "") + 1 :] if array_like(each.value)
    )
    names |= dict.fromkeys(f"{RETURNED}{key}" for key in _keys(passes.returned))
    pairs = [(each, student.at(each), Pass(student.reference, each)) for each in names if each != student.target]
    found = [
        Target(name, replace(judge(one, other, setting), label="spoils"))
        for name, one, other in pairs
        if not _keeps(one, other, setting)
    ]
    return [each for each in found if each.compared.outcome != CORRECT]


def _keeps(student: Pass, teacher: Pass, setting: Setting) -> bool:
    try:
        return next(iter(values(student, teacher, setting))).agrees
    except (CodeError, Fails):
        return False


def _inputs(setting: Setting) -> dict[str, Any]:
    return setting.inputs(setting.sizes(0), lambda name, shape: FLOATS.fresh(name, shape, is_normal=True))


def _shapes_at_hand(model: Model, setting: Setting) -> dict[str, tuple[int, ...]]:
    passes = follow(model, FLOATS, _inputs(setting))
    stored = {each.target: each.value for each in passes.recorded}
    return {name: np.shape(value) for name, value in {**passes.names, **stored}.items() if array_like(value)}


def returned_by(model: Model) -> list[str]:
    """The parts that a model's backward pass returns: ``['W1']``, ``[0]``, or one that is nothing. Raises CodeError."""
    setting = _setting(model)
    return _keys(follow(model, FLOATS, _inputs(setting), survives=False).returned)


def source_of(function: ast.FunctionDef, key: str) -> str:
    """What a function returns at a place among several, or alone, as source: ``gW`` for ``[1]`` in ``return gx, gW``."""
    returned = [each.value for each in ast.walk(function) if isinstance(each, ast.Return) and each.value is not None]
    value = returned[-1] if returned else ast.Constant(None)
    if key and isinstance(value, ast.Tuple | ast.List):
        value = value.elts[int(key[1:-1])]
    return ast.unparse(value)


def quantity_named(key: str, known: Container[str]) -> str:
    """What a part is the gradient of, if its name says so: ``W1`` for ``['W1']`` and ``['dW1']``."""
    name = key.strip("[]'")
    if name in known:
        return name
    return next((name.removeprefix(each) for each in PREFIXES if name.startswith(each) and len(name) > len(each)), name)


def _keys(returned: Any) -> list[str]:
    """The parts of what the reference returns, as they are written behind it: ``['W1']``, ``[0]``, or nothing."""
    match returned:
        case dict():
            return [f"[{key!r}]" for key, value in returned.items() if array_like(value)]
        case tuple() | list():
            return [f"[{at}]" for at, value in enumerate(returned) if array_like(value)]
    return [""] if array_like(returned) else []


def _part(returned: Any, key: str) -> Any:
    """A part of what a function returned. Raises CodeError ``no_value``."""
    if not key:
        return returned
    wanted = ast.literal_eval(key[1:-1])
    match returned:
        case dict():
            for each in (wanted, *(f"{prefix}{wanted}" for prefix in PREFIXES)):
                if each in returned:
                    return returned[each]
        case tuple() | list() if isinstance(wanted, int) and wanted < len(returned):
            return returned[wanted]
    raise CodeError("no_value", name=f"{RETURNED} {key}")
