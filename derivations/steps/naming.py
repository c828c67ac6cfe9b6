"""Names for what a network's definitions leave unnamed: z = tanh(x W + b) becomes z = tanh(u), u = x W + b.

A backward pass goes from quantity to quantity, so an inner expression needs a name. One is invented only where none was given.
"""

from __future__ import annotations

from derivations.steps.step import Definitions
from derivations.terms.term import Term, name, names

INNER = {"opaque": "y", "mul": "z", "hadamard": "z", "add": "z"}
"""The letter of an invented name, by the operation that it is an operand of; u for the argument of a function."""


def with_names(definitions: Definitions) -> Definitions:
    """The definitions with every inner expression named, each right after the one it was taken out of.

    >>> from derivations.terms.printing import plain
    >>> from derivations.terms.term import apply
    >>> named = with_names((("z1", apply("tanh", name("x") * name("W"))),))
    >>> [f"{each} = {plain(meaning)}" for each, meaning in named]
    ['z1 = tanh(u1)', 'u1 = x*W']
    """
    taken = {each for each, _ in definitions} | {each for _, meaning in definitions for each in names(meaning)}
    waiting = list(definitions)
    done: list[tuple[str, Term]] = []
    while waiting:
        identifier, meaning = waiting.pop(0)
        taken_out: list[tuple[str, Term]] = []
        arguments = tuple(
            argument if _is_kept(meaning.op, argument) else _named(argument, meaning.op, identifier, taken, taken_out)
            for argument in meaning.args
        )
        done.append((identifier, Term(meaning.op, arguments, meaning.value)))
        waiting = taken_out + waiting
    return tuple(done)


def _is_kept(op: str, argument: Term) -> bool:
    """Whether a rule knows the operand as it is: a name; in a sum also a product of names, and a name subtracted."""
    if argument.op == "name":
        return True
    return op == "add" and argument.op in ("mul", "neg") and all(each.op == "name" for each in argument.args)


def _named(argument: Term, op: str, user: str, taken: set[str], taken_out: list[tuple[str, Term]]) -> Term:
    letter, digits = INNER.get(op, "u"), user[len(user.rstrip("0123456789")) :]
    count = int(digits) if digits else 0
    while (invented := f"{letter}{count or ''}") in taken:
        count += 1
    taken.add(invented)
    taken_out.append((invented, argument))
    return name(invented)
