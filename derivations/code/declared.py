"""The model of two listings whose error and shapes are declared, as a question declares them; nothing is tried."""

from __future__ import annotations

from collections.abc import Mapping

from derivations.code.errors import CodeError
from derivations.code.interpreter import parameters_of
from derivations.code.listing import Listing, definitions_of
from derivations.code.model import Model, expression
from derivations.code.needs import needs_of
from derivations.code.pairing import Pair, loss_candidates, upstream_of


def model_of(backward: Listing, forward: Listing, error: str, shapes: Mapping[str, tuple[str, ...]]) -> Model:
    """A parameter without a declared shape is a size, where a dimension has its name, else the dictionary of all declared arrays.

    error: an expression or a call; where it is empty, backward must take an upstream gradient.
    Raises CodeError: ``no_loss`` with candidates, ``syntax`` where the error is no expression.
    """
    upstream = None if error else upstream_of(dict(definitions_of(backward.module)), forward.name, backward.name)
    if not error and upstream is None:
        raise CodeError("no_loss", candidates=", ".join(loss_candidates(backward.module)))
    pair = Pair(backward.module, forward.name, backward.name, expression(error) if error else None, upstream)
    needs = needs_of(pair)
    names = {each for listing in (backward, forward) for each in parameters_of(listing.function)}
    sizes = {name: name for name in sorted(names) if name not in shapes and any(name in shape for shape in shapes.values())}
    outside = names - forward.variables | set(parameters_of(forward.function))
    groups = dict.fromkeys(sorted(outside - set(shapes) - set(sizes) - {"self", upstream}))
    groups |= {name: members for name, members in needs.groups.items() if name.startswith("self.")}
    return Model(
        backward.module,
        backward.name,
        forward.name,
        pair.error,
        dict(shapes),
        upstream=upstream,
        labels=frozenset(needs.labels & set(shapes)),
        integers=sizes,
        groups=groups,
        begins=needs.begins,
        constants={name: value for name, value in needs.constants.items() if name not in shapes},
    )
