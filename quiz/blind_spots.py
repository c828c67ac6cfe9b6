"""What a question cannot see: misconceptions whose answer is marked right, those that share a wrong answer, and a better twin."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Proved
from derivations.steps.misconceptions import WrongAnswers
from derivations.steps.text import read_definitions, read_wanted
from derivations.steps.twins import better_twin, indistinguishable, invisible
from derivations.terms.domain import domain_of
from derivations.terms.printing import plain
from quiz import kinds
from quiz.diagnosis import classes_of
from quiz.messages import Say
from quiz.parted import alone
from quiz.question import Question
from quiz.registry import load
from quiz.variants import FIRST, variant_of


def report(question: Question, say: Say) -> Iterator[str]:
    """A sentence for each thing that the question cannot see; nothing where its wrong answers are not known."""
    given = getattr(question.fields, "given", ())
    classes = classes_of(given, question.wanted, question.domain)
    if classes is None:
        return
    blind = unseen(question)
    declared = [each for each in blind if each in question.blind_spots]
    new = [each for each in blind if each not in question.blind_spots]
    seen = [each for each in question.blind_spots if each not in blind]
    for code, labels in (("blind-declared", declared), ("blind-new", new), ("blind-seen", seen)):
        if labels:
            yield say(code, labels=", ".join(labels))
    for group in indistinguishable(classes):
        yield say("blind-together", labels=", ".join(group))
    twin = better_twin(read_definitions(given), read_wanted(question.wanted), classes, domain_of(question.domain))
    if twin is not None:
        said = "; ".join(f"{name} = {plain(meaning)}" for name, meaning in twin.definitions)
        yield say("blind-twin", given=said, count=len(invisible(twin.classes)))


def wrong_answers_to(question: Question) -> WrongAnswers | None:
    """The wrong answers to a question about formulas, of its first variant; None where they are not known, as about a listing."""
    if hasattr(question.fields, "listing"):
        return None
    asked = variant_of(question, FIRST)
    return classes_of(getattr(asked.fields, "given", ()), asked.wanted, asked.domain)


def unseen(question: Question) -> tuple[str, ...]:
    """The misconceptions whose answer to the question, or to one of its parts, is marked right, by label."""
    asked = [alone(question, part) for part in question.crediting.parts] or [question]
    return tuple(sorted({label for each in asked for label in _unseen(each)}))


def _unseen(question: Question) -> Iterator[str]:
    """The labels of the answers that are the right one, and of those that are as near to it as the question allows."""
    classes = wrong_answers_to(question)
    if classes is None:
        return
    yield from invisible(classes)
    allowed = getattr(load(kinds)[question.kind], "allowed", None)
    tolerance = allowed(question) if allowed else None
    if tolerance is None:
        return
    for each in classes.classes:
        if isinstance(compare(each.term, classes.right, classes.domain, tolerance), Proved | Agreed):
            yield from each.labels
