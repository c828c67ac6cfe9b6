"""The verdict on each line of a derivation: beside what is true, then beside what was said before it.

A line is right when its value is, and where it names derivatives also its chain. A wrong line that agrees with what was said
before follows through and is charged once. A line with an unknown name or a formula that can't be read is unreadable, and one of
which nothing can be proved is undecided: neither counts as wrong in value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Comparison, Proved, Refuted, Undefined
from derivations.lines.chains import Chain, chain_of, is_chain_of, slip_in_chain
from derivations.lines.ending import ending
from derivations.lines.labels import Wrong, slip_in_value
from derivations.lines.operators import Primes
from derivations.lines.question import Question, sorted_term
from derivations.lines.statements import Member, Statement, Vocabulary, statements
from derivations.lines.verdicts import STATUSES, DerivationVerdict, Judged, LineVerdict
from derivations.lines.world import TAKEN, Claims, Truth, derivatives_of, has_names
from derivations.steps.scope import Scope
from derivations.steps.step import CannotDerive
from derivations.terms.reading import Unreadable
from derivations.terms.term import Term, names, substitute


def judge(question: Question, lines: Sequence[str]) -> DerivationVerdict:
    """The verdict on the lines of a derivation.

    >>> from derivations.lines.question import question
    >>> from derivations.steps.text import read_definitions, read_wanted
    >>> from derivations.terms.domain import Domain
    >>> asked = question(read_definitions(["z = t^2", "t = x + y"]), read_wanted("dz/dx"), Domain())
    >>> found = judge(asked, ["dz/dt = 2t", "dz/dx = dz/dt", "= 2(x + y)"])
    >>> [each.status for each in found.lines], found.first_wrong.line, found.kind
    (['expected', 'incomplete', 'expected'], 2, 'incomplete')
    """
    judging = _Judging(question)
    vocabulary = Vocabulary(set(question.truth.scope.known()), Primes(_variable(question), question.defined))
    vocabulary.known |= {str(each) for each in names(question.wanted)}
    said: dict[int, list[Judged]] = {}
    for number, together in groupby(statements(lines, vocabulary), key=lambda each: each.line):
        said[number] = judging.said_in_line(list(together))
    judged = [each for members in said.values() for each in members]
    final, finished, left = ending(question, judged, judging.own)
    verdicts = []
    for number in range(1, len(lines) + 1):
        members = tuple(left.get(id(each), each) for each in said.get(number, ()))
        verdicts.append(_line(number, members))
    return DerivationVerdict(tuple(verdicts), finished, final)


def _variable(question: Question) -> str:
    return min(question.by, default="x")


def _line(number: int, members: tuple[Judged, ...]) -> LineVerdict:
    if not members:
        return LineVerdict(number, "detour", None)
    worst = min(members, key=lambda each: STATUSES.index(each.status))
    return LineVerdict(number, worst.status, worst.label, members)


@dataclass(slots=True)
class _Judging:
    """One derivation on its way: the truth, what was said, and what is spoken of."""

    question: Question
    truth: Truth = field(init=False)
    claims: Claims = field(init=False)
    current: Term = field(init=False)
    written: dict[Term, Term] = field(default_factory=dict)
    point: dict[Term, Term] = field(default_factory=dict)
    spoken: set[Term] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.truth = self.question.truth
        self.claims = Claims(self.truth)
        self.current = self.question.wanted
        self.point.update(self.question.point)

    @property
    def own(self) -> frozenset[str]:
        """The names that the writer has introduced."""
        return frozenset(each for each, _ in self.truth.scope.definitions) - self.question.defined

    def said_in_line(self, together: list[Statement]) -> list[Judged]:
        """The members of the statements of one line, in order; points that it names hold for all of it.

        What goes on from above goes on from the wanted quantity where the line above speaks of that.
        """
        if self.question.wanted in self.spoken:
            self.current = self.question.wanted
        for statement in together:
            self.point.update(self._point(statement))
        judged = [each for statement in together for each in self._statement(statement)]
        self.spoken = {each.quantity for each in judged if each.quantity is not None}
        return judged

    def _point(self, statement: Statement) -> dict[Term, Term]:
        """``x = 1``: where the writer looks, and no claim."""
        members = statement.members
        if statement.continued or len(members) != 2 or not isinstance(members[0], Term) or not isinstance(members[1], Term):
            return {}
        is_free = members[0].op == "name" and str(members[0].value) in self.question.free
        return {members[0]: members[1]} if is_free and not names(members[1]) else {}

    def _statement(self, statement: Statement) -> list[Judged]:
        members = list(statement.members)
        first = members[0]
        if statement.continued or len(members) == 1:
            self.current = self._spoken_of(first, statement.continued)
            return [self._member(statement.line, self.current, each) for each in members]
        if isinstance(first, Unreadable):
            return [Judged(statement.line, "unreadable", unreadable=first)]
        if first.op == "name":
            return self._about_name(statement.line, first, members[1:])
        if first.op == "either":
            first = self._meant(first, members[1])
        if first.op in TAKEN:
            self.current = self._called(first)
            return [self._member(statement.line, self.current, each) for each in members[1:]]
        return self._identity(statement.line, first, members[1:])

    def _spoken_of(self, first: Member, continued: bool) -> Term:
        """What a formula without a left side is said of: of what stands above, of what is wanted, of anything on the way."""
        nearest = (self.current, self.question.wanted) if continued else (self.question.wanted, self.current)
        if isinstance(first, Unreadable):
            return self.current if continued else self.question.wanted
        rights = first.args if first.op == "either" else (first,)
        on_the_way = () if continued else self.question.on_the_way
        for quantity in dict.fromkeys((*nearest, *on_the_way)):
            if any(self._is_true(quantity, each) or self._follows(quantity, each) for each in rights):
                return quantity
        return nearest[0]

    def _follows(self, quantity: Term, right: Term) -> bool:
        if not self.claims.has_slip:
            return False
        try:
            value = self.claims.value(right)
            return any(_is_same(value, each, self.truth) for each in self.claims.expected(quantity))
        except CannotDerive:
            return False

    def _called(self, quantity: Term) -> Term:
        """A quantity as it was asked for: d and ∂ are one, and (t^2)' is dz/dx where z is t^2."""
        wanted = self.question.wanted
        if wanted.op == "mul" and quantity.op == "derivative":
            return wanted if self._is_true(quantity, wanted) and is_chain_of(self.truth, quantity, wanted) else quantity
        if wanted.op != "derivative" or len(wanted.args) != 2 or quantity.args[1:] != wanted.args[1:]:
            return wanted if quantity.op == wanted.op and quantity.args == wanted.args else quantity
        if quantity.op == "D" and not derivatives_of(quantity.args[0]):
            here, there = (self.truth.scope.expanded(each, self.question.by) for each in (quantity.args[0], wanted.args[0]))
            return wanted if _is_same(here, there, self.truth) else quantity
        return wanted if quantity.op == "derivative" and quantity.args[0] == wanted.args[0] else quantity

    def _member(self, line: int, quantity: Term, right: Member) -> Judged:
        if isinstance(right, Unreadable):
            return Judged(line, "unreadable", None, quantity, unreadable=right)
        try:
            right = self._meant_as(quantity, right) if right.op == "either" else right
            judged = self._beside_truth(line, quantity, right)
        except CannotDerive as error:
            code = "unreadable" if error.code == "unknown-name" else "undecided"
            said = Unreadable("unknown_name", 0, str(error.facts.get("name", ""))) if code == "unreadable" else None
            return Judged(line, code, None, quantity, right, unreadable=said)
        self.written[quantity] = right
        return judged

    def _meant(self, quantity: Term, right: Member) -> Term:
        """Which of two readings of a left side the right side goes with; the wider one where neither does."""
        if isinstance(right, Unreadable):
            return quantity.args[0]
        rights = right.args if right.op == "either" else (right,)
        return next((left for left in quantity.args for each in rights if self._is_true(left, each)), quantity.args[0])

    def _meant_as(self, quantity: Term, right: Term) -> Term:
        """Which of two readings is right, or follows; the wider one where neither is. Raises CannotDerive."""
        for each in right.args:
            if self._is_true(quantity, each):
                return each
        return next((each for each in right.args if self._follows(quantity, each)), right.args[0])

    def _is_true(self, quantity: Term, right: Term) -> bool:
        try:
            return _is_same(self.truth.value(right), self.truth.value(quantity), self.truth)
        except CannotDerive:
            return False

    def _beside_truth(self, line: int, quantity: Term, right: Term) -> Judged:
        comparison: Comparison | None = None
        for truth in self.truth.readings(quantity):
            for value in self.truth.readings(right):
                comparison = compare(value, truth, self.truth.domain)
                if isinstance(comparison, Proved | Agreed):
                    return self._true(line, quantity, right, value, comparison)
        if self.point and isinstance(there := self._there(quantity, right), Proved | Agreed):
            return Judged(line, "detour", None, quantity, right, there)
        value = self.claims.value(right)
        if not isinstance(comparison, Refuted | Undefined) or self._is_vague(quantity):
            self.claims.record(quantity, value)
            return Judged(line, "undecided", None, quantity, right, comparison)
        expected = tuple(self.claims.expected(quantity))
        follows = self.claims.has_slip and any(_is_same(value, each, self.truth) for each in expected)
        label = None if follows else self._label(quantity, right, value, expected)
        self.claims.record(quantity, value)
        if follows:
            return Judged(line, "follow_through", None, quantity, right, comparison)
        self.claims.has_slip = True
        return Judged(line, "buggy" if label else "not_equivalent", label, quantity, right, comparison)

    def _there(self, quantity: Term, right: Term) -> Comparison:
        """Both sides where the writer looks. Raises CannotDerive."""
        here, there = (substitute(self.truth.value(each), self.point) for each in (right, quantity))
        return compare(here, there, self.truth.domain)

    def _is_vague(self, quantity: Term) -> bool:
        """Whether a quantity is a derivative by a name of the writer's own that nothing was shown to depend on."""
        if quantity.op != "derivative" or len(quantity.args) != 2:
            return False
        above, below = quantity.args
        return str(below.value) in self.own and above != below and not self.truth.scope.depends(above, str(below.value))

    def _true(self, line: int, quantity: Term, right: Term, value: Term, comparison: Comparison) -> Judged:
        chain = chain_of(self.truth, quantity, right)
        if chain is not Chain.SOUND:
            label = slip_in_chain(self.truth, quantity, right)
            self.claims.record(quantity, value)
            if chain is Chain.INCOMPLETE:
                return Judged(line, "incomplete", label or "chain_forgot_inner", quantity, right, comparison)
            self.claims.has_slip = True
            return Judged(line, "buggy" if label else "not_equivalent", label, quantity, right, comparison)
        if self.claims.has_slip and derivatives_of(right):
            self.claims.record(quantity, self.claims.value(right))
        self.claims.record(quantity, value)
        return Judged(line, self._route(quantity, right), None, quantity, right, comparison)

    def _route(self, quantity: Term, right: Term) -> str:
        """Whether our derivation has this line, speaks of the quantity at all, or goes another way."""
        left = sorted_term(quantity)
        if (left, sorted_term(right)) in self.question.expected:
            return "expected"
        return "correct" if left in self.question.quantities and quantity.op != "name" else "detour"

    def _label(self, quantity: Term, right: Term, value: Term, expected: tuple[Term, ...]) -> str | None:
        if derivatives_of(right) and (slip := slip_in_chain(self.truth, quantity, right)):
            return slip
        wanted = str(self.question.wanted.args[0].value) if self.question.wanted.op == "derivative" else ""
        return slip_in_value(Wrong(self.claims, quantity, right, value, expected, self.written.get(quantity)), wanted)

    def _about_name(self, line: int, quantity: Term, rights: list[Member]) -> list[Judged]:
        """``t = x + y``: a definition restated, or the writer's own; ``x = 1`` says where, and claims nothing."""
        identifier, scope = str(quantity.value), self.truth.scope
        first = rights[0]
        if isinstance(first, Unreadable):
            return [Judged(line, "unreadable", None, quantity, unreadable=first)]
        if identifier not in scope and identifier not in scope.known():
            return self._introduced(line, quantity, rights)
        if identifier not in scope and not names(first):
            return [Judged(line, "detour", None, quantity, None)]
        judged = []
        for each in rights:
            found = self._member(line, quantity, each)
            if found.status in ("not_equivalent", "buggy") and found.right is not None and identifier in scope:
                self.claims.definitions[identifier] = found.right
            elif found.right is not None and has_names(found.right, self.own) and found.status in ("detour", "correct"):
                self._redefine(identifier, found.right)
            judged.append(found)
        return judged

    def _introduced(self, line: int, quantity: Term, rights: list[Member]) -> list[Judged]:
        """A name of the writer's own, and every definition that can be said with it."""
        first, identifier = rights[0], str(quantity.value)
        assert isinstance(first, Term), first
        try:
            meaning = self.claims.value(first) if derivatives_of(first) else first
            scope = Scope((*self.truth.scope.definitions, (identifier, meaning)))
        except CannotDerive as error:
            unknown = Unreadable("unknown_name", 0, str(error.facts.get("name", "")))
            return [Judged(line, "unreadable", None, quantity, first, unreadable=unknown)]
        self._rescope(scope)
        for each, known in self.truth.scope.definitions[:-1]:
            written = self._said_with(known, meaning, quantity)
            if written != known:
                self._redefine(each, written)
        return [Judged(line, "detour", None, quantity, first), *(self._member(line, quantity, each) for each in rights[1:])]

    def _said_with(self, node: Term, meaning: Term, called: Term) -> Term:
        """A term with the new name for each of its parts that is what the name means."""
        if node.op == meaning.op and sorted_term(node) == sorted_term(meaning):
            return called
        return Term(node.op, tuple(self._said_with(each, meaning, called) for each in node.args), node.value) if node.args else node

    def _redefine(self, identifier: str, meaning: Term) -> None:
        given = tuple((each, meaning if each == identifier else known) for each, known in self.truth.scope.definitions)
        try:
            self._rescope(Scope(given))
        except CannotDerive:
            return  # a circle: t = z - 1 says nothing new

    def _rescope(self, scope: Scope) -> None:
        self.truth = self.truth.within(scope)
        self.claims.truth = self.truth

    def _identity(self, line: int, first: Term, rights: list[Member]) -> list[Judged]:
        """``2t * 1 = 2(x + y)``: where the first member is the current quantity, the others are said of it; else of themselves."""
        try:
            value = self.claims.value(first)
            expected = [self.truth.value(self.current), *self.claims.expected(self.current)]
        except CannotDerive:
            return [self._member(line, first, each) for each in rights]
        quantity = self.current if any(_is_same(value, each, self.truth) for each in expected) else first
        return [self._member(line, quantity, each) for each in rights]


def _is_same(left: Term, right: Term, truth: Truth) -> bool:
    return isinstance(compare(left, right, truth.domain), Proved | Agreed)
