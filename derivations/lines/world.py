"""What is true of the quantities of a question, and what a writer has said of them so far.

``Truth`` derives what a formula is worth in the free names. ``Claims`` holds what was said: of each quantity its values, newest
last, and wrong definitions. A later line that is wrong beside the truth and right beside the claims follows through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from derivations.lines.links import Link, TooManyPathsError, paths
from derivations.steps.derive import derive
from derivations.steps.misconceptions import WrongAnswers, wrong_answers
from derivations.steps.scope import Scope
from derivations.steps.step import Definitions, derivative_of
from derivations.terms.domain import Domain
from derivations.terms.term import Term, add, derivative, mul, name, substitute, subterms

TAKEN = ("derivative", "D", "replaced")
"""What stands for a derivative: of a quantity, of an expression, and f'(u) of a function that the writer has defined."""

Derived = dict[tuple[Definitions, Term], Term]


def plain_derivative(node: Term) -> Term:
    """A derivative without its glyph: d and ∂ are one, as what is spoken of."""
    return node if node.op == "replaced" else Term(node.op, node.args, "d")


def derivatives_of(node: Term) -> list[Term]:
    """The derivatives in a term, outermost only."""
    if node.op in TAKEN:
        return [node]
    return [each for argument in node.args for each in derivatives_of(argument)]


@dataclass(slots=True)
class Truth:
    """Definitions and what is derived from them. derived: and the wrong answers: kept across the answers to one question."""

    scope: Scope
    domain: Domain
    derived: Derived = field(default_factory=dict)
    classes: dict[tuple[Definitions, Term], WrongAnswers] = field(default_factory=dict)

    def wrong_answers(self, definitions: Definitions, wanted: Term) -> WrongAnswers:
        """The wrong answers to a question on the way, worked out when the first wrong one comes. Raises CannotDerive."""
        found = self.classes.get((definitions, wanted))
        if found is None:
            found = self.classes[definitions, wanted] = wrong_answers(definitions, wanted, self.domain)
        return found

    def within(self, scope: Scope) -> Truth:
        """The same beside other definitions; what was derived is kept."""
        return Truth(scope, self.domain, self.derived, self.classes)

    def derivative(self, node: Term) -> Term:
        """The value of a derivative in the free names. Raises CannotDerive."""
        if node.op == "replaced":
            of_function, variable, place = node.args
            return self.scope.expanded(substitute(self._alone(of_function), {variable: self.value(place)}))
        wanted = plain_derivative(node)
        if wanted.op == "derivative" and len(wanted.args) == 2 and self._is_turned(wanted):
            return 1 / self.derivative(Term("derivative", wanted.args[::-1], "d"))
        found = self.derived.get((self.scope.definitions, wanted))
        if found is None:
            found = self.scope.expanded(derive(self.scope.definitions, self._within(wanted), self.domain).answer)
            self.derived[self.scope.definitions, wanted] = found
        return found

    def _alone(self, node: Term) -> Term:
        """The derivative of an expression in which every name stands for itself."""
        alone = (("f(x)", node.args[0]),)
        found = self.derived.get((alone, node))
        if found is None:
            found = self.derived[alone, node] = derive(alone, node, self.domain).answer
        return found

    def _within(self, wanted: Term) -> Term:
        """A derivative of an expression with the derivatives inside it taken first."""
        if wanted.op != "D" or not derivatives_of(wanted.args[0]):
            return wanted
        return derivative_of(self.value(wanted.args[0]), wanted.args[1])

    def _is_turned(self, node: Term) -> bool:
        above, below = node.args
        return not self.scope.depends(above, str(below.value)) and self.scope.depends(below, str(above.value))

    def value(self, node: Term, direct: bool = False) -> Term:
        """A term in the free names: derivatives taken, definitions put in. Raises CannotDerive.

        direct: ∂z/∂x is read as the derivative by x where x is written, other quantities held.
        """
        taken = {each: self._taken(each, direct) for each in derivatives_of(node)}
        return self.scope.expanded(substitute(node, taken) if taken else node)

    def _taken(self, node: Term, direct: bool) -> Term:
        if direct and self.has_direct(node):
            return self.linked((str(node.args[0].value), str(node.args[1].value)))
        return self.derivative(node)

    def has_direct(self, node: Term) -> bool:
        """Whether ∂z/∂x may mean either of two things: x is written in z, and another quantity in z depends on it."""
        if node.op != "derivative" or node.value != "∂" or len(node.args) != 2 or str(node.args[0].value) not in self.scope:
            return False
        through = self.scope.through(str(node.args[0].value), str(node.args[1].value))
        return len(through) > 1 and str(node.args[1].value) in through

    def readings(self, node: Term) -> Iterator[Term]:
        """The values that a term may mean. Raises CannotDerive."""
        yield self.value(node)
        if any(self.has_direct(each) for each in derivatives_of(node)):
            yield self.value(node, direct=True)

    def linked(self, between: Link) -> Term:
        """The value of one link: a definition's derivative with all other quantities held. Raises CannotDerive."""
        above, below = between
        held = ((above, self.scope[above]),)
        wanted = derivative(name(above), name(below))
        found = self.derived.get((held, wanted))
        if found is None:
            found = self.derived[held, wanted] = derive(held, wanted, self.domain).answer
        return self.scope.expanded(found)


@dataclass(slots=True)
class Claims:
    """What was said so far.

    values: of a name or a derivative, in the free names, newest last. definitions: of names, where they were written wrong.
    has_slip: whether anything that was said is wrong.
    """

    truth: Truth
    values: dict[Term, list[Term]] = field(default_factory=dict)
    definitions: dict[str, Term] = field(default_factory=dict)
    has_slip: bool = False

    def record(self, quantity: Term, value: Term) -> None:
        """Note what a quantity was said to be."""
        self.values.setdefault(plain_derivative(quantity) if quantity.op in TAKEN else quantity, []).append(value)

    def latest(self, quantity: Term) -> Term | None:
        """What a quantity was last said to be."""
        said = self.values.get(plain_derivative(quantity) if quantity.op in TAKEN else quantity)
        return said[-1] if said else None

    def world(self) -> Truth:
        """The truth, had the wrong definitions been given."""
        if not self.definitions:
            return self.truth
        given = tuple((each, self.definitions.get(each, meaning)) for each, meaning in self.truth.scope.definitions)
        return self.truth.within(Scope(given))

    def value(self, node: Term) -> Term:
        """A term with what was said put in for its derivatives. Raises CannotDerive."""
        world = self.world()
        taken = {each: self.latest(each) or world.derivative(each) for each in derivatives_of(node)}
        return world.scope.expanded(substitute(node, taken) if taken else node)

    def expected(self, quantity: Term) -> Iterator[Term]:
        """The values that a quantity should have, were everything right that was said. Raises CannotDerive."""
        yield from reversed(self.values.get(plain_derivative(quantity) if quantity.op in TAKEN else quantity, ()))
        if quantity.op == "derivative" and len(quantity.args) == 2:
            chained = self.chained(quantity)
            if chained is not None:
                yield chained
        if self.definitions or quantity.op != "derivative":
            yield self.value(quantity) if quantity.op not in TAKEN else self.world().derivative(quantity)

    def chained(self, quantity: Term) -> Term | None:
        """A derivative by the chain rule from the factors as they were said. Raises CannotDerive."""
        world = self.world()
        above, below = (str(each.value) for each in quantity.args)
        try:
            several = paths(world.scope, above, below)
        except TooManyPathsError:
            return None
        products = [self._product(world, path) for path in several]
        return None if not products else products[0] if len(products) == 1 else add(*products)

    def _product(self, world: Truth, path: tuple[Link, ...]) -> Term:
        """The product along a path, with the longest stretches that something was said of."""
        factors: list[Term] = []
        at = 0
        while at < len(path):
            for end in range(len(path), at, -1):
                is_whole = at == 0 and end == len(path)
                said = self.latest(derivative(name(path[at][0]), name(path[end - 1][1])))
                if said is not None and (not is_whole or len(path) == 1):
                    factors.append(said)
                    at = end
                    break
            else:
                factors.append(world.linked(path[at]))
                at += 1
        return factors[0] if len(factors) == 1 else mul(*factors)


def has_names(node: Term, of: frozenset[str]) -> bool:
    """Whether one of these names occurs in a term."""
    return any(each.op == "name" and each.value in of for each in subterms(node))
