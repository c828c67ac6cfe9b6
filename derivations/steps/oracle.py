"""SymPy's opinion: the derivative it takes itself, of the definitions put together, compared with ours by our own ``compare``.

SymPy sees none of our rules and keeps none of our names. Its ``simplify`` is not used: it leaves true equalities unproved, and
sometimes raises; what two terms have to do with each other is for ``derivations.equality`` to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from derivations.equality.compare import compare
from derivations.equality.outcome import Comparison, Undecided
from derivations.steps.gradients import opened_gradient, opened_jacobian
from derivations.steps.scope import Scope
from derivations.steps.stationary import analysed, asked, solutions, where
from derivations.steps.step import TAKEN, is_finished
from derivations.terms.domain import Domain
from derivations.terms.sympy_bridge import Expression, NoCounterpart, from_sympy, to_sympy
from derivations.terms.term import Term, add, apply, rebuild, substitute


@dataclass(frozen=True, slots=True)
class Oracle:
    """What SymPy makes of a term, with the definitions in scope, except those of the names that are kept."""

    scope: Scope
    domain: Domain
    kept: tuple[str, ...] = ()
    _known: dict[Term, Term] = field(default_factory=dict, init=False, repr=False, compare=False)
    _by_sympy: dict[Term, Term] = field(default_factory=dict, init=False, repr=False, compare=False)

    def expression(self, node: Term) -> Expression:
        """The SymPy expression of a term in the free names, its derivatives taken by SymPy. Raises NoCounterpart."""
        return to_sympy(self.scope.expanded(self.taken(node), self.kept), self.domain)

    def taken(self, node: Term) -> Term:
        """The term with its derivatives taken by SymPy and the rest as it is written, in the free names."""
        if not node.args:
            return node
        if node not in self._known:
            self._known[node] = self._taken(node)
        return self._known[node]

    def _taken(self, node: Term) -> Term:
        if node.op in TAKEN:
            quantity, *variables = node.args
            by = variables[0]
            kept = (str(by.value),)
            inner = quantity if len(variables) == 1 else self.taken(Term(node.op, (quantity, *variables[1:]), node.value))
            inner = self.scope.expanded(inner if is_finished(inner) else self.taken(inner), kept)
            taken = Term("D", (inner, by), "d")
            if taken not in self._by_sympy:
                self._by_sympy[taken] = from_sympy(to_sympy(taken, self.domain))
            return self.scope.expanded(self._by_sympy[taken], self.kept)
        return rebuild(node, tuple(self.taken(argument) for argument in node.args))

    def compared(self, before: Term, after: Term) -> Comparison:
        """``before`` with SymPy's derivatives against ``after``, both in the free names."""
        try:
            expected = self.scope.expanded(self.taken(before), self.kept)
            ours = self.scope.expanded(self.taken(after))
        except NoCounterpart as reason:
            return Undecided(f"sympy:{reason}")
        return compare(by_definition(expected), by_definition(ours), self.domain)

    def answer_to(self, wanted: Term) -> Term | None:
        """SymPy's own answer to a question; None where it has none."""
        sort = str(wanted.value) if wanted.op == "opaque" else wanted.op
        try:
            if sort == "at":
                values = {each.args[0]: each.args[1] for each in wanted.args[1:]}
                given = tuple(str(each.value) for each in values)
                general = Oracle(self.scope, self.domain, given).answer_to(wanted.args[0])
                return None if general is None else substitute(general, values)
            if sort == "grad":
                parts = tuple(from_sympy(self.expression(each)) for each in opened_gradient(wanted))
                return parts[0] if len(parts) == 1 else Term("tuple", parts)
            if sort == "jacobian":
                opened = opened_jacobian(wanted)
                return rebuild(opened, tuple(from_sympy(self.expression(each)) for each in opened.args))
            if sort in ("tuple", "matrix"):
                return rebuild(wanted, tuple(from_sympy(self.expression(each)) for each in wanted.args))
            if sort in ("max", "min", "argmax", "argmin", "zeros") and len(wanted.args) == 1:
                return self._extreme(sort, wanted.args[0])
            return from_sympy(self.expression(wanted))
        except NoCounterpart:
            return None

    def _extreme(self, sort: str, inner: Term) -> Term | None:
        expression = self.expression(inner)
        free = sorted(expression.free_symbols, key=str)
        if len(free) != 1:
            return None
        variable, inside = free[0], where(self.domain[str(free[0])])
        if sort == "zeros":
            found = solutions(expression, variable, inside)
            return None if found is None else as_answer(found)
        analysed_by_sympy = analysed(expression, variable, inside)
        best = None if analysed_by_sympy is None else analysed_by_sympy.extreme(sort.endswith("max"))
        if best is not None and best.places:
            return as_answer(best.places) if sort.startswith("arg") else best.value
        extreme = _extreme_on(sort.removeprefix("arg"), expression, variable, inside)
        if extreme is None or not sort.startswith("arg"):
            return extreme
        found = solutions(expression - to_sympy(extreme), variable, inside)
        return None if not found else as_answer(found)


@lru_cache(maxsize=64)
def _extreme_on(sort: str, expression: Expression, variable: Expression, inside: Expression) -> Term | None:
    """SymPy's maximum or minimum on an interval; kept, because a root's check and the answer's both ask for it."""
    import sympy
    from sympy.calculus.util import maximum, minimum

    real = sympy.Dummy("x", real=True)
    greatest = maximum if sort == "max" else minimum
    return asked(lambda: from_sympy(greatest(expression.subs(variable, real), real, inside)))


def by_definition(node: Term) -> Term:
    """The term with softmax as the fraction that it is: what SymPy, which has no softmax, writes."""
    inner = rebuild(node, tuple(by_definition(each) for each in node.args))
    if inner.op != "softmax" or len(inner.args) < 2:
        return inner
    grown = tuple(apply("exp", each) for each in inner.args)
    return grown[0] / add(*grown)


def as_answer(places: tuple[Term, ...]) -> Term:
    """One place as it is, several as a set."""
    return places[0] if len(places) == 1 else Term("set", places)
