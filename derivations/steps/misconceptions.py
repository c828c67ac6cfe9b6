"""The wrong answers to a question, each class of equal ones with the misconceptions behind it; and which of them an answer is.

Depends on the question and the answer alone, and imports no SymPy. Fingerprints propose, `compare` decides: an answer is in a class
only where it is proved, or agrees everywhere, to be equal to it. How likely a misconception is behind an answer is its prior, times
the share of its places in the derivation that give this answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from derivations.equality.compare import compare
from derivations.equality.outcome import Agreed, Proved
from derivations.steps.adjoint import is_network
from derivations.steps.fingerprints import Fingerprint, Sampled, are_near, sampled_around
from derivations.steps.mistaken_networks import network_mistakes
from derivations.steps.priors import PRIORS, prior
from derivations.steps.replay import Mistake
from derivations.steps.replaying import mistakes
from derivations.steps.scope import Scope
from derivations.steps.step import Definitions
from derivations.terms.domain import Domain
from derivations.terms.term import Term

REALS = Domain()
Labelled = tuple[str, float]
ROUNDED = 3


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    """A class of equal wrong answers.

    term:   one of them. labels: how often each misconception leads here, by label. mistakes: where it was made, one for each label.
    """

    term: Term
    labels: Mapping[str, int]
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class WrongAnswers:
    """The classes of a question, the mistakes that its answer hides, and the points at which all were looked at.

    right: the sound answer. invisible: mistakes that lead to the right answer all the same. places: how often each label occurs.
    """

    right: Term
    classes: tuple[WrongAnswer, ...]
    invisible: tuple[Mistake, ...]
    places: Mapping[str, int]
    domain: Domain
    sampled: Sampled
    fingerprints: tuple[Fingerprint, ...] = field(repr=False)

    def near(self, fingerprint: Fingerprint) -> Iterator[WrongAnswer]:
        """The classes that have these values at the points."""
        for known, each in zip(self.fingerprints, self.classes, strict=True):
            if are_near(known, fingerprint):
                yield each

    def score(self, label: str, count: int, priors: Mapping[str, float] = PRIORS) -> float:
        """How likely a misconception is that leads to an answer from ``count`` of its places, up to a common factor."""
        return prior(label, priors) * count / self.places[label]

    def ranked(self, found: Sequence[WrongAnswer], priors: Mapping[str, float] = PRIORS) -> list[Labelled]:
        """The labels of some classes with their weights, which add up to 1, the likeliest first."""
        scores: dict[str, float] = {}
        for each in found:
            for label, count in each.labels.items():
                scores[label] = scores.get(label, 0.0) + self.score(label, count, priors)
        total = sum(scores.values())
        ordered = sorted(scores.items(), key=lambda each: (-each[1], each[0]))
        return [(label, round(score / total, ROUNDED)) for label, score in ordered]


def wrong_answers(definitions: Definitions, wanted: Term, domain: Domain = REALS) -> WrongAnswers:
    """The classes of wrong answers to a question. Raises CannotDerive where the question itself can't be derived.

    definitions: (name, meaning). wanted: an expression with ``derivative`` terms, such as dz/dx.

    >>> from derivations.terms.term import derivative, name
    >>> z, t, x, y = (name(each) for each in "ztxy")
    >>> found = wrong_answers((("z", t**2), ("t", 3 * x + y)), derivative(z, x))
    >>> diagnose(found, 2 * (3 * x + y))[0][0]
    'chain_forgot_inner'
    """
    if is_network(definitions):
        return _of_a_network(definitions, wanted, domain)
    scope = Scope(tuple(definitions))
    right, made = mistakes(scope, wanted, domain)
    sampled = sampled_around(right, domain, scope.known() - {each for each, _ in scope.definitions})
    own, *others = sampled.of_all([right, *(each.result for each in made)])
    groups = _grouped(made, others)
    invisible = [each for each in groups if are_near(each[1], own) and _are_equal(each[0][0].result, right, domain)]
    hidden = {id(each) for each in invisible}
    visible = [each for each in groups if id(each) not in hidden and any(value is not None for value in each[1])]
    classes = [_class(group) for group, _ in visible]
    return WrongAnswers(
        right,
        tuple(classes),
        tuple(mistake for group, _ in invisible for mistake in group),
        Counter(each.rule.code for each in made),
        domain,
        sampled,
        tuple(fingerprint for _, fingerprint in visible),
    )


def _of_a_network(definitions: Definitions, wanted: Term, domain: Domain) -> WrongAnswers:
    """Answers in matrices have no fingerprints: those that are written alike are one class."""
    sound, made = network_mistakes(definitions, wanted, domain)
    groups: dict[Term, list[Mistake]] = {}
    for each in made:
        groups.setdefault(each.result, []).append(each)
    classes = tuple(_class(group) for group in groups.values())
    places = Counter(each.rule.code for each in made)
    return WrongAnswers(sound.answer, classes, (), places, sound.domain, Sampled(()), ((),) * len(classes))


def diagnose(classes: WrongAnswers, term: Term, priors: Mapping[str, float] = PRIORS) -> list[Labelled]:
    """The misconceptions that give this answer, ranked; none where no single one does.

    term: an answer that is known to be wrong, in the names in which an answer is to be written.
    """
    fingerprint = classes.sampled.of(term)
    found = [each for each in classes.near(fingerprint) if _are_equal(term, each.term, classes.domain)]
    return classes.ranked(found, priors)


def _are_equal(left: Term, right: Term, domain: Domain) -> bool:
    """Whether two answers are the same; products whose shapes do not fit are, where they are written alike."""
    return left == right or isinstance(compare(left, right, domain), Proved | Agreed)


Group = tuple[list[Mistake], Fingerprint]


def _grouped(made: Sequence[Mistake], fingerprints: Sequence[Fingerprint]) -> list[Group]:
    """The mistakes whose results have one fingerprint, in the order in which they were met."""
    groups: dict[object, Group] = {}
    for mistake, fingerprint in zip(made, fingerprints, strict=True):
        groups.setdefault(_rounded(fingerprint), ([], fingerprint))[0].append(mistake)
    return list(groups.values())


def _rounded(fingerprint: Fingerprint) -> tuple[str, ...]:
    return tuple("" if value is None else f"{value.real:.8e},{value.imag:.8e}" for value in fingerprint)


def _class(group: Sequence[Mistake]) -> WrongAnswer:
    first = {each.rule.code: each for each in reversed(group)}
    return WrongAnswer(group[0].result, Counter(each.rule.code for each in group), tuple(reversed(first.values())))
