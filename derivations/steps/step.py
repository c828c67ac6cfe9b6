"""Derivations as data: rules, steps, rewrites, derivations.

Two layers, because each says what the other cannot. The proof tree (`Step` and its premises) says which factor came from which
rule, and so has a place to hang "forgot dt/dx". The trace (`Rewrite`) holds the algebra between the lines: what a student
writes after ``=``. Every output (JSON, sheets, line grading) is a fold over these; nothing here prints or speaks a language.
A derivative that is still to be taken is itself a term: ``D`` of an expression by a variable, or ``derivative`` (dz/dx) of a
named quantity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from derivations.terms.domain import Domain
from derivations.terms.term import Term, name, subterms

Bindings = Mapping[str, Term]
Definitions = tuple[tuple[str, Term], ...]

TAKEN = ("D", "derivative")
"""The ops of a derivative that is still to be taken."""


class CannotDerive(Exception):
    """A question that our rules cannot answer.

    code:  ``unknown-name``, ``cyclic-definitions``, ``defined-twice``, ``no-rule``, ``unsupported-wanted``, ``unreadable``,
           ``too-many-steps``, ``unsupported-target``, ``no-maximum``, ``no-minimum``, ``several-variables``,
           ``stationary-points-unknown``.
    facts: what the code speaks of: names and terms.
    """

    def __init__(self, code: str, facts: Mapping[str, Term | str] | None = None) -> None:
        super().__init__(f"{code}: {dict(facts or {})}")
        self.code = code
        self.facts: dict[str, Term | str] = dict(facts or {})


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of differentiation as a value; a misconception is the same value with ``sound=False``.

    name:    the rule's own name, unique in the table.
    before:  ``D`` of a pattern; slots (see ``matching``) stand for what they match.
    after:   what the derivative becomes; it may hold further ``D`` terms, the premises.
    applies: a further demand on what the slots matched.
    conditions: relations between slots under which the rule holds, such as u > 0.
    code:    the key of its sentence in the language files; several rules may share one. The name, where none is given.
    imitates: of a misconception: the sound rule that it replaces.
    counterexample: of a misconception: an expression in x whose derivative it gets wrong.
    """

    name: str
    before: Term
    after: Term
    sound: bool = True
    applies: Callable[[Bindings], bool] | None = None
    conditions: tuple[Term, ...] = ()
    code: str = ""
    imitates: str | None = None
    counterexample: Term | None = None

    def __post_init__(self) -> None:
        if not self.code:
            object.__setattr__(self, "code", self.name)
        if self.sound and (self.counterexample is not None or self.imitates is not None):
            raise ValueError(f"{self.name}: a sound rule imitates nothing and has no counterexample")
        if not self.sound and (self.counterexample is None or self.imitates is None):
            raise ValueError(f"{self.name}: a misconception names the rule it imitates and a counterexample")


def faulty(
    label: str,
    imitates: str,
    before: Term,
    after: Term,
    counterexample: Term,
    applies: Callable[[Bindings], bool] | None = None,
    variant: str = "",
) -> Rule:
    """A misconception: the rule of that label in place of the sound rule that it imitates.

    variant: where a label has several right sides for one sound rule, what tells them apart.
    """
    name = ":".join(filter(None, (imitates, label, variant)))
    return Rule(name, before, after, False, applies, code=label, imitates=imitates, counterexample=counterexample)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One ``=`` of algebra: ``before`` became ``after`` by the rule of that name. Both are whole right-hand sides."""

    rule: str
    before: Term
    after: Term


@dataclass(frozen=True, slots=True)
class Step:
    """One rule applied, with the steps that it rests on.

    id:       ``1`` for the root, ``1.2`` for its second premise: a path, so it is stable and says what belongs to what.
    before:   a derivative to be taken, an expression, or a relation (of an argument about a maximum).
    after:    what the rule says of it; holds the derivatives that the premises take.
    premises: one step for each derivative in ``after``, in their order; or the statements an argument rests on.
    trace:    from ``after``, the premises' results put in, to the result.
    facts:    what the rule's slots stood for (``u`` = x^2: the invented name of an inner function), and what else a
              sentence about the step needs.
    domain:   conditions under which the step holds, where the declared domain does not already say so.
    """

    id: str
    rule: str
    before: Term
    after: Term
    premises: tuple[Step, ...] = ()
    trace: tuple[Rewrite, ...] = ()
    facts: tuple[tuple[str, Term], ...] = ()
    domain: tuple[Term, ...] = ()

    @property
    def result(self) -> Term:
        """What ``before`` is at the end of the step's own trace."""
        return self.trace[-1].after if self.trace else self.after

    def steps(self) -> Iterator[Step]:
        """The steps in the order in which they can be read: each after its premises."""
        for premise in self.premises:
            yield from premise.steps()
        yield self


@dataclass(frozen=True, slots=True)
class Derivation:
    """A question derived: definitions in scope, the proof tree, the trace from its result to the answer.

    wanted: the question's term; glyph: ``d`` or ``∂``, as the question writes it; target: the form asked for, or None.
    Law: ``answer`` is the last term of the trace, or the root's result where the trace is empty.
    """

    definitions: Definitions
    wanted: Term
    root: Step
    trace: tuple[Rewrite, ...]
    answer: Term
    domain: Domain = field(default_factory=Domain)
    glyph: str = "d"
    target: str | None = None

    def __post_init__(self) -> None:
        last = self.trace[-1].after if self.trace else self.root.result
        if self.answer != last:
            raise ValueError(f"the answer {self.answer!r} is not where the derivation ends: {last!r}")

    def _repr_latex_(self) -> str:
        """What a notebook shows: the lines of the derivation, with the codes of their rules."""
        from derivations.steps.fold import as_json
        from derivations.steps.lines import as_latex

        return f"$\\displaystyle {as_latex(as_json(self))}$"

    def steps(self) -> Iterator[Step]:
        """Every step, each after its premises."""
        return self.root.steps()

    def conditions(self) -> tuple[Term, ...]:
        """The conditions of all steps, each once, in the order in which they arise."""
        return tuple(dict.fromkeys(condition for step in self.steps() for condition in step.domain))


def renumbered(step: Step, path: str) -> Step:
    """A step and all it rests on, moved to another place of a proof tree."""
    premises = tuple(renumbered(each, f"{path}{each.id[len(step.id) :]}") for each in step.premises)
    return replace(step, id=path, premises=premises)


def derivative_of(expression: Term, variable: Term | str, glyph: str = "d") -> Term:
    """The derivative of an expression, still to be taken.

    >>> derivative_of(name("x") ** 2, "x")
    D('d', pow(name('x'), number(Fraction(2, 1))), name('x'))
    """
    by = name(variable) if isinstance(variable, str) else variable
    return Term("D", (expression, by), glyph)


def derivatives_in(node: Term) -> tuple[Term, ...]:
    """The derivatives still to be taken in a term, outermost only, each once, from left to right.

    >>> x = name("x")
    >>> [str(each.args[0].value) for each in derivatives_in(derivative_of(x, x) * derivative_of(name("t"), x))]
    ['x', 't']
    """
    found: dict[Term, None] = {}

    def collect(inner: Term) -> None:
        if inner.op in TAKEN:
            found[inner] = None
            return
        for argument in inner.args:
            collect(argument)

    collect(node)
    return tuple(found)


def is_finished(node: Term) -> bool:
    """Whether no derivative in the term is still to be taken."""
    return all(each.op not in TAKEN for each in subterms(node))
