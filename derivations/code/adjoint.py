"""dE/dq for everything that a forward pass stores, in one reverse sweep over the table of its nodes.

What a function's slope is comes from the rules of ``derivations.steps``: it is derived once and kept as a Term.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from derivations.code.values.nodes import SLOPE, Node, Nodes
from derivations.steps.derive import derive
from derivations.terms.term import Term, apply, derivative, name

Adjoints = dict[int, Node]


def adjoints(error: Node, through_largest: Callable[[Node, Node], bool]) -> Adjoints:
    """The derivative of ``error`` by every node that it depends on, by the node's place in the table.

    through_largest: whether the derivative passes through a ``largest`` node, given the node and dE/d of it. A shift by a row's
    maximum cancels, so there it is 0 and need not pass.
    """
    table = error.table
    found: Adjoints = {error.at: table.of(1)}
    for at in range(error.at, -1, -1):
        arriving = found.get(at)
        if arriving is None:
            continue
        node = table.items[at]
        if node.op == "tag" and arriving.op != "number":
            place = node.value
            arriving = found[at] = table.tag(f"{SLOPE}{place.name}", place.version, place.index, arriving)
        if node.op == "largest" and not through_largest(node, arriving):
            continue
        for place, operand in enumerate(node.args):
            if operand.op == "number":
                continue
            carried = _carried(table, node, place, arriving)
            found[operand.at] = carried if operand.at not in found else found[operand.at] + carried
    return found


def _carried(table: Nodes, node: Node, place: int, arriving: Node) -> Node:
    match node.op:
        case "add" | "tag":
            return arriving
        case "mul":
            return arriving * node.args[1 - place]
        case "pow":
            return table.mul(table.mul(arriving, node.value), table.power(node.args[0], node.value - 1))
        case "step":
            return table.of(0)
        case "largest":
            chosen = table.of(1)
            for other, each in enumerate(node.args):
                if other != place:
                    chosen = chosen * table.apply("step", node.args[place] - each)
            return arriving * chosen
    return arriving * _node(table, _slope(node.op), node.args[0])


@lru_cache(maxsize=64)
def _slope(function: str) -> Term:
    return derive((("value", apply(function, name("u"))),), derivative(name("value"), name("u"))).answer


def _node(table: Nodes, slope: Term, at: Node) -> Node:
    """A slope, a small term in ``u``, as a node at an entry."""
    match slope.op:
        case "name":
            return at
        case "number":
            return table.of(slope.value)
        case "add" | "mul":
            first, *others = (_node(table, each, at) for each in slope.args)
            for each in others:
                first = first + each if slope.op == "add" else first * each
            return first
        case "neg":
            return -_node(table, slope.args[0], at)
        case "div":
            return _node(table, slope.args[0], at) / _node(table, slope.args[1], at)
        case "pow":
            return table.power(_node(table, slope.args[0], at), _node(table, slope.args[1], at))
    return table.apply(slope.op, _node(table, slope.args[0], at))
