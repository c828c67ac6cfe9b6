"""Patterns: where a rule fits a term, and what the rule then says.

A pattern is a term with slots. Rules stay data this way: ``D(sigma(u)) -> sigma(u) * (1 - sigma(u)) * D(u)`` is written as such.
Matching gives at most one answer, so that a derivation is the same every time:

- an operation with more operands than its pattern leaves the rest to the pattern's last slot (``u * v`` on a*b*c: v = b*c);
- a ``free`` slot in a product takes all factors that do not depend on the variable, wherever they stand;
- ``each(u)`` takes all operands, and in the result is repeated for every one of them.
"""

from __future__ import annotations

from collections.abc import Callable

from derivations.steps.step import Bindings, Rule, derivative_of
from derivations.terms.term import Term, mul, names, rebuild, substitute

Depends = Callable[[Term], bool]

VARIABLE = Term("slot", (), "x")
ASSOCIATIVE = ("add", "mul", "max", "min")


def slot(identifier: str) -> Term:
    """A slot that matches any term."""
    return Term("slot", (), identifier)


def free(identifier: str) -> Term:
    """A slot that matches a term in which the variable does not occur, not even through a definition."""
    return Term("free", (), identifier)


def each(pattern: Term) -> Term:
    """All operands of an operation."""
    return Term("each", (pattern,))


def component(pattern: Term) -> Term:
    """Inside ``each``: softmax of this operand, beside all the others."""
    return Term("component", (pattern,))


def D(expression: Term) -> Term:
    """The derivative of a pattern by the rule's variable."""
    return derivative_of(expression, VARIABLE)


def match(rule: Rule, judgement: Term, depends: Depends) -> Bindings | None:
    """What the rule's slots stand for in a derivative to be taken, or None where the rule does not fit.

    judgement: a ``D`` term. depends: whether a term depends on the judgement's variable.
    """
    expression, variable = judgement.args
    bindings = _matched(rule.before.args[0], expression, {"x": variable}, depends)
    if bindings is None or (rule.applies is not None and not rule.applies(bindings)):
        return None
    return bindings


def _matched(pattern: Term, node: Term, bound: dict[str, Term], depends: Depends) -> dict[str, Term] | None:
    if pattern.op in ("slot", "free"):
        if pattern.op == "free" and depends(node):
            return None
        key = str(pattern.value)
        if key in bound:
            return bound if bound[key] == node else None
        return {**bound, key: node}
    if pattern.op != node.op or pattern.value != node.value:
        if pattern.op == "opaque" and node.op == "opaque" and len(pattern.args) == len(node.args):
            return _operands(pattern.args, node.args, {**bound, "f": node}, depends)
        return None
    if pattern.args and pattern.args[-1].op == "each":
        return _each(pattern, node, bound, depends)
    if node.op == "mul" and pattern.args[0].op == "free":
        return _product(pattern, node, bound, depends)
    operands = node.args
    if node.op in ASSOCIATIVE and len(operands) > len(pattern.args):
        kept = len(pattern.args) - 1
        operands = (*operands[:kept], rebuild(node, operands[kept:]))
    return _operands(pattern.args, operands, bound, depends) if len(operands) == len(pattern.args) else None


def _operands(
    patterns: tuple[Term, ...], operands: tuple[Term, ...], bound: dict[str, Term], depends: Depends
) -> dict[str, Term] | None:
    current: dict[str, Term] | None = bound
    for pattern, operand in zip(patterns, operands, strict=True):
        if current is None:
            return None
        current = _matched(pattern, operand, current, depends)
    return current


def _each(pattern: Term, node: Term, bound: dict[str, Term], depends: Depends) -> dict[str, Term] | None:
    kept = len(pattern.args) - 1
    if len(node.args) <= kept:
        return None
    leading = _operands(pattern.args[:-1], node.args[:kept], bound, depends)
    if leading is None:
        return None
    return {**leading, str(pattern.args[-1].args[0].value): Term("tuple", node.args[kept:])}


def _product(pattern: Term, node: Term, bound: dict[str, Term], depends: Depends) -> dict[str, Term] | None:
    constants = tuple(factor for factor in node.args if not depends(factor))
    others = tuple(factor for factor in node.args if depends(factor))
    if not constants or not others:
        return None
    return _operands(pattern.args, (_as_product(constants), _as_product(others)), bound, depends)


def _as_product(factors: tuple[Term, ...]) -> Term:
    return factors[0] if len(factors) == 1 else mul(*factors)


def filled(template: Term, bindings: Bindings, glyph: str = "d") -> Term:
    """A rule's right side with its slots filled.

    The factor dx/dx is left out where it would stand alone beside others: (sin x)' is cos x, not cos x times 1.
    """
    if template.op in ("slot", "free"):
        return bindings[str(template.value)]
    if template.op == "primed":
        function = bindings["f"]
        return Term("opaque", function.args, f"{function.value}'")
    if template.op == "component":
        this = str(template.args[0].value)
        return Term("softmax", (bindings[this], bindings["u"], *(bindings[f"other {this}"].args)))
    operands: list[Term] = []
    for argument in template.args:
        if argument.op == "each":
            operands.extend(_repeated(argument.args[0], bindings, glyph))
        else:
            operands.append(filled(argument, bindings, glyph))
    if template.op == "D":
        return derivative_of(operands[0], operands[1], glyph)
    if template.op == "mul":
        operands = _without_own_derivative(operands)
        if len(operands) == 1:
            return operands[0]
        return mul(*operands)
    return rebuild(template, tuple(operands))


def _repeated(template: Term, bindings: Bindings, glyph: str) -> list[Term]:
    sequences = [key for key in _slots(template) if key in bindings and bindings[key].op == "tuple"]
    key = sequences[0]
    items = bindings[key].args
    others = (Term("tuple", items[:at] + items[at + 1 :]) for at in range(len(items)))
    return [
        filled(template, {**bindings, key: item, f"other {key}": other}, glyph) for item, other in zip(items, others, strict=True)
    ]


def _slots(template: Term) -> tuple[str, ...]:
    if template.op in ("slot", "free"):
        return (str(template.value),)
    return tuple(key for argument in template.args for key in _slots(argument))


def slots(template: Term) -> frozenset[str]:
    """The slots of a template, by name."""
    return frozenset(_slots(template))


def _without_own_derivative(factors: list[Term]) -> list[Term]:
    kept = [factor for factor in factors if not (factor.op == "D" and factor.args[0] == factor.args[1])]
    return kept or factors[:1]


def occurs(node: Term, variable: Term) -> bool:
    """Whether the variable is written in the term.

    >>> from derivations.terms.term import name
    >>> occurs(name("x") + 1, name("x"))
    True
    """
    return str(variable.value) in names(node)


def changing(*slots_with_the_variable: str) -> Callable[[Bindings], bool]:
    """That the variable is written in what each of these slots stands for.

    A rule that is at fault only in such a slot is no mistake elsewhere: 0 with another sign is still 0.
    """

    def applies(bindings: Bindings) -> bool:
        return all(occurs(bindings[key], bindings["x"]) for key in slots_with_the_variable)

    return applies


__all__ = ["VARIABLE", "D", "Depends", "changing", "each", "filled", "free", "match", "occurs", "slot", "slots", "substitute"]
