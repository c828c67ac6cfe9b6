"""Thousands of answers made up: nothing escapes a reading, no pair gets a wrong verdict, verdicts on related pairs agree.

The tables that they are made from are tested first, by values that know nothing of the engine. ``make fuzz`` runs many more.
"""

from __future__ import annotations

from operator import attrgetter
from random import Random

import mpmath as mp
import pytest
from hypothesis import given, settings

from tests.fuzz.__main__ import laws, pairs, texts
from tests.fuzz.identities import FAULTY, IDENTITIES, Identity
from tests.fuzz.reading import TEXT_FAULTS, judge_typed
from tests.fuzz.strategies import answers
from tests.values import value

SEED = "suite"
TEXTS = 10_000
PAIRS = 800
RELATED = 80


def number(kind: str, random: Random) -> object:
    """A number of the kind that a letter of an identity stands for."""
    size = mp.mpf(random.randint(1, 2**22)) / 2**20
    if kind == "any":
        return mp.mpc(random.choice([1, -1]) * size, random.choice([-1, 0, 1]) * mp.mpf(random.randint(1, 2**21)) / 2**20)
    return size if kind == "> 0" or random.random() < 0.5 else mp.mpf(0) if kind == ">= 0" else -size


def differences(identity: Identity, least: str = "any") -> list[bool]:
    """Whether both sides differ, at points where both have values; letters without a condition are of the ``least`` kind."""
    random = Random(identity.name)
    found = []
    for _ in range(30):
        at = {letter: number(least if kind == "any" else kind, random) for letter, kind in identity.kinds.items()}
        left, right = (value(side, at) for side in identity.sides)
        if left is not None and right is not None:
            found.append(abs(left - right) > mp.mpf(10) ** -40 * (1 + abs(left) + abs(right)))
    return found


@pytest.mark.parametrize("identity", IDENTITIES, ids=attrgetter("name"))
def test_both_sides_of_an_identity_have_the_same_value(identity: Identity) -> None:
    seen = differences(identity)

    assert len(seen) >= 10
    assert not any(seen)


@pytest.mark.parametrize("identity", FAULTY, ids=attrgetter("name"))
def test_both_sides_of_a_faulty_rule_differ_somewhere(identity: Identity) -> None:
    assert any(differences(identity, "real"))


def test_mutated_answers_are_read_or_refused_by_name_in_time() -> None:
    counts, faults = texts(SEED, 0, TEXTS)

    assert counts["read"] > TEXTS // 10
    assert counts["refused"] > TEXTS // 10
    assert not faults, "\n".join(faults)


@settings(max_examples=1000, deadline=None)
@given(answers())
def test_pieces_of_formulas_are_read_or_refused_by_name_in_time(text: str) -> None:
    judged = judge_typed(text, "2*x")

    assert judged.count not in TEXT_FAULTS, judged


def test_pairs_equal_or_different_by_construction_get_no_wrong_verdict() -> None:
    counts, faults = pairs(SEED, 0, PAIRS)

    assert counts["equal: proved"] > PAIRS // 5
    assert counts["different: refuted"] > PAIRS // 5
    assert not faults, "\n".join(faults)


def test_verdicts_on_related_pairs_agree() -> None:
    counts, faults = laws(SEED, 0, RELATED)

    assert sum(counts.values()) >= RELATED
    assert not faults, "\n".join(faults)
