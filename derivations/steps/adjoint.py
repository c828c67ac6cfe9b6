"""Derivations of dE/dv in matrix form, along the definitions of a network: z = x W + b, y = sigmoid(z), E of y.

Layout: a row per sample, and a gradient has the shape of its variable. That fixes each rule by the shapes alone, such as
dE/dx = dE/dz W^T and dE/dW = x^T dE/dz. A matrix rule is about a definition in which v occurs, not about an expression by
itself, so these rules have a table of their own; the slope of an elementwise function comes from the scalar table.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivations.steps.matching import VARIABLE, D, filled, match, slot
from derivations.steps.rules import SOUND
from derivations.steps.step import Bindings, CannotDerive, Definitions, Derivation, Rewrite, Rule, Step
from derivations.terms.domain import Domain
from derivations.terms.term import Term, apply, derivative, name, names, number, opaque, substitute

UPSTREAM = slot("G")
"""dE/dw, where w is the quantity whose definition is looked at."""

ONES = name("1_N")
"""The vector of N ones: 1^T G adds the rows of G, one for each sample."""

ERROR = "mean_squared_error"
"""mean_squared_error(d, y): half the mean of (y - d)^2 over all N K entries."""


@dataclass(frozen=True, slots=True)
class MatrixRule:
    """Where v occurs in a definition as in ``use``, dE/dv is ``after``, in which ``G`` is dE by what is defined."""

    name: str
    use: Term
    after: Term


def matmul(*factors: Term) -> Term:
    """A product of matrices, in this order."""
    return Term("matmul", factors)


def hadamard(*factors: Term) -> Term:
    """A product entry by entry."""
    return Term("hadamard", factors)


def transpose(matrix: Term) -> Term:
    """The transpose."""
    return Term("transpose", (matrix,))


v, W, b, d = slot("v"), slot("W"), slot("b"), slot("d")

MATRIX_RULES = (
    MatrixRule("squared-error", opaque(ERROR, d, v), (v - d) / (name("N") * name("K"))),
    MatrixRule("same-quantity", v, UPSTREAM),
    MatrixRule("linear-input", v * W + b, matmul(UPSTREAM, transpose(W))),
    MatrixRule("linear-weight", W * v + b, matmul(transpose(W), UPSTREAM)),
    MatrixRule("bias", W * b + v, matmul(transpose(ONES), UPSTREAM)),
)
ELEMENTWISE = "elementwise"


def derive_adjoint(definitions: Definitions, wanted: Term, domain: Domain | None = None) -> Derivation:
    """dE/dv as a product along the definitions between E and v.

    definitions: such as E = mean_squared_error(d, y), y = z1 W2 + b2, z1 = sigmoid(u1), u1 = x W1 + b1.
    wanted:      the ``derivative`` term dE/dv.
    Raises CannotDerive: ``unknown-name``, ``several-paths`` where v reaches E on more than one way, ``no-rule``.
    """
    error, variable = wanted.args
    root = _step(dict(definitions), str(error.value), str(variable.value), str(wanted.value), "1")
    return Derivation(definitions, wanted, root, (), root.result, domain or Domain(), str(wanted.value))


def _step(definitions: dict[str, Term], error: str, variable: str, glyph: str, path: str) -> Step:
    judgement = derivative(name(error), name(variable), glyph=glyph)
    users = [identifier for identifier, meaning in definitions.items() if variable in names(meaning)]
    if not users:
        raise CannotDerive("unknown-name", {"name": variable})
    if len(users) > 1:
        raise CannotDerive("several-paths", {"name": variable, "through": ", ".join(users)})
    user = users[0]
    rule, bindings = _matching(definitions[user], name(variable))
    upstream = derivative(name(error), name(user), glyph=glyph)
    if user == error:
        return Step(path, rule, judgement, filled(_after(rule), bindings), facts=((user, definitions[user]),))
    premise = _step(definitions, error, user, glyph, f"{path}.1")
    after = (
        _elementwise(definitions[user], user, upstream)
        if rule == ELEMENTWISE
        else filled(_after(rule), {**bindings, "G": upstream})
    )
    trace = (Rewrite("premises", after, substitute(after, {upstream: premise.result})),)
    return Step(path, rule, judgement, after, (premise,), trace, ((user, definitions[user]),))


def _after(rule: str) -> Term:
    return next(each.after for each in MATRIX_RULES if each.name == rule)


def _matching(meaning: Term, variable: Term) -> tuple[str, Bindings]:
    """The rule by whose pattern the variable is used, with the variable in the slot v."""
    for rule in MATRIX_RULES:
        bindings = _bound(rule.use, meaning)
        if bindings is not None and bindings.get("v") == variable:
            return rule.name, bindings
    if meaning.args == (variable,):
        return ELEMENTWISE, {}
    raise CannotDerive("no-rule", {"expression": meaning, "variable": variable})


def _bound(pattern: Term, node: Term) -> dict[str, Term] | None:
    if pattern.op == "slot":
        return {str(pattern.value): node}
    if pattern.op != node.op or pattern.value != node.value or len(pattern.args) != len(node.args):
        return None
    bound: dict[str, Term] = {}
    for inside, operand in zip(pattern.args, node.args, strict=True):
        found = _bound(inside, operand)
        if found is None:
            return None
        bound.update(found)
    return bound


def _elementwise(meaning: Term, user: str, upstream: Term) -> Term:
    """dE/dw times the slope, entry by entry; the slope is written with w itself where it can be: w (1 - w) for a sigmoid."""
    slope = _slope(meaning.op)
    in_names = substitute(slope, {apply(meaning.op, VARIABLE): name(user), VARIABLE: meaning.args[0]})
    factors = in_names.args if in_names.op == "mul" else (in_names,)
    return hadamard(upstream, *factors)


def _slope(function: str) -> Term:
    """f'(x) by the scalar table, for a function f of one argument."""
    judgement = D(apply(function, VARIABLE))
    for rule in SOUND:
        bindings = match(Rule("", rule.before, rule.after), judgement, lambda node: node == VARIABLE or bool(node.args))
        if bindings is not None:
            after = filled(rule.after, bindings)
            return substitute(after, {D(VARIABLE): number(1)})
    raise CannotDerive("no-rule", {"expression": judgement.args[0], "variable": VARIABLE})
