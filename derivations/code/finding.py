"""Mistakes of a backward pass, at the line that makes them: found by what repairs everything after it, proved before it is said.

A gradient that is wrong is wrong on every line that uses it. The line at fault is the earliest one at which one change makes all
of them right; where no change is known, the earliest one at which the true derivative does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from derivations.code.expecting import label, promised
from derivations.code.identify import ALL_SHAPES, NUMERIC, SHAPES, Identified, Judged, identified
from derivations.code.placing import replaced
from derivations.code.relations import COLLAPSED, EXACT, NEGATED, SCALED, TRANSPOSED
from derivations.code.runs import array_like
from derivations.code.searching import Change, Search
from derivations.code.trial import Quantity

ROUNDS = 4
CLAIMS = (ALL_SHAPES, SHAPES, NUMERIC)


@dataclass(frozen=True)
class Finding:
    """A mistake, or something to know. code with facts; repair: source and claim of a line that was proved right, or None."""

    line: int
    code: str
    facts: dict[str, str] = field(default_factory=dict)
    repair: tuple[str, str] | None = None


def findings_of(found: Identified) -> Iterator[Finding]:
    """The mistakes of a judged model, each with its repair where one was proved."""
    wrong = wrong_targets(found)
    current = found
    for _ in range(ROUNDS):
        if not wrong:
            return
        search = _search(current, wrong)
        if not search.wrong:
            yield from _unrepaired(search, wrong)  # it differs only at other points than those that are tried here
            return
        wrong = search.wrong
        changes = search.best()
        tried = ((each, _after(current, each)) for each in changes)
        chosen = next((each for each in tried if each[1] is not None), None)
        if chosen is None:
            if changes:
                place, repair, fixed = changes[0]
                yield Finding(place[0], repair.code, search.facts(repair, fixed))
            else:
                yield from _unrepaired(search, wrong)
            return
        (place, repair, fixed), outcome = chosen
        assert outcome is not None
        current, claim = outcome
        yield Finding(place[0], repair.code, search.facts(repair, fixed), (repair.source, claim))
        left = wrong_targets(current)
        wrong = {name: each for name, each in left.items() if name in wrong}


def _search(found: Identified, wrong: dict[str, tuple[Judged, Quantity]]) -> Search:
    """A search at sizes at which something differs, if there are such; the first ones are tried first."""
    searches = (Search(found, wrong, turn) for turn in range(len(found.trials)))
    return next((each for each in searches if each.wrong), Search(found, wrong, 0))


def _after(found: Identified, change: Change) -> tuple[Identified, str] | None:
    """The model with a change, and the weakest claim that then holds of what it makes right; None where that isn't proved."""
    place, repair, fixed = change
    after = identified(replaced(found.model, place, repair.statement), found.conditions)
    if set(fixed) & set(wrong_targets(after)):
        return None
    names = {quantity.name for quantity in after.trials[0].quantities}
    claims = {
        one.claim
        for each in after.judged
        for one in each.equals
        if one.is_exact and (each.name in fixed or one.quantity.name in fixed) and one.quantity.name in names
    }
    return (after, max(claims, key=CLAIMS.index)) if claims else None


def wrong_targets(found: Identified) -> dict[str, tuple[Judged, Quantity]]:
    """Targets that don't hold, at the end, the derivative that their name promises.

    Intermediate quantities may hold a multiple of it: how a constant is carried along is a matter of taste. They are looked at only
    where no target is the gradient of an input.
    """
    last = _last_stores(found)
    wrong: dict[str, tuple[Judged, Quantity]] = {}
    inner: dict[str, tuple[Judged, Quantity]] = {}
    has_inputs = False
    for name, each in last.items():
        wanted = promised(each, found.trials[0].quantities)
        if wanted is None or not (_stores_array(found, each) or _misfits(found, each)):
            continue
        has_inputs = has_inputs or wanted.version == 0
        visits = [each] if wanted.version == 0 else [one for one in found.judged if label(one.target, one.name) == name]
        named = [one for visit in visits for one in visit.equals if one.quantity.name == wanted.name]  # updated, or as it came in
        kinds = {one.relation.kind for one in named}
        allowed = {EXACT} if wanted.version == 0 else {EXACT, SCALED, NEGATED, COLLAPSED}
        if _ascends(found, each, wanted):
            allowed = allowed | {NEGATED}
        if not kinds & allowed and not _is_completed(found, each, wanted):
            (wrong if wanted.version == 0 else inner)[name] = (each, wanted)
    return wrong if has_inputs else inner


def _is_completed(found: Identified, judged: Judged, wanted: Quantity) -> bool:
    """Whether a later statement that reads a target holds what its name promises: a penalty is added, or another path."""
    for each in found.judged:
        is_later = (each.line, each.column) > (judged.line, judged.column) and each.target != judged.target
        if is_later and any(one.quantity == wanted and one.relation.kind == EXACT for one in each.equals):
            read = {ast.unparse(node) for node in ast.walk(ast.parse(each.source)) if isinstance(node, ast.expr)}
            return judged.target in read
    return False


def _ascends(found: Identified, judged: Judged, wanted: Quantity) -> bool:
    """Whether what a target holds is added to what it is the gradient of: then it is meant to point downhill."""
    for node in ast.walk(found.model.module):
        if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Add):
            kept = ast.unparse(node.target).rpartition(".")[2]
            if kept == wanted.name and judged.target in {ast.unparse(each) for each in ast.walk(node.value)}:
                return True
    return False


def _last_stores(found: Identified) -> dict[str, Judged]:
    """The last statement that stores to each name; a statement in a loop may store to several."""
    places = {(each.line, each.column, each.target): each for each in found.judged}
    last: dict[str, Judged] = {}
    for record in found.trials[0].passes.recorded:
        judged = places.get((record.line, record.column, record.target))
        if judged is not None and judged.status == "judged":
            last[label(record.target, record.name)] = replace(judged, name=record.name)
    for each in found.judged:
        if _misfits(found, each):
            last.setdefault(label(each.target, each.name), each)
            members = {name for group in found.model.groups.values() for name in group or ()}
            for quantity in found.trials[0].quantities:
                if not each.name and quantity.version == 0 and quantity.name in members:
                    last.setdefault(quantity.name, replace(each, name=quantity.name, target=f"grad['{quantity.name}']"))
    return last


def _misfits(found: Identified, judged: Judged) -> bool:
    """Whether a statement failed because shapes don't fit, in it or before it, and for no other reason anywhere."""
    codes = {each.reason[0] for each in found.judged if each.reason} - {"not_reached"}
    return judged.reason is not None and judged.reason[0] in ("shape", "depends") and codes <= {"shape", "depends"}


def _stores_array(found: Identified, judged: Judged) -> bool:
    place = (judged.line, judged.column, judged.target)
    values = [each.value for each in found.trials[0].passes.recorded if (each.line, each.column, each.target) == place]
    return bool(values) and array_like(values[-1])


def _unrepaired(search: Search, wrong: dict[str, tuple[Judged, Quantity]]) -> Iterator[Finding]:
    """The earliest wrong line of each kind, where no change is known that makes it right."""
    misfit = next((each for each in search.found.judged if each.reason and each.reason[0] == "shape"), None)
    if misfit is not None and misfit.reason is not None:
        yield Finding(misfit.line, "shape", dict(misfit.reason[1]))
        return
    fault = next((each for each in search.suspects if len(each.fixed) == len(wrong)), None)
    if fault is not None:
        there = next(each for each in search.found.judged if (each.line, each.column) == fault.place)
        yield Finding(fault.place[0], "different", search.facts_of(there.target, fault.quantity, list(wrong)))
        return
    name, (judged, wanted) = min(wrong.items(), key=lambda each: (each[1][0].line, each[1][0].column))
    kinds = {one.relation.kind: one for one in judged.equals if one.quantity == wanted}
    code = next((kind for kind in (SCALED, NEGATED, TRANSPOSED, COLLAPSED) if kind in kinds), "different")
    facts = search.facts_of(judged.target, wanted, [name])
    if code in kinds:
        facts["factor"] = str(kinds[code].relation.factor)
    yield Finding(judged.line, code, facts)
