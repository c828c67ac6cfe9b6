"""``quiz read``: how a text is read, as text, LaTeX and tree; or where reading stops, with a caret under the text as typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unicodedata import category, east_asian_width

from derivations.terms.printing import latex, plain
from derivations.terms.reading import Reading, Unreadable
from derivations.terms.term import Term
from quiz.explaining import sentence, unreadable_facts
from quiz.messages import speaker
from quiz.verdict import Evidence

WIDTH = 100  # columns that are shown of a long line
_LEAVES = ("number", "name", "constant")


def lines(text: str, found: Reading | Unreadable, language: str) -> Iterator[str]:
    """A reading as lines for a terminal."""
    say = speaker(language)
    if isinstance(found, Unreadable):
        yield from caret(text, found.at, len(found.found))
        yield sentence(Evidence("reading", None, found.code, unreadable_facts(found)), say, reveals=True)
        return
    if found.dropped:
        yield say("reading-dropped", dropped=found.dropped)
    yield plain(found.term)
    yield latex(found.term)
    yield from tree(found.term)


def as_json(found: Reading | Unreadable) -> dict[str, Any]:
    """A reading as one JSON object; of one that failed, what ``quiz compare`` says of it."""
    if isinstance(found, Unreadable):
        said = {
            "code": found.code,
            "at": found.at,
            "found": found.found,
            "expected": list(found.expected),
            "facts": dict(found.facts),
        }
        return {"text": None, "latex": None, "dropped": None, "tree": None, "unreadable": said}
    shown = {"text": plain(found.term), "latex": latex(found.term), "dropped": found.dropped}
    return {**shown, "tree": _node(found.term), "unreadable": None}


def _node(term: Term) -> dict[str, Any]:
    value = list(term.value) if isinstance(term.value, tuple) else term.value if term.value is None else str(term.value)
    return {"op": term.op, "value": value, "span": term.span and list(term.span), "args": [_node(each) for each in term.args]}


def tree(term: Term) -> Iterator[str]:
    """A term as an indented tree, a line for each operation and each operand.

    >>> from derivations.terms.term import name
    >>> print("\\n".join(tree(2 * (name("x") + 1))))
    mul
    ├ 2
    └ add
      ├ x
      └ 1
    """
    yield plain(term) if term.op in _LEAVES else term.op if term.value is None else f"{term.op} {_value(term)}"
    for place, each in enumerate(term.args):
        is_last = place == len(term.args) - 1
        first, *others = tree(each)
        yield f"{'└' if is_last else '├'} {first}"
        for line in others:
            yield f"{' ' if is_last else '│'} {line}"


def _value(term: Term) -> str:
    return "x".join(map(str, term.value)) if isinstance(term.value, tuple) else str(term.value)


def caret(text: str, at: int, length: int = 1) -> tuple[str, str]:
    """The line of a text in which a position lies, and a line with carets that stand under what was found there.

    Wide characters take two columns; what would not be printed is shown as a dot.

    >>> print(*caret("２（ｘ+", 4), sep="|")
    ２（ｘ+|       ^
    """
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = [_printable(each) for each in text[begin : len(text) if end < 0 else end]]
    place = at - begin
    cut = max(0, place - WIDTH // 2)
    before, under = line[cut:place], line[place : place + max(1, length)]
    shown = "".join(line[cut : cut + WIDTH])
    return shown, " " * _columns(before) + "^" * max(1, min(_columns(under), WIDTH))


def _printable(character: str) -> str:
    return "·" if category(character)[0] in "CMZ" and character != " " else character


def _columns(characters: list[str]) -> int:
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in characters)
