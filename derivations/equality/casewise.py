"""What depends on signs: |u|, sign, step, ReLU, max and min, by the sizes of what they compare.

A size is the value itself, or its opposite, where the sign is known from any writing of the same value; else it is found factor by
factor, and at last chosen by the path (``branches``).
"""

from __future__ import annotations

from derivations.equality.field import Element, PoleError, over
from derivations.equality.kernels import Kernels, OpaqueError, Rule
from derivations.equality.sums import multiple

Args = tuple[int, ...]
SIGN_KEEPING = frozenset(["sinh", "tanh", "atan", "asinh", "erf", "cbrt"])  # f(u) has the sign of u


def _size(at: Kernels, node: int) -> Element:
    """|u| for real u: factor by factor, u itself where its sign is known."""
    node = at.alike(node)
    value, known = at.values[node], at.signs.of(node)
    if known is None:
        raise OpaqueError
    if known.is_nonnegative:
        return value
    if (-known).is_nonnegative:
        return -value
    size = _size_by_parts(at, node, value)
    at.keep_size(value, size)
    return size


def _size_by_parts(at: Kernels, node: int, value: Element) -> Element:
    op, args = at.graph.ops[node], at.graph.args[node]
    if op == "neg":
        return _size(at, args[0])
    if op in SIGN_KEEPING and at.signs.of(args[0]) is not None:
        return value if value == 0 else over(value * _size(at, args[0]), at.values[args[0]])
    if op == "mul":
        total = at.place.ring(1)
        for each in args:
            total = total * _size(at, each)
        return total
    if op == "div":
        return over(_size(at, args[0]), _size(at, args[1]))
    if op == "pow" and isinstance(exact := at.exact(args[1]), int):
        return at.power(_size(at, args[0]), exact)
    return at.size_of_sum(at.sum_of(node), value)


def _abs(at: Kernels, node: int, args: Args) -> Element:
    try:
        size = _size(at, args[0])
    except OpaqueError:  # a modulus: the same for the opposite number
        at.doubtful = True
        value = at.values[args[0]]
        return at.place.element("abs", None, min(int(value), int(-value)))
    return _case(at, node, args, size)


def _case(at: Kernels, node: int, choices: Args, value: Element) -> Element:
    """A value that is one of these nodes or its opposite, as it is taken apart: cos(|x|) is cos(x)."""
    for each in choices:
        if value == at.values[each]:
            at.sums[node] = at.sum_of(each)
        elif value == -at.values[each]:
            at.sums[node] = multiple(at.sum_of(each), -1)
    return value


def _sign(at: Kernels, node: int, args: Args) -> Element:
    value = at.values[args[0]]
    return over(_size(at, args[0]), value) if value != 0 else value


def _step(at: Kernels, node: int, args: Args) -> Element:
    """Has no value at 0."""
    sign = _sign(at, node, args)
    if sign == 0:
        raise PoleError
    return (1 + sign) / 2


def _relu(at: Kernels, node: int, args: Args) -> Element:
    value = (at.values[args[0]] + _size(at, args[0])) / 2
    return _case(at, node, args, value)


def _max(at: Kernels, node: int, args: Args) -> Element:
    return _extreme(at, node, args, 1)


def _min(at: Kernels, node: int, args: Args) -> Element:
    return _extreme(at, node, args, -1)


def _extreme(at: Kernels, node: int, args: Args, sign: int) -> Element:
    """(a + b + |a - b|)/2 for max, two at a time in an order that does not depend on the writing."""
    known = {int(at.values[each]): at.alike(each) for each in args}
    if any(at.signs.of(each) is None for each in known.values()):
        raise OpaqueError
    make = at.graph.node
    first, *others = [known[value] for value in sorted(known)]
    for each in others:
        if at.values[first] == -at.values[each]:
            size = 2 * _size(at, first)
        else:
            gap = make("add", (first, make("neg", (each,))))
            at.walk([inner for inner in at.graph.inside(gap) if inner not in at.values])
            size = _size(at, gap)
        total = (at.values[first] + at.values[each] + sign * size) / 2
        if total not in (at.values[first], at.values[each]):
            raise OpaqueError
        first = first if total == at.values[first] else each
    return _case(at, node, (first,), at.values[first])


CASES: dict[str, Rule] = {"abs": _abs, "sign": _sign, "step": _step, "relu": _relu, "max": _max, "min": _min}
