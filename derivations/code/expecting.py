"""Which derivative a target's name promises: ``grad['W1']``, ``dW1``, ``self.dW``, ``grads['dW1']`` promise dE/dW1."""

from __future__ import annotations

import re
from collections.abc import Iterable

from derivations.code.identify import Judged
from derivations.code.trial import Quantity

_BEFORE = re.compile(r"(?:dL_d|dE_d|dJ_d|dloss_d|dL|dJ|dE|grad_|gradient_|grad|delta_|d_|d|g_)(?=\w)")
_AFTER = re.compile(r"(\w+?)_?(?:grad|gradient|_delta)$")
_HOLDER = re.compile(r"(self\.)?(d|g|grad|grads|gradient|gradients|dparams|derivatives|deltas?|nabla)")


def promised(judged: Judged, quantities: Iterable[Quantity]) -> Quantity | None:
    """The quantity whose derivative a statement's target is named after; the last store to it where there are several."""
    known: dict[str, Quantity] = {}
    for each in sorted(quantities):
        known.setdefault(each.name, each)
        if each.version == 0 or known[each.name].version != 0:
            known[each.name] = each if each.version == 0 else max(known[each.name], each)
    holder, _, _ = judged.target.partition("[")
    if "[" in judged.target and _HOLDER.fullmatch(holder) and judged.name in known:
        return known[judged.name]
    for name in (judged.name, judged.name.partition("[")[0]):
        for stem in _stems(name):
            if stem in known:
                return known[stem]
    return None


def _stems(name: str) -> list[str]:
    found = []
    if before := _BEFORE.match(name):
        found.append(name[before.end() :])
        if name.startswith("d") and not name.startswith("d_"):
            found.append(name[1:])
    if after := _AFTER.fullmatch(name):
        found.append(after[1])
    return [*dict.fromkeys(found)]
