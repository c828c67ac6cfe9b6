"""Derivations with one mistake: rules are applied as in a sound derivation, but one unsound rule stands in one place, or in all.

What comes out are the answers that a person with that misconception gives, each with its label and its place. Places lie on the
sound derivation's own rules and on the detours a person takes: the product rule where a factor is constant, a sum or a product
taken apart anywhere between its operands. Nothing is tidied, since these terms are compared and hardly ever shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from derivations.steps.matching import filled, match, slots
from derivations.steps.rules import OF_THE_WHOLE, SOUND, UNSOUND
from derivations.steps.step import Bindings, CannotDerive, Rule, derivative_of
from derivations.steps.tidying import zeros_and_ones
from derivations.terms.term import Term, name, names, number, rebuild

LARGEST = 500
"""How many mistaken results of one expression are kept."""
LONGEST = 20_000
"""Nodes of a derivative; with a longer one nothing is compared."""
MANY = 5
"""Operands of a sum or a product beyond which it is split at its ends only."""
DETOURS = ("product", "quotient")
"""Sound rules that a person also applies where a simpler one fits."""
ZERO = number(0)
CONSTANT = next(rule for rule in SOUND if rule.name == "constant")
_CODES = {rule.name: rule.code for rule in SOUND}
IMITATIONS = {code: [rule for rule in UNSOUND if _CODES[str(rule.imitates)] == code] for code in dict.fromkeys(_CODES.values())}
"""The unsound rules, by the code of the rule that they imitate."""
OTHERS = tuple(rule for rule in SOUND if rule is not CONSTANT)


class Mistake(NamedTuple):
    """A result with one mistake in it: the unsound rule, and where it was applied, as a path from the whole inwards."""

    result: Term
    rule: Rule
    place: tuple[int, ...] = ()


@dataclass(slots=True)
class Replay:
    """The derivatives of expressions by one variable, as they are and with one mistake.

    >>> from derivations.terms.term import apply
    >>> x = name("x")
    >>> replay = Replay("x")
    >>> any(each.result == apply("cos", x**2) for each in replay.mistaken(apply("sin", x**2)))
    True
    """

    variable: str
    _sound: dict[Term, Term] = field(default_factory=dict)
    _mistaken: dict[Term, tuple[Mistake, ...]] = field(default_factory=dict)
    _sizes: dict[Term, int] = field(default_factory=dict)

    def sound(self, expression: Term) -> Term:
        """The derivative. Raises CannotDerive ``no-rule``, ``too-many-steps``."""
        found = self._sound.get(expression)
        if found is None:
            found = self._sound[expression] = self._derived(expression)
            if self._size(found) > LONGEST:
                raise CannotDerive("too-many-steps", {"limit": str(LONGEST)})
        return found

    def _size(self, node: Term) -> int:
        """The nodes of a term as it would be written; a term that occurs twice is counted twice, and looked at once."""
        found = self._sizes.get(node)
        if found is None:
            found = self._sizes[node] = 1 + sum(self._size(each) for each in node.args)
        return found

    def _derived(self, expression: Term) -> Term:
        if not self.depends(expression):
            return number(0)
        if expression == name(self.variable):
            return number(1)
        rule, bindings = self._first(expression)
        after = filled(rule.after, bindings)
        return put_in(after, [self._of(each) for each in taken(after)])

    def _of(self, judgement: Term) -> Term:
        """The derivative of a ``D``; by another variable where the rule says so."""
        expression, variable = judgement.args
        if variable == name(self.variable):
            return self.sound(expression)
        return Replay(str(variable.value)).sound(expression)

    def depends(self, node: Term) -> bool:
        """Whether the variable occurs in a term."""
        return self.variable in names(node)

    def _first(self, expression: Term) -> tuple[Rule, Bindings]:
        judgement = derivative_of(expression, self.variable)
        for rule in OTHERS:
            bindings = match(rule, judgement, self.depends)
            if bindings is not None:
                return rule, bindings
        raise CannotDerive("no-rule", {"expression": expression, "variable": name(self.variable)})

    def mistaken(self, expression: Term) -> tuple[Mistake, ...]:
        """The derivatives with one mistake, each once for a label."""
        found = self._mistaken.get(expression)
        if found is None:
            once: dict[tuple[str, Term], Mistake] = {}
            for each in self._all_mistaken(expression):
                once.setdefault((each.rule.code, each.result), each)
                if len(once) > LARGEST:
                    break
            found = self._mistaken[expression] = tuple(once.values())
        return found

    def _all_mistaken(self, expression: Term) -> Iterator[Mistake]:
        for rule, after in self._fitting(self._faulty(expression), expression):
            result = put_in(after, [self._of(each) for each in taken(after)])
            if result != ZERO or self.depends(expression):  # 0 is no mistake where nothing changes
                yield Mistake(result, rule)
        if expression.args:
            for after in self._routes(expression):
                yield from self._with_one_premise_mistaken(after)

    def _faulty(self, expression: Term) -> list[Rule]:
        """The unsound rules that imitate a rule which a person applies here."""
        applied = {*DETOURS, CONSTANT.code}
        with suppress(CannotDerive):
            applied.add(self._first(expression)[0].code)
        return [rule for code in sorted(applied) for rule in IMITATIONS.get(code, ())]

    def _fitting(self, rules: Sequence[Rule], expression: Term) -> Iterator[tuple[Rule, Term]]:
        """The rules that fit an expression in any grouping of its operands, and what each leaves."""
        for grouped in groupings(expression):
            judgement = derivative_of(grouped, self.variable)
            for rule in rules:
                bindings = match(rule, judgement, self.depends)
                if bindings is not None:
                    yield rule, filled(rule.after, bindings)

    def _routes(self, expression: Term) -> Iterator[Term]:
        """What sound rules leave of an expression: the first that fits, and the detours."""
        try:
            rule, bindings = self._first(expression)
        except CannotDerive:
            return
        found = {filled(rule.after, bindings): None}
        detours = [each for each in SOUND if each.name in DETOURS]
        found.update((after, None) for _, after in self._fitting(detours, expression))
        yield from found

    def _with_one_premise_mistaken(self, after: Term) -> Iterator[Mistake]:
        premises = taken(after)
        results = [self._of(each) for each in premises]
        for at, premise in enumerate(premises):
            for wrong in self.mistaken(premise.args[0]):
                mixed = [*results[:at], wrong.result, *results[at + 1 :]]
                yield Mistake(put_in(after, mixed), wrong.rule, (at, *wrong.place))

    def mistaken_as_a_whole(self, expression: Term) -> Iterator[Mistake]:
        """The derivatives with a mistake about the question: another variable, nothing differentiated, the sign of everything."""
        judgement = derivative_of(expression, self.variable)
        others = sorted(names(expression) - {self.variable})
        for rule in OF_THE_WHOLE:
            bindings = match(rule, judgement, self.depends)
            for other in others if "y" in slots(rule.after) else [self.variable]:
                after = filled(rule.after, {**(bindings or {}), "y": name(other)})
                yield Mistake(put_in(after, [self._of(each) for each in taken(after)]), rule)


@dataclass(slots=True)
class Throughout(Replay):
    """The same with one misconception wherever it can be had: who holds it holds it everywhere.

    >>> from derivations.terms.term import apply
    >>> x = name("x")
    >>> found = Throughout("x", label="chain_forgot_inner").everywhere(apply("sin", x**2) + apply("exp", 3 * x))
    >>> found.result == apply("cos", x**2) + apply("exp", 3 * x)
    True
    """

    label: str = field(kw_only=True)
    _applied: list[Rule] = field(default_factory=list)

    def everywhere(self, expression: Term) -> Mistake | None:
        """The derivative with the misconception in every place; None where there is none. Raises CannotDerive."""
        result = self.sound(expression)
        return Mistake(result, self._applied[0]) if self._applied else None

    def _first(self, expression: Term) -> tuple[Rule, Bindings]:
        sound, bindings = Replay._first(self, expression)
        judgement = derivative_of(expression, self.variable)
        for rule in IMITATIONS.get(sound.code, ()):
            found = match(rule, judgement, self.depends) if rule.code == self.label else None
            if found is not None:
                self._applied.append(rule)
                return rule, found
        return sound, bindings


def taken(after: Term) -> list[Term]:
    """The derivatives to be taken in a rule's right side, from left to right, as often as they occur."""
    if after.op == "D":
        return [after]
    return [each for argument in after.args for each in taken(argument)]


def put_in(after: Term, results: Sequence[Term]) -> Term:
    """The right side with a result for each of its derivatives; zeros and ones go."""
    return _put_in(after, iter(results))


def _put_in(after: Term, results: Iterator[Term]) -> Term:
    if after.op == "D":
        return next(results)
    if not after.args:
        return after
    node = rebuild(after, tuple([_put_in(each, results) for each in after.args]))
    return node if node is after and not any(_is_zero_or_one(each) for each in node.args) else zeros_and_ones(node)


def _is_zero_or_one(node: Term) -> bool:
    return node.op == "number" and node.value in (0, 1)


def groupings(expression: Term) -> Iterator[Term]:
    """A sum or a product as it is written, and as one of two parts: split anywhere, or one operand beside the others."""
    yield expression
    operands = expression.args
    if expression.op not in ("add", "mul") or len(operands) < 3:
        return
    parts = [(operands[:1], operands[1:]), (operands[:-1], operands[-1:])] if len(operands) > MANY else _parts(operands)
    for left, right in dict.fromkeys(parts):
        yield Term(expression.op, (_joined(expression, left), _joined(expression, right)))


def _parts(operands: tuple[Term, ...]) -> list[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    parts = [(operands[:at], operands[at:]) for at in range(1, len(operands))]
    parts += [((*operands[:at], *operands[at + 1 :]), (operands[at],)) for at in range(len(operands) - 1)]
    return parts + [((operands[at],), (*operands[:at], *operands[at + 1 :])) for at in range(1, len(operands))]


def _joined(expression: Term, operands: tuple[Term, ...]) -> Term:
    return operands[0] if len(operands) == 1 else Term(expression.op, operands)
