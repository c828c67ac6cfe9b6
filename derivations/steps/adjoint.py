"""Derivations of dE/dv in matrix form, along the definitions of a network: u = x W + b, z = sigmoid(u), E of y.

Each step is one rule of ``rules.matrix`` at one definition in which v occurs; where several do, their contributions are added. The
quantities stay named, as a person writes a backward pass: dE/dW1 = x^T dE/du1, and dE/du1 has a line of its own. The error
together with the output's activation is taken in one step where there is a rule for both: (y - d)/N for softmax and cross-entropy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from derivations.steps.gradients import opened_gradient
from derivations.steps.matching import VARIABLE, D, filled, match, slots
from derivations.steps.naming import with_names
from derivations.steps.rules import SOUND
from derivations.steps.rules.matrix import ELEMENTWISE, LOSSES, SQUARED_ERROR, hadamard, matmul, transpose
from derivations.steps.rules.matrix import RULES as MATRIX_RULES
from derivations.steps.shapes import Shape, constants, inferred, shape_of, shapes_in, with_matrix_products, with_shapes
from derivations.steps.step import Bindings, CannotDerive, Definitions, Derivation, Rewrite, Rule, Step, derivatives_in
from derivations.steps.tidying import tidied
from derivations.terms.domain import Domain
from derivations.terms.term import Term, add, apply, derivative, name, names, number, substitute

ERROR = SQUARED_ERROR


def is_network(definitions: Definitions) -> bool:
    """Whether the definitions are those of a network: one of them is an error that the matrix rules know."""
    return any(meaning.op == "opaque" and meaning.value in LOSSES for _, meaning in definitions)


def derive_adjoint(
    definitions: Definitions, wanted: Term, domain: Domain | None = None, rules: Sequence[Rule] = MATRIX_RULES
) -> Derivation:
    """dE/dv as a product along the definitions between E and v.

    definitions: such as E = mean_squared_error(d, y), y = z1 W2 + b2, z1 = sigmoid(u1), u1 = x W1 + b1.
    wanted:      the ``derivative`` term dE/dv. domain: shapes, where they are declared; the others follow.
    Raises CannotDerive: ``unknown-name``; ``no-rule``, or ``several-paths`` where v occurs in one definition more than once;
    ``unsupported-wanted``.
    """
    written = with_names(tuple((identifier, with_matrix_products(meaning)) for identifier, meaning in definitions))
    shapes = inferred(written, shapes_in(domain or Domain()))
    judgements = _judgements(wanted)
    error, glyph = str(judgements[0].args[0].value), str(judgements[0].value)
    back = _Back(dict(written), error, glyph, {**shapes, **constants(shapes)}, rules)
    if wanted.op == "derivative":
        root = back.step(str(wanted.args[1].value), "1")
    else:
        after = judgements[0] if len(judgements) == 1 else Term("tuple", judgements)
        premises = tuple(back.step(str(each.args[1].value), f"1.{at}") for at, each in enumerate(judgements, 1))
        put_in = substitute(after, {each: premise.result for each, premise in zip(judgements, premises, strict=True)})
        root = Step(
            "1", "chain" if wanted.op == "mul" else "gradient", wanted, after, premises, (Rewrite("premises", after, put_in),)
        )
    return Derivation(written, wanted, root, (), root.result, with_shapes(domain or Domain(), shapes), glyph)


def _judgements(wanted: Term) -> tuple[Term, ...]:
    """The derivatives of the error that a question is about: dE/dv; dE/dy * dy/du is dE/du; grad(E, W, b) is dE/dW and dE/db."""
    if wanted.op == "derivative" and len(wanted.args) == 2:
        return (wanted,)
    if wanted.op == "opaque" and wanted.value == "grad":
        return opened_gradient(wanted)
    if wanted.op == "mul" and all(each.op == "derivative" and len(each.args) == 2 for each in wanted.args):
        linked = all(left.args[1] == right.args[0] for left, right in pairwise(wanted.args))
        if linked:
            first, last = wanted.args[0], wanted.args[-1]
            return (derivative(first.args[0], last.args[1], glyph=str(first.value)),)
    raise CannotDerive("unsupported-wanted", {"wanted": wanted})


@dataclass(frozen=True, slots=True)
class _Use:
    """One definition through which v reaches E: the rule, what follows, and the quantity that is defined (None: E itself)."""

    rule: str
    after: Term
    quantity: str
    through: str
    meaning: Term
    conditions: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class _Back:
    """A backward pass in the making. rules: tried in this order; the first whose result has the shape of v is applied."""

    definitions: Mapping[str, Term]
    error: str
    glyph: str
    shapes: Mapping[str, Shape]
    rules: Sequence[Rule]

    def step(self, variable: str, path: str) -> Step:
        """The proof tree of dE/dvariable."""
        judgement = self._by(variable)
        users = [each for each, meaning in self.definitions.items() if variable in names(meaning)]
        if not users:
            raise CannotDerive("unknown-name", {"name": variable})
        uses = [self._joint(variable, user) or self._use(variable, user) for user in users]
        after = uses[0].after if len(uses) == 1 else add(*(each.after for each in uses))
        upstream = derivatives_in(after)
        premises = tuple(self.step(str(each.args[1].value), f"{path}.{at}") for at, each in enumerate(upstream, 1))
        results = {each: premise.result for each, premise in zip(upstream, premises, strict=True)}
        put_in = substitute(after, results)
        trace = (Rewrite("premises", after, put_in),) if put_in != after else ()
        facts = tuple((each.through, each.meaning) for each in uses)
        domain = tuple(dict.fromkeys(condition for each in uses for condition in each.conditions))
        rule = uses[0].rule if len(uses) == 1 else "paths-added"
        return Step(path, rule, judgement, after, premises, trace, facts, domain)

    def _by(self, quantity: str) -> Term:
        return derivative(name(self.error), name(quantity), glyph=self.glyph)

    def _joint(self, variable: str, user: str) -> _Use | None:
        """The error and the activation before it in one step, where a rule knows both and nothing else uses the output."""
        meaning, outer = self.definitions[user], self.definitions[self.error]
        users = [each for each, other in self.definitions.items() if user in names(other)]
        if users != [self.error] or meaning.args != (name(variable),):
            return None
        inside = substitute(outer, {name(user): meaning})
        found = self._matching(inside, variable, self.error)
        if found is None:
            return None
        rule, bindings = found
        after = substitute(filled(rule.after, bindings), {meaning: name(user)})
        conditions = tuple(filled(each, bindings) for each in rule.conditions)
        return _Use(rule.name, after, self.error, user, meaning, conditions)

    def _use(self, variable: str, user: str) -> _Use:
        meaning = self.definitions[user]
        upstream = (self._by(user),) if user != self.error else ()
        found = self._matching(meaning, variable, user)
        if found is not None:
            rule, bindings = found
            after = substitute(filled(rule.after, bindings), {meaning: name(user)})
            conditions = tuple(filled(each, bindings) for each in rule.conditions)
            return _Use(rule.name, after, user, user, meaning, conditions)
        if upstream and meaning.args == (name(variable),):
            after, conditions = elementwise(meaning, user, upstream[0])
            return _Use(ELEMENTWISE, after, user, user, meaning, conditions)
        code = "several-paths" if sum(each == name(variable) for each in meaning.args) > 1 else "no-rule"
        raise CannotDerive(code, {"expression": meaning, "variable": name(variable), "name": variable, "through": user})

    def _matching(self, meaning: Term, variable: str, user: str) -> tuple[Rule, Bindings] | None:
        """The first rule that has the variable in its slot v, only there, and gives a gradient of the variable's shape.

        A misconception may leave another shape: whoever holds it writes that down.
        """
        around = _sizes(self.shapes.get(variable, ()), self.shapes.get(user, ()))
        if user != self.error:
            around["G"] = self._by(user)
        for rule in self.rules:
            bindings = _bound(rule.before.args[0], meaning)
            if bindings is None or bindings.get("v") != name(variable):
                continue
            if any(variable in names(bound) for key, bound in bindings.items() if key != "v"):
                continue
            complete = {**bindings, **around}
            if slots(rule.after) <= complete.keys() and (not rule.sound or self._has_shape_of(variable, rule, complete)):
                return rule, complete
        return None

    def _has_shape_of(self, variable: str, rule: Rule, bindings: Bindings) -> bool:
        return shape_of(filled(rule.after, bindings), self.shapes) == self.shapes.get(variable, ())


def _sizes(shape: Shape, around: Shape) -> dict[str, Term]:
    """What the slots for sizes stand for; a vector that is added to every row has the rows of what it is added to."""
    if len(shape) != 2:
        return {"1_N": name(f"1_{around[0]}")} if shape and around else {}
    rows, columns = shape
    return {
        "N": name(rows),
        "K": name(columns),
        "1_N": name(f"1_{rows}"),
        "1_K": name(f"1_{columns}"),
        "1_KK": name(f"1_{columns}{columns}"),
    }


def _bound(pattern: Term, node: Term) -> dict[str, Term] | None:
    if pattern.op == "slot":
        return {str(pattern.value): node}
    if pattern.op != node.op or pattern.value != node.value or len(pattern.args) != len(node.args):
        return None
    bound: dict[str, Term] = {}
    for inside, operand in zip(pattern.args, node.args, strict=True):
        found = _bound(inside, operand)
        if found is None or any(bound.get(key, each) != each for key, each in found.items()):
            return None
        bound.update(found)
    return bound


def elementwise(meaning: Term, user: str, upstream: Term) -> tuple[Term, tuple[Term, ...]]:
    """dE/dw times the slope, entry by entry, and where that holds; the slope is written with w itself: w (1 - w) for a sigmoid."""
    slope, conditions = _slope(meaning.op)
    inside = {apply(meaning.op, VARIABLE): name(user), VARIABLE: meaning.args[0]}
    in_names = substitute(slope, inside)
    tidy = tidied(in_names)
    in_names = tidy[-1].after if tidy else in_names
    factors = in_names.args if in_names.op == "mul" else (in_names,)
    return hadamard(upstream, *factors), tuple(substitute(each, inside) for each in conditions)


def _slope(function: str) -> tuple[Term, tuple[Term, ...]]:
    """f'(x) by the scalar table, for a function f of one argument, and the rule's conditions."""
    judgement = D(apply(function, VARIABLE))
    for rule in SOUND:
        bindings = match(Rule("", rule.before, rule.after), judgement, lambda node: node == VARIABLE or bool(node.args))
        if bindings is not None:
            after = substitute(filled(rule.after, bindings), {D(VARIABLE): number(1)})
            return after, tuple(filled(each, bindings) for each in rule.conditions)
    raise CannotDerive("no-rule", {"expression": judgement.args[0], "variable": VARIABLE})


__all__ = ["ELEMENTWISE", "ERROR", "MATRIX_RULES", "derive_adjoint", "elementwise", "hadamard", "is_network", "matmul", "transpose"]
