"""Which derivative a target's name promises: ``grad['W1']``, ``dW1``, ``self.dW``, ``grads['dW1']`` promise dE/dW1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from derivations.code.identify import Judged
from derivations.code.trial import Quantity

_MEMBER = re.compile(r"(\w+)\[(-?\d+)\]")
_BEFORE = re.compile(r"(?:nabla_|dL_d|dE_d|dJ_d|dloss_d|dL|dJ|dE|grads_|grad_|gradient_|grad|delta_|d_|d|g_)(?=\w)")
_LONG = {"w": ("weight", "weights"), "W": ("weight", "weights"), "b": ("bias", "biases")}
_AFTER = re.compile(r"(\w+?)_?(?:grad|gradient)$")  # l2_delta may be by what comes into a layer or by what goes out
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
    if (member := _MEMBER.fullmatch(judged.name)) is not None:
        return _of_list(_stems(member[1]), int(member[2]), known)
    for name in (judged.name, judged.name.partition("[")[0]):
        for stem in _stems(name):
            if stem in known:
                return known[stem]
        for stem in _stems(name):
            fitting = [known[each] for each in _LONG.get(stem, ()) if each in known]
            if len(fitting) == 1:
                return fitting[0]
    return None


def label(target: str, name: str) -> str:
    """What a target is known by: its name where that can promise a derivative; ``params['W1']`` is not ``grad['W1']``."""
    holder, bracket, _ = target.partition("[")
    return target if bracket and name != target and not (_HOLDER.fullmatch(holder) or _stems(name.partition("[")[0])) else name


def _of_list(stems: list[str], index: int, known: Mapping[str, Quantity]) -> Quantity | None:
    """The member of a list of inputs: ``nabla_w[-1]``, ``dWs[2]`` promise dE/d of the last of ``weights``, the third of ``Ws``."""
    lists: dict[str, dict[int, Quantity]] = {}
    for name, quantity in known.items():
        if (member := _MEMBER.fullmatch(name)) is not None:
            lists.setdefault(member[1], {})[int(member[2])] = quantity
    for stem in stems:
        fitting = [each for each in lists if each == stem] or [each for each in lists if each.lower().startswith(stem.lower())]
        if len(fitting) == 1:
            members = lists[fitting[0]]
            return members.get(index if index >= 0 else len(members) + index)
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
