"""Backward passes in matrix form with one mistake: the rules of ``rules.matrix``, an unsound one tried before the sound ones.

A misconception is held wherever its rule fits, in every layer. Where it leaves another shape than its variable's the answer is
wrong by that alone, and is an answer all the same: people write it.
"""

from __future__ import annotations

from derivations.steps.adjoint import MATRIX_RULES, derive_adjoint
from derivations.steps.replay import Mistake
from derivations.steps.rules.matrix import FAULTY
from derivations.steps.step import CannotDerive, Definitions, Derivation
from derivations.terms.domain import Domain
from derivations.terms.term import Term


def network_mistakes(definitions: Definitions, wanted: Term, domain: Domain) -> tuple[Derivation, list[Mistake]]:
    """The derivation of dE/dv, and the answers with one misconception. Raises CannotDerive where there is no derivation.

    >>> from derivations.steps.text import read_definitions, read_wanted
    >>> network = read_definitions(["layers: sigmoid", "loss: mean_squared_error"])
    >>> _, made = network_mistakes(network, read_wanted("dE/dW1"), Domain())
    >>> "slope_missing" in {each.rule.code for each in made}
    True
    """
    sound = derive_adjoint(definitions, wanted, domain)
    made = []
    for rule in FAULTY:
        try:
            answer = derive_adjoint(definitions, wanted, domain, (rule, *MATRIX_RULES)).answer
        except CannotDerive:
            continue
        if answer != sound.answer:
            made.append(Mistake(answer, rule))
    return sound, made
