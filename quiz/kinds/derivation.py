"""A derivation is asked for: several lines that end in dz/dx. Each line is a finding, and so is the end.

What the lines earn together is shared equally among them: a right line earns its share, by whatever route, and so does one that
follows from an earlier slip, which is charged once. What the end earns is earned by a final answer that is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar

from derivations.lines.judging import judge
from derivations.lines.question import Question as LinesQuestion
from derivations.lines.question import is_supported
from derivations.lines.question import question as lines_question
from derivations.lines.statements import split_lines
from derivations.lines.verdicts import KINDS, DerivationVerdict, Judged, LineVerdict
from derivations.steps.step import CannotDerive, Definitions
from derivations.steps.text import read_definitions, read_wanted
from derivations.terms.domain import domain_of
from derivations.terms.names import canonical
from derivations.terms.printing import latex, plain
from derivations.terms.term import Term
from quiz.answer_key import AnswerKey
from quiz.explaining import unreadable_facts
from quiz.kinds import _formulas
from quiz.kinds._faults import Fault
from quiz.kinds._fields import STRICT
from quiz.kinds._numpy import numpy_evidence
from quiz.kinds._presented import Presented
from quiz.kinds._samples import Sample
from quiz.kinds.formula import value_evidence
from quiz.question import Question
from quiz.verdict import Diagnosis, Evidence, Outcome, ShownReading, Verdict, correct, incorrect, invalid, partial, undecided

MOST_LINES = 200
CREDITS = ("line", "end", "incomplete", "form", "follow_through")
"""What ``credit`` may speak of beside misconceptions: the shares of the lines and of the end; what is left of a line where a factor
is left out; what is left of the end where it is in named quantities, or right only beside an earlier slip."""
DEFAULTS = {"incomplete": Fraction(1, 2), "form": Fraction(1, 2), "follow_through": Fraction(0)}


@dataclass(frozen=True)
class Fields:
    """given: definitions, in order. keep: defined quantities that the end may be written in, as y in y (1 - y)."""

    __pydantic_config__: ClassVar[dict[str, str]] = STRICT

    given: tuple[str, ...]
    keep: tuple[str, ...] = ()


def faults(question: Question) -> Iterator[Fault]:
    """What is wrong with the question's fields."""
    found = [*_formulas.faults(question)]
    yield from found
    if not found and not is_supported(read_definitions(question.fields.given), read_wanted(question.wanted)):
        yield ("wanted",), "wanted-no-derivatives", {"wanted": question.wanted}
    defined = [each.partition("=")[0].strip() for each in question.fields.given]
    for at, each in enumerate(question.fields.keep):
        if each not in defined:
            yield ("keep", at), "keep-unknown", {"name": each, "known": ", ".join(defined)}
    shares = [question.crediting.credit[each] for each in ("line", "end") if each in question.crediting.credit]
    if len(shares) == 2 and sum(shares) != 1:
        yield ("credit",), "credit-not-whole", {"sum": str(sum(shares))}


def make_key(question: Question) -> AnswerKey:
    """Derive, verify and cross-check. Raises NoKey."""
    return _formulas.derived_key(question)[0]


def put_in(question: Question, key: AnswerKey) -> AnswerKey | None:
    """The key of a variant, from the key of its question."""
    found = _formulas.put_in(question, key)
    return found and found[0]


recheck = _formulas.rederives


def presented(question: Question) -> Presented:
    """Room for several lines."""
    del question
    return Presented(room=10)


def grade(question: Question, key: AnswerKey, text: str) -> Verdict:
    """Judge every line, and the end beside NumPy as well."""
    del key  # derived from the same rules; the lines need the quantities on the way too
    lines = split_lines(text)
    if len(lines) > MOST_LINES:
        return invalid(question.points, "limit_lines", {"limit": str(MOST_LINES)})
    try:
        asked = _asked(question)
    except CannotDerive:
        return undecided(question.points, (Evidence("key", None, "key_not_usable"),))
    found = judge(asked, lines)
    unread = next((each for line in found.lines for each in line.judged if each.unreadable is not None), None)
    if unread is not None and unread.unreadable is not None:
        facts = {**unreadable_facts(unread.unreadable), "line": str(unread.line)}
        return invalid(question.points, unread.unreadable.code, facts, _reading(found))
    if not any(line.judged for line in found.lines):
        return invalid(question.points, "no_formula")
    return _settled(question, found)


def _settled(question: Question, found: DerivationVerdict) -> Verdict:
    evidence = tuple(_evidence(each) for each in _worked(found))
    ending = _ending(question, found)
    reading = _reading(found)
    doubts = [each for each in (*evidence, *ending) if each.supports is None and each.how != "not_reached"]
    if doubts:
        return undecided(question.points, (*evidence, *ending), reading)
    findings = (*evidence, *ending)
    supports = {each.supports for each in findings}
    credit = _credit(question, found, ending)
    if supports == {True}:
        return correct(question.points, findings, reading)
    verdict = (
        partial(question.points, credit, findings, reading) if True in supports else incorrect(question.points, findings, reading)
    )
    wrong = found.first_wrong
    return verdict if wrong is None or wrong.label is None else replace(verdict, diagnosis=(Diagnosis(wrong.label, 1.0),))


def _worked(found: DerivationVerdict) -> list[LineVerdict]:
    """The lines that say something new: not what was given, and not what an earlier line says."""
    said: set[tuple[Term | None, Term | None]] = set()
    lines = []
    for line in found.lines:
        new = {(each.quantity, each.right) for each in line.judged if _is_work(each)} - said
        said |= new
        if new or line.status in KINDS:
            lines.append(line)
    return lines


def _is_work(judged: Judged) -> bool:
    is_given = judged.quantity is not None and judged.quantity.op == "name" and judged.status == "expected"
    return judged.right is not None and not is_given


def _evidence(line: LineVerdict) -> Evidence:
    supports = None if line.status == "undecided" else line.status not in KINDS
    facts = {"line": str(line.line), **({"label": line.label} if line.label else {})}
    return Evidence("line", supports, line.status, facts, str(line.line))


def _ending(question: Question, found: DerivationVerdict) -> tuple[Evidence, ...]:
    """What is said of the end: whether there is one, its form, its value, and NumPy's opinion of that."""
    final = found.final
    if final is None or final.right is None or (not found.finished and final.status != "form"):
        return (Evidence("end", False, "not_reached"),)
    if final.status == "form":
        return (Evidence("end", False, "named"),)
    if final.comparison is None:
        return (Evidence("end", None, "undecided"),)
    value = value_evidence(final.comparison)
    formulas = _formulas.asked(question)
    try:
        numeric = numpy_evidence(formulas, _formulas.value_of(formulas, final.right))
    except CannotDerive:
        numeric = None
    if numeric is not None and value.supports is not None and numeric.supports is not value.supports:
        return (value, numeric, Evidence("value", None, "oracle"))
    only = () if _is_derived(found, final) else (Evidence("end", False, "no_lines"),)
    return (value, *(() if numeric is None else (numeric,)), *only)


def _is_derived(found: DerivationVerdict, final: Judged) -> bool:
    """Whether more is written than the answer."""
    return any(each is not final and _is_work(each) for line in found.lines for each in line.judged)


def _credit(question: Question, found: DerivationVerdict, ending: tuple[Evidence, ...]) -> Fraction:
    """What the answer earns, as a share of the points."""
    declared: Mapping[str, Fraction] = {**DEFAULTS, **question.crediting.credit}
    for_end = declared.get("end", 1 - declared.get("line", Fraction(1, 2)))
    lines = [_earned(line, declared) for line in _worked(found)]
    is_derived = not any(each.how == "no_lines" for each in ending)
    for_lines = (1 - for_end) * sum(lines, Fraction(0)) / len(lines) if lines and is_derived else Fraction(0)
    return for_lines + for_end * _earned_end(found, declared)


def _earned(line: LineVerdict, declared: Mapping[str, Fraction]) -> Fraction:
    """The share of one line that is earned; a line in named quantities at the end is charged at the end."""
    if line.status not in KINDS or line.status == "form":
        return Fraction(1)
    if line.status == "incomplete":
        return declared["incomplete"]
    return declared.get(line.label or "", Fraction(0))


def _earned_end(found: DerivationVerdict, declared: Mapping[str, Fraction]) -> Fraction:
    final = found.final
    if final is None or (not found.finished and final.status != "form"):
        return Fraction(0)
    if final.status in ("form", "follow_through"):
        return declared[final.status]
    return Fraction(0) if final.status in KINDS else Fraction(1)


def _reading(found: DerivationVerdict) -> ShownReading | None:
    """The lines as they were read: for each quantity that is spoken of, what was said of it."""
    read: list[tuple[Term, Term]] = [
        (each.quantity, each.right)
        for line in found.lines
        for each in line.judged
        if each.quantity is not None and each.right is not None
    ]
    if not read:
        return None
    chains: list[list[Term]] = []
    before: Term | None = None
    for quantity, right in read:
        if quantity != before:
            chains.append([quantity])
        chains[-1].append(right)
        before = quantity
    text = "; ".join(" = ".join(plain(each) for each in chain) for chain in chains)
    rows = r" \\ ".join(f"{latex(chain[0])} & = " + " = ".join(latex(each) for each in chain[1:]) for chain in chains)
    return ShownReading(text, rf"\begin{{aligned}} {rows} \end{{aligned}}")


def _asked(question: Question) -> LinesQuestion:
    formulas = _formulas.asked(question)
    return _kept(formulas.definitions, formulas.wanted, tuple(sorted(question.domain.items())), question.fields.keep)


@lru_cache(maxsize=64)
def _kept(definitions: Definitions, wanted: Term, domain: tuple[tuple[str, str], ...], keep: tuple[str, ...]) -> LinesQuestion:
    return lines_question(definitions, wanted, domain_of(dict(domain)), map(canonical, keep))


STEPS = "chain_rule_derivation/chain_rule_steps"
SAMPLES = (
    Sample(STEPS, "dz/dx = dz/dt * dt/dx\n= 2t * 2x\n= 4x(x^2 + y)", Outcome.CORRECT),
    Sample(STEPS, "t で微分して dz/dt = 2t、x で微分して dt/dx = 2x\nよって dz/dx = 2t・2x = 4x(x^2+y)", Outcome.CORRECT),
    Sample(STEPS, "z = x^4 + 2x^2 y + y^2\ndz/dx = 4x^3 + 4xy", Outcome.CORRECT),
    Sample(
        STEPS,
        r"\begin{align} \frac{dz}{dx} &= \frac{dz}{dt}\frac{dt}{dx} \\ &= 2t \cdot 2x \\ &= 4x(x^2+y) \end{align}",
        Outcome.CORRECT,
    ),
    Sample(STEPS, "4x(x^2 + y)", Outcome.PARTIAL),
    Sample(STEPS, "dz/dt = 2t\ndt/dx = x\ndz/dx = 2x(x^2+y)", Outcome.PARTIAL),
    Sample(STEPS, "dz/dt = 2t\ndt/dx = 2x\ndz/dx = 4tx", Outcome.PARTIAL),
    Sample(STEPS, "dz/dt = 2t\ndt/dx = 2x", Outcome.PARTIAL),
    Sample(STEPS, "dz/dx = 2(x^2+y)", Outcome.INCORRECT),
    Sample(STEPS, "dz/dx = dz/dt\n= 2(x^2+y", Outcome.INVALID),
    Sample(STEPS, "dz/ds = 2t", Outcome.INVALID),
    Sample(STEPS, "連鎖律を使う。", Outcome.INVALID),
    Sample(STEPS, "", Outcome.BLANK),
)
