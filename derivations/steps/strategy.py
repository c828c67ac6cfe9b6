"""The strategy: which rule is applied where.

Named quantities come first: dz/dx goes along the names that the question defines (dz/dt * dt/dx), and only an expression that
nobody has named is taken apart by the rule table. Definitions are not put in on the way; the reader sees 2t before 2(x + y).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from derivations.steps.conditions import implied
from derivations.steps.matching import filled, match
from derivations.steps.rules import SOUND
from derivations.steps.scope import Scope
from derivations.steps.step import (
    TAKEN,
    Bindings,
    CannotDerive,
    Rewrite,
    Rule,
    Step,
    derivative_of,
    derivatives_in,
)
from derivations.steps.tidying import continued, everywhere, exponents, finished, tidied
from derivations.terms.domain import Domain
from derivations.terms.notation import BY_NAME
from derivations.terms.term import Term, add, derivative, mul, name, number, rebuild, substitute

LARGEST_DERIVATION = 4000
DEEPEST_DERIVATION = 120


@dataclass(slots=True)
class Deriving:
    """One derivation in the making: what is in scope, and how many steps may still be taken.

    glyph: ``d`` or ``∂``, as the question writes its derivatives. rules: tried in this order; the first that fits is applied.
    kept: named quantities that stay named at the end, because the question gives their values.
    """

    scope: Scope
    domain: Domain
    glyph: str = "d"
    rules: Sequence[Rule] = SOUND
    left: int = LARGEST_DERIVATION
    kept: tuple[str, ...] = ()

    def step(self, judgement: Term, path: str) -> Step:
        """The proof tree of one derivative to be taken (``D`` or ``derivative``).

        Raises CannotDerive: ``no-rule`` with the expression, ``unknown-name``, ``too-many-steps``.
        """
        self.left -= 1
        if self.left < 0 or path.count(".") > DEEPEST_DERIVATION:
            raise CannotDerive("too-many-steps", {"limit": str(LARGEST_DERIVATION), "depth": str(DEEPEST_DERIVATION)})
        return self._named(judgement, path) if judgement.op == "derivative" else self._by_table(judgement, path)

    def concluded(
        self,
        path: str,
        rule: str,
        before: Term,
        after: Term,
        facts: tuple[tuple[str, Term], ...] = (),
        domain: tuple[Term, ...] = (),
    ) -> Step:
        """A step whose premises are the derivatives in ``after``: take them, put them in, tidy."""
        open_derivatives = derivatives_in(after)
        premises = tuple(self.step(each, f"{path}.{at}") for at, each in enumerate(open_derivatives, 1))
        results = {each: premise.result for each, premise in zip(open_derivatives, premises, strict=True)}
        put_in = everywhere(continued, substitute(after, results))
        trace = (Rewrite("premises", after, put_in),) if put_in != after else ()
        in_names = substitute(put_in, self._names_of(after)) if rule == "chain" else put_in
        if in_names != put_in:
            trace = (*trace, Rewrite("in-names", put_in, in_names))
        trace = (*trace, *tidied(in_names))
        if path == "1":
            trace = (*trace, *finished(trace[-1].after if trace else after))
        return Step(path, rule, before, after, premises, trace, facts, domain)

    def _names_of(self, chain: Term) -> dict[Term, Term]:
        """What functions along a chain are called: where y = sigmoid(z), a factor sigmoid(z) (1 - sigmoid(z)) is y (1 - y)."""
        along = (str(each.args[0].value) for each in derivatives_in(chain)[1:])
        return {self.scope[each]: name(each) for each in along if self.scope[each].op in BY_NAME}

    def put_in(self, node: Term, kept: tuple[str, ...] = ()) -> tuple[Rewrite, ...]:
        """The rewrites from a result in named quantities to the free names; none where it holds no named quantity."""
        expanded = self.scope.expanded(node, kept)
        if expanded == node:
            return ()
        expanded = everywhere(continued, expanded)
        return (Rewrite("back-substitution", node, expanded), *tidied(expanded))

    def _by_table(self, judgement: Term, path: str) -> Step:
        variable = str(judgement.args[1].value)
        for rule in self.rules:
            bindings = match(rule, judgement, lambda node: self.scope.depends(node, variable))
            if bindings is None:
                continue
            after = everywhere(exponents, self._with_names(filled(rule.after, bindings, str(judgement.value))))
            conditions = (filled(condition, bindings) for condition in rule.conditions)
            noted = tuple(each for each in conditions if not implied(self.scope.expanded(each), self.domain))
            return self.concluded(path, rule.name, judgement, after, _facts(bindings), noted)
        raise CannotDerive("no-rule", {"expression": judgement.args[0], "variable": judgement.args[1]})

    def _with_names(self, node: Term) -> Term:
        """Write dt/dx where a rule left the derivative of a named quantity."""
        if node.op in TAKEN:
            quantity, variable = node.args
            is_named = quantity.op == "name" and quantity != variable and str(quantity.value) in self.scope
            return derivative(quantity, variable, glyph=self.glyph) if is_named else node
        return rebuild(node, tuple(self._with_names(argument) for argument in node.args))

    def _named(self, judgement: Term, path: str) -> Step:
        quantity, *variables = judgement.args
        known = self.scope.known()
        for each in judgement.args:
            if each.op != "name" or str(each.value) not in known:
                raise CannotDerive("unknown-name", {"name": each})
        if len(variables) > 1:
            return self._repeated(judgement, path)
        start, end = str(quantity.value), str(variables[0].value)
        if start == end:
            return Step(path, "identity", judgement, number(1))
        if not self.scope.depends(quantity, end):
            return Step(path, "constant", judgement, number(0))
        links = self._chain(start, end)
        if len(links) > 2:
            factors = [self._fraction(above, below) for above, below in pairwise(links)]
            return self.concluded(path, "chain", judgement, mul(*factors), _through(links[0], links[1:-1], end))
        through = self.scope.through(start, end)
        if len(through) > 1 and end not in through and self._are_independent(through):
            products = [derivative(quantity, name(t), glyph="∂") * self._fraction(t, end) for t in through]
            return self.concluded(path, "chain-several", judgement, add(*products), _through(start, through, end))
        meaning = self.scope[start]
        after = self._with_names(derivative_of(meaning, variables[0], str(judgement.value)))
        return self.concluded(path, "definition", judgement, after, ((start, meaning),))

    def _fraction(self, above: str, below: str) -> Term:
        return derivative(name(above), name(below), glyph=self.glyph)

    def _chain(self, start: str, end: str) -> list[str]:
        """The names from start to end, each of which depends on the end through the next only."""
        links = [start]
        while links[-1] != end and links[-1] in self.scope:
            through = self.scope.through(links[-1], end)
            if len(through) != 1:
                break
            links.append(through[0])
        return links if links[-1] == end else [*links, end]

    def _are_independent(self, quantities: tuple[str, ...]) -> bool:
        return not any(self.scope.depends(name(one), other) for one in quantities for other in quantities if one != other)

    def _repeated(self, judgement: Term, path: str) -> Step:
        """d2z/dx2 = d/dx (dz/dx): the inner derivative, in the free names, is differentiated again."""
        quantity, outer, *inner = judgement.args
        glyph = str(judgement.value)
        first = self.step(derivative(quantity, *inner, glyph=glyph), f"{path}.1")
        rewrites = (*first.trace, *self.put_in(first.result, (str(outer.value),)))
        first = Step(first.id, first.rule, first.before, first.after, first.premises, rewrites, first.facts, first.domain)
        again = derivative_of(first.result, outer, glyph)
        second = self.step(again, f"{path}.2")
        after = derivative_of(first.before, outer, glyph)
        trace = (Rewrite("premises", after, again), Rewrite("premises", again, second.result), *finished(second.result))
        return Step(path, "repeated", judgement, after, (first, second), trace)


def _through(quantity: str, identifiers: Sequence[str], variable: str) -> tuple[tuple[str, Term], ...]:
    """What a sentence about the chain rule speaks of."""
    through = tuple(name(each) for each in identifiers)
    listed = through[0] if len(through) == 1 else Term("list", through)
    return (("quantity", name(quantity)), ("through", listed), ("variable", name(variable)))


def _facts(bindings: Bindings) -> tuple[tuple[str, Term], ...]:
    return tuple((key, bound) for key, bound in bindings.items() if key != "x")
