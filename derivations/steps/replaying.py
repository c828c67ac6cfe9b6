"""A question replayed with one mistake: what is wanted, with one of its derivatives mistaken.

Definitions are put in, so that a rule meets (x + y)^2 where the question says z = t^2, t = x + y; and along the names themselves
the chain rule is misapplied as a whole: dz/dx = dz/dt, however many summands dz/dt has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derivations.steps.derive import derive
from derivations.steps.gradients import opened_gradient
from derivations.steps.replay import Mistake, Replay, Throughout
from derivations.steps.rules.chain import ALONG_NAMES, misconceived
from derivations.steps.rules.extrema import OF_EXTREMA
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive, Rule, derivatives_in
from derivations.terms.domain import Domain
from derivations.terms.term import Term, name, names, substitute, subterms

LARGEST = 300
"""Nodes of an expression with every definition put in; a larger one is not replayed."""


def mistakes(scope: Scope, wanted: Term, domain: Domain) -> tuple[Term, list[Mistake]]:
    """The answer, untidied, and every answer with one mistake. Raises CannotDerive.

    wanted: an expression in derivatives, its value at a point, its largest or least value, a gradient.
    """
    if wanted.op == "at":
        return _at_a_point(scope, wanted, domain)
    if wanted.op in OF_EXTREMA and len(wanted.args) == 1:
        return _of_extreme(scope, wanted, domain)
    if wanted.op == "opaque" and wanted.value == "grad":
        parts = opened_gradient(wanted)
        wanted = parts[0] if len(parts) == 1 else Term("tuple", parts)
    open_derivatives = derivatives_in(wanted)
    if wanted.op == "opaque" or not open_derivatives:
        raise CannotDerive("unsupported-wanted", {"wanted": wanted})
    right: dict[Term, Term] = {}
    wrong: dict[Term, list[Mistake]] = {}
    for each in open_derivatives:
        right[each], found = _of_derivative(scope, each)
        wrong[each] = list(found)
    answer = scope.expanded(substitute(wanted, right))
    is_alone = wanted.op == "derivative" and str(wanted.args[1].value) not in scope
    made = [
        Mistake(
            one.result if is_alone else scope.expanded(substitute(wanted, {**right, each: one.result})),
            one.rule,
            (at, *one.place),
        )
        for at, each in enumerate(open_derivatives)
        for one in wrong[each]
    ]
    if wanted.op == "tuple":
        made += [
            Mistake(scope.expanded(substitute(wanted, dict(zip(open_derivatives, results, strict=True)))), rule)
            for rule, results in _in_every_component([wrong[each] for each in open_derivatives])
        ]
    return answer, made


def _in_every_component(wrong: Sequence[Sequence[Mistake]]) -> Iterator[tuple[Rule, list[Term]]]:
    """Results with the same rule at fault in all of them: what goes wrong on the way to one goes wrong on the way to the others."""
    by_rule = [_by_rule(each) for each in wrong]
    for rule in by_rule[0]:
        for together in zip(*(each.get(rule, []) for each in by_rule), strict=False):
            yield together[0].rule, [each.result for each in together]


def _by_rule(mistakes: Sequence[Mistake]) -> dict[str, list[Mistake]]:
    found: dict[str, list[Mistake]] = {}
    for each in mistakes:
        found.setdefault(each.rule.name, []).append(each)
    return found


def _at_a_point(scope: Scope, wanted: Term, domain: Domain) -> tuple[Term, list[Mistake]]:
    inner, *equations = wanted.args
    values = {each.args[0]: each.args[1] for each in equations}
    if any(str(each.value) in scope for each in values):
        raise CannotDerive("unsupported-wanted", {"wanted": wanted})
    right, made = mistakes(scope, inner, domain)
    return substitute(right, values), [each._replace(result=substitute(each.result, values)) for each in made]


def _of_extreme(scope: Scope, wanted: Term, domain: Domain) -> tuple[Term, list[Mistake]]:
    """The mistaken derivatives where the sound one is largest, and that place itself; the place is derived as a key is."""
    inner = wanted.args[0]
    derivation = derive(scope.definitions, wanted, domain)
    facts = dict(derivation.root.facts)
    place, variable = facts.get("place"), facts.get("variable")
    if place is None or variable is None or place.op in ("list", "set", "tuple"):
        raise CannotDerive("unsupported-wanted", {"wanted": wanted})
    made = mistakes(scope, inner, domain)[1] if derivatives_in(inner) else []
    there = [each._replace(result=substitute(each.result, {variable: place})) for each in made]
    return derivation.answer, [*there, Mistake(place, OF_EXTREMA[wanted.op])]


def _of_derivative(scope: Scope, judgement: Term) -> tuple[Term, Iterator[Mistake]]:
    quantity, outer, *inner = judgement.args
    known = scope.known()
    for each in judgement.args:
        if each.op != "name" or str(each.value) not in known:
            raise CannotDerive("unknown-name", {"name": each})
    if inner:
        return _of_second_derivative(scope, Term(judgement.op, (quantity, *inner), judgement.value), str(outer.value))
    variable = str(outer.value)
    expression = scope.expanded(quantity, kept=(variable,))
    replay = Replay(variable)
    return replay.sound(expression), _mistaken(scope, replay, quantity, expression)


def _mistaken(scope: Scope, replay: Replay, quantity: Term, expression: Term) -> Iterator[Mistake]:
    if sum(1 for _ in subterms(expression)) <= LARGEST:
        once = replay.mistaken(expression)
        yield from once
        yield from replay.mistaken_as_a_whole(expression)
        known = {(each.rule.code, each.result) for each in once}
        for label in dict.fromkeys(each.rule.code for each in once):
            everywhere = _held_everywhere(replay.variable, label, expression)
            if everywhere is not None and (label, everywhere.result) not in known:
                yield everywhere
    if quantity.op == "name":
        yield from _along_the_names(scope, replay, str(quantity.value))


def _held_everywhere(variable: str, label: str, expression: Term) -> Mistake | None:
    """The derivative with one misconception in every place; None where it can't be had, or grows beyond what is compared."""
    try:
        return Throughout(variable, label=label).everywhere(expression)
    except CannotDerive:
        return None


def _along_the_names(scope: Scope, replay: Replay, quantity: str) -> Iterator[Mistake]:
    """The chain rule misapplied at each named quantity through which alone the whole depends on the variable."""
    variable = replay.variable
    for between, _ in scope.definitions:
        if between in (quantity, variable) or not _passes(scope, quantity, between, variable):
            continue
        outer_function = scope.expanded(name(quantity), kept=(between,))
        outer = Replay(between).sound(outer_function)
        inner = replay.sound(scope.expanded(name(between), kept=(variable,)))
        for label, result in misconceived(outer_function, outer, name(between), inner).items():
            if result != outer * inner:  # e^t is its own derivative
                yield Mistake(scope.expanded(result, kept=(variable,)), ALONG_NAMES[label])


def _passes(scope: Scope, quantity: str, between: str, variable: str) -> bool:
    return (
        scope.depends(name(quantity), between)
        and scope.depends(name(between), variable)
        and variable not in names(scope.expanded(name(quantity), kept=(between, variable)))
    )


def _of_second_derivative(scope: Scope, first: Term, variable: str) -> tuple[Term, Iterator[Mistake]]:
    once, mistaken_once = _of_derivative(scope, first)
    again = Replay(variable)
    expression = scope.expanded(once, kept=(variable,))

    def made() -> Iterator[Mistake]:
        for each in mistaken_once:
            yield each._replace(result=again.sound(scope.expanded(each.result, kept=(variable,))))
        yield from again.mistaken(expression)
        yield from again.mistaken_as_a_whole(expression)

    return again.sound(expression), made()
