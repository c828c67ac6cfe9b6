"""What a question cannot see: misconceptions behind the right answer, misconceptions behind one wrong answer, and a better twin."""

from __future__ import annotations

from collections.abc import Iterator

from derivations.steps.text import read_definitions, read_wanted
from derivations.steps.twins import better_twin, indistinguishable, invisible
from derivations.terms.domain import domain_of
from derivations.terms.printing import plain
from quiz.diagnosis import classes_of
from quiz.messages import Say
from quiz.question import Question


def report(question: Question, say: Say) -> Iterator[str]:
    """A sentence for each thing that the question cannot see; nothing where its wrong answers are not known."""
    given = getattr(question.fields, "given", ())
    classes = classes_of(given, question.wanted, question.domain)
    if classes is None:
        return
    unseen = invisible(classes)
    declared = [each for each in unseen if each in question.blind_spots]
    new = [each for each in unseen if each not in question.blind_spots]
    seen = [each for each in question.blind_spots if each not in unseen]
    for code, labels in (("blind-declared", declared), ("blind-new", new), ("blind-seen", seen)):
        if labels:
            yield say(code, labels=", ".join(labels))
    for group in indistinguishable(classes):
        yield say("blind-together", labels=", ".join(group))
    twin = better_twin(read_definitions(given), read_wanted(question.wanted), classes, domain_of(question.domain))
    if twin is not None:
        said = "; ".join(f"{name} = {plain(meaning)}" for name, meaning in twin.definitions)
        yield say("blind-twin", given=said, count=len(invisible(twin.classes)))
