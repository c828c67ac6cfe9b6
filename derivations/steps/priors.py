"""How likely a misconception is before an answer is seen: data, fitted to logs by ``quiz fit-priors``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files

PRIORS: Mapping[str, float] = json.loads((files("derivations.steps") / "priors.json").read_text(encoding="utf-8"))
"""Of the wrong answers to questions where a mistake can be made, the share that it is behind, by label."""

UNSEEN = 0.01


def prior(label: str, priors: Mapping[str, float] = PRIORS) -> float:
    """The prior of a label, up to a common factor.

    >>> prior("chain_forgot_inner") > prior("never heard of")
    True
    """
    return priors.get(label, UNSEEN)
