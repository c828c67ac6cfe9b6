"""A question that a derivation answers: its definitions, what is wanted, and the lines that our own derivation goes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from derivations.lines.world import TAKEN, Truth, derivatives_of, plain_derivative
from derivations.steps.adjoint import is_network
from derivations.steps.derive import SORTS, derive
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive, Definitions, Derivation
from derivations.terms.domain import Domain
from derivations.terms.term import Term, derivative, name, names, rebuild, subterms

COMMUTATIVE = frozenset(["add", "mul"])


@dataclass(frozen=True, slots=True)
class Question:
    """truth: of the definitions, kept across answers. answer: in the free names.

    expected: (quantity, right side) of our lines. quantities: what they speak of. on_the_way: the derivatives among these.
    kept: defined quantities that a final answer may be written in all the same. point: values at which the answer is wanted.
    """

    wanted: Term
    truth: Truth
    answer: Term
    expected: frozenset[tuple[Term, Term]]
    quantities: frozenset[Term]
    on_the_way: tuple[Term, ...]
    kept: frozenset[str] = frozenset()
    point: tuple[tuple[Term, Term], ...] = ()

    @property
    def free(self) -> frozenset[str]:
        """What an answer is to be written in."""
        return self.truth.scope.known() - self.defined

    @property
    def by(self) -> frozenset[str]:
        """The quantities by which is differentiated; an answer may be written in them."""
        wanted = (each for each in subterms(self.wanted) if each.op == "derivative")
        return frozenset(str(variable.value) for each in wanted for variable in each.args[1:])

    @property
    def unfinished(self) -> frozenset[str]:
        """The names that are not left in a final answer: quantities on the way, and what has a value."""
        return (self.defined - self.by - self.kept) | {str(each.value) for each, _ in self.point}

    @property
    def defined(self) -> frozenset[str]:
        """The quantities that are defined; none of them is left in a final answer."""
        return frozenset(each for each, _ in self.truth.scope.definitions)


def is_supported(definitions: Definitions, wanted: Term) -> bool:
    """Whether lines about a question can be judged: it wants an expression in derivatives of scalars, perhaps at a point."""
    inner = wanted.args[0] if wanted.op == "at" else wanted
    is_other = any(each.op == "opaque" or each.op in SORTS for each in subterms(inner))
    return bool(derivatives_of(inner)) and not is_other and not is_network(definitions)


def question(definitions: Definitions, wanted: Term, domain: Domain, kept: Iterable[str] = ()) -> Question:
    """Derive a question once for all answers to it. kept: defined quantities that an answer may be left in.

    Raises CannotDerive; ``unsupported-wanted`` for what is no expression in derivatives, such as a maximum or a gradient.
    """
    if not is_supported(definitions, wanted):
        raise CannotDerive("unsupported-wanted", {"wanted": wanted})
    inner, *equations = wanted.args if wanted.op == "at" else (wanted,)
    truth = Truth(Scope(definitions), domain)
    derivation = derive(definitions, inner, domain)
    answer = truth.scope.expanded(derivation.answer)
    written = [*_lines(derivation)]
    lines = frozenset((sorted_term(left), sorted_term(right)) for left, right in written)
    on_the_way = tuple(dict.fromkeys(left for left, _ in written if left.op == "derivative"))
    point = tuple((each.args[0], each.args[1]) for each in equations)
    return Question(inner, truth, answer, lines, frozenset(left for left, _ in lines), on_the_way, frozenset(kept), point)


def _lines(derivation: Derivation) -> Iterator[tuple[Term, Term]]:
    """Every equality that our derivation writes; the derivative of a definition's right side is also that of the name."""
    named = {
        Term("D", (meaning, name(variable)), "d"): derivative(name(each), name(variable))
        for each, meaning in derivation.definitions
        for variable in names(meaning)
    }
    yield from ((name(each), meaning) for each, meaning in derivation.definitions)
    for step in derivation.steps():
        rewrites = (*step.trace, *derivation.trace) if step is derivation.root else step.trace
        before = plain_derivative(step.before) if step.before.op in TAKEN else step.before
        for right in (step.after, *(each.after for each in rewrites)):
            yield before, right
            if before in named:
                yield named[before], right


def sorted_term(node: Term) -> Term:
    """A term with the operands of sums and products in one order and all derivatives with one glyph.

    >>> x, y = name("x"), name("y")
    >>> sorted_term(y + x) == sorted_term(x + y)
    True
    """
    if node.op in ("D", "derivative"):
        node = plain_derivative(node)
    if not node.args:
        return node
    args = tuple(sorted_term(each) for each in node.args)
    if node.op in COMMUTATIVE:
        flat = [part for each in args for part in (each.args if each.op == node.op else (each,))]
        args = tuple(sorted(flat, key=repr))
    return rebuild(node, args)
